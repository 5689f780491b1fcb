import type { Instant } from "./time.js";

/** One scaling of a task group, kept for display (spec 05 §13.2). */
export interface ScalingEvent {
  readonly time: Instant;
  /** Undefined when only a message was left. */
  readonly count: number | undefined;
  readonly previousCount: number;
  readonly message: string;
  readonly error: boolean;
  readonly evaluationId: string | undefined;
  readonly createIndex: number;
}
