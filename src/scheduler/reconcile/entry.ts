import type { Allocation } from "../../model/allocation.js";
import { serverTerminal, terminal } from "../../model/allocation.js";
import type { Job } from "../../model/job.js";
import type { AllocationSet } from "./allocationSet.js";

/**
 * The allocations of a group that still count for the reconciler: those that the servers want, and stopped ones of batch
 * jobs, which may have done their work or wait to be rescheduled elsewhere. Spec 01 §5 step 1.
 */
export function presentAllocations(members: AllocationSet): AllocationSet {
  return members.filter(
    (allocation) =>
      !serverTerminal(allocation) ||
      (allocation.job.type === "batch" && allocation.desiredTransition.reschedule !== true),
  );
}

/** What a batch job finished in an earlier version is done again: it holds no slot (spec 01 §5 step 4, §12). */
export function finishedInEarlierVersion(all: AllocationSet, job: Job): AllocationSet {
  return all.filter((allocation) => terminal(allocation) && isOfEarlierVersion(allocation, job));
}

function isOfEarlierVersion(allocation: Allocation, job: Job): boolean {
  return allocation.job.version < job.version || allocation.job.createIndex < job.createIndex;
}

/** Whether some allocation runs exactly this version of this registration (spec 01 §5 step 27). */
export function hasRunVersion(all: AllocationSet, job: Job): boolean {
  return all.some(
    (allocation) => allocation.job.version === job.version && allocation.job.createIndex === job.createIndex,
  );
}
