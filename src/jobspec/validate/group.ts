import type { TaskGroup, VolumeRequest } from "../../model/taskGroup.js";
import { affinityProblems, constraintProblems, spreadProblems } from "./constraint.js";
import { networkProblems } from "./network.js";
import { disconnectProblems, migrateProblems, restartProblems } from "./policies.js";
import { headed, when } from "./problems.js";
import { rescheduleProblems } from "./reschedule.js";
import { scalingProblems } from "./scaling.js";
import { groupCheckProblems, groupServiceProblems } from "./service.js";
import { taskProblems } from "./task.js";
import { updateProblems } from "./update.js";

const minimumDiskMb = 10;

/** Errors of a task group, in Nomad's order. Spec 05 §3.2. */
export function groupProblems(group: TaskGroup, type: string): readonly string[] {
  return [
    ...when(group.name === "", "Missing task group name"),
    ...when(group.name.includes("\0"), "Task group name contains null character"),
    ...when(group.count < 0, "Task group count can't be negative"),
    ...when(group.tasks.length === 0, "Missing tasks for task group"),
    ...disconnectProblems(type, group.disconnect),
    ...runDurationProblems(group, type),
    ...constraintProblems(group.constraints),
    ...affinityProblems(type, group.affinities),
    ...restartProblems(group.restart),
    ...spreadProblems(type, group.spreads),
    ...rescheduleProblems(type, group.reschedule),
    ...when(
      group.ephemeralDisk.sizeMb < minimumDiskMb,
      `minimum DiskMB value is ${minimumDiskMb}; got ${group.ephemeralDisk.sizeMb}`,
    ),
    ...updateProblems(type, group.update),
    ...migrateProblems(type, group.migrate),
    ...taskNameProblems(group),
    ...when(group.tasks.filter((task) => task.leader).length > 1, "Only one task may be marked as leader"),
    ...volumeProblems(group, type),
    ...headed("Task group network validation failed", networkProblems(group.networks)),
    ...headed("Task group service validation failed", groupServiceProblems(group)),
    ...headed("Task group service check validation failed", groupCheckProblems(group)),
    ...headed("Task group scaling policy validation failed", scalingProblems(group)),
    ...group.tasks.flatMap((task) => headed(`Task ${task.name} validation failed`, taskProblems(task, group, type))),
  ];
}

function runDurationProblems({ maxRunDurationMs }: TaskGroup, type: string): readonly string[] {
  if (maxRunDurationMs === undefined) return [];
  return [
    ...when(maxRunDurationMs <= 0, "MaxRunDuration must be greater than zero"),
    ...when(type !== "batch" && type !== "sysbatch", `Job type "${type}" does not allow max_run_duration`),
  ];
}

function taskNameProblems({ tasks }: TaskGroup): readonly string[] {
  return tasks.flatMap(({ name }, at) => {
    if (name === "") return [`Task ${at + 1} missing name`];
    const first = tasks.findIndex((task) => task.name === name);
    return when(first < at, `Task ${at + 1} redefines '${name}' from task ${first + 1}`);
  });
}

/** Nomad reports volumes in the random order of a map; here they come by name. */
function volumeProblems(group: TaskGroup, type: string): readonly string[] {
  return Object.entries(group.volumes)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, volume]) =>
      headed(`Task group volume validation for ${name} failed`, problemsOfVolume(volume, group, type)),
    );
}

function problemsOfVolume(
  { source, perAlloc, sticky }: VolumeRequest,
  group: TaskGroup,
  type: string,
): readonly string[] {
  const oneEverywhere = type === "system" || type === "sysbatch";
  return [
    ...when(source === "", "volume has an empty source"),
    ...when(perAlloc && oneEverywhere, "volume cannot be per_alloc for system or sysbatch jobs"),
    ...when(perAlloc && (group.update?.canary ?? 0) > 0, "volume cannot be per_alloc when canaries are in use"),
    ...when(perAlloc && sticky, "volume cannot be per_alloc and sticky at the same time"),
  ];
}
