import { frozen } from "../../model/frozen.js";
import type { Job, JobStatus, VersionTag } from "../../model/job.js";
import { isTemplate, jobKey, keyOfJob } from "../../model/job.js";
import type { JobActivity } from "../../model/jobActivity.js";
import { noActivity } from "../../model/jobActivity.js";
import type { JobSource } from "../../model/jobSubmission.js";
import { withEntry } from "../../model/table.js";
import type { World } from "../../model/world.js";
import { jobMayBeCollected } from "../garbage/looks.js";
import { trackPeriodicJob } from "../periodic/tracking.js";
import type { Transaction } from "../transaction.js";
import { writeScalingPolicies } from "./scalingPolicies.js";
import { writeSubmission } from "./submissions.js";
import { countChild, summarizeJob } from "./summaries.js";

/** How many untagged versions are kept, the current one included (spec 05 §8.2). */
const keptVersions = 6;

/**
 * Stores a new version of a job: number, indexes, version list, summary and status. Spec 05 §7.6, §8.1; 02 §10.1.
 *
 * @param job The job as admitted; its version counts only when it is above the stored one.
 * @param source What the user wrote, if it is known.
 * @returns The job as stored.
 */
export function writeJobVersion(tx: Transaction, job: Job, index: number, source?: JobSource): Job {
  const key = keyOfJob(job);
  const stored = tx.world.jobs.get(key);
  const next: Job = {
    ...writeScalingPolicies(tx, job, stored, index),
    version: stored !== undefined && job.version <= stored.version ? stored.version + 1 : job.version,
    createIndex: stored?.createIndex ?? index,
    modifyIndex: index,
    jobModifyIndex: index,
  };
  const current: Job = { ...next, status: reckonJobStatus(tx.world, next) };
  frozen(current);
  summarizeJob(tx, current, index);
  countChild(tx, current, stored?.status, current.status);
  // After an older version was made the registered one, its successor takes a number that was given out before.
  const others = (tx.world.jobVersions.get(key) ?? []).filter((version) => version.version !== current.version);
  const versions = [current, ...others].sort((a, b) => b.version - a.version);
  tx.world.jobVersions = withEntry(tx.world.jobVersions, key, trimmed(versions));
  tx.world.jobs = withEntry(tx.world.jobs, key, current);
  writeSubmission(tx, current, job.version, source);
  trackPeriodicJob(tx, current);
  jobMayBeCollected(tx, current);
  return current;
}

/** Replaces the stored job and its version entry without a new version: stability, status, tags (spec 05 §8.1). */
function rewriteJobVersion(tx: Transaction, job: Job): void {
  const key = keyOfJob(job);
  frozen(job);
  const versions = tx.world.jobVersions.get(key) ?? [];
  const rewritten = frozen(versions.map((version) => (version.version === job.version ? job : version)));
  tx.world.jobVersions = withEntry(tx.world.jobVersions, key, rewritten);
  if (tx.world.jobs.get(key)?.version === job.version) tx.world.jobs = withEntry(tx.world.jobs, key, job);
}

/**
 * Marks a version stable or not. The named version becomes the registered job, even an older one: a quirk of Nomad
 * (spec 02 §10.4), reachable through the API only.
 *
 * @returns Whether anything was written.
 */
export function writeStability(
  tx: Transaction,
  namespace: string,
  jobId: string,
  version: number,
  stable: boolean,
  index: number,
): boolean {
  const key = jobKey(namespace, jobId);
  const job = tx.world.jobVersions.get(key)?.find((candidate) => candidate.version === version);
  if (job === undefined || job.stable === stable) return false;
  const next: Job = { ...job, stable, modifyIndex: index };
  rewriteJobVersion(tx, next);
  tx.world.jobs = withEntry(tx.world.jobs, key, next);
  if (stable) {
    tx.emit("job version stable", {
      namespace,
      jobId,
      why: `Version ${version} is stable from now on: an automatic rollback may go back to it.`,
    });
  }
  return true;
}

