import type { Allocation, RescheduleEvent } from "../../model/allocation.js";
import { groupOf } from "../../model/allocation.js";
import type { ReschedulePolicy } from "../../model/taskGroup.js";
import type { Instant, Milliseconds } from "../../model/time.js";

/** When a failed allocation may be replaced, and whether its policy still allows it. Spec 01 §7.3. */
export interface RescheduleVerdict {
  readonly eligible: boolean;
  readonly time: Instant;
}

/** @param failTime From when the delay counts, and what the limit's interval reaches back from. */
export function rescheduleVerdict(
  allocation: Allocation,
  policy: ReschedulePolicy,
  failTime: Instant,
): RescheduleVerdict {
  const delayMs = nextDelayMs(allocation, policy);
  return { eligible: allowsAnother(allocation, policy, failTime, delayMs), time: failTime + delayMs };
}

function allowsAnother(
  allocation: Allocation,
  policy: ReschedulePolicy,
  failTime: Instant,
  delayMs: Milliseconds,
): boolean {
  if (policy.unlimited) return true;
  if (allocation.rescheduleTracker === undefined) return policy.attempts > 0;
  const events = allocation.rescheduleTracker.events;
  if (events.length === 0) return false;
  const attempted = events.filter((event) => failTime - event.rescheduleTime < policy.intervalMs).length;
  return attempted < policy.attempts && delayMs < policy.intervalMs;
}

/** The allocation's own version of the job decides. */
export function reschedulePolicyOf(allocation: Allocation): ReschedulePolicy | undefined {
  return groupOf(allocation)?.reschedule;
}

export function policyEnabled(policy: ReschedulePolicy | undefined): policy is ReschedulePolicy {
  return policy !== undefined && (policy.attempts > 0 || policy.unlimited);
}

/** The latest end of a task; the allocation's modify time while no task has ended. */
export function lastEventTime(allocation: Allocation): Instant {
  let latest: Instant | undefined;
  for (const state of Object.values(allocation.taskStates)) {
    if (state.finishedAt !== undefined && (latest === undefined || state.finishedAt > latest))
      latest = state.finishedAt;
  }
  return latest ?? allocation.modifyTime;
}

/**
 * The delay before the next replacement. A series that would exceed `max_delay` is held there, and starts afresh when
 * the allocation has run longer than that; a series below the ceiling never starts afresh.
 */
export function nextDelayMs(allocation: Allocation, policy: ReschedulePolicy): Milliseconds {
  const events = allocation.rescheduleTracker?.events ?? [];
  const last = events.at(-1);
  if (last === undefined) return policy.delayMs;
  const delayMs = seriesDelayMs(events, last, policy);
  if (delayMs === undefined) return policy.delayMs;
  if (policy.maxDelayMs <= 0 || delayMs <= policy.maxDelayMs) return delayMs;
  const ranMs = lastEventTime(allocation) - last.rescheduleTime;
  return ranMs > policy.maxDelayMs ? policy.delayMs : policy.maxDelayMs;
}

/** Undefined for constant delays, which are neither capped nor reset. */
function seriesDelayMs(
  events: readonly RescheduleEvent[],
  last: RescheduleEvent,
  policy: ReschedulePolicy,
): Milliseconds | undefined {
  if (policy.delayFunction === "exponential") return last.delayMs * 2;
  if (policy.delayFunction !== "fibonacci") return undefined;
  const secondLast = events.at(-2);
  if (secondLast === undefined) return policy.delayMs;
  const startsAfresh = secondLast.delayMs === policy.maxDelayMs && last.delayMs === policy.delayMs;
  return startsAfresh ? last.delayMs : last.delayMs + secondLast.delayMs;
}
