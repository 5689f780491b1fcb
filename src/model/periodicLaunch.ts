import type { Instant } from "./time.js";
import type { TimerKey } from "./timers.js";

/** That a periodic job is tracked, and when it is launched next (spec 05 §14). */
export interface PeriodicLaunch {
  /** Undefined: its cron expressions match no moment that is still to come. */
  readonly next: Instant | undefined;
  readonly timer: TimerKey | undefined;
}
