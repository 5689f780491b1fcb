import type { JsonObject } from "../../model/json.js";
import type { Task, TaskResources } from "../../model/task.js";
import type { TaskGroup } from "../../model/taskGroup.js";
import { goDuration } from "../../model/time.js";
import { affinityProblems, taskConstraintProblems } from "./constraint.js";
import { escapesAllocation } from "./path.js";
import { headed, listed, when } from "./problems.js";
import { taskServiceProblems } from "./service.js";

const hooks = ["prestart", "poststart", "poststop"];
const artifactModes = ["any", "file", "dir"];
const changeModes = ["noop", "signal", "script", "restart"];

/** Errors of a task, in Nomad's order. Spec 05 §3.10. */
export function taskProblems(task: Task, group: TaskGroup, type: string): readonly string[] {
  return [
    ...nameProblems(task.name),
    ...when(task.driver === "", "Missing task driver"),
    ...delayProblems(task, group, type),
    ...listed(resourceProblems(task.resources)),
    ...listed(logProblems(task.logs, group.ephemeralDisk.sizeMb)),
    ...taskConstraintProblems(task.constraints),
    ...affinityProblems(type, task.affinities),
    ...listed(taskServiceProblems(task, group.networks)),
    ...task.artifacts.flatMap((artifact, at) =>
      headed(`Artifact ${at + 1} validation failed`, artifactProblems(artifact)),
    ),
    ...task.templates.flatMap((template, at) =>
      headed(`Template ${at + 1} validation failed`, templateProblems(template)),
    ),
    ...when(
      task.dispatchPayload !== undefined && escapesAllocation("task/local", String(task.dispatchPayload.File ?? "")),
      "Dispatch Payload validation failed: destination escapes allocation directory",
    ),
    ...lifecycleProblems(task),
    ...mountProblems(task, group),
  ];
}

function nameProblems(name: string): readonly string[] {
  return [
    ...when(name === "", "Missing task name"),
    ...when(name === "alloc", 'Task cannot be named "alloc"'),
    ...when(/[/\\]/.test(name), "Task name cannot include slashes"),
    ...when(!/[/\\]/.test(name) && name.includes("\0"), "Task name cannot include null characters"),
  ];
}

function delayProblems(task: Task, group: TaskGroup, type: string): readonly string[] {
  const progressMs = group.update?.progressDeadlineMs ?? 0;
  const outlasts = type === "service" && progressMs > 0 && task.killTimeoutMs > progressMs;
  return [
    ...when(task.killTimeoutMs < 0, "KillTimeout must be a positive value"),
    ...when(
      outlasts,
      `KillTimout (${goDuration(task.killTimeoutMs)}) longer than the group's ProgressDeadline (${goDuration(progressMs)})`,
    ),
    ...when(task.shutdownDelayMs < 0, "ShutdownDelay must be a positive value"),
  ];
}

function resourceProblems(resources: TaskResources): readonly string[] {
  const { cpu, cores, memoryMb, memoryMaxMb, secretsMb, devices } = resources;
  return [
    ...when(cpu > 0 && cores > 0, "Task can only ask for 'cpu' or 'cores' resource, not both."),
    ...when(cores < 0, `cores value (${cores}) cannot be negative`),
    ...listed([
      ...when(cores === 0 && cpu < 1, `minimum CPU value is 1; got ${cpu}`),
      ...when(memoryMb < 10, `minimum MemoryMB value is 10; got ${memoryMb}`),
    ]),
    ...devices.flatMap((device, at) =>
      headed(`device ${at + 1} failed validation`, taskConstraintProblems(device.constraints)),
    ),
    ...when(
      memoryMaxMb !== 0 && memoryMaxMb !== -1 && memoryMaxMb < memoryMb,
      `MemoryMaxMB value (${memoryMaxMb}) should be larger than MemoryMB value (${memoryMb})`,
    ),
    ...when(secretsMb > memoryMb, `SecretsMB value (${secretsMb}) cannot be larger than MemoryMB value (${memoryMb})`),
    ...when(secretsMb < 0, `SecretsMB value (${secretsMb}) cannot be negative`),
  ];
}

function logProblems({ maxFiles, maxFileSizeMb }: Task["logs"], diskMb: number): readonly string[] {
  const storedMb = maxFiles * maxFileSizeMb;
  return [
    ...when(maxFiles < 1, `minimum number of files is 1; got ${maxFiles}`),
    ...when(maxFileSizeMb < 1, `minimum file size is 1MB; got ${maxFileSizeMb}`),
    ...when(
      storedMb >= diskMb,
      `log storage (${storedMb} MB) must be less than requested disk capacity (${diskMb} MB)`,
    ),
  ];
}

function artifactProblems(artifact: JsonObject): readonly string[] {
  const mode = String(artifact.GetterMode);
  return [
    ...when(artifact.GetterSource === "", "source must be specified"),
    ...when(
      !artifactModes.includes(mode),
      `invalid artifact mode "${mode}"; must be one of: ${artifactModes.join(", ")}`,
    ),
    ...when(escapesAllocation("task", String(artifact.RelativeDest)), "destination escapes allocation directory"),
  ];
}

function templateProblems(template: JsonObject): readonly string[] {
  return [
    ...when(template.DestPath === "", "Must specify a destination for the template"),
    ...when(escapesAllocation("task", String(template.DestPath)), "destination escapes allocation directory"),
    ...when(
      !changeModes.includes(String(template.ChangeMode)),
      `Invalid change mode. Must be one of the following: ${changeModes.join(", ")}`,
    ),
  ];
}

function lifecycleProblems({ lifecycle }: Task): readonly string[] {
  if (lifecycle === undefined || hooks.includes(lifecycle.hook)) return [];
  const problem = lifecycle.hook === "" ? "no lifecycle hook provided" : `invalid hook: ${lifecycle.hook}`;
  return [`Lifecycle validation failed: ${problem}`];
}

function mountProblems({ volumeMounts }: Task, { volumes }: TaskGroup): readonly string[] {
  return volumeMounts.flatMap((mount, at) => {
    const volume = String(mount.Volume);
    return when(!Object.hasOwn(volumes, volume), `Volume Mount (${at}) references undefined volume ${volume}`);
  });
}
