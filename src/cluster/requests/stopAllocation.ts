import type { OutsideAction } from "../../model/action.js";
import { newEvaluation } from "../../model/evaluation.js";
import { jobKey } from "../../model/job.js";
import type { Result } from "../../model/step.js";
import { refused } from "../../model/step.js";
import { storeAllocation } from "../allocationWrites.js";
import { createEvaluation } from "../evaluations.js";
import type { Transaction } from "../transaction.js";

/**
 * `PUT /v1/allocation/:id/stop`: the allocation is marked for migration and its job looked at. Such a mark does
 * not move the job's status (spec 02 §11). Spec 04 §5.
 *
 *     { "kind": "stop-allocation", "allocationId": "091377e5-…", "noShutdownDelay": false, "reschedule": false }
 */
export function stopAllocation(tx: Transaction, action: OutsideAction & { readonly kind: "stop-allocation" }): Result {
  const allocation = tx.world.allocations.get(action.allocationId);
  if (allocation === undefined) return refused(404, "allocation not found");
  const job = tx.world.jobs.get(jobKey(allocation.namespace, allocation.jobId)) ?? allocation.job;
  const index = tx.nextIndex();
  const desiredTransition = {
    ...allocation.desiredTransition,
    migrate: true,
    noShutdownDelay: action.noShutdownDelay,
    reschedule: action.reschedule,
  };
  storeAllocation(tx, allocation, { desiredTransition }, index, "server");
  const evaluation = newEvaluation({
    id: tx.identify((identifiers) => identifiers.evaluation()),
    namespace: allocation.namespace,
    jobId: allocation.jobId,
    type: job.type,
    priority: job.priority,
    triggeredBy: "alloc-stop",
    jobModifyIndex: allocation.job.modifyIndex,
  });
  createEvaluation(tx, evaluation, index, `An operator stopped ${allocation.name}.`);
  return { ok: true, evaluationId: evaluation.id, evalCreateIndex: index, index };
}
