import type { Job } from "../../model/job.js";
import type { AdmittedNamespace } from "../context.js";
import { quoted, when } from "./problems.js";

/** Whether the job's namespace exists and allows its drivers and network modes. Spec 05 §5. */
export function namespaceProblems(job: Job, namespaces: readonly AdmittedNamespace[]): readonly string[] {
  const namespace = namespaces.find(({ name }) => name === job.namespace);
  if (namespace === undefined) return [`job "${job.id}" is in nonexistent namespace "${job.namespace}"`];
  const { capabilities } = namespace;
  if (capabilities === undefined) return [];
  const drivers = job.taskGroups.flatMap((group) => group.tasks.map((task) => task.driver));
  const modes = job.taskGroups.flatMap((group) => group.networks.map((network) => network.mode || "host"));
  const { enabledTaskDrivers, disabledTaskDrivers, enabledNetworkModes, disabledNetworkModes } = capabilities;
  return [
    ...refusals("task driver", refused(drivers, enabledTaskDrivers, disabledTaskDrivers), job.namespace),
    ...refusals("group network mode", refused(modes, enabledNetworkModes, disabledNetworkModes), job.namespace),
  ];
}

/** Whether the job's node pool exists. Spec 05 §5. */
export function nodePoolProblems(job: Job, nodePools: readonly string[]): readonly string[] {
  return when(!nodePools.includes(job.nodePool), `job "${job.id}" is in nonexistent node pool "${job.nodePool}"`);
}

function refused(
  used: readonly string[],
  enabled: readonly string[] = [],
  disabled: readonly string[] = [],
): readonly string[] {
  const allowed = (name: string) => (enabled.length === 0 || enabled.includes(name)) && !disabled.includes(name);
  return [...new Set(used)].filter((name) => !allowed(name)).sort();
}

function refusals(what: string, names: readonly string[], namespace: string): readonly string[] {
  const [only] = names;
  if (only === undefined) return [];
  return names.length === 1
    ? [`used ${what} ${quoted(only)} is not allowed in namespace "${namespace}"`]
    : [`used ${what}s [${names.map(quoted).join(" ")}] are not allowed in namespace "${namespace}"`];
}
