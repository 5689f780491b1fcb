import { produce } from "immer";
import type { OutsideAction } from "../../model/action.js";
import { newEvaluation } from "../../model/evaluation.js";
import type { Job } from "../../model/job.js";
import { isTemplate, jobKey } from "../../model/job.js";
import { allocationsOfJob } from "../../model/snapshot.js";
import type { Result } from "../../model/step.js";
import { done } from "../../model/step.js";
import { storeAllocation } from "../allocationWrites.js";
import { createEvaluation } from "../evaluations.js";
import { updateJobStatus, writeJobVersion } from "../state/jobs.js";
import { purgeJob } from "../state/purge.js";
import type { Transaction } from "../transaction.js";

/**
 * `DELETE /v1/job/:id`: a stop is a new version that says so, a purge forgets the job with everything of it. The evaluation
 * has type `service` whatever the job's type. Spec 05 §9.1, 02 §10.5. An unknown job is no error.
 *
 *     { "kind": "deregister-job", "namespace": "default", "jobId": "example", "purge": false }
 */
export function deregisterJob(tx: Transaction, action: OutsideAction & { readonly kind: "deregister-job" }): Result {
  const { namespace, jobId } = action;
  const job = tx.world.jobs.get(jobKey(namespace, jobId));
  if (job === undefined) return { ...done, evalCreateIndex: 0, jobModifyIndex: 0, index: 0 };
  const index = tx.nextIndex();
  if (action.purge) purgeJob(tx, job, index);
  else stopJob(tx, job, index, action.noShutdownDelay === true);
  tx.emit(action.purge ? "job purged" : "job stopped", {
    namespace,
    jobId,
    why: action.purge ? "An operator purged it: nothing of it is kept." : "An operator stopped it: its allocations go.",
  });
  if (isTemplate(job)) return { ...done, evalCreateIndex: index, jobModifyIndex: index, index };
  const evaluation = newEvaluation({
    id: tx.identify((identifiers) => identifiers.evaluation()),
    namespace,
    jobId,
    type: "service",
    priority: priorityOf(job, action.evalPriority),
    triggeredBy: "job-deregister",
    jobModifyIndex: index,
  });
  createEvaluation(tx, evaluation, index, "A job was stopped.");
  updateJobStatus(tx, namespace, jobId);
  return { ok: true, evaluationId: evaluation.id, evalCreateIndex: index, jobModifyIndex: index, index };
}

function priorityOf(job: Job, asked: number | undefined): number {
  if (asked !== undefined && asked > 0) return asked;
  return job.priority > 0 ? job.priority : 50;
}

/** A copy of the current version with `Stop`; stability and tag come along (spec 05 §8.3, §8.5). */
function stopJob(tx: Transaction, job: Job, index: number, noShutdownDelay: boolean): void {
  const stopped = produce(job, (draft) => {
    draft.stop = true;
    draft.submitTime = tx.world.now;
    for (const group of draft.taskGroups) if (group.scaling !== undefined) group.scaling.enabled = false;
  });
  writeJobVersion(tx, stopped, index);
  if (!noShutdownDelay) return;
  for (const allocation of allocationsOfJob(tx.world, job.namespace, job.id)) {
    const desiredTransition = { ...allocation.desiredTransition, noShutdownDelay: true };
    storeAllocation(tx, allocation, { desiredTransition }, index, "server");
  }
}
