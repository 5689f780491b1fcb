import type { Allocation } from "../../src/model/allocation.js";
import { isCanary } from "../../src/model/allocation.js";
import type { Attempt } from "../../src/model/attempt.js";
import type { Deployment, DeploymentGroup } from "../../src/model/deployment.js";
import { isActive } from "../../src/model/deployment.js";
import { jobKey, keyOfJob } from "../../src/model/job.js";
import { emptyUsage, usageAfter } from "../../src/model/nodeUsage.js";
import type { Snapshot } from "../../src/model/snapshot.js";
import { emptyTable } from "../../src/model/table.js";

/** The state after an attempt's plan was committed in full: what spec 01 §15 asks of a commit, and no more. */
export function committed(state: Snapshot, { plan, identifiers }: Attempt): Snapshot {
  let after: Snapshot = { ...state, identifiers, index: state.index + 1 };
  if (plan === undefined) return after;
  if (plan.deployment !== undefined) after = withDeployment(after, plan.deployment);
  for (const { deploymentId, status, description } of plan.deploymentUpdates) {
    const deployment = after.deployments.get(deploymentId);
    if (deployment === undefined || !isActive(deployment)) break;
    after = withDeployment(after, { ...deployment, status, statusDescription: description });
  }
  for (const { allocation } of plan.updates) after = withAllocation(after, allocation);
  for (const placed of plan.placements) {
    const { index } = after;
    after = withAllocation(after, { ...placed, createIndex: index, modifyIndex: index });
    const previous = placed.previousAllocation && after.allocations.get(placed.previousAllocation);
    if (previous) after = withAllocation(after, { ...previous, nextAllocation: placed.id });
  }
  for (const stop of plan.stops) {
    const stopped = after.allocations.get(stop.allocationId);
    if (stopped === undefined) continue;
    after = withAllocation(after, {
      ...stopped,
      desiredStatus: "stop",
      desiredDescription: stop.description,
      clientStatus: stop.clientStatus ?? stopped.clientStatus,
      clientStatusHistory: [],
      followupEvaluationId: stop.followupEvaluationId ?? stopped.followupEvaluationId,
    });
  }
  return after;
}

export function withAllocation(state: Snapshot, allocation: Allocation): Snapshot {
  const before = state.allocations.get(allocation.id);
  const key = keyOfJob(allocation.job);
  const ofJob = state.allocationsByJob.get(key) ?? emptyTable<Allocation>();
  const usage = state.nodeUsage.get(allocation.nodeId) ?? emptyUsage;
  const after: Snapshot = {
    ...state,
    allocations: state.allocations.with(allocation.id, allocation, true),
    allocationsByJob: state.allocationsByJob.with(key, ofJob.with(allocation.id, allocation, true), true),
    nodeUsage: state.nodeUsage.with(allocation.nodeId, usageAfter(usage, before, allocation), true),
  };
  return counted(after, before, allocation);
}

/** The counters of the allocation's deployment (spec 01 §15). */
function counted(state: Snapshot, before: Allocation | undefined, after: Allocation): Snapshot {
  const deployment = after.deploymentId === undefined ? undefined : state.deployments.get(after.deploymentId);
  const group = deployment?.taskGroups[after.taskGroup];
  if (deployment === undefined || group === undefined) return state;
  const moved = before?.deploymentId !== after.deploymentId;
  const health = moved ? undefined : before?.deploymentStatus?.healthy;
  const decided = !moved && health === undefined ? after.deploymentStatus?.healthy : undefined;
  const changed: DeploymentGroup = {
    ...group,
    placedAllocations: group.placedAllocations + (moved ? 1 : 0),
    placedCanaries:
      moved && isCanary(after) && !group.placedCanaries.includes(after.id)
        ? [...group.placedCanaries, after.id]
        : group.placedCanaries,
    healthyAllocations: group.healthyAllocations + (decided === true ? 1 : 0),
    unhealthyAllocations: group.unhealthyAllocations + (decided === false ? 1 : 0),
  };
  return withDeployment(state, {
    ...deployment,
    taskGroups: { ...deployment.taskGroups, [after.taskGroup]: changed },
  });
}

export function withDeployment(state: Snapshot, deployment: Deployment): Snapshot {
  const key = jobKey(deployment.namespace, deployment.jobId);
  const known = state.deploymentsByJob.get(key) ?? [];
  return {
    ...state,
    deployments: state.deployments.with(deployment.id, deployment, true),
    deploymentsByJob: known.includes(deployment.id)
      ? state.deploymentsByJob
      : state.deploymentsByJob.with(key, [...known, deployment.id], true),
  };
}
