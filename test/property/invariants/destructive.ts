import type { Allocation } from "../../../src/model/allocation.js";
import { isCanary, isUnhealthy, serverTerminal, terminal } from "../../../src/model/allocation.js";
import { isActive } from "../../../src/model/deployment.js";
import { findTaskGroup, jobStopped } from "../../../src/model/job.js";
import { allocationsOfJob, findJob, findJobVersion } from "../../../src/model/snapshot.js";
import { updateBlockEmpty } from "../../../src/model/update.js";
import type { World } from "../../../src/model/world.js";
import { allocationText } from "../../../src/scheduler/descriptions.js";
import { added, replaced } from "./changed.js";
import { rolloutOf, show } from "./deployments.js";
import type { Change } from "./invariant.js";
import { groupKey, naming } from "./promotion.js";

/**
 * Replacements whose health is still open. The twins of promoted canaries leave besides (spec 01 §17.1 row 3): they have no
 * replacement, so they do not count; nor does what joined the deployment in place. Spec 02 §4.5, §19 item 5.
 */
export function destructiveUpdatesUnderWayNeverExceedMaxParallel(world: World): string | undefined {
  for (const deployment of world.deployments.valuesArray()) {
    if (!isActive(deployment)) continue;
    const job = findJobVersion(world, deployment.namespace, deployment.jobId, deployment.jobVersion);
    if (job === undefined) continue;
    const underWay = new Map<string, number>();
    for (const id of world.allocationsByDeployment.get(deployment.id)?.keys() ?? []) {
      const allocation = world.allocations.get(id);
      if (allocation === undefined || terminal(allocation) || allocation.deploymentStatus?.healthy !== undefined)
        continue;
      const joinedInPlace = allocation.createIndex < deployment.createIndex;
      if (joinedInPlace) continue;
      if (replacesOldVersion(world, allocation)) {
        underWay.set(allocation.taskGroup, (underWay.get(allocation.taskGroup) ?? 0) + 1);
      }
    }
    for (const [name, amount] of underWay) {
      const update = findTaskGroup(job, name)?.update;
      if (!updateBlockEmpty(update) && amount > (update?.maxParallel ?? 0)) {
        return `group ${name} of ${show(deployment)}: ${amount} at once, max_parallel is ${update?.maxParallel}`;
      }
    }
  }
  return undefined;
}

function replacesOldVersion(world: World, allocation: Allocation): boolean {
  const previous = world.allocations.get(allocation.previousAllocation ?? "");
  return previous?.desiredDescription === allocationText.updating;
}

/** What one plan did to one task group. */
interface GroupPlan {
  readonly sample: Allocation;
  pairs: number;
  placements: number;
}

/**
 * Placements of the same plan use up `max_parallel` first; nothing is replaced beside an unhealthy allocation of the
 * deployment. Spec 01 §5 steps 21, 24 and 25, §18.2 item 3.
 */
export function aPlanReplacesAtMostMaxParallelLessItsPlacements({
  action,
  before,
  changed,
}: Change): string | undefined {
  if (action.kind !== "apply-plan") return undefined;
  const replacedNow = new Set(destructiveStops({ changed }).map((allocation) => allocation.id));
  const plans = new Map<string, GroupPlan>();
  for (const placed of added(changed.allocations)) {
    if (isCanary(placed)) continue;
    const plan = plans.get(groupKey(placed)) ?? { sample: placed, pairs: 0, placements: 0 };
    plans.set(groupKey(placed), plan);
    const previous = before.allocations.get(placed.previousAllocation ?? "");
    if (previous !== undefined && replacedNow.has(previous.id)) plan.pairs += 1;
    else if (previous?.desiredTransition.migrate !== true) plan.placements += 1;
  }
  const planned = before.deliveries.get(action.evaluationId)?.attempt?.plan;
  for (const { sample, pairs, placements } of plans.values()) {
    const update = planned?.job === undefined ? undefined : findTaskGroup(planned.job, sample.taskGroup)?.update;
    if (planned === undefined || pairs === 0 || update === undefined || updateBlockEmpty(update)) continue;
    if (pairs > Math.max(0, update.maxParallel - placements)) {
      return `${sample.jobId}.${sample.taskGroup}: ${pairs} replaced beside ${placements} placed, max_parallel is ${update.maxParallel}`;
    }
    const sick = unhealthyMate(before, sample, planned.snapshotIndex);
    if (sick !== undefined)
      return `${sample.jobId}.${sample.taskGroup}: ${pairs} replaced although ${naming(sick)} is unhealthy`;
  }
  return undefined;
}

/** An unhealthy allocation of the deployment that the plan's maker saw, and that was not to go anyway. */
function unhealthyMate(world: World, sample: Allocation, seenIndex: number): Allocation | undefined {
  const rollout = rolloutOf(world, sample.namespace, sample.jobId);
  if (rollout === undefined) return undefined;
  return allocationsOfJob(world, sample.namespace, sample.jobId).find(
    (other) =>
      other.taskGroup === sample.taskGroup &&
      other.deploymentId === rollout.id &&
      !serverTerminal(other) &&
      other.nextAllocation === undefined &&
      other.desiredTransition.migrate !== true &&
      other.desiredTransition.reschedule !== true &&
      isUnhealthy(other) &&
      (other.deploymentStatus?.modifyIndex ?? 0) <= seenIndex,
  );
}

/**
 * Never a stop without its placement, unless a node refused its part, or the job was stopped or purged meanwhile: its
 * placements are dropped. Spec 01 §15, §18.2 item 7.
 */
export function aDestructiveUpdateIsAnAtomicPair({ action, events, changed, after }: Change): string | undefined {
  if (action.kind !== "apply-plan" || events.some((event) => event.kind === "plan rejected")) return undefined;
  const successors = new Set([...added(changed.allocations)].map((allocation) => allocation.previousAllocation));
  const alone = destructiveStops({ changed }).find((allocation) => {
    const wanted = !jobStopped(findJob(after, allocation.namespace, allocation.jobId));
    return wanted && !successors.has(allocation.id);
  });
  return alone === undefined ? undefined : `${naming(alone)} was stopped for an update and has no successor`;
}

function destructiveStops({ changed }: Pick<Change, "changed">): readonly Allocation[] {
  const stops: Allocation[] = [];
  for (const { before, after } of replaced(changed.allocations)) {
    if (!serverTerminal(before) && serverTerminal(after) && after.desiredDescription === allocationText.updating) {
      stops.push(after);
    }
  }
  return stops;
}
