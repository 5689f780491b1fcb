import type { Allocation } from "../../model/allocation.js";
import { indexOfName, serverTerminal } from "../../model/allocation.js";
import { allocationText } from "../descriptions.js";
import type { AllocationSet } from "./allocationSet.js";
import { idsOf, inIndexOrder, union, without } from "./allocationSet.js";
import type { ClassifiedSets } from "./classify.js";
import type { GroupSets } from "./groupSets.js";
import { NameIndex } from "./nameIndex.js";
import type { GroupOutcome, StopRequest } from "./outcome.js";

/**
 * Stops all allocations of a stopped job, a removed group or a group with count 0. Of those that are otherwise left
 * alone only the `unknown` ones get a stop. Spec 01 §4.1.
 */
export function stopEverything(sets: ClassifiedSets): StopRequest[] {
  const unknown = [...sets.ignore, ...sets.expiring].filter((allocation) => allocation.clientStatus === "unknown");
  const unneeded = union(sets.untainted, sets.migrate, sets.disconnecting, sets.reconnecting, unknown);
  return [...inIndexOrder(unneeded).map(stopAsUnneeded), ...sets.lost.map((allocation) => stopAsLost(allocation))];
}

export function stopAsUnneeded(allocation: Allocation): StopRequest {
  return { allocation, description: allocationText.notNeeded };
}

export function stopAsLost(allocation: Allocation, followupEvaluationId?: string): StopRequest {
  return { allocation, description: allocationText.lost, clientStatus: "lost", followupEvaluationId };
}

/**
 * Stops what is lost and what is beyond count, and takes it out of the sets that stay. Spec 01 §9.
 *
 * @param canarying The group waits for promotion: its canaries come on top of count.
 * @param followupIds Of lost allocations whose replacement waits: the evaluation that makes it.
 */
export function stopLostAndSurplus(
  outcome: GroupOutcome,
  sets: GroupSets,
  count: number,
  canaries: AllocationSet,
  canarying: boolean,
  followupIds: ReadonlyMap<string, string>,
): void {
  const { untainted, migrate, lost } = sets;
  const surplus = surplusAllocations({ count, untainted, migrate, canaries, canarying, names: outcome.names });
  outcome.stops.push(...lost.map((allocation) => stopAsLost(allocation, followupIds.get(allocation.id))));
  outcome.stops.push(...surplus.map(stopAsUnneeded));
  outcome.counters.stop += lost.length + surplus.length;
  sets.untainted = without(untainted, surplus);
  sets.migrate = without(migrate, surplus);
}

/** What the surplus is reckoned from. */
interface StopCandidates {
  readonly count: number;
  readonly untainted: AllocationSet;
  readonly migrate: AllocationSet;
  readonly canaries: AllocationSet;
  /** The group waits for promotion: its canaries come on top of count. */
  readonly canarying: boolean;
  readonly names: NameIndex;
}

/**
 * The allocations beyond count, in the order in which they are given up: twins of promoted canaries, migrating ones with
 * high indexes, high indexes, any. Writes to the name index. Spec 01 §9 steps 2 and 3.
 */
function surplusAllocations(candidates: StopCandidates): AllocationSet {
  const { count, migrate, canaries, canarying, names } = candidates;
  const working = canarying ? without(candidates.untainted, canaries) : candidates.untainted;
  const surplus = working.filter((allocation) => allocation.clientStatus !== "unknown").length + migrate.length - count;
  if (surplus <= 0) return [];

  const pool = new SurplusPool(surplus, inIndexOrder(working.filter((allocation) => !serverTerminal(allocation))));
  if (!canarying && canaries.length > 0) pool.takeTwinsOf(canaries);
  if (migrate.length > 0) pool.takeHighestMigrating(migrate, count, names);
  pool.takeHighest(names);
  pool.takeRest();
  return pool.taken;
}

/** Surplus allocations while they are picked: stops taking when the surplus is gone. */
class SurplusPool {
  readonly taken: Allocation[] = [];
  readonly #surplus: number;
  #working: AllocationSet;

  constructor(surplus: number, working: AllocationSet) {
    this.#surplus = surplus;
    this.#working = working;
  }

  takeTwinsOf(canaries: AllocationSet): void {
    const canaryIds = idsOf(canaries);
    const canaryNames = new Set(canaries.map((allocation) => allocation.name));
    this.#takeWhere((allocation) => !canaryIds.has(allocation.id) && canaryNames.has(allocation.name));
  }

  takeHighestMigrating(migrate: AllocationSet, count: number, names: NameIndex): void {
    const highest = new Set(new NameIndex(count, migrate).highest(this.#missing));
    for (const allocation of migrate) {
      const index = indexOfName(allocation.name);
      if (this.#missing <= 0 || !highest.has(index)) continue;
      this.taken.push(allocation);
      names.unset(index);
    }
  }

  takeHighest(names: NameIndex): void {
    if (this.#missing <= 0) return;
    const highest = new Set(names.highest(this.#missing));
    this.#takeWhere((allocation) => highest.has(indexOfName(allocation.name)));
  }

  /** By index descending: the natural reading of "highest first" (spec 01 §19). */
  takeRest(): void {
    this.#working = [...this.#working].reverse();
    this.#takeWhere(() => true);
  }

  get #missing(): number {
    return this.#surplus - this.taken.length;
  }

  #takeWhere(applies: (allocation: Allocation) => boolean): void {
    this.#working = this.#working.filter((allocation) => {
      if (this.#missing <= 0 || !applies(allocation)) return true;
      this.taken.push(allocation);
      return false;
    });
  }
}
