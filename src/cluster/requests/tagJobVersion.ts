import type { OutsideAction } from "../../model/action.js";
import { jobKey } from "../../model/job.js";
import { findJobVersion } from "../../model/snapshot.js";
import type { Result } from "../../model/step.js";
import { refused } from "../../model/step.js";
import { writeVersionTag } from "../state/jobs.js";
import type { Transaction } from "../transaction.js";

/**
 * `PUT /v1/job/:id/versions/:name/tag`: gives a version a name, in place of the one it had. A name belongs to one version.
 * Spec 05 §8.5.
 *
 *     { "kind": "tag-job-version", "namespace": "default", "jobId": "example", "name": "good", "version": 3 }
 */
export function tagJobVersion(tx: Transaction, action: OutsideAction & { readonly kind: "tag-job-version" }): Result {
  const { namespace, jobId, name, version, latest = false, description = "" } = action;
  if (latest && version !== 0) return refused(500, `version must be zero when tagging latest, got: ${version}`);
  const key = jobKey(namespace, jobId);
  const wanted = latest ? (tx.world.jobs.get(key)?.version ?? 0) : version;
  const holder = tx.world.jobVersions.get(key)?.find(({ versionTag }) => versionTag?.name === name);
  if (holder !== undefined && holder.version !== wanted) {
    return refused(500, `tag "${name}" already exists on a different version of job "${jobId}"`);
  }
  const job = findJobVersion(tx.world, namespace, jobId, wanted);
  if (job === undefined) return refused(500, `job "${jobId}" version ${wanted} not found`);
  const index = tx.nextIndex();
  writeVersionTag(tx, job, { name, description, taggedTime: tx.world.now }, index);
  tx.emit("job version tagged", { namespace, jobId, why: `An operator calls version ${wanted} "${name}".` });
  return { ok: true, index };
}

/**
 * `DELETE /v1/job/:id/versions/:name/tag`: the version goes on without a name, and counts among those that are kept.
 *
 *     { "kind": "untag-job-version", "namespace": "default", "jobId": "example", "name": "good" }
 */
export function untagJobVersion(
  tx: Transaction,
  action: OutsideAction & { readonly kind: "untag-job-version" },
): Result {
  const { namespace, jobId, name } = action;
  const versions = tx.world.jobVersions.get(jobKey(namespace, jobId)) ?? [];
  const job = versions.find(({ versionTag }) => versionTag?.name === name);
  if (job === undefined) return refused(500, `tag "${name}" not found on job "${jobId}"`);
  const index = tx.nextIndex();
  writeVersionTag(tx, job, undefined, index);
  tx.emit("job version tagged", { namespace, jobId, why: `Version ${job.version} is no longer called "${name}".` });
  return { ok: true, index };
}
