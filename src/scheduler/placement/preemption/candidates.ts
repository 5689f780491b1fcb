import type { Allocation } from "../../../model/allocation.js";
import type { Job } from "../../../model/job.js";
import { compareText } from "../../../model/table.js";

/** How much lower a victim's priority has to be. */
const priorityGap = 10;

/** Allocations of other jobs: the only ones that preemption looks at. Spec 03 §12.1. */
export function allocationsOfOthers(proposed: readonly Allocation[], job: Job): readonly Allocation[] {
  return proposed.filter((allocation) => allocation.jobId !== job.id || allocation.namespace !== job.namespace);
}

/** Whether a job of this priority may push the allocation off. */
export function preemptible(allocation: Allocation, priority: number): boolean {
  return priority - allocation.job.priority >= priorityGap;
}

/** Lowest priority first; equal ones by age, then ID. */
export function byPriority(a: Allocation, b: Allocation): number {
  return a.job.priority - b.job.priority || byAge(a, b);
}

export function byAge(a: Allocation, b: Allocation): number {
  return a.createIndex - b.createIndex || compareText(a.id, b.id);
}
