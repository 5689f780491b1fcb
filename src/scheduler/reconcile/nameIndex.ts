import type { Allocation } from "../../model/allocation.js";
import { indexOfName } from "../../model/allocation.js";

/**
 * Which name indexes of a task group are taken, and by how many allocations beyond the first: decides the names of new
 * allocations and which surplus ones go. Spec 01 §8.
 */
export class NameIndex {
  readonly #count: number;
  readonly #used = new Set<number>();
  readonly #extra = new Map<number, number>();

  constructor(count: number, seed: readonly Allocation[]) {
    this.#count = count;
    for (const allocation of seed) {
      const index = indexOfName(allocation.name);
      if (this.#used.has(index)) this.#extra.set(index, (this.#extra.get(index) ?? 0) + 1);
      else this.#used.add(index);
    }
  }

  /** The highest used indexes, at most `amount`; they count as free afterwards. */
  highest(amount: number): number[] {
    const taken = [...this.#used].sort((a, b) => b - a).slice(0, Math.max(0, amount));
    for (const index of taken) this.#used.delete(index);
    return taken;
  }

  /** Free indexes below count, ascending; when they run out it goes on with 0, 1, 2, … once more. */
  next(amount: number): number[] {
    const chosen: number[] = [];
    for (let index = 0; index < this.#count && chosen.length < amount; index++) {
      if (this.#used.has(index)) continue;
      this.#used.add(index);
      chosen.push(index);
    }
    for (let index = 0; chosen.length < amount; index++) {
      this.#used.add(index);
      chosen.push(index);
    }
    return chosen;
  }

  /**
   * Indexes for new canaries: first those of allocations that will be replaced, then free ones, both below count and not
   * held by a canary; then count, count + 1, … whether a canary has them or not (spec 01 §20 Q6).
   */
  nextCanaries(amount: number, canaries: readonly Allocation[], destructive: readonly Allocation[]): number[] {
    const held = new Set(canaries.map((allocation) => indexOfName(allocation.name)));
    const replaced = new Set(destructive.map((allocation) => indexOfName(allocation.name)));
    const chosen: number[] = [];
    const choose = (index: number): void => {
      this.#used.add(index);
      chosen.push(index);
    };
    for (const index of [...replaced].sort((a, b) => a - b)) {
      if (chosen.length < amount && index < this.#count && !held.has(index)) choose(index);
    }
    for (let index = 0; index < this.#count && chosen.length < amount; index++) {
      if (!this.#used.has(index) && !held.has(index)) choose(index);
    }
    for (let index = this.#count; chosen.length < amount; index++) choose(index);
    return chosen;
  }

  /** One allocation of this index is gone. */
  unset(index: number): void {
    const extra = this.#extra.get(index) ?? 0;
    if (extra > 1) this.#extra.set(index, extra - 1);
    else if (extra === 1) this.#extra.delete(index);
    else this.#used.delete(index);
  }

  isDuplicate(index: number): boolean {
    return this.#extra.has(index);
  }
}
