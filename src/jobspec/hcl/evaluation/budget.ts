import type { Span } from "../syntax/range.js";
import { LimitExceeded } from "../syntax/refusal.js";
import type { Value } from "../values/value.js";

/** What evaluating one job file may cost: expressions evaluated, and members and characters made. */
const most = 4_000_000;

/**
 * Counts what a job file makes us do: loops in loops and texts that double themselves would otherwise go on for ever. Nomad has
 * no such limit.
 */
export class Budget {
  #spent = 0;

  /** @throws {LimitExceeded} */
  spend(cost: number, at: Span): void {
    this.#spent += cost;
    if (this.#spent <= most) return;
    throw new LimitExceeded(at, "This job file expands to more than Coalmine is willing to compute.");
  }
}

/** What a value takes up on its own: its characters, or its direct members. */
export function sizeOf(value: Value): number {
  switch (value.kind) {
    case "string":
      return value.text.length;
    case "list":
    case "set":
    case "tuple":
      return value.elements.length;
    case "map":
    case "object":
      return value.members.size;
    default:
      return 1;
  }
}
