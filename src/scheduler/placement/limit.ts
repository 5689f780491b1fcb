import type { NodeView } from "./nodeView.js";

const batchLimit = 2;
const asideMost = 3;
const scoreThreshold = 0;

/**
 * How many scored options are compared: two for batch jobs, for service jobs growing with the logarithm of the number
 * of ready nodes. Spec 03 §7.3.
 */
export function candidateLimit(type: "service" | "batch", nodeCount: number): number {
  return type === "batch" ? batchLimit : Math.max(batchLimit, ceilLog2(nodeCount));
}

function ceilLog2(count: number): number {
  return count <= 1 ? 0 : 32 - Math.clz32(count - 1);
}

/**
 * Hands out scored options up to a limit, and puts a few with a score of zero or less aside in the hope of better ones;
 * when nothing else is left they come back. Spec 03 §7.4.
 */
export class LimitedOptions {
  readonly #upstream: () => NodeView | undefined;
  readonly #aside: NodeView[] = [];
  #asideTaken = 0;
  #returned = 0;
  #limit = 0;

  constructor(upstream: () => NodeView | undefined) {
    this.#upstream = upstream;
  }

  begin(limit: number): void {
    this.#limit = limit;
    this.#aside.length = 0;
    this.#asideTaken = 0;
    this.#returned = 0;
  }

  next(): NodeView | undefined {
    if (this.#returned >= this.#limit) return undefined;
    let option = this.#upstream() ?? this.#nextAside();
    if (option === undefined) return undefined;
    // One from aside may be put aside once more: it then comes after the others.
    while (option !== undefined && option.finalScore <= scoreThreshold && this.#aside.length < asideMost) {
      this.#aside.push(option);
      option = this.#upstream();
    }
    this.#returned++;
    return option ?? this.#nextAside();
  }

  #nextAside(): NodeView | undefined {
    return this.#asideTaken < this.#aside.length ? this.#aside[this.#asideTaken++] : undefined;
  }
}
