import type { Attempt, AttemptCarry, Conclusion, PlanResult } from "../model/attempt.js";
import type { Evaluation } from "../model/evaluation.js";
import type { Snapshot } from "../model/snapshot.js";
import { concludeAttempt, refused } from "./conclusion.js";
import { attemptGeneric } from "./generic.js";
import { attemptSystem } from "./system.js";
import { acceptsTrigger, unknownTriggerText } from "./triggers.js";

/**
 * Lets the evaluation's scheduler look at the state once: what it would change and which evaluations it creates. Reads
 * only. Spec 01 §14.2, 04 §12.1.
 */
export function attempt(state: Snapshot, evaluation: Evaluation, carry: AttemptCarry): Attempt {
  if (!acceptsTrigger(evaluation.type, evaluation.triggeredBy)) return nothingToDo(state, evaluation, carry);
  const system = evaluation.type === "system" || evaluation.type === "sysbatch";
  return system ? attemptSystem(state, evaluation, carry) : attemptGeneric(state, evaluation, carry);
}

/**
 * Decides how the evaluation goes on: an evaluation whose trigger its scheduler does not know fails. Spec 01 §14.1.
 *
 * @param result What became of the plan; undefined when the attempt had none.
 */
export function conclude(
  state: Snapshot,
  evaluation: Evaluation,
  attempt: Attempt,
  result: PlanResult | undefined,
): Conclusion {
  if (!acceptsTrigger(evaluation.type, evaluation.triggeredBy)) {
    return refused(state, evaluation, unknownTriggerText(evaluation.triggeredBy));
  }
  return concludeAttempt(state, evaluation, attempt, result);
}

function nothingToDo(state: Snapshot, evaluation: Evaluation, carry: AttemptCarry): Attempt {
  return {
    evaluationId: evaluation.id,
    plan: undefined,
    createdEvaluations: [],
    identifiers: state.identifiers,
    findings: {
      deploymentId: undefined,
      failedTaskGroups: {},
      queuedAllocations: {},
      nextEvaluation: undefined,
      annotations: undefined,
      classEligibility: undefined,
      escapedComputedClass: false,
      missingNonNodeResources: [],
    },
    carry,
  };
}
