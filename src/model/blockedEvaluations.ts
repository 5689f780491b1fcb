import type { Evaluation } from "./evaluation.js";
import type { KeySet, Table } from "./table.js";
import type { Instant } from "./time.js";

/** The tracker of evaluations that wait for capacity (spec 03 §3). The leader's memory. */
export interface BlockedEvaluations {
  /** By evaluation ID, with the class eligibility of its last run. */
  readonly tracked: Table<Evaluation>;
  /** By job key: the tracked evaluation; a job has at most one. */
  readonly byJob: Table<string>;
  /** System evaluations by their node. */
  readonly byNode: Table<KeySet>;
  /** Computed class or resource → when it was last unblocked. */
  readonly unblocked: Readonly<Record<string, { readonly index: number; readonly at: Instant }>>;
}
