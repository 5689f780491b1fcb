import type { Allocation, RescheduleEvent, RescheduleTracker } from "../model/allocation.js";
import type { ReschedulePolicy } from "../model/taskGroup.js";
import type { Instant } from "../model/time.js";
import { nextDelayMs, reschedulePolicyOf } from "./reconcile/rescheduleDelay.js";

/** How many past events an unlimited policy keeps, besides the new one (spec 01 §2). */
const keptEvents = 5;

/**
 * The history that a rescheduled allocation's replacement begins with: what counts of the old one, and the move itself.
 * Spec 01 §7.3.
 */
export function trackerOfReplacement(failed: Allocation, now: Instant): RescheduleTracker {
  const policy = reschedulePolicyOf(failed);
  const event: RescheduleEvent = {
    rescheduleTime: now,
    previousAllocationId: failed.id,
    previousNodeId: failed.nodeId,
    delayMs: policy === undefined ? 0 : nextDelayMs(failed, policy),
  };
  return { events: [...rememberedEvents(failed, policy, now), event], lastReschedule: "ok" };
}

function rememberedEvents(
  failed: Allocation,
  policy: ReschedulePolicy | undefined,
  now: Instant,
): readonly RescheduleEvent[] {
  const events = failed.rescheduleTracker?.events ?? [];
  if (policy?.unlimited === true) return events.slice(-keptEvents);
  const intervalMs = policy?.intervalMs ?? 0;
  return events.filter((event) => intervalMs > 0 && now - event.rescheduleTime <= intervalMs);
}

/** The allocation with the outcome of its reschedule written down (spec 01 §14.4 steps 8 and 9). */
export function withRescheduleResult(allocation: Allocation, result: "ok" | "no placement"): Allocation {
  const events = allocation.rescheduleTracker?.events ?? [];
  return { ...allocation, rescheduleTracker: { events, lastReschedule: result } };
}

/** Where the allocation failed before: such nodes score lower, but are not excluded (spec 01 §14.4 step 5). */
export function penaltyNodes(previous: Allocation | undefined): ReadonlySet<string> {
  const nodes = new Set<string>();
  if (previous === undefined) return nodes;
  if (previous.clientStatus === "failed") nodes.add(previous.nodeId);
  for (const event of previous.rescheduleTracker?.events ?? []) nodes.add(event.previousNodeId);
  return nodes;
}
