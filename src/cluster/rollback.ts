import { deploymentText } from "../model/deployment.js";
import type { Job } from "../model/job.js";
import { keyOfJob } from "../model/job.js";
import type { World } from "../model/world.js";
import { sameRollbackTarget } from "./rollbackTarget.js";
import { writeJobVersion } from "./state/jobs.js";
import type { Transaction } from "./transaction.js";

/** Why a deployment fails: the first half of its description (spec 02 §2). */
export type FailureCause = "failedAllocations" | "progressDeadline" | "failedByUser";

/** What failing a deployment does to the job (spec 02 §9). */
export interface Rollback {
  readonly description: string;
  /** The stable version that comes back as a new version; undefined when the job stays. */
  readonly target: Job | undefined;
}

/**
 * Decides about the rollback of a failed deployment: the highest stable version is the target; without one, or with one that
 * equals the job that failed, nothing is rolled back, and the description says so. Spec 02 §9.
 *
 * @param wanted Whether the group concerned has `auto_revert`.
 * @param job The job as the watcher knows it.
 * @param saysNoStable Health set by hand leaves the "no stable" suffix out (spec 02 §8.6).
 */
export function decideRollback(
  world: World,
  job: Job,
  cause: FailureCause,
  wanted: boolean,
  saysNoStable = true,
): Rollback {
  const base = deploymentText[cause];
  if (!wanted) return { description: base, target: undefined };
  const versions = world.jobVersions.get(keyOfJob(job)) ?? [];
  const target = versions.find((version) => version.stable);
  if (target === undefined) {
    const suffix = saysNoStable ? " - no stable job version to auto revert to" : "";
    return { description: base + suffix, target };
  }
  if (sameRollbackTarget(target, job)) {
    const suffix = ` - not rolling back to stable job version ${target.version} as current job has same specification`;
    return { description: base + suffix, target: undefined };
  }
  return { description: `${base} - rolling back to job version ${target.version}`, target };
}

/** The target is stored as a new version in the failure's own write, stable from its birth. Spec 02 §9 "Effect". */
export function writeRollback(tx: Transaction, target: Job, index: number): Job {
  const job = writeJobVersion(tx, target, index);
  tx.emit("job registered", {
    namespace: job.namespace,
    jobId: job.id,
    why: `Version ${job.version} is stable version ${target.version} again, because a deployment with auto_revert failed.`,
  });
  return job;
}
