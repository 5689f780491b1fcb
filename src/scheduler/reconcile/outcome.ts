import type { Allocation, ClientStatus } from "../../model/allocation.js";
import type { DesiredUpdates, Evaluation } from "../../model/evaluation.js";
import { noDesiredUpdates } from "../../model/evaluation.js";
import type { TaskGroup } from "../../model/taskGroup.js";
import { NameIndex } from "./nameIndex.js";

/** An allocation that has to stop. */
export interface StopRequest {
  readonly allocation: Allocation;
  readonly description: string;
  /** Written over the client status. */
  readonly clientStatus?: ClientStatus;
  readonly followupEvaluationId?: string | undefined;
}

/** A new allocation that is wanted. */
export interface PlaceRequest {
  readonly name: string;
  readonly group: TaskGroup;
  readonly canary: boolean;
  /** The allocation that it replaces; undefined for fresh names and new canaries. */
  readonly previous: Allocation | undefined;
  /** It replaces a failed allocation: history is kept, and a failure to place is remembered (spec 01 §14.4). */
  readonly reschedule: boolean;
  /** An older job version is to be used while the group's canaries wait (spec 01 §14.4 step 1). */
  readonly downgrade: boolean;
}

/** An allocation to be replaced by one of the same name: stop and placement belong together. */
export interface DestructiveUpdate {
  readonly allocation: Allocation;
  readonly group: TaskGroup;
}

/** The counters of one task group while they are counted: `DesiredTGUpdates` of the API (spec 01 §3, §16). */
export type Counters = { -readonly [Name in keyof DesiredUpdates]: number };

/** What the reconciler decided for one task group (spec 01 §3), filled in step by step (spec 01 §5). */
export interface GroupOutcome {
  readonly stops: StopRequest[];
  placements: PlaceRequest[];
  readonly destructive: DestructiveUpdate[];
  readonly inPlace: Allocation[];
  /** Allocations that only get the ID of a follow-up evaluation. */
  readonly annotated: Allocation[];
  /** Allocations turned `unknown`, by ID. */
  readonly disconnects: Map<string, Allocation>;
  /** Allocations whose return is recorded. */
  readonly reconnects: Allocation[];
  readonly followups: Evaluation[];
  readonly counters: Counters;
  /** The names in use: the scheduler draws on it again when it places (spec 01 §8). */
  names: NameIndex;
  /** Nothing is left to do for the deployment (spec 01 §5 step 29). */
  complete: boolean;
}

export function newOutcome(count: number): GroupOutcome {
  return {
    stops: [],
    placements: [],
    destructive: [],
    inPlace: [],
    annotated: [],
    disconnects: new Map(),
    reconnects: [],
    followups: [],
    counters: { ...noDesiredUpdates },
    names: new NameIndex(count, []),
    complete: false,
  };
}
