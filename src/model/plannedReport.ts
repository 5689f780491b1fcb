import type { Instant } from "./time.js";
import type { TimerKey } from "./timers.js";

/** When a client's next report reaches the servers (spec 04 §15.1). */
export interface PlannedReport {
  readonly due: Instant;
  readonly timer: TimerKey;
}
