import type { EvaluationTrigger } from "../model/evaluation.js";
import type { Job } from "../model/job.js";
import { createEvaluation } from "./evaluations.js";
import { jobEvaluation } from "./requests/registration.js";
import { updateJobStatus, writeJobVersion } from "./state/jobs.js";
import type { Transaction } from "./transaction.js";

/** What was written for a derived job. */
export interface DerivedJob {
  readonly job: Job;
  /** Undefined for one that is periodic itself. */
  readonly evaluationId: string | undefined;
  readonly index: number;
}

/**
 * Registers a copy of a periodic or parameterized job under an ID of its own, with its evaluation, in one write and without
 * admission. Version, stability and tag stay those of the parent: a quirk of Nomad. Spec 05 §14, §15.
 *
 * @param changes What tells it from its parent.
 */
export function deriveJob(
  tx: Transaction,
  parent: Job,
  id: string,
  changes: Partial<Job>,
  trigger: EvaluationTrigger,
  why: string,
): DerivedJob {
  const index = tx.nextIndex();
  const derived: Job = { ...parent, id, name: id, parentId: parent.id, submitTime: tx.world.now, ...changes };
  const job = writeJobVersion(tx, derived, index);
  const evaluation = jobEvaluation(tx, job, trigger, undefined, index);
  if (evaluation !== undefined) {
    createEvaluation(tx, evaluation, index, why);
    updateJobStatus(tx, job.namespace, job.id);
  }
  return { job, evaluationId: evaluation?.id, index };
}
