import type { DrainStrategy } from "../../model/node.js";
import type { Instant, Milliseconds } from "../../model/time.js";

/** Deadlines that follow the earliest one more closely than this are served together with it (spec 04 §4.7). */
const coalesceMs: Milliseconds = 5_000;

/** When a drain is forced: undefined never, 0 for one that is forced from the beginning. Spec 04 §4.1. */
export function deadlineOf({ deadlineMs, forceDeadline }: DrainStrategy): Instant | undefined {
  return deadlineMs < 0 ? 0 : forceDeadline;
}

/**
 * When deadlines are looked at next: at the latest of those that follow the earliest one closely, so that nodes drained
 * together are forced together. Spec 04 §4.7.
 */
export function nextDeadline(drains: readonly DrainStrategy[]): Instant | undefined {
  const deadlines = drains.map(deadlineOf).filter((deadline) => deadline !== undefined);
  if (deadlines.length === 0) return undefined;
  const earliest = Math.min(...deadlines);
  return Math.max(...deadlines.filter((deadline) => deadline < earliest + coalesceMs));
}
