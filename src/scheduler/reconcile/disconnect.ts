import type { Allocation } from "../../model/allocation.js";
import { groupOf } from "../../model/allocation.js";
import type { Instant, Milliseconds } from "../../model/time.js";
import { allocationText } from "../descriptions.js";
import type { AllocationSet } from "./allocationSet.js";
import { inIndexOrder, union } from "./allocationSet.js";
import { disconnectBlockOf } from "./classify.js";
import type { Appointment, FollowupOwner } from "./followups.js";
import { batchFollowups } from "./followups.js";
import type { GroupSets } from "./groupSets.js";
import type { GroupOutcome } from "./outcome.js";
import type { RescheduleCircumstances } from "./reschedule.js";
import { filterReschedules } from "./reschedule.js";

/** What `stop_on_client_after` waits for besides its own time: the default kill timeout (spec 01 §2). */
const defaultKillTimeoutMs: Milliseconds = 5000;

/**
 * Marks the allocations of cut-off nodes as `unknown` until their time is out, and lets the reschedule policy decide about
 * replacements meanwhile. Spec 01 §11.1.
 */
export function reconcileDisconnecting(
  outcome: GroupOutcome,
  sets: GroupSets,
  owner: FollowupOwner,
  circumstances: RescheduleCircumstances,
): void {
  const { disconnecting } = sets;
  if (disconnecting.length === 0) return;
  const split = filterReschedules(disconnecting, circumstances, true);
  const timeouts = batchFollowups(owner, disconnectTimeouts(disconnecting, owner.now), "disconnect-timeout");
  outcome.followups.push(...timeouts.evaluations);
  for (const allocation of disconnecting) {
    outcome.disconnects.set(allocation.id, asUnknown(allocation, owner.now, timeouts.evaluationIds.get(allocation.id)));
  }
  const replaced = split.now.map((allocation) => outcome.disconnects.get(allocation.id) ?? allocation);
  sets.untainted = union(sets.untainted, split.untainted);
  sets.rescheduleNow = inIndexOrder(union(sets.rescheduleNow, replaced));
  sets.rescheduleLater = [...sets.rescheduleLater, ...split.later];
  outcome.counters.disconnect = disconnecting.length;
  outcome.counters.rescheduleNow = sets.rescheduleNow.length;
}

/** The allocation of a node that was cut off, as it is written (spec 01 §11.1 step 3, spec 04 §12.3 row 7). */
export function asUnknown(
  allocation: Allocation,
  now: Instant,
  followupEvaluationId = allocation.followupEvaluationId,
): Allocation {
  return {
    ...allocation,
    clientStatus: "unknown",
    clientDescription: allocationText.unknown,
    clientStatusHistory: [...allocation.clientStatusHistory, { value: "unknown", time: now }],
    followupEvaluationId,
  };
}

/** When each allocation of a cut-off node is given up: `lost_after` from now (spec 01 §11.1 step 2). */
function disconnectTimeouts(disconnecting: AllocationSet, now: Instant): readonly Appointment[] {
  return disconnecting.map((allocation) => ({
    allocation,
    time: now + disconnectBlockOf(allocation).lostAfterMs,
  }));
}

/** Follow-up evaluations for delayed losses, by allocation ID; none: nothing is delayed (spec 01 §5 step 12). */
export function followDelayedLosses(
  outcome: GroupOutcome,
  owner: FollowupOwner,
  lost: AllocationSet,
): ReadonlyMap<string, string> {
  const { evaluations, evaluationIds } = batchFollowups(owner, delayedLosses(lost, owner.now), "delayed-lost");
  outcome.followups.push(...evaluations);
  return evaluationIds;
}

/**
 * Lost allocations whose client may still be running them until `stop_on_client_after` is over, and when that is. They
 * hold back every replacement of the group in this evaluation. Spec 01 §11.3.
 */
function delayedLosses(lost: AllocationSet, now: Instant): readonly Appointment[] {
  const delayed: Appointment[] = [];
  for (const allocation of lost) {
    const waitMs = disconnectBlockOf(allocation).stopOnClientAfterMs ?? 0;
    if (waitMs === 0) continue;
    const time = lostSince(allocation, now) + waitMs + longestKillTimeoutMs(allocation);
    if (time > now) delayed.push({ allocation, time });
  }
  return delayed;
}

function lostSince(allocation: Allocation, now: Instant): Instant {
  return allocation.clientStatusHistory.find((entry) => entry.value === "lost")?.time ?? now;
}

function longestKillTimeoutMs(allocation: Allocation): Milliseconds {
  let longest = defaultKillTimeoutMs;
  for (const task of groupOf(allocation)?.tasks ?? []) longest = Math.max(longest, task.killTimeoutMs);
  return longest;
}
