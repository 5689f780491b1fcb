import type { Allocation } from "../../../src/model/allocation.js";
import {
  clientTerminal,
  groupOf,
  isCanary,
  isHealthy,
  serverTerminal,
  terminal,
} from "../../../src/model/allocation.js";
import type { Deployment } from "../../../src/model/deployment.js";
import { isCanarying } from "../../../src/model/deployment.js";
import { findTaskGroup, jobKey } from "../../../src/model/job.js";
import { allocationsOfJob, findJob, latestDeployment } from "../../../src/model/snapshot.js";
import { updateBlockEmpty } from "../../../src/model/update.js";
import type { World } from "../../../src/model/world.js";
import { allocationText } from "../../../src/scheduler/descriptions.js";
import { replaced } from "./changed.js";
import { groupsOf, rolloutOf, show } from "./deployments.js";
import type { Change } from "./invariant.js";

/** Those alive and healthy before the action count, not the counter. Spec 02 §8.5 steps 2 and 3. */
export function promotionTakesAsManyHealthyCanariesAsDesired({ before: world, changed }: Change): string | undefined {
  for (const { before, after } of replaced(changed.deployments)) {
    for (const [name, was, is] of groupsOf(before, after)) {
      if (was.promoted || is?.promoted !== true) continue;
      const healthy = was.placedCanaries.filter((id) => {
        const canary = world.allocations.get(id);
        return canary !== undefined && !terminal(canary) && isHealthy(canary);
      });
      if (healthy.length < was.desiredCanaries) {
        return `group ${name} of ${show(after)} was promoted with ${healthy.length} of ${was.desiredCanaries} healthy canaries`;
      }
    }
  }
  return undefined;
}

/**
 * The deployment of a living canary lists it, in its group. Named exceptions: a group that takes no part in deployments (`max_parallel`
 * 0) has no list (spec 01 §20 Q12), and a canary that is rescheduled when its deployment is over stays a canary and joins none
 * (§14.4 step 8). Spec 01 §18.2 item 5.
 */
export function aCanaryHasADeploymentThatListsIt(world: World): string | undefined {
  for (const allocation of world.allocations.valuesArray()) {
    if (!isCanary(allocation) || terminal(allocation) || updateBlockEmpty(groupOf(allocation)?.update)) continue;
    const previous = world.allocations.get(allocation.previousAllocation ?? "");
    if (allocation.deploymentId === undefined && previous !== undefined && isCanary(previous)) continue;
    const deployment = world.deployments.get(allocation.deploymentId ?? "");
    if (deployment === undefined) return `${naming(allocation)} is a canary without a deployment`;
    const group = deployment.taskGroups[allocation.taskGroup];
    if (group !== undefined && !group.placedCanaries.includes(allocation.id)) {
      return `${naming(allocation)} is a canary, and ${show(deployment)} does not list it`;
    }
  }
  return undefined;
}

/**
 * While a group waits for promotion, what ran before stays. Named exceptions: it moves, it is lost, it is pushed off, it was
 * an unpromoted canary of an earlier deployment, or there are more old allocations than the group wants (scaling down, and
 * a canary on a node that is cut off, spec 01 §20 Q11). Spec 01 §18.2 item 2, 02 §19 item 4.
 */
export function anUnpromotedGroupKeepsItsOldAllocations({ before: world, changed, after }: Change): string | undefined {
  const surplusStops = new Map<string, number>();
  for (const pair of replaced(changed.allocations)) {
    if (terminal(pair.before) || !serverTerminal(pair.after) || pair.after.desiredStatus === "evict") continue;
    const rollout = waitingRollout(after, pair.after);
    if (rollout === undefined || isOf(pair.before, rollout)) continue;
    const { desiredDescription } = pair.after;
    if (desiredDescription === allocationText.migrating && pair.before.desiredTransition.migrate === true) continue;
    if (desiredDescription === allocationText.lost && pair.after.clientStatus === "lost") continue;
    if (isLeftoverCanary(world, pair.before, rollout)) continue;
    if (desiredDescription !== allocationText.notNeeded) {
      return `${naming(pair.before)} stopped ("${desiredDescription}") while ${show(rollout)} waits for promotion`;
    }
    const key = `${pair.before.jobId}/${pair.before.taskGroup}`;
    const stops = (surplusStops.get(key) ?? 0) + 1;
    surplusStops.set(key, stops);
    const surplus = surplusOf(world, after, pair.before, rollout);
    if (stops > surplus) {
      return `${naming(pair.before)} stopped as not needed while ${show(rollout)} waits for promotion; ${surplus} were too many`;
    }
  }
  return undefined;
}

