import type { Attempt, Conclusion, PlanResult } from "../model/attempt.js";
import type { Evaluation } from "../model/evaluation.js";
import { Identifiers } from "../model/identifiers.js";
import type { JobType } from "../model/job.js";
import type { Snapshot } from "../model/snapshot.js";
import { blockedEvaluation, conflictEvaluation } from "./blockedEvaluation.js";

/** Attempts in a row without progress before an evaluation fails (spec 01 §2, 04 §12.1, 04 §14). */
const attemptLimits: Readonly<Record<JobType, number>> = { service: 5, batch: 2, system: 5, sysbatch: 2 };

/**
 * Decides how an evaluation goes on after an attempt: again on newer state, blocked once more, or finished. Spec 01 §14.1
 * and §14.2 steps 8 and 9.
 *
 * @param result What became of the plan; undefined when the attempt had none.
 */
export function concludeAttempt(
  state: Snapshot,
  evaluation: Evaluation,
  attempt: Attempt,
  result: PlanResult | undefined,
): Conclusion {
  if (result !== undefined && mustRetry(evaluation, result)) return retry(state, evaluation, attempt, result);
  if (result !== undefined && !result.full) {
    return { kind: "nack", reason: "missing state refresh after partial commit" };
  }
  const queuedAllocations = queuedAfter(attempt, result);
  if (evaluation.status === "blocked" && isGeneric(evaluation) && hasFailures(attempt)) {
    const { classEligibility, escapedComputedClass, missingNonNodeResources } = attempt.findings;
    return {
      kind: "reblock",
      evaluation: {
        ...evaluation,
        classEligibility,
        escapedComputedClass,
        missingNonNodeResources,
        queuedAllocations,
        snapshotIndex: state.index,
      },
    };
  }
  return {
    kind: "finish",
    evaluation: finished(state, evaluation, attempt, { status: "complete", queuedAllocations }),
    createdEvaluations: [],
    identifiers: state.identifiers,
  };
}

function isGeneric(evaluation: Evaluation): boolean {
  return evaluation.type === "service" || evaluation.type === "batch";
}

function hasFailures(attempt: Attempt): boolean {
  return Object.keys(attempt.findings.failedTaskGroups).length > 0;
}

/** A rejected node asks for newer state; system schedulers retry after any partial commit (spec 03 §4.2). */
function mustRetry(evaluation: Evaluation, result: PlanResult): boolean {
  return result.refresh || (!isGeneric(evaluation) && !result.full);
}

function retry(state: Snapshot, evaluation: Evaluation, attempt: Attempt, result: PlanResult): Conclusion {
  const attemptsWithoutProgress = result.progress ? 0 : attempt.carry.attemptsWithoutProgress + 1;
  const limit = attemptLimits[evaluation.type];
  if (attemptsWithoutProgress < limit) return { kind: "retry", carry: { ...attempt.carry, attemptsWithoutProgress } };
  const identifiers = new Identifiers(state.identifiers);
  const createdEvaluations = isGeneric(evaluation) ? [afterConflicts(state, evaluation, attempt, identifiers)] : [];
  const given = {
    status: "failed",
    statusDescription: `maximum attempts reached (${limit})`,
    queuedAllocations: queuedAfter(attempt, result),
    // The deployment of a rejected plan was never stored.
    deploymentId: undefined,
  } as const;
  const failed = finished(state, evaluation, attempt, given);
  return {
    kind: "finish",
    evaluation: { ...failed, blockedEvaluation: createdEvaluations[0]?.id ?? failed.blockedEvaluation },
    createdEvaluations,
    identifiers: identifiers.state,
  };
}

function afterConflicts(
  state: Snapshot,
  evaluation: Evaluation,
  attempt: Attempt,
  identifiers: Identifiers,
): Evaluation {
  const { failedTaskGroups, classEligibility, escapedComputedClass, missingNonNodeResources } = attempt.findings;
  const verdicts = { eligibility: classEligibility, escaped: escapedComputedClass, missingNonNodeResources };
  return conflictEvaluation(blockedEvaluation(state, evaluation, identifiers.evaluation(), failedTaskGroups, verdicts));
}

/** The evaluation with what the attempt found written on it (spec 01 §14.1). */
function finished(
  state: Snapshot,
  evaluation: Evaluation,
  attempt: Attempt,
  given: Pick<Evaluation, "status" | "queuedAllocations"> & Partial<Evaluation>,
): Evaluation {
  const { findings, carry } = attempt;
  return {
    ...evaluation,
    statusDescription: "",
    deploymentId: findings.deploymentId,
    failedTaskGroups: findings.failedTaskGroups,
    planAnnotations: findings.annotations,
    nextEvaluation: findings.nextEvaluation ?? evaluation.nextEvaluation,
    blockedEvaluation: carry.blockedEvaluation ?? evaluation.blockedEvaluation,
    snapshotIndex: state.index,
    ...given,
  };
}

/** What still waits for a place: committed new allocations are taken off (spec 01 §14.2 step 8). */
function queuedAfter(attempt: Attempt, result: PlanResult | undefined): Readonly<Record<string, number>> {
  const queued = { ...attempt.findings.queuedAllocations };
  for (const [group, amount] of Object.entries(result?.placed ?? {})) {
    const before = queued[group];
    if (before !== undefined) queued[group] = before - amount;
  }
  return queued;
}

/** The evaluation of a trigger that its scheduler does not know (spec 01 §14.1 step 1). */
export function refused(state: Snapshot, evaluation: Evaluation, reason: string): Conclusion {
  return {
    kind: "finish",
    evaluation: { ...evaluation, status: "failed", statusDescription: reason },
    createdEvaluations: [],
    identifiers: state.identifiers,
  };
}
