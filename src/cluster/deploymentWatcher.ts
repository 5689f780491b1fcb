import type { Allocation } from "../model/allocation.js";
import { isHealthy, isUnhealthy, terminal } from "../model/allocation.js";
import type { Deployment, DeploymentGroup } from "../model/deployment.js";
import { isActive, isCanarying, requiresPromotion } from "../model/deployment.js";
import type { DeploymentWatcher } from "../model/deploymentWatcher.js";
import { findTaskGroup, jobKey } from "../model/job.js";
import { emptyTable, withEntry } from "../model/table.js";
import type { Instant } from "../model/time.js";
import type { World } from "../model/world.js";
import { storeAllocation } from "./allocationWrites.js";
import { createEvaluation } from "./evaluations.js";
import { watcherBatchMs } from "./latency.js";
import { promote } from "./promotion.js";
import { rescheduleEligible } from "./rescheduleEligibility.js";
import type { FailureCause } from "./rollback.js";
import { decideRollback, writeRollback } from "./rollback.js";
import { writeDeploymentStatus } from "./state/deployments.js";
import type { Transaction } from "./transaction.js";
import { putWatcher } from "./wakeups.js";
import { watcherEvaluation } from "./watcherEvaluation.js";

/**
 * The watcher looks at its deployment: first at the deadline, then, when an allocation changed, at health, at automatic
 * promotion and at what the scheduler has to be asked. Spec 02 §7.2 to §7.4, order §19.
 */
export function lookAtDeployment(tx: Transaction, deploymentId: string): void {
  tx.world.watchersToLook = tx.world.watchersToLook.without(deploymentId);
  const watcher = tx.world.watchers.get(deploymentId);
  const deployment = tx.world.deployments.get(deploymentId);
  if (watcher === undefined || deployment === undefined) return;
  const unseen = watcher.unseen;
  armDeadline(tx, { ...watcher, unseen: undefined }, deployment);
  if (unseen === "allocations") lookAtAllocations(tx, deployment);
}

/** The timer follows the earliest progress deadline of a group that is not done. Spec 02 §7.2. */
function armDeadline(tx: Transaction, watcher: DeploymentWatcher, deployment: Deployment): void {
  const cutoff = deadlineOf(tx.world, deployment);
  if (cutoff === watcher.cutoff) {
    putWatcher(tx, watcher);
    return;
  }
  tx.cancelTimer(watcher.cutoffTimer);
  const cutoffTimer =
    cutoff === undefined
      ? undefined
      : tx.setTimer(Math.max(cutoff, tx.world.now), "deadline", {
          kind: "check-progress-deadline",
          deploymentId: deployment.id,
        });
  putWatcher(tx, { ...watcher, cutoff, cutoffTimer });
}

function deadlineOf(world: World, deployment: Deployment): Instant | undefined {
  let earliest: Instant | undefined;
  for (const [name, group] of Object.entries(deployment.taskGroups)) {
    if (group.requireProgressBy === undefined || groupDone(world, deployment, name, group)) continue;
    earliest = Math.min(earliest ?? group.requireProgressBy, group.requireProgressBy);
  }
  return earliest;
}

/** Done when enough healthy allocations are alive; a group that waits for promotion never is. Spec 02 §7.2. */
function groupDone(world: World, deployment: Deployment, name: string, group: DeploymentGroup): boolean {
  if (isCanarying(group)) return false;
  if (group.healthyAllocations < group.desiredTotal) return false;
  const healthy = allocationsOf(world, deployment).filter(
    (allocation) => allocation.taskGroup === name && !terminal(allocation) && isHealthy(allocation),
  );
  return healthy.length >= group.desiredTotal;
}

function allocationsOf(world: World, deployment: Deployment): readonly Allocation[] {
  const ids = world.allocationsByDeployment.get(deployment.id)?.keysArray() ?? [];
  return ids.flatMap((id) => world.allocations.get(id) ?? []);
}

