import type { Allocation } from "../../model/allocation.js";
import { byIndexAndAge } from "../../model/allocation.js";

/** Allocations of one task group, each at most once. Sets that decide an order are kept in the order of spec 01 §19. */
export type AllocationSet = readonly Allocation[];

/** The set less those that are in `removed`; membership goes by ID, since a planned copy stands for its original. */
export function without(set: AllocationSet, removed: AllocationSet): AllocationSet {
  if (removed.length === 0 || set.length === 0) return set;
  const ids = idsOf(removed);
  return set.filter((allocation) => !ids.has(allocation.id));
}

/** The union; of copies of one allocation the first is kept. */
export function union(...sets: readonly AllocationSet[]): AllocationSet {
  const filled = sets.filter((set) => set.length > 0);
  const [first, ...others] = filled;
  if (first === undefined) return [];
  if (others.length === 0) return first;
  const known = idsOf(first);
  const merged = [...first];
  for (const set of others) {
    for (const allocation of set) {
      if (known.has(allocation.id)) continue;
      known.add(allocation.id);
      merged.push(allocation);
    }
  }
  return merged;
}

export function idsOf(set: AllocationSet): Set<string> {
  const ids = new Set<string>();
  for (const allocation of set) ids.add(allocation.id);
  return ids;
}

/** By index of the name, then age, then ID: where Nomad walks a map, this order is taken (spec 01 §19). */
export function inIndexOrder(set: AllocationSet): AllocationSet {
  return set.length < 2 ? set : [...set].sort(byIndexAndAge);
}
