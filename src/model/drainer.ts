import type { DrainStrategy } from "./node.js";
import type { KeySet, Table } from "./table.js";
import { emptyTable } from "./table.js";
import type { Instant } from "./time.js";
import type { TimerKey } from "./timers.js";

/** The part of the leader that empties draining nodes (spec 04 §4.3). The leader's memory. */
export interface Drainer {
  /** By node ID: the drains that it knows of, as it knows them. */
  readonly tracked: Table<DrainStrategy>;
  /** Keys of the jobs that have something to lose on a tracked node. */
  readonly watchedJobs: KeySet;
  /** Nodes whose drain was set, changed or ended. */
  readonly nodesToLook: KeySet;
  /** Allocations of a watched job changed, or more jobs are watched. */
  readonly jobsToLook: boolean;
  /** The state index of the last look at the watched jobs. */
  readonly lookedAtIndex: number;
  /** Deadlines up to this instant are due. */
  readonly deadlineReached: Instant | undefined;
  readonly deadlineTimer: TimerKey | undefined;
  /** What is being submitted: nothing else is looked at meanwhile. */
  readonly submission: DrainSubmission | undefined;
}

/** What the drainer decided and commits when its batch window is over. */
export interface DrainSubmission {
  readonly timer: TimerKey;
  readonly allocationIds: readonly string[];
  /** Nodes that may be empty: allocations of theirs were seen to have ended. */
  readonly nodesLeft: readonly string[];
  /** Nodes whose drain ends because its deadline has come. */
  readonly nodesOverdue: readonly string[];
}

export const idleDrainer: Drainer = Object.freeze({
  tracked: emptyTable<DrainStrategy>(),
  watchedJobs: emptyTable<true>(),
  nodesToLook: emptyTable<true>(),
  jobsToLook: false,
  lookedAtIndex: 0,
  deadlineReached: undefined,
  deadlineTimer: undefined,
  submission: undefined,
});
