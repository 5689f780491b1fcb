import type { Job } from "../model/job.js";
import { findTaskGroup } from "../model/job.js";
import type { Snapshot } from "../model/snapshot.js";
import { deploymentsOfJob, findJobVersion } from "../model/snapshot.js";
import type { TaskGroup } from "../model/taskGroup.js";

/** The older version that a placement uses while a canary of the new one waits. */
export interface DowngradedJob {
  readonly job: Job;
  readonly group: TaskGroup;
  /** The deployment that the new allocation will belong to. */
  readonly deploymentId: string | undefined;
}

/**
 * The latest job version that was promoted for the group, or needed no promotion, whatever became of its deployment;
 * undefined: the newest version has to do. Spec 01 §14.4 step 1.
 *
 * @param minimumVersion The version of the allocation that is replaced: nothing older is placed.
 */
export function downgradedJob(
  state: Snapshot,
  job: Job,
  groupName: string,
  minimumVersion: number,
): DowngradedJob | undefined {
  const found = promotedVersion(state, job, groupName) ?? versionWithoutUpdates(state, job, minimumVersion);
  if (found === undefined || found.job.version < minimumVersion) return undefined;
  const group = findTaskGroup(found.job, groupName);
  return group === undefined ? undefined : { ...found, group };
}

type Found = Pick<DowngradedJob, "job" | "deploymentId">;

/** The status of the deployment is not looked at: a failed one without canaries qualifies (spec 02 §4.8, H3). */
function promotedVersion(state: Snapshot, job: Job, groupName: string): Found | undefined {
  const deployments = deploymentsOfJob(state, job.namespace, job.id)
    .filter((deployment) => deployment.jobCreateIndex === job.createIndex)
    .sort((a, b) => b.jobVersion - a.jobVersion || b.createIndex - a.createIndex);
  for (const deployment of deployments) {
    const group = deployment.taskGroups[groupName];
    if (group === undefined || (!group.promoted && group.desiredCanaries !== 0)) continue;
    const version = findJobVersion(state, job.namespace, job.id, deployment.jobVersion);
    return version === undefined ? undefined : { job: version, deploymentId: deployment.id };
  }
  return undefined;
}

function versionWithoutUpdates(state: Snapshot, job: Job, version: number): Found | undefined {
  const found = findJobVersion(state, job.namespace, job.id, version);
  return found?.update.maxParallel === 0 ? { job: found, deploymentId: undefined } : undefined;
}
