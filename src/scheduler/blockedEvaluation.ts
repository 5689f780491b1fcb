import type { Evaluation } from "../model/evaluation.js";
import { newEvaluation } from "../model/evaluation.js";
import type { AllocationMetrics } from "../model/metrics.js";
import type { Snapshot } from "../model/snapshot.js";
import { evaluationText } from "./descriptions.js";
import type { ClassVerdicts } from "./placement/stack.js";

/**
 * The evaluation that waits for room for what could not be placed. Spec 01 §14.5, spec 03 §3.5.
 *
 * @param nodeId System jobs: the node that was full (spec 03 §13.3).
 */
export function blockedEvaluation(
  state: Snapshot,
  parent: Evaluation,
  id: string,
  failedTaskGroups: Readonly<Record<string, AllocationMetrics>>,
  verdicts: ClassVerdicts,
  nodeId?: string,
): Evaluation {
  return newEvaluation({
    id,
    namespace: parent.namespace,
    priority: parent.priority,
    type: parent.type,
    triggeredBy: "queued-allocs",
    jobId: parent.jobId,
    jobModifyIndex: parent.jobModifyIndex,
    nodeId,
    status: "blocked",
    statusDescription: evaluationText.remainingAllocations,
    previousEvaluation: parent.id,
    failedTaskGroups,
    classEligibility: verdicts.eligibility,
    escapedComputedClass: verdicts.escaped,
    missingNonNodeResources: verdicts.missingNonNodeResources,
    snapshotIndex: state.index,
    createTime: state.now,
    modifyTime: state.now,
  });
}

/** The evaluation that tries again after plans were rejected too often (spec 01 §14.1 step 2, §14.5). */
export function conflictEvaluation(blocked: Evaluation): Evaluation {
  return { ...blocked, triggeredBy: "max-plan-attempts", statusDescription: evaluationText.placementConflicts };
}
