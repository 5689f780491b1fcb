import type { Evaluation, PlanAnnotations } from "./evaluation.js";
import type { IdentifierState } from "./identifiers.js";
import type { AllocationMetrics } from "./metrics.js";
import type { Plan } from "./plan.js";

/**
 * One attempt of a scheduler at one evaluation: what it wants to change, and what it found on the way (spec 01 §14.2).
 * Plain data, because other actions may happen between the attempt and its conclusion (DESIGN, "one evaluation is three
 * actions").
 */
export interface Attempt {
  readonly evaluationId: string;
  /** Undefined: nothing to change, so no plan is submitted. */
  readonly plan: Plan | undefined;
  /** Blocked and follow-up evaluations to store before the plan is submitted, in this order. */
  readonly createdEvaluations: readonly Evaluation[];
  /** The source of IDs after this attempt's draws. */
  readonly identifiers: IdentifierState;
  /** What the evaluation will say of itself. */
  readonly findings: Findings;
  readonly carry: AttemptCarry;
}

export interface Findings {
  /** The scheduler's deployment: new, current or latest old one; undefined for batch jobs (spec 02 §4.11). */
  readonly deploymentId: string | undefined;
  readonly failedTaskGroups: Readonly<Record<string, AllocationMetrics>>;
  /** Before the plan's placements are taken off. */
  readonly queuedAllocations: Readonly<Record<string, number>>;
  readonly nextEvaluation: string | undefined;
  readonly annotations: PlanAnnotations | undefined;
  /** For a blocked evaluation that is blocked again: its classes anew (spec 01 §14.1 step 3). */
  readonly classEligibility: Readonly<Record<string, boolean>> | undefined;
  readonly escapedComputedClass: boolean;
  readonly missingNonNodeResources: readonly string[];
}

/** What one evaluation remembers from attempt to attempt. */
export interface AttemptCarry {
  /** Attempts in a row that committed nothing. */
  readonly attemptsWithoutProgress: number;
  /** The blocked evaluation that an earlier attempt created: there is at most one. */
  readonly blockedEvaluation: string | undefined;
}

export const firstAttempt: AttemptCarry = { attemptsWithoutProgress: 0, blockedEvaluation: undefined };

/** What became of a submitted plan (spec 03 §5). */
export interface PlanResult {
  /** Something was committed: a stop, a placement, an update, a deployment or a deployment update. */
  readonly progress: boolean;
  /** Some node was rejected: state has to be read anew. */
  readonly refresh: boolean;
  /** Per task group: committed new allocations. */
  readonly placed: Readonly<Record<string, number>>;
  /** Every planned allocation, new or updated, was committed. */
  readonly full: boolean;
}

/** How an evaluation goes on after an attempt (spec 01 §14.1). */
export type Conclusion =
  | { readonly kind: "retry"; readonly carry: AttemptCarry }
  /** The evaluation as finished, `complete` or `failed`, and evaluations to create before it is written. */
  | {
      readonly kind: "finish";
      readonly evaluation: Evaluation;
      readonly createdEvaluations: readonly Evaluation[];
      readonly identifiers: IdentifierState;
    }
  /** A blocked evaluation that waits on: same ID, classes refreshed, nothing is written (spec 03 §3.5). */
  | { readonly kind: "reblock"; readonly evaluation: Evaluation }
  /** Processing broke off: delivered again later (spec 03 §2.3). */
  | { readonly kind: "nack"; readonly reason: string };
