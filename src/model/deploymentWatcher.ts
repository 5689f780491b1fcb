import type { Job } from "./job.js";
import type { KeySet } from "./table.js";
import type { Instant } from "./time.js";
import type { TimerKey } from "./timers.js";

/** What the watcher of one active deployment remembers (spec 02 §7). The leader's memory. */
export interface DeploymentWatcher {
  readonly deploymentId: string;
  /** The job as it was registered when the watcher started; its blocks decide about rollbacks at a deadline. */
  readonly job: Job;
  /** What changed since it looked last; undefined when nothing did. */
  readonly unseen: "deployment" | "allocations" | undefined;
  /** The earliest progress deadline of a group that is not done, as last reckoned. */
  readonly cutoff: Instant | undefined;
  readonly cutoffTimer: TimerKey | undefined;
  /** Set when the deadline was ever hit; never cleared, and it words a later failure (spec 02 §7.5). */
  readonly deadlineHit: boolean;
  /** Runs from the first request for an evaluation to its creation (spec 02 §7.7). */
  readonly batchTimer: TimerKey | undefined;
  /** Unhealthy allocations that are to be marked for rescheduling with the batch. */
  readonly replacements: KeySet;
}
