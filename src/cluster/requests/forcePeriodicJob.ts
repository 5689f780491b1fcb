import type { OutsideAction } from "../../model/action.js";
import { jobKey } from "../../model/job.js";
import type { Result } from "../../model/step.js";
import { refused } from "../../model/step.js";
import { launchChild } from "../periodic/launch.js";
import type { Transaction } from "../transaction.js";

/**
 * `PUT /v1/job/:id/periodic/force`: a tracked periodic job is launched now, even beside an earlier launch. Its next time
 * stays as it was. Spec 05 §14.
 *
 *     { "kind": "force-periodic-job", "namespace": "default", "jobId": "backup" }
 */
export function forcePeriodicJob(
  tx: Transaction,
  action: OutsideAction & { readonly kind: "force-periodic-job" },
): Result {
  const { namespace, jobId } = action;
  const key = jobKey(namespace, jobId);
  const job = tx.world.jobs.get(key);
  if (job === undefined) return refused(500, "job not found");
  if (job.periodic === undefined) return refused(500, "can't force launch non-periodic job");
  if (!tx.world.periodicLaunches.has(key)) {
    const reason = `can't force run non-tracked job "${jobId}" (${namespace})`;
    return refused(500, `force launch for job "${jobId}" failed: ${reason}`);
  }
  const { evaluationId, index } = launchChild(tx, job, tx.world.now);
  return { ok: true, evaluationId, evalCreateIndex: index, index };
}
