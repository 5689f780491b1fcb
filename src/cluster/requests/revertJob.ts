import { readmitJob } from "../../jobspec/admission.js";
import type { OutsideAction } from "../../model/action.js";
import { jobKey } from "../../model/job.js";
import { findJobVersion } from "../../model/snapshot.js";
import type { Result } from "../../model/step.js";
import { refused } from "../../model/step.js";
import type { Transaction } from "../transaction.js";
import { admissionContext, registerAdmitted } from "./registration.js";

/**
 * `POST /v1/job/:id/revert`: an old version is registered again, as a new version that is not stable and has no tag.
 * Spec 05 §8.4, 02 §10.3.
 *
 *     { "kind": "revert-job", "namespace": "default", "jobId": "example", "version": 0 }
 */
export function revertJob(tx: Transaction, action: OutsideAction & { readonly kind: "revert-job" }): Result {
  const { namespace, jobId, version, enforcePriorVersion } = action;
  if (jobId === "") return refused(500, "missing job ID for revert");
  const current = tx.world.jobs.get(jobKey(namespace, jobId));
  if (current === undefined) return refused(500, `job "${jobId}" not found`);
  if (version === current.version) return refused(500, "can't revert to current version");
  const target = findJobVersion(tx.world, namespace, jobId, version);
  if (target === undefined) {
    return refused(500, `job "${jobId}" in namespace "${namespace}" at version ${version} not found`);
  }
  if (enforcePriorVersion !== undefined && enforcePriorVersion !== current.version) {
    return refused(500, `Current job has version ${current.version}; enforcing version ${enforcePriorVersion}`);
  }
  const copy = { ...target, stable: false, versionTag: undefined };
  const admission = readmitJob(copy, admissionContext(tx.world));
  if (!admission.ok) return refused(admission.status, admission.message);
  const enforceIndex = enforcePriorVersion === undefined ? undefined : current.jobModifyIndex;
  return registerAdmitted(tx, admission.job, { warnings: admission.warnings, enforceIndex });
}
