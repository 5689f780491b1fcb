import type { JsonObject } from "../../model/json.js";
import type { RestartPolicy } from "../../model/taskGroup.js";
import type { Submitted } from "../schema/submitted.js";
import type { ResourcesForm, TaskForm } from "../schema/task.js";
import { merged } from "./merged.js";
import { canonicalService } from "./service.js";

export type SubmittedTask = Submitted<TaskForm>;

/**
 * The defaults of a task. Spec 05 §3.10.
 *
 * @param serviceName What services of the group are called by default; those of a task add its name.
 * @param restart The group's policy, over which the task's own is laid.
 */
export function canonicalTask(task: SubmittedTask, serviceName: string, restart: RestartPolicy): SubmittedTask {
  return {
    ...task,
    restart: merged(restart, task.restart),
    resources: canonicalResources(task.resources ?? {}),
    services: task.services?.map((service) => canonicalService(service, `${serviceName}-${task.name ?? ""}`)),
    artifacts: task.artifacts?.map(canonicalArtifact),
    vault: task.vault === undefined ? undefined : canonicalVault(task.vault),
    consul: withCluster(task.consul),
  };
}

function canonicalVault(vault: JsonObject): JsonObject {
  return { ...withCluster(vault), ChangeSignal: vault.ChangeSignal ?? "SIGHUP" };
}

/** A block about Consul or Vault is about the cluster called `default` where it names none. */
export function withCluster<B extends JsonObject | undefined>(block: B): B {
  return block === undefined ? block : { ...block, Cluster: block.Cluster || "default" };
}

/** Whole cores make a share of CPU pointless. */
function canonicalResources(resources: Submitted<ResourcesForm>): Submitted<ResourcesForm> {
  const wantsCores = (resources.cores ?? 0) !== 0;
  return { ...resources, cpu: resources.cpu ?? (wantsCores ? 0 : 100) };
}

/** An artifact goes to `local/`, one that is a single file to a file of its own name. */
function canonicalArtifact(artifact: JsonObject): JsonObject {
  if (artifact.RelativeDest !== undefined) return artifact;
  const source = typeof artifact.GetterSource === "string" ? artifact.GetterSource : "";
  const file = artifact.GetterMode === "file" ? source.slice(source.lastIndexOf("/") + 1) : "";
  return { ...artifact, RelativeDest: `local/${file}` };
}
