import type { JobType } from "../../model/job.js";
import type { Task } from "../../model/task.js";
import type { RestartPolicy } from "../../model/taskGroup.js";
import type { Instant, Milliseconds } from "../../model/time.js";
import { goDuration } from "../../model/time.js";

/** What happens to a task whose process ended (spec 04 §10). */
export type RestartDecision =
  | { readonly kind: "restart"; readonly delayMs: Milliseconds; readonly reason: string }
  | { readonly kind: "succeed" }
  | { readonly kind: "fail"; readonly reason: string };

/** The count of restarts in the running interval. */
export interface RestartTracker {
  readonly intervalStart: Instant;
  readonly restartCount: number;
}

/** How the process came to its end. */
export interface Ending {
  readonly succeeded: boolean;
  /** It never started, and trying again cannot help. */
  readonly unrecoverable: boolean;
}

/**
 * Decides after an exit or a failed start. The interval is anchored where the client received the allocation and moves only
 * when it has run out; successful exits of services count as well. Spec 04 §10, steps 3 to 9. No jitter.
 */
export function decideRestart(
  policy: RestartPolicy,
  tracker: RestartTracker,
  ending: Ending,
  restartsOnSuccess: boolean,
  now: Instant,
): { readonly decision: RestartDecision; readonly tracker: RestartTracker } {
  const over = ending.succeeded && !restartsOnSuccess;
  if (policy.attempts === 0) {
    const decision: RestartDecision = over
      ? { kind: "succeed" }
      : { kind: "fail", reason: "Policy allows no restarts" };
    return { decision, tracker };
  }
  const expired = now > tracker.intervalStart + policy.intervalMs;
  const intervalStart = expired ? now : tracker.intervalStart;
  const restartCount = (expired ? 0 : tracker.restartCount) + 1;
  const decided = (decision: RestartDecision) => ({ decision, tracker: { intervalStart, restartCount } });
  if (ending.unrecoverable) return decided({ kind: "fail", reason: "Error was unrecoverable" });
  if (over) return decided({ kind: "succeed" });
  if (restartCount <= policy.attempts) {
    return decided({ kind: "restart", delayMs: policy.delayMs, reason: "Restart within policy" });
  }
  if (policy.mode === "delay") {
    const delayMs = intervalStart + policy.intervalMs - now;
    return decided({ kind: "restart", delayMs, reason: "Exceeded allowed attempts, applying a delay" });
  }
  const interval = goDuration(policy.intervalMs);
  const reason = `Exceeded allowed attempts ${policy.attempts} in interval ${interval} and mode is "fail"`;
  return decided({ kind: "fail", reason });
}

/** Whether a task that ended well is started again: main tasks of services, and sidecars. Spec 04 §10. */
export function restartsOnSuccess(type: JobType, task: Task): boolean {
  if (task.lifecycle === undefined) return type === "service" || type === "system";
  return task.lifecycle.hook !== "poststop" && task.lifecycle.sidecar;
}