/** The active deployment of the registered version, if the allocation's group waits for promotion in it. */
function waitingRollout(world: World, allocation: Allocation): Deployment | undefined {
  const rollout = rolloutOf(world, allocation.namespace, allocation.jobId);
  const group = rollout?.taskGroups[allocation.taskGroup];
  return group !== undefined && isCanarying(group) ? rollout : undefined;
}

function isOf(allocation: Allocation, rollout: Deployment): boolean {
  return allocation.job.version === rollout.jobVersion && allocation.job.createIndex === rollout.jobCreateIndex;
}

/** An unpromoted canary of the deployment before goes with its deployment. Spec 01 §5 step 5. */
function isLeftoverCanary(before: World, allocation: Allocation, rollout: Deployment): boolean {
  const latest = latestDeployment(before, allocation.namespace, allocation.jobId);
  if (latest === undefined || latest.id === rollout.id) return false;
  return Object.values(latest.taskGroups).some(
    (group) => !group.promoted && group.placedCanaries.includes(allocation.id),
  );
}

/** How many allocations the group has beyond its count, canaries aside. Spec 01 §9. */
function surplusOf(before: World, after: World, allocation: Allocation, rollout: Deployment): number {
  const { namespace, jobId, taskGroup } = allocation;
  const job = findJob(after, namespace, jobId);
  const count = job === undefined ? 0 : (findTaskGroup(job, taskGroup)?.count ?? 0);
  const canaries = new Set(rollout.taskGroups[taskGroup]?.placedCanaries);
  const present = allocationsOfJob(before, namespace, jobId).filter(
    (other) =>
      other.taskGroup === taskGroup &&
      !serverTerminal(other) &&
      (!clientTerminal(other) || other.clientStatus === "failed") &&
      !canaries.has(other.id) &&
      !isLeftoverCanary(before, other, rollout),
  );
  return Math.max(0, present.length - count);
}

/**
 * In canonical order: a paused deployment gets no allocation but the successor of one that is lost, moves or is
 * rescheduled. Spec 02 §19 item 9.
 */
export function aPausedDeploymentPlacesOnlySuccessors({ action, before: world, changed }: Change): string | undefined {
  if (action.kind !== "apply-plan") return undefined;
  for (const { before, after } of changed.allocations) {
    if (before !== undefined || after === undefined || after.previousAllocation !== undefined) continue;
    const rollout = rolloutOf(world, after.namespace, after.jobId);
    if (rollout?.status === "paused") return `${naming(after)} was placed while ${show(rollout)} is paused`;
  }
  return undefined;
}

/** A paused deployment is promoted by hand alone. Spec 02 §7.4, §19 item 9. */
export function aPausedDeploymentNeverPromotesItself({ action, changed }: Change): string | undefined {
  if (action.kind === "promote-deployment") return undefined;
  for (const { before, after } of replaced(changed.deployments)) {
    if (before.status !== "paused") continue;
    for (const [name, was, is] of groupsOf(before, after)) {
      if (!was.promoted && is?.promoted === true) return `group ${name} of ${show(after)} by ${action.kind}`;
    }
  }
  return undefined;
}

/** The allocation's name, short ID and version. */
export function naming(allocation: Allocation): string {
  return `${allocation.name} (${allocation.id.slice(0, 8)}, version ${allocation.job.version})`;
}

/** The allocations of a job and group by the job's key, for rules about whole groups. */
export function groupKey(allocation: Allocation): string {
  return `${jobKey(allocation.namespace, allocation.jobId)}/${allocation.taskGroup}`;
}
