import type { InsideAction } from "./action.js";
import type { Table } from "./table.js";
import type { Instant } from "./time.js";

/**
 * In which part of the canonical order a timer's action belongs when it is due (DESIGN, "canonical order at one instant").
 * Deadlines come last, so that a report at exactly the deadline still counts (spec 02 §19).
 */
export type TimerPhase = "client" | "report" | "watcher" | "drainer" | "evaluation" | "deadline";

export interface Timer {
  readonly due: Instant;
  readonly phase: TimerPhase;
  readonly action: InsideAction;
}

/** What will become ready by itself: ordered by due instant, then by creation. */
export interface Timers {
  readonly byDue: Table<Timer>;
  /** How many timers were ever set: breaks ties between timers of one instant. */
  readonly set: number;
}

/** The key under which a timer stands; whoever set it keeps it, to cancel it. */
export type TimerKey = string;

const digits = 16;

export function timerKey(due: Instant, sequence: number): TimerKey {
  return `${String(due).padStart(digits, "0")}/${String(sequence).padStart(digits, "0")}`;
}
