import type { Deployment, DeploymentGroup } from "../../model/deployment.js";
import {
  deploymentText,
  emptyDeploymentGroup,
  hasAutoPromote,
  isActive,
  isCanarying,
  requiresPromotion,
} from "../../model/deployment.js";
import type { Job } from "../../model/job.js";
import { jobStopped } from "../../model/job.js";
import type { DeploymentStatusUpdate } from "../../model/plan.js";
import type { TaskGroup } from "../../model/taskGroup.js";
import type { Instant } from "../../model/time.js";
import { updateBlockEmpty } from "../../model/update.js";

/** The state of a task group in a deployment while it is reconciled: the private copy that may change (spec 01 §3). */
export type GroupState = { -readonly [Name in keyof DeploymentGroup]: DeploymentGroup[Name] };

/**
 * What the latest deployment of a job means to this evaluation: an old one, whose unpromoted canaries go, or the current
 * one, whose progress decides what may be done. Spec 01 §4 steps 2 and 4.
 */
export interface Rollout {
  readonly old: Deployment | undefined;
  /** Set by the first group that creates a deployment, where there was none. */
  current: CurrentDeployment | undefined;
  readonly paused: boolean;
  readonly failed: boolean;
}

export interface CurrentDeployment {
  readonly deployment: Deployment;
  /** By name of the group; those that joined in this evaluation as well. */
  readonly groups: Map<string, GroupState>;
  /** Created by this evaluation. */
  readonly created: boolean;
}

/** The deployment seen from the job as it is now, and the status update that follows from it. */
export interface Triage {
  readonly rollout: Rollout;
  readonly update: DeploymentStatusUpdate | undefined;
}

/** Decides whether the latest deployment is old or current, and cancels it if nobody needs it. Spec 01 §4 step 2. */
export function triageDeployment(job: Job | undefined, latest: Deployment | undefined): Triage {
  if (latest === undefined) return { rollout: rolloutOf(undefined, undefined), update: undefined };
  if (jobStopped(job)) {
    return { rollout: rolloutOf(latest, undefined), update: cancelled(latest, deploymentText.stoppedJob) };
  }
  if (latest.jobVersion !== job.version || latest.jobCreateIndex !== job.createIndex) {
    return { rollout: rolloutOf(latest, undefined), update: cancelled(latest, deploymentText.newerJob) };
  }
  if (latest.status === "successful") return { rollout: rolloutOf(latest, undefined), update: undefined };
  return { rollout: rolloutOf(undefined, latest), update: undefined };
}

function cancelled(deployment: Deployment, description: string): DeploymentStatusUpdate | undefined {
  return isActive(deployment) ? { deploymentId: deployment.id, status: "cancelled", description } : undefined;
}

function rolloutOf(old: Deployment | undefined, current: Deployment | undefined): Rollout {
  const status = current?.status;
  return {
    old,
    current:
      current === undefined
        ? undefined
        : {
            deployment: current,
            groups: new Map(Object.entries(current.taskGroups).map(([name, group]) => [name, { ...group }])),
            created: false,
          },
    paused: status === "paused" || status === "pending" || status === "initializing",
    failed: status === "failed",
  };
}

/** Nothing new may be started in the group: paused, failed or waiting for promotion (spec 01 §5 step 23). */
export function mayProceed(rollout: Rollout, canarying: boolean): boolean {
  return !rollout.paused && !rollout.failed && !canarying;
}

/** A state for a group that is not in the current deployment yet (spec 01 §5 step 3). */
export function newGroupState(group: TaskGroup): GroupState {
  const update = group.update;
  if (updateBlockEmpty(update)) return { ...emptyDeploymentGroup };
  return {
    ...emptyDeploymentGroup,
    autoRevert: update.autoRevert,
    autoPromote: update.autoPromote,
    progressDeadlineMs: update.progressDeadlineMs,
  };
}

/** A deployment of the job as it is now, without groups (spec 01 §5 step 27). */
export function newDeployment(job: Job, id: string, priority: number, now: Instant): CurrentDeployment {
  return {
    deployment: {
      id,
      namespace: job.namespace,
      jobId: job.id,
      jobVersion: job.version,
      jobModifyIndex: job.modifyIndex,
      jobSpecModifyIndex: job.jobModifyIndex,
      jobCreateIndex: job.createIndex,
      taskGroups: {},
      status: "running",
      statusDescription: deploymentText.running,
      evalPriority: priority,
      createIndex: 0,
      modifyIndex: 0,
      createTime: now,
      modifyTime: 0,
    },
    groups: new Map(),
    created: true,
  };
}

/** The created deployment as it goes into the plan; its text says whether it waits for promotion (spec 01 §4 step 7). */
export function finishedDeployment({ deployment, groups }: CurrentDeployment): Deployment {
  const finished = { ...deployment, taskGroups: Object.fromEntries(groups) };
  if (!requiresPromotion(finished)) return finished;
  const statusDescription = hasAutoPromote(finished) ? deploymentText.autoPromotion : deploymentText.needsPromotion;
  return { ...finished, statusDescription };
}

/** The group has a state in the deployment that satisfies it: enough became healthy, and canaries were promoted. */
export function groupFulfilled(state: GroupState): boolean {
  return state.healthyAllocations >= Math.max(state.desiredTotal, state.desiredCanaries) && !isCanarying(state);
}