/** What the health of the deployment's allocations asks for. Spec 02 §7.3. */
interface Findings {
  readonly fails: boolean;
  readonly rollbackWanted: boolean;
  readonly replacements: readonly Allocation[];
  readonly progressed: boolean;
}

function lookAtAllocations(tx: Transaction, deployment: Deployment): void {
  const findings = judge(tx.world, deployment);
  if (findings.fails) {
    failFromLoop(tx, deployment, findings.rollbackWanted);
    return;
  }
  if (mayPromoteItself(tx.world, deployment)) promoteAutomatically(tx, deployment);
  if (findings.progressed || findings.replacements.length > 0) {
    requestEvaluation(tx, deployment.id, findings.replacements);
  }
}

function judge(world: World, deployment: Deployment): Findings {
  const seen = latestEvaluationIndex(world, deployment);
  const replacements: Allocation[] = [];
  let fails = false;
  let rollbackWanted = false;
  let progressed = false;
  for (const allocation of allocationsOf(world, deployment)) {
    const group = deployment.taskGroups[allocation.taskGroup];
    if (group === undefined) continue;
    if (isHealthy(allocation)) progressed ||= (allocation.deploymentStatus?.modifyIndex ?? 0) > seen;
    if (!isUnhealthy(allocation)) continue;
    if (failsDeployment(world, deployment, group, allocation)) {
      fails = true;
      rollbackWanted ||= group.autoRevert;
    } else if (isActive(deployment) && allocation.desiredTransition.reschedule === undefined) {
      replacements.push(allocation);
    }
  }
  return { fails, rollbackWanted, replacements, progressed };
}

/** Without a progress deadline, or with no reschedule left, the first unhealthy allocation ends it. Spec 02 §7.3. */
function failsDeployment(
  world: World,
  deployment: Deployment,
  group: DeploymentGroup,
  allocation: Allocation,
): boolean {
  if (group.progressDeadlineMs === 0) return true;
  const policy = findTaskGroup(allocation.job, allocation.taskGroup)?.reschedule;
  return isActive(deployment) && !rescheduleEligible(allocation, policy, world.now);
}

/** The newest state that an evaluation of the job has seen; canceled ones saw nothing. Spec 02 §7.3. */
function latestEvaluationIndex(world: World, deployment: Deployment): number {
  let latest = 0;
  for (const id of world.evaluationsByJob.get(jobKey(deployment.namespace, deployment.jobId))?.keys() ?? []) {
    const evaluation = world.evaluations.get(id);
    if (evaluation === undefined || evaluation.status === "canceled") continue;
    latest = Math.max(latest, evaluation.snapshotIndex, evaluation.createIndex);
  }
  return latest;
}

/**
 * Promotes itself when every group with canaries wants that, has all of them placed, and exactly as many healthy ones as
 * desired. Dead ones count, so one canary more than desired prevents it for ever. Spec 02 §7.4.
 */
function mayPromoteItself(world: World, deployment: Deployment): boolean {
  if (!requiresPromotion(deployment)) return false;
  const groups = Object.values(deployment.taskGroups);
  if (!groups.some((group) => group.placedCanaries.length > 0)) return false;
  return groups.every((group) => {
    if (group.desiredCanaries < 1) return true;
    if (!group.autoPromote || group.placedCanaries.length < group.desiredCanaries) return false;
    const healthy = group.placedCanaries.filter((id) => {
      const canary = world.allocations.get(id);
      return canary !== undefined && isHealthy(canary);
    });
    return healthy.length === group.desiredCanaries;
  });
}

function promoteAutomatically(tx: Transaction, deployment: Deployment): void {
  // A refusal is only logged in Nomad and tried again at the next change: too few of the healthy ones are alive.
  promote(
    tx,
    deployment,
    "all",
    "Every group has as many healthy canaries as it wants and asks for automatic promotion.",
  );
}

