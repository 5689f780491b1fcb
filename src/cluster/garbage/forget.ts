import type { Evaluation } from "../../model/evaluation.js";
import { jobKey } from "../../model/job.js";
import { deleteAllocation } from "../state/allocations.js";
import { deleteEvaluation } from "../state/evaluations.js";
import { updateStatusAfterDeletion } from "../state/jobs.js";
import type { Transaction } from "../transaction.js";
import { releaseSuccessors, wakeRunner } from "../wakeups.js";

/** Forgets evaluations with all their allocations; the status of their jobs is reckoned without them. */
export function forgetEvaluations(tx: Transaction, evaluations: readonly Evaluation[]): void {
  const jobs = new Map<string, Evaluation>();
  for (const evaluation of evaluations) {
    for (const id of tx.world.allocationsByEvaluation.get(evaluation.id)?.keysArray() ?? []) forgetAllocation(tx, id);
    deleteEvaluation(tx, evaluation);
    jobs.set(jobKey(evaluation.namespace, evaluation.jobId), evaluation);
  }
  for (const { namespace, jobId } of jobs.values()) updateStatusAfterDeletion(tx, namespace, jobId);
}

/** Its client stops it, if it still runs there, and whoever waits for its end goes on. */
export function forgetAllocation(tx: Transaction, id: string): void {
  const allocation = tx.world.allocations.get(id);
  if (allocation === undefined) return;
  deleteAllocation(tx, allocation);
  wakeRunner(tx, id);
  releaseSuccessors(tx, id);
}
