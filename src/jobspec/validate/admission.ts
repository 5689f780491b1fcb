import type { Job } from "../../model/job.js";
import type { Task } from "../../model/task.js";
import type { AdmissionContext } from "../context.js";
import type { EnterpriseAsk } from "./enterprise.js";
import { jobProblems, serverProblems } from "./job.js";
import { namespaceProblems, nodePoolProblems } from "./namespace.js";
import { when } from "./problems.js";

/**
 * The errors of all validators in the order in which they run; none is skipped after another has failed. Spec 05 §5.
 *
 * @param job After the mutators.
 * @param asks Enterprise features of the submission that the stored job does not show.
 */
export function admissionProblems(
  job: Job,
  asks: readonly EnterpriseAsk[],
  context: Pick<AdmissionContext, "namespaces" | "nodePools">,
): readonly string[] {
  const tasks = job.taskGroups.flatMap((group) => group.tasks);
  return [
    ...exposedCheckProblems(job),
    ...vaultProblems(tasks),
    ...consulProblems(job),
    ...namespaceProblems(job, context.namespaces),
    ...nodePoolProblems(job, context.nodePools),
    ...jobProblems(job, asks.includes("multiregion")),
    ...serverProblems(job),
    ...when(tasks.some(asksForNuma), "numa scheduling requires Nomad Enterprise"),
    ...when(asks.includes("schedule"), "task schedules requires Nomad Enterprise"),
  ];
}

/** An exposed check goes through a sidecar proxy, which needs a network of its group's own. */
function exposedCheckProblems(job: Job): readonly string[] {
  return job.taskGroups.flatMap(({ name, services, networks }) => {
    const exposed = services.some((service) => service.checks.some((check) => check.expose));
    return when(
      exposed && networks.length !== 1,
      `connect expose check: must have exactly one network for Consul Connect: group "${name}" has ${networks.length} networks`,
    );
  });
}

/** No Vault is ever configured here. */
function vaultProblems(tasks: readonly Task[]): readonly string[] {
  const vault = tasks.find((task) => task.vault !== undefined)?.vault;
  if (vault === undefined) return [];
  return [`Vault "${String(vault.Cluster || "default")}" not enabled but used in the job`];
}

function consulProblems(job: Job): readonly string[] {
  const clusters = job.taskGroups.flatMap(({ consul, tasks, services }) => [
    consul?.Cluster,
    ...tasks.map((task) => task.consul?.Cluster),
    ...[...services, ...tasks.flatMap((task) => task.services)].map((service) => service.cluster),
  ]);
  const other = clusters.some((cluster) => cluster !== undefined && cluster !== "" && cluster !== "default");
  return when(other, "non-default Consul cluster requires Nomad Enterprise");
}

function asksForNuma({ resources }: Task): boolean {
  return resources.numa !== undefined && resources.numa.Affinity !== "none";
}
