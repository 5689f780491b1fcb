import type { AllocationListStub } from "../../../api/objects/allocation.js";
import type { ApiJob } from "../../../api/objects/job.js";
import { quote } from "../../text/quote.js";

/** An allocation that is to be restarted. */
export interface Chosen {
  readonly stub: AllocationListStub;
  /** The tasks that were asked for, as far as it has them, by name. */
  readonly tasks: readonly string[];
}

export interface Selection {
  readonly chosen: readonly Chosen[];
  /** Why each of the others is left out. */
  readonly skipped: readonly { readonly stub: AllocationListStub; readonly because: string }[];
}

export interface Wanted {
  readonly groups: readonly string[];
  readonly tasks: readonly string[];
}

/**
 * The allocations that run or are to run, were not replaced, and are of the groups and have the tasks that were asked for.
 * Spec 06 §6.5.
 *
 * @param versions Of the job: an allocation has the tasks of the version that it was placed with.
 */
export function selectAllocations(
  stubs: readonly AllocationListStub[],
  versions: readonly ApiJob[],
  wanted: Wanted,
): Selection {
  const chosen: Chosen[] = [];
  const skipped: { stub: AllocationListStub; because: string }[] = [];
  for (const stub of stubs) {
    const tasks = wanted.tasks.filter((task) => tasksOf(stub, versions).includes(task)).sort();
    const because = reasonToSkip(stub, wanted, tasks);
    if (because === undefined) chosen.push({ stub, tasks });
    else skipped.push({ stub, because });
  }
  return { chosen, skipped };
}

function reasonToSkip(stub: AllocationListStub, wanted: Wanted, tasks: readonly string[]): string | undefined {
  const { ClientStatus, DesiredStatus, NextAllocation, TaskGroup } = stub;
  if (ClientStatus !== "running" && DesiredStatus !== "run") {
    // Nomad mixes the two up.
    return `desired status is ${quote(ClientStatus)} and client status is ${quote(DesiredStatus)}`;
  }
  if (NextAllocation) return `it was replaced by ${quote(NextAllocation)}`;
  if (wanted.groups.length > 0 && !wanted.groups.includes(TaskGroup)) {
    return `it is of group ${quote(TaskGroup)}`;
  }
  if (wanted.tasks.length > 0 && tasks.length === 0) return "it has none of the tasks";
  return undefined;
}

function tasksOf(stub: AllocationListStub, versions: readonly ApiJob[]): readonly string[] {
  const job = versions.find(({ Version }) => Version === stub.JobVersion) ?? versions[0];
  const group = job?.TaskGroups.find(({ Name }) => Name === stub.TaskGroup);
  return (group?.Tasks ?? []).map(({ Name }) => Name);
}
