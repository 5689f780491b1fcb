import type { OutsideAction } from "../../model/action.js";
import type { Deployment } from "../../model/deployment.js";
import { jobKey } from "../../model/job.js";
import type { Refusal, Result } from "../../model/step.js";
import { refused } from "../../model/step.js";
import type { World } from "../../model/world.js";
import { storeAllocation } from "../allocationWrites.js";
import { createEvaluation } from "../evaluations.js";
import { decideRollback, writeRollback } from "../rollback.js";
import { writeDeploymentStatus } from "../state/deployments.js";
import type { Transaction } from "../transaction.js";
import { watcherEvaluation } from "../watcherEvaluation.js";
import { findActiveDeployment } from "./deploymentLookup.js";

type HealthAction = OutsideAction & { readonly kind: "set-allocation-health" };

/**
 * `PUT /v1/deployment/allocation-health/:id`: an operator's verdict, the only way for `health_check = "manual"`. A single
 * unhealthy one fails the deployment at once. Spec 02 §8.6.
 *
 *     { "kind": "set-allocation-health", "deploymentId": "9fa81f27-…", "healthy": ["091377e5-…"], "unhealthy": [] }
 */
export function setAllocationHealth(tx: Transaction, action: HealthAction): Result {
  if (action.deploymentId !== "" && action.healthy.length + action.unhealthy.length === 0) {
    return refused(500, "must specify at least one healthy/unhealthy allocation ID");
  }
  const terminalText = "can't set health of allocations for a terminal deployment";
  const lookup = findActiveDeployment(tx.world, action.deploymentId, terminalText);
  if ("refusal" in lookup) return lookup.refusal;
  const deployment = lookup.found;
  const stranger = firstStranger(tx.world, deployment, [...action.healthy, ...action.unhealthy]);
  if (stranger !== undefined) return stranger;
  const index = tx.nextIndex();
  for (const id of action.healthy) setHealth(tx, id, true, index);
  for (const id of action.unhealthy) setHealth(tx, id, false, index);
  const reverted = action.unhealthy.length > 0 ? failByHand(tx, deployment, action.unhealthy, index) : undefined;
  const evaluation = watcherEvaluation(tx, deployment);
  createEvaluation(tx, evaluation, index, "An operator set the health of allocations.");
  return {
    ok: true,
    evaluationId: evaluation.id,
    evalCreateIndex: index,
    deploymentModifyIndex: index,
    revertedJobVersion: reverted,
    index,
  };
}

function firstStranger(world: World, deployment: Deployment, ids: readonly string[]): Refusal | undefined {
  for (const id of ids) {
    const allocation = world.allocations.get(id);
    if (allocation === undefined) return refused(500, `unknown alloc "${id}"`);
    if (allocation.deploymentId !== deployment.id) {
      return refused(500, `alloc "${id}" is not part of deployment "${deployment.id}"`);
    }
  }
  return undefined;
}

function setHealth(tx: Transaction, id: string, healthy: boolean, index: number): void {
  const allocation = tx.world.allocations.get(id);
  if (allocation === undefined) return;
  const canary = allocation.deploymentStatus?.canary ?? false;
  const deploymentStatus = { healthy, timestamp: tx.world.now, canary, modifyIndex: index };
  const written = storeAllocation(tx, allocation, { deploymentStatus }, index, "client");
  tx.emit(healthy ? "allocation healthy" : "allocation unhealthy", {
    namespace: written.namespace,
    jobId: written.jobId,
    taskGroup: written.taskGroup,
    allocationId: id,
    why: `An operator marked ${written.name} ${healthy ? "healthy" : "unhealthy"}.`,
  });
}

/** @returns The version that the job went back to. */
function failByHand(
  tx: Transaction,
  deployment: Deployment,
  unhealthy: readonly string[],
  index: number,
): number | undefined {
  const job =
    tx.world.watchers.get(deployment.id)?.job ?? tx.world.jobs.get(jobKey(deployment.namespace, deployment.jobId));
  if (job === undefined) return undefined;
  const wanted = unhealthy.some((id) => {
    const group = tx.world.allocations.get(id)?.taskGroup ?? "";
    return deployment.taskGroups[group]?.autoRevert === true;
  });
  const rollback = decideRollback(tx.world, job, "failedAllocations", wanted, false);
  const why = "An operator marked an allocation unhealthy, which fails the deployment at once.";
  writeDeploymentStatus(tx, deployment.id, "failed", rollback.description, index, why);
  if (rollback.target !== undefined) writeRollback(tx, rollback.target, index);
  return rollback.target?.version;
}
