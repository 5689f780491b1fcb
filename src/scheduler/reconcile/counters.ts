import type { DesiredUpdates } from "../../model/evaluation.js";
import { noDesiredUpdates } from "../../model/evaluation.js";

/** The counters of one task group while they are counted: `DesiredTGUpdates` of the API (spec 01 §3, §16). */
export type Counters = { -readonly [Name in keyof DesiredUpdates]: number };

export function newCounters(): Counters {
  return { ...noDesiredUpdates };
}
