import { byIndexAndAge } from "../../model/allocation.js";
import type { AllocationSet } from "./allocationSet.js";
import { idsOf } from "./allocationSet.js";
import type { FollowupOwner } from "./followups.js";
import { batchFollowups } from "./followups.js";
import type { GroupOutcome } from "./outcome.js";
import type { DelayedReschedule } from "./reschedule.js";

/**
 * Gives allocations that are rescheduled later the evaluation they wait for: in their disconnect update if they have one,
 * else as an update of its own; migrating ones get it with their stop. Spec 01 §5 step 13.
 *
 * @returns By allocation ID: the evaluation it waits for.
 */
export function annotateDelayed(
  outcome: GroupOutcome,
  owner: FollowupOwner,
  delayed: readonly DelayedReschedule[],
  migrate: AllocationSet,
): ReadonlyMap<string, string> {
  const { evaluations, evaluationIds } = batchFollowups(owner, delayed, "reschedule");
  outcome.followups.push(...evaluations);
  outcome.counters.rescheduleLater = delayed.length;
  const migrating = idsOf(migrate);
  for (const { allocation } of [...delayed].sort((a, b) => byIndexAndAge(a.allocation, b.allocation))) {
    const followupEvaluationId = evaluationIds.get(allocation.id);
    const disconnect = outcome.disconnects.get(allocation.id);
    if (disconnect !== undefined) outcome.disconnects.set(allocation.id, { ...disconnect, followupEvaluationId });
    else if (!migrating.has(allocation.id)) outcome.annotated.push({ ...allocation, followupEvaluationId });
  }
  return evaluationIds;
}
