import type { Evaluation } from "../../model/evaluation.js";
import { evaluationTerminal } from "../../model/evaluation.js";
import { frozen } from "../../model/frozen.js";
import { jobKey } from "../../model/job.js";
import { withEntry, withMember, withoutMember } from "../../model/table.js";
import { evaluationMayBeCollected } from "../garbage/looks.js";
import type { Transaction } from "../transaction.js";
import { countActivity } from "./jobs.js";
import { countQueued } from "./summaries.js";

/**
 * Stores evaluations in one write: indexes, the summary's queued counts, and the end of the job's blocked evaluations when
 * one completed without failures. Spec 03 §1.2. Queueing is the broker's part, `broker.ts`.
 *
 * @returns The evaluations as stored, canceled ones not among them.
 */
export function writeEvaluations(
  tx: Transaction,
  evaluations: readonly Evaluation[],
  index: number,
): readonly Evaluation[] {
  return evaluations.map((evaluation) => {
    const stored = putEvaluation(tx, evaluation, index);
    if (stored.queuedAllocations !== undefined) {
      countQueued(tx, jobKey(stored.namespace, stored.jobId), stored.queuedAllocations);
    }
    if (stored.status === "complete" && Object.keys(stored.failedTaskGroups).length === 0) {
      cancelBlockedEvaluations(tx, stored, index);
    }
    return stored;
  });
}

/** A plan's commit moves its evaluation's modify index and nothing else (spec 03 §1.2). */
export function touchEvaluation(tx: Transaction, id: string, index: number): void {
  const evaluation = tx.world.evaluations.get(id);
  if (evaluation === undefined) return;
  tx.world.evaluations = withEntry(tx.world.evaluations, id, frozen({ ...evaluation, modifyIndex: index }));
}

function putEvaluation(tx: Transaction, evaluation: Evaluation, index: number): Evaluation {
  const before = tx.world.evaluations.get(evaluation.id);
  const now = tx.world.now;
  const stored: Evaluation = {
    ...evaluation,
    createIndex: before?.createIndex ?? index,
    modifyIndex: index,
    createTime: before?.createTime ?? now,
    // Nomad keeps the times of creation and change apart by a nanosecond; in milliseconds they are equal (03 §1.1).
    modifyTime: now,
  };
  frozen(stored);
  tx.world.evaluations = withEntry(tx.world.evaluations, stored.id, stored);
  const key = jobKey(stored.namespace, stored.jobId);
  const wasOpen = before !== undefined && !evaluationTerminal(before) ? 1 : 0;
  const isOpen = evaluationTerminal(stored) ? 0 : 1;
  countActivity(tx, key, { openEvaluations: isOpen - wasOpen, evaluations: before === undefined ? 1 : 0 });
  if (before === undefined) {
    tx.world.evaluationsByJob = withMember(tx.world.evaluationsByJob, key, stored.id);
  }
  evaluationMayBeCollected(tx, stored);
  return stored;
}

/** Forgets an evaluation that was collected. The caller reckons the job's status anew. */
export function deleteEvaluation(tx: Transaction, evaluation: Evaluation): void {
  const key = jobKey(evaluation.namespace, evaluation.jobId);
  tx.world.evaluations = tx.world.evaluations.without(evaluation.id);
  tx.world.evaluationsByJob = withoutMember(tx.world.evaluationsByJob, key, evaluation.id);
  countActivity(tx, key, { openEvaluations: evaluationTerminal(evaluation) ? 0 : -1, evaluations: -1 });
}

function cancelBlockedEvaluations(tx: Transaction, successful: Evaluation, index: number): void {
  const members = tx.world.evaluationsByJob.get(jobKey(successful.namespace, successful.jobId));
  for (const id of members?.keysArray() ?? []) {
    const evaluation = tx.world.evaluations.get(id);
    if (evaluation?.status !== "blocked" || id === successful.id) continue;
    const statusDescription = `evaluation "${successful.id}" successful`;
    putEvaluation(tx, { ...evaluation, status: "canceled", statusDescription }, index);
    tx.emit("evaluation canceled", {
      namespace: evaluation.namespace,
      jobId: evaluation.jobId,
      evaluationId: id,
      why: `Everything found a place in evaluation ${successful.id.slice(0, 8)}, so nothing is left to wait for.`,
    });
  }
}
