import type { Allocation } from "../model/allocation.js";
import type { ReschedulePolicy } from "../model/taskGroup.js";
import type { Instant } from "../model/time.js";

/**
 * Whether a failed allocation may have another try at all: the simple check of client updates and the deployment watcher,
 * which looks at neither delay nor status. Spec 01 §7.3, last point.
 */
export function rescheduleEligible(
  allocation: Allocation,
  policy: ReschedulePolicy | undefined,
  failedAt: Instant,
): boolean {
  if (policy === undefined) return false;
  if (policy.unlimited) return true;
  const events = allocation.rescheduleTracker?.events ?? [];
  const attempted = events.filter((event) => failedAt - event.rescheduleTime < policy.intervalMs).length;
  return attempted < policy.attempts;
}
