import type { JobType } from "./job.js";
import type { KeySet, Table } from "./table.js";
import type { TimerKey } from "./timers.js";

/**
 * The evaluation broker: which evaluations wait to be processed, one a job at a time (spec 03 §2).
 * It is the leader's memory, not replicated state.
 */
export interface Broker {
  /** By scheduler type: a binary heap of evaluation IDs, best first (spec 03 §2.2). */
  readonly ready: Readonly<Record<JobType, readonly string[]>>;
  /** By job key: the evaluation that is ready or being processed. */
  readonly slots: Table<string>;
  /** By job key: evaluations that wait behind the one in the slot, in order of arrival. */
  readonly waiting: Table<readonly string[]>;
  /** Evaluations that are not due yet, by ID. */
  readonly delayed: Table<TimerKey>;
  /** By evaluation ID: blocked again while still being processed; enqueued at its ack (spec 03 §2.1). */
  readonly requeued: KeySet;
}
