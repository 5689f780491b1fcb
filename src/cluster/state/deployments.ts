import { produce } from "immer";
import type { Allocation } from "../../model/allocation.js";
import type { Deployment, DeploymentGroup, DeploymentStatus } from "../../model/deployment.js";
import { isActive } from "../../model/deployment.js";
import { frozen } from "../../model/frozen.js";
import { jobKey } from "../../model/job.js";
import { withEntry } from "../../model/table.js";
import type { Instant } from "../../model/time.js";
import { deploymentMayBeCollected } from "../garbage/looks.js";
import type { Transaction } from "../transaction.js";
import { endWatching, watchDeployment } from "../wakeups.js";
import { countActivity, writeStability } from "./jobs.js";

/** Stores a deployment; a new one joins its job's list. Indexes and times are the caller's. */
export function writeDeployment(tx: Transaction, deployment: Deployment): void {
  const key = jobKey(deployment.namespace, deployment.jobId);
  if (!tx.world.deployments.has(deployment.id)) {
    const ofJob = tx.world.deploymentsByJob.get(key) ?? [];
    tx.world.deploymentsByJob = withEntry(tx.world.deploymentsByJob, key, frozen([...ofJob, deployment.id]));
  }
  const before = tx.world.deployments.get(deployment.id);
  const was = before !== undefined && isActive(before) ? 1 : 0;
  const is = isActive(deployment) ? 1 : 0;
  if (was !== is) countActivity(tx, key, { activeDeployments: is - was });
  tx.world.deployments = withEntry(tx.world.deployments, deployment.id, frozen(deployment));
  watchDeployment(tx, deployment);
  deploymentMayBeCollected(tx, deployment);
}

/** Forgets a deployment that was collected; its allocations keep the ID. Spec 02 §14. */
export function deleteDeployment(tx: Transaction, deployment: Deployment): void {
  const key = jobKey(deployment.namespace, deployment.jobId);
  const others = (tx.world.deploymentsByJob.get(key) ?? []).filter((id) => id !== deployment.id);
  endWatching(tx, deployment.id);
  if (isActive(deployment)) countActivity(tx, key, { activeDeployments: -1 });
  tx.world.deployments = tx.world.deployments.without(deployment.id);
  tx.world.deploymentsByJob =
    others.length === 0
      ? tx.world.deploymentsByJob.without(key)
      : withEntry(tx.world.deploymentsByJob, key, frozen(others));
}

/**
 * Sets a deployment's status. Pausing and resuming restart the progress clocks; success makes the job version stable.
 * Spec 02 §5.3, §5.4.
 *
 * @returns False for an unknown or terminal deployment: then nothing is written.
 */
export function writeDeploymentStatus(
  tx: Transaction,
  deploymentId: string,
  status: DeploymentStatus,
  description: string,
  index: number,
  why: string,
): boolean {
  const deployment = tx.world.deployments.get(deploymentId);
  if (deployment === undefined || !isActive(deployment)) return false;
  const now = tx.world.now;
  const restarted = status === "paused" || status === "running";
  writeDeployment(tx, {
    ...deployment,
    status,
    statusDescription: description,
    taskGroups: restarted ? withClocksFrom(deployment.taskGroups, now) : deployment.taskGroups,
    modifyIndex: index,
    modifyTime: now,
  });
  tx.emit("deployment status changed", {
    namespace: deployment.namespace,
    jobId: deployment.jobId,
    deploymentId,
    why,
  });
  if (status === "successful") {
    writeStability(tx, deployment.namespace, deployment.jobId, deployment.jobVersion, true, index);
  }
  return true;
}

function withClocksFrom(groups: Deployment["taskGroups"], now: Instant): Deployment["taskGroups"] {
  return produce(groups, (draft) => {
    for (const group of Object.values(draft)) {
      if (group.progressDeadlineMs !== 0) group.requireProgressBy = now + group.progressDeadlineMs;
    }
  });
}

/**
 * What the write of an allocation does to its deployment: counters, canary list, progress clock. Terminal deployments count
 * on. Spec 02 §5.2.
 *
 * @returns The allocation; its health carries the index of this write when a counter moved.
 */
export function countInDeployment(
  tx: Transaction,
  before: Allocation | undefined,
  after: Allocation,
  index: number,
): Allocation {
  const deployment = after.deploymentId === undefined ? undefined : tx.world.deployments.get(after.deploymentId);
  const group = deployment?.taskGroups[after.taskGroup];
  if (deployment === undefined || group === undefined) return after;
  const change = counterChange(before, after);
  if (change.placed === 0 && change.healthy === 0 && change.unhealthy === 0) return after;
  writeDeployment(tx, {
    ...deployment,
    taskGroups: { ...deployment.taskGroups, [after.taskGroup]: counted(group, after, change) },
    modifyIndex: index,
    modifyTime: after.modifyTime,
  });
  if (after.deploymentStatus === undefined) return after;
  return { ...after, deploymentStatus: { ...after.deploymentStatus, modifyIndex: index } };
}

interface CounterChange {
  readonly placed: number;
  readonly healthy: number;
  readonly unhealthy: number;
}

/** The table of spec 02 §5.2. From unhealthy to healthy nothing moves. */
function counterChange(before: Allocation | undefined, after: Allocation): CounterChange {
  if (before === undefined || before.deploymentId !== after.deploymentId)
    return { placed: 1, healthy: 0, unhealthy: 0 };
  const was = before.deploymentStatus?.healthy;
  const is = after.deploymentStatus?.healthy;
  if (was === undefined && is === true) return { placed: 0, healthy: 1, unhealthy: 0 };
  if (was === undefined && is === false) return { placed: 0, healthy: 0, unhealthy: 1 };
  if (was === true && is === false) return { placed: 0, healthy: -1, unhealthy: 1 };
  return { placed: 0, healthy: 0, unhealthy: 0 };
}

function counted(group: DeploymentGroup, after: Allocation, change: CounterChange): DeploymentGroup {
  const listed = after.deploymentStatus?.canary !== true || group.placedCanaries.includes(after.id);
  return {
    ...group,
    placedAllocations: group.placedAllocations + change.placed,
    healthyAllocations: group.healthyAllocations + change.healthy,
    unhealthyAllocations: group.unhealthyAllocations + change.unhealthy,
    placedCanaries: listed ? group.placedCanaries : [...group.placedCanaries, after.id],
    requireProgressBy: progressClock(group, after, change),
  };
}

/** When the next sign of progress is due: set by the first placement, moved on by health. Spec 02 §5.2. */
function progressClock(group: DeploymentGroup, after: Allocation, change: CounterChange): Instant | undefined {
  if (group.progressDeadlineMs === 0) return group.requireProgressBy;
  if (change.placed > 0) return group.requireProgressBy ?? after.modifyTime + group.progressDeadlineMs;
  if (change.healthy === 0) return group.requireProgressBy;
  const verdictAt = after.deploymentStatus?.timestamp ?? after.modifyTime;
  return Math.max(group.requireProgressBy ?? 0, verdictAt + group.progressDeadlineMs);
}
