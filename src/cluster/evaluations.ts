import type { Evaluation } from "../model/evaluation.js";
import { blockEvaluation, untrackJob } from "./blocked.js";
import { enqueueEvaluation } from "./broker.js";
import { writeEvaluations } from "./state/evaluations.js";
import type { Transaction } from "./transaction.js";

/**
 * Stores evaluations and lets the leader react, in list order: pending ones line up, blocked ones wait for capacity, a
 * complete one without failures ends the job's waiting. Spec 03 §1.2.
 */
export function storeEvaluations(tx: Transaction, evaluations: readonly Evaluation[], index: number): void {
  for (const stored of writeEvaluations(tx, evaluations, index)) {
    if (stored.status === "pending") enqueueEvaluation(tx, stored);
    if (stored.status === "blocked") blockEvaluation(tx, stored);
    const placedAll = stored.status === "complete" && Object.keys(stored.failedTaskGroups).length === 0;
    if (placedAll) untrackJob(tx, stored.namespace, stored.jobId);
  }
}

/** The same for a new evaluation, with the reason why it exists. */
export function createEvaluation(tx: Transaction, evaluation: Evaluation, index: number, why: string): void {
  tx.emit("evaluation created", {
    namespace: evaluation.namespace,
    jobId: evaluation.jobId,
    evaluationId: evaluation.id,
    why,
  });
  storeEvaluations(tx, [evaluation], index);
}
