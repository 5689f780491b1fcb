import type { OutsideAction } from "../../model/action.js";
import type { Job } from "../../model/job.js";
import { findTaskGroup, jobKey } from "../../model/job.js";
import { allocationsOfJob } from "../../model/snapshot.js";
import type { Result } from "../../model/step.js";
import { refused } from "../../model/step.js";
import { storeAllocation } from "../allocationWrites.js";
import { createEvaluation } from "../evaluations.js";
import { updateJobStatus } from "../state/jobs.js";
import type { Transaction } from "../transaction.js";
import { jobEvaluation } from "./registration.js";

/**
 * `PUT /v1/job/:id/evaluate`: the scheduler looks at the job once more; with force, failed allocations are rescheduled
 * whatever their policy says. Spec 05 §9.3.
 *
 *     { "kind": "evaluate-job", "namespace": "default", "jobId": "example", "forceReschedule": true }
 */
export function evaluateJob(tx: Transaction, action: OutsideAction & { readonly kind: "evaluate-job" }): Result {
  const { namespace, jobId } = action;
  if (jobId === "") return refused(500, "missing job ID for evaluation");
  const job = tx.world.jobs.get(jobKey(namespace, jobId));
  if (job === undefined) return refused(500, "job not found");
  if (job.periodic !== undefined) return refused(500, "can't evaluate periodic job");
  const evaluation = jobEvaluation(tx, job, "job-register", undefined, job.modifyIndex);
  if (evaluation === undefined) return refused(500, "can't evaluate parameterized job");
  const index = tx.nextIndex();
  if (action.forceReschedule) forceReschedule(tx, job, index);
  createEvaluation(tx, evaluation, index, "An operator asked for a look at the job.");
  updateJobStatus(tx, namespace, jobId);
  return { ok: true, evaluationId: evaluation.id, evalCreateIndex: index, jobModifyIndex: job.modifyIndex, index };
}

function forceReschedule(tx: Transaction, job: Job, index: number): void {
  for (const allocation of allocationsOfJob(tx.world, job.namespace, job.id)) {
    const policy = findTaskGroup(job, allocation.taskGroup)?.reschedule;
    const enabled = policy !== undefined && (policy.attempts > 0 || policy.unlimited);
    if (allocation.clientStatus !== "failed" || allocation.nextAllocation !== undefined || !enabled) continue;
    const desiredTransition = { ...allocation.desiredTransition, forceReschedule: true };
    storeAllocation(tx, allocation, { desiredTransition }, index, "server");
  }
}
