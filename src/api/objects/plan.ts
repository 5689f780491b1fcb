import type { JsonObject } from "../../model/json.js";
import type { ApiEvaluation, ApiPlanAnnotations } from "./evaluation.js";
import type { ApiJobDiff } from "./jobDiff.js";
import type { ApiMetrics } from "./metrics.js";

/** The body of `PUT /v1/job/:id/plan` (spec 07 §8.1). */
export interface PlanRequest {
  readonly Job: JsonObject;
  /** Whether the answer tells the difference to the stored job. */
  readonly Diff: boolean;
  readonly PolicyOverride?: boolean | undefined;
}

/** The answer of `PUT /v1/job/:id/plan` (spec 07 §9.3). */
export interface PlanResponse {
  readonly Annotations: ApiPlanAnnotations | null;
  readonly FailedTGAllocs: Readonly<Record<string, ApiMetrics>> | null;
  /** Of the stored job; 0 without one. */
  readonly JobModifyIndex: number;
  /** What the scheduler would create: blocked and follow-up evaluations. */
  readonly CreatedEvals: readonly ApiEvaluation[] | null;
  readonly Diff: ApiJobDiff | null;
  /** RFC 3339. */
  readonly NextPeriodicLaunch: string | null;
  readonly Warnings: string;
  readonly Index: number;
}
