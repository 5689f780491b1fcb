import type { Attempt, AttemptCarry, PlanResult } from "./attempt.js";

/**
 * An evaluation while a worker has it: which of the three actions is next (DESIGN, "one evaluation is three actions").
 * A queued plan carries the index of the state that it was made from, never the state itself.
 */
export interface Delivery {
  readonly evaluationId: string;
  readonly jobKey: string;
  /** How often it was delivered; three unsuccessful deliveries end it (spec 03 §2.3). */
  readonly deliveries: number;
  /** Attempts of this delivery whose plan was refused in part. */
  readonly retries: number;
  readonly stage: "evaluate" | "apply-plan" | "conclude";
  readonly carry: AttemptCarry;
  readonly attempt: Attempt | undefined;
  /** The index of the state that the attempt was made from: what the evaluation has seen. */
  readonly snapshotIndex: number;
  /** Undefined when no plan was submitted. */
  readonly result: PlanResult | undefined;
}
