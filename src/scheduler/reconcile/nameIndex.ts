import type { Allocation } from "../../model/allocation.js";
import { indexOfName } from "../../model/allocation.js";

interface Indexes {
  readonly used: Set<number>;
  /** How many allocations share an index, beyond the first. */
  readonly extra: Map<number, number>;
}

/**
 * Which name indexes of a task group are taken, and by how many allocations beyond the first: decides the names of new
 * allocations and which surplus ones go. Spec 01 §8.
 */
export class NameIndex {
  readonly #count: number;
  readonly #seed: readonly Allocation[];
  #known: Indexes | undefined;

  /** Names are read only when the index is first asked: an evaluation that changes nothing never does. */
  constructor(count: number, seed: readonly Allocation[]) {
    this.#count = count;
    this.#seed = seed;
  }

  /** The highest used indexes, at most `amount`; they count as free afterwards. */
  highest(amount: number): number[] {
    const { used } = this.#indexes;
    const highest = [...used].sort((a, b) => b - a).slice(0, Math.max(0, amount));
    for (const index of highest) used.delete(index);
    return highest;
  }

  /** Free indexes below count, ascending; when they run out it goes on with 0, 1, 2, … once more. */
  next(amount: number): number[] {
    const { used } = this.#indexes;
    const chosen: number[] = [];
    for (let index = 0; index < this.#count && chosen.length < amount; index++) {
      if (!used.has(index)) chosen.push(index);
    }
    for (let index = 0; chosen.length < amount; index++) chosen.push(index);
    for (const index of chosen) used.add(index);
    return chosen;
  }

  /**
   * Indexes for new canaries: first those of allocations that will be replaced, then free ones, both below count and not
   * held by a canary; then count, count + 1, … whether a canary has them or not (spec 01 §20 Q6).
   */
  nextCanaries(amount: number, canaries: readonly Allocation[], destructive: readonly Allocation[]): number[] {
    const { used } = this.#indexes;
    const held = new Set(canaries.map((allocation) => indexOfName(allocation.name)));
    const replaced = new Set(destructive.map((allocation) => indexOfName(allocation.name)));
    const chosen: number[] = [];
    for (const index of [...replaced].sort((a, b) => a - b)) {
      if (chosen.length < amount && index < this.#count && !held.has(index)) chosen.push(index);
    }
    for (const index of chosen) used.add(index);
    for (let index = 0; index < this.#count && chosen.length < amount; index++) {
      if (!used.has(index) && !held.has(index)) chosen.push(index);
    }
    for (let index = this.#count; chosen.length < amount; index++) chosen.push(index);
    for (const index of chosen) used.add(index);
    return chosen;
  }

  /** One allocation of this index is gone. */
  unset(index: number): void {
    const { used, extra } = this.#indexes;
    const shared = extra.get(index) ?? 0;
    if (shared > 1) extra.set(index, shared - 1);
    else if (shared === 1) extra.delete(index);
    else used.delete(index);
  }

  isDuplicate(index: number): boolean {
    return this.#indexes.extra.has(index);
  }

  get #indexes(): Indexes {
    if (this.#known !== undefined) return this.#known;
    const used = new Set<number>();
    const extra = new Map<number, number>();
    for (const allocation of this.#seed) {
      const index = indexOfName(allocation.name);
      if (used.has(index)) extra.set(index, (extra.get(index) ?? 0) + 1);
      else used.add(index);
    }
    this.#known = { used, extra };
    return this.#known;
  }
}
