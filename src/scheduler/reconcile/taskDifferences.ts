import type { Job } from "../../model/job.js";
import type { JsonObject, JsonValue } from "../../model/json.js";
import type { Service } from "../../model/service.js";
import type { Task } from "../../model/task.js";
import type { NetworkAsk, PortAsk, TaskGroup } from "../../model/taskGroup.js";

/**
 * Whether two versions of a task group differ so that running allocations have to be replaced. Everything that is not
 * looked at here (counts, policies, constraints, ordinary services, …) is updated in place. Spec 01 §10.
 */
export function groupsDiffer(oldJob: Job, oldGroup: TaskGroup, newJob: Job, newGroup: TaskGroup): boolean {
  if (oldGroup.tasks.length !== newGroup.tasks.length) return true;
  if (!same(oldGroup.ephemeralDisk, newGroup.ephemeralDisk)) return true;
  if (networksDiffer(oldGroup.networks, newGroup.networks)) return true;
  if (consulDiffers(oldGroup.consul, newGroup.consul)) return true;
  if (connectDiffers(oldGroup.services, newGroup.services)) return true;
  if (!same(oldGroup.volumes, newGroup.volumes)) return true;
  if (oldGroup.restart.renderTemplates !== newGroup.restart.renderTemplates) return true;
  return oldGroup.tasks.some((oldTask) => {
    const newTask = newGroup.tasks.find((task) => task.name === oldTask.name);
    if (newTask === undefined || taskDiffers(oldTask, newTask)) return true;
    return !same(effectiveMeta(oldJob, oldGroup, oldTask), effectiveMeta(newJob, newGroup, newTask));
  });
}

function taskDiffers(oldTask: Task, newTask: Task): boolean {
  return (
    !same(fixedParts(oldTask), fixedParts(newTask)) ||
    consulDiffers(oldTask.consul, newTask.consul) ||
    networksDiffer(oldTask.resources.networks, newTask.resources.networks)
  );
}

/** What cannot change while the task runs. */
function fixedParts(task: Task): unknown {
  const { cpu, cores, memoryMb, memoryMaxMb, secretsMb, devices, numa } = task.resources;
  return {
    driver: task.driver,
    user: task.user,
    config: task.config,
    env: task.env,
    artifacts: task.artifacts,
    vault: task.vault,
    secrets: task.secrets,
    templates: task.templates,
    csiPlugin: task.csiPlugin,
    volumeMounts: task.volumeMounts,
    resources: { cpu, cores, memoryMb, memoryMaxMb, secretsMb, devices, numa },
    identity: task.identity,
    identities: task.identities,
    logsDisabled: task.logs.disabled,
    renderTemplates: task.restart.renderTemplates,
  };
}

/** Task over group over job: an edit of the job's meta reaches every task. */
function effectiveMeta(job: Job, group: TaskGroup, task: Task): Readonly<Record<string, string>> {
  return { ...job.meta, ...group.meta, ...task.meta };
}

function networksDiffer(before: readonly NetworkAsk[], after: readonly NetworkAsk[]): boolean {
  return !same(before.map(fixedNetwork), after.map(fixedNetwork));
}

/** Of a dynamic port the number is not looked at. */
function fixedNetwork(network: NetworkAsk): unknown {
  const { mode, mbits, hostname, dns, cni, reservedPorts, dynamicPorts } = network;
  const fixedPort = ({ label, value, to, hostNetwork }: PortAsk) => ({ label, value, to, hostNetwork });
  return {
    mode,
    mbits,
    hostname,
    dns,
    cni,
    reservedPorts: reservedPorts.map(fixedPort),
    dynamicPorts: dynamicPorts.map((port) => fixedPort({ ...port, value: 0 })),
  };
}

/** The namespace always counts; cluster and partition only where both versions have a Consul block. */
function consulDiffers(before: JsonObject | undefined, after: JsonObject | undefined): boolean {
  if (!same(before?.Namespace ?? "", after?.Namespace ?? "")) return true;
  if (before === undefined || after === undefined) return false;
  return !same([before.Cluster ?? "", before.Partition ?? ""], [after.Cluster ?? "", after.Partition ?? ""]);
}

/** Only services that have a Connect block in the new version and existed by name in the old one are looked at. */
function connectDiffers(before: readonly Service[], after: readonly Service[]): boolean {
  return after.some((service) => {
    if (service.connect === undefined) return false;
    const old = before.find((candidate) => candidate.name === service.name);
    if (old === undefined) return false;
    if (old.connect === undefined) return true;
    return (
      !same(fixedConnect(old.connect), fixedConnect(service.connect)) ||
      old.portLabel !== service.portLabel ||
      old.cluster !== service.cluster
    );
  });
}

/** Of the sidecar service only its presence and its port: its proxy and tags change in place. */
function fixedConnect(connect: JsonObject): unknown {
  const sidecar = objectIn(connect.SidecarService);
  return {
    native: connect.Native === true,
    gateway: connect.Gateway ?? undefined,
    sidecarTask: connect.SidecarTask ?? undefined,
    sidecarPort: sidecar === undefined ? undefined : (sidecar.Port ?? ""),
  };
}

function objectIn(value: JsonValue | undefined): JsonObject | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

/** Equal by content; missing, `null`, and empty lists and objects count as one and the same. */
function same(a: unknown, b: unknown): boolean {
  if (a === b || (isEmpty(a) && isEmpty(b))) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = a as Readonly<Record<string, unknown>>;
  const right = b as Readonly<Record<string, unknown>>;
  if (Array.isArray(a) && Array.isArray(b) && a.length !== b.length) return false;
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  for (const key of keys) if (!same(left[key], right[key])) return false;
  return true;
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