/** Names a version, or takes its name away. The version's own index moves, the job's does not. Spec 05 §8.5. */
export function writeVersionTag(
  tx: Transaction,
  version: Job,
  versionTag: VersionTag | undefined,
  index: number,
): void {
  const next: Job = { ...version, versionTag, modifyIndex: index };
  rewriteJobVersion(tx, next);
  const current = tx.world.jobs.get(keyOfJob(version));
  if (current !== undefined && versionTag === undefined) jobMayBeCollected(tx, current);
}

/**
 * Reckons the job's status anew and stores a change. Spec 02 §11.
 *
 * @param forced Set by a plan whose last allocation for the job is alive: `running` without a look.
 */
export function updateJobStatus(tx: Transaction, namespace: string, jobId: string, forced?: JobStatus): void {
  const job = tx.world.jobs.get(jobKey(namespace, jobId));
  if (job !== undefined) writeStatus(tx, job, forced ?? reckonJobStatus(tx.world, job));
}

/** The same after evaluations of the job were deleted: one without any left is dead, not new. Spec 02 §11 rule 5. */
export function updateStatusAfterDeletion(tx: Transaction, namespace: string, jobId: string): void {
  const job = tx.world.jobs.get(jobKey(namespace, jobId));
  if (job === undefined) return;
  const activity = tx.world.jobActivity.get(keyOfJob(job)) ?? noActivity;
  const reckoned = reckonJobStatus(tx.world, job);
  writeStatus(tx, job, reckoned === "pending" && activity.openEvaluations === 0 ? "dead" : reckoned);
}

function writeStatus(tx: Transaction, job: Job, status: JobStatus): void {
  if (status === job.status) return;
  const { namespace, id: jobId } = job;
  const rewritten: Job = { ...job, status, modifyIndex: tx.world.index };
  rewriteJobVersion(tx, rewritten);
  countChild(tx, rewritten, job.status, status);
  jobMayBeCollected(tx, rewritten);
  tx.emit("job status changed", { namespace, jobId, why: `Job "${jobId}" is ${status}, it was ${job.status}.` });
}

/** The rules of spec 02 §11, first hit wins. */
function reckonJobStatus(world: World, job: Job): JobStatus {
  if (job.type === "system" || isTemplate(job)) return job.stop ? "dead" : "running";
  const activity = world.jobActivity.get(keyOfJob(job)) ?? noActivity;
  if (activity.activeDeployments > 0 || activity.liveAllocations > 0) return "running";
  if (activity.openEvaluations > 0) return "pending";
  return activity.evaluations > 0 || job.stop ? "dead" : "pending";
}

/** Keeps the counts that a job's status is reckoned from. Spec 02 §11. */
export function countActivity(tx: Transaction, key: string, change: Partial<JobActivity>): void {
  const before = tx.world.jobActivity.get(key) ?? noActivity;
  tx.world.jobActivity = withEntry(
    tx.world.jobActivity,
    key,
    frozen({
      liveAllocations: before.liveAllocations + (change.liveAllocations ?? 0),
      activeDeployments: before.activeDeployments + (change.activeDeployments ?? 0),
      openEvaluations: before.openEvaluations + (change.openEvaluations ?? 0),
      evaluations: before.evaluations + (change.evaluations ?? 0),
    }),
  );
}

/** Drops the oldest untagged version beyond the limit, sparing the newest stable one for a round. Spec 05 §8.2. */
function trimmed(versions: readonly Job[]): readonly Job[] {
  const untagged = versions.filter((job) => job.versionTag === undefined);
  if (untagged.length <= keptVersions) return frozen([...versions]);
  const oldest = untagged[keptVersions];
  const newestStable = untagged.find((job) => job.stable);
  const dropped = newestStable === oldest ? untagged[keptVersions - 1] : oldest;
  return frozen(versions.filter((job) => job !== dropped));
}