/** Asks for an evaluation: the first request starts the batch, later ones join it. Spec 02 §7.7. */
function requestEvaluation(tx: Transaction, deploymentId: string, unhealthy: readonly Allocation[]): void {
  const watcher = tx.world.watchers.get(deploymentId);
  if (watcher === undefined) return;
  let { replacements } = watcher;
  for (const allocation of unhealthy) replacements = withEntry(replacements, allocation.id, true);
  const batchMs = watcherBatchMs(tx.world.settings.latency);
  if (batchMs === 0) {
    putWatcher(tx, { ...watcher, replacements });
    createWatcherEvaluation(tx, deploymentId);
    return;
  }
  const batchTimer =
    watcher.batchTimer ??
    tx.setTimer(tx.world.now + batchMs, "watcher", { kind: "create-watcher-evaluation", deploymentId });
  putWatcher(tx, { ...watcher, replacements, batchTimer });
}

/** The batch is over: unhealthy allocations are marked for rescheduling and the evaluation is stored. Spec 02 §7.7. */
export function createWatcherEvaluation(tx: Transaction, deploymentId: string): void {
  const watcher = tx.world.watchers.get(deploymentId);
  const deployment = tx.world.deployments.get(deploymentId);
  if (watcher === undefined || deployment === undefined) return;
  tx.cancelTimer(watcher.batchTimer);
  putWatcher(tx, { ...watcher, batchTimer: undefined, replacements: emptyTable() });
  const index = tx.nextIndex();
  for (const id of watcher.replacements.keysArray()) {
    const allocation = tx.world.allocations.get(id);
    if (allocation === undefined) continue;
    const desiredTransition = { ...allocation.desiredTransition, reschedule: true };
    storeAllocation(tx, allocation, { desiredTransition }, index, "server");
  }
  const evaluation = watcherEvaluation(tx, deployment);
  createEvaluation(tx, evaluation, index, "The health of the deployment's allocations changed.");
}

/**
 * The deadline fires: each group is judged, whichever clock ran out. Paused deployments, and ones whose groups only wait for
 * promotion, go on; the hit is remembered and the timer stays off until the cutoff moves. Spec 02 §7.5.
 */
export function checkProgressDeadline(tx: Transaction, deploymentId: string): void {
  const watcher = tx.world.watchers.get(deploymentId);
  const deployment = tx.world.deployments.get(deploymentId);
  if (watcher === undefined || deployment === undefined) return;
  tx.cancelTimer(watcher.cutoffTimer);
  putWatcher(tx, { ...watcher, deadlineHit: true, cutoffTimer: undefined });
  const late = Object.entries(deployment.taskGroups).filter(([, group]) => fallsShort(group));
  const about = { namespace: deployment.namespace, jobId: deployment.jobId, deploymentId };
  if (deployment.status === "paused" || late.length === 0) {
    const why =
      late.length === 0
        ? "The progress deadline passed, but every group has what it needs and only waits for promotion."
        : "The progress deadline passed while the deployment is paused: it does not count.";
    tx.emit("deployment deadline passed", { ...about, why });
    return;
  }
  const rollbackWanted = late.some(([name]) => findTaskGroup(watcher.job, name)?.update?.autoRevert === true);
  failFromLoop(tx, deployment, rollbackWanted);
}

function fallsShort(group: DeploymentGroup): boolean {
  return group.healthyAllocations < (isCanarying(group) ? group.desiredCanaries : group.desiredTotal);
}

/** Status, rollback and evaluation in one write, without a batch. Spec 02 §7.6. */
function failFromLoop(tx: Transaction, deployment: Deployment, rollbackWanted: boolean): void {
  const watcher = tx.world.watchers.get(deployment.id);
  if (watcher === undefined) return;
  const cause: FailureCause = watcher.deadlineHit ? "progressDeadline" : "failedAllocations";
  const rollback = decideRollback(tx.world, watcher.job, cause, rollbackWanted);
  const index = tx.nextIndex();
  writeDeploymentStatus(tx, deployment.id, "failed", rollback.description, index, `${rollback.description}.`);
  if (rollback.target !== undefined) writeRollback(tx, rollback.target, index);
  createEvaluation(tx, watcherEvaluation(tx, deployment), index, "The deployment failed.");
}
