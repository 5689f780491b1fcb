import type { Allocation } from "../../model/allocation.js";
import { noDesiredUpdates } from "../../model/evaluation.js";
import type { Counters } from "../reconcile/outcome.js";

/** What one evaluation counts per task group while it runs (spec 04 §12.6). */
export interface GroupTally {
  readonly counters: Counters;
  /** Placements that were tried, those of updates too. */
  wanted: number;
  /** Placements wanted, less those filtered out. */
  queued: number;
  /** Placements, those of updates too, whose node the constraints rule out. */
  filtered: number;
  /** Nodes that the group shall be on: places, in-place, ignored and destructive, less infeasible placements. */
  candidates: number;
  /** Up to date, or updated in place. */
  kept: number;
  readonly ignored: Allocation[];
}

/** Tallies by group name, made when a group is first counted. */
export class Tallies {
  readonly #groups = new Map<string, GroupTally>();

  of(group: string): GroupTally {
    let tally = this.#groups.get(group);
    if (tally === undefined) {
      tally = {
        counters: { ...noDesiredUpdates },
        wanted: 0,
        queued: 0,
        filtered: 0,
        candidates: 0,
        kept: 0,
        ignored: [],
      };
      this.#groups.set(group, tally);
    }
    return tally;
  }

  /** Nodes that the group shall be on; 0 for a group that was never counted. */
  candidatesOf(group: string): number {
    return this.#groups.get(group)?.candidates ?? 0;
  }

  get groups(): ReadonlyMap<string, GroupTally> {
    return this.#groups;
  }
}
