import type { OutsideAction } from "../../model/action.js";
import { findJobVersion } from "../../model/snapshot.js";
import type { Result } from "../../model/step.js";
import { refused } from "../../model/step.js";
import { writeStability } from "../state/jobs.js";
import type { Transaction } from "../transaction.js";

/**
 * `PUT /v1/job/:id/stable`: marks a version stable, or not. The named version becomes the registered job. Spec 02 §10.4.
 *
 *     { "kind": "mark-job-stable", "namespace": "default", "jobId": "example", "version": 0, "stable": true }
 */
export function markJobStable(tx: Transaction, action: OutsideAction & { readonly kind: "mark-job-stable" }): Result {
  const { namespace, jobId, version, stable } = action;
  if (jobId === "") return refused(500, "missing job ID for marking job as stable");
  const job = findJobVersion(tx.world, namespace, jobId, version);
  if (job === undefined) {
    return refused(500, `job "${jobId}" in namespace "${namespace}" at version ${version} not found`);
  }
  if (job.stable === stable) return { ok: true, jobModifyIndex: job.modifyIndex, index: job.modifyIndex };
  const index = tx.nextIndex();
  writeStability(tx, namespace, jobId, version, stable, index);
  return { ok: true, jobModifyIndex: index, index };
}
