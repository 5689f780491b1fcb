import { allocationName } from "../../model/allocation.js";
import type { Deployment } from "../../model/deployment.js";
import type { TaskGroup } from "../../model/taskGroup.js";
import { allocationText } from "../descriptions.js";
import type { AllocationSet } from "./allocationSet.js";
import { union, without } from "./allocationSet.js";
import type { ClassifiedSets } from "./classify.js";
import type { GroupOutcome, StopRequest } from "./outcome.js";
import type { GroupState, Rollout } from "./rollout.js";
import { stopAsLost } from "./stops.js";

/**
 * The canaries that nobody will promote any more: those of unpromoted groups of an old deployment, and of a current one
 * that has failed. Spec 01 §5 step 5.
 */
export function unneededCanaries(all: AllocationSet, rollout: Rollout): AllocationSet {
  const ids = new Set<string>();
  if (rollout.old !== undefined) addUnpromotedCanaries(rollout.old, ids);
  if (rollout.failed && rollout.current !== undefined) addUnpromotedCanaries(rollout.current.deployment, ids);
  return withIds(all, ids);
}

function addUnpromotedCanaries(deployment: Deployment, ids: Set<string>): void {
  for (const group of Object.values(deployment.taskGroups)) {
    if (group.promoted) continue;
    for (const id of group.placedCanaries) ids.add(id);
  }
}

/** The group's allocations that the current deployment placed as canaries, promoted or not (spec 01 §5 step 6). */
export function placedCanaries(all: AllocationSet, rollout: Rollout): AllocationSet {
  const ids = new Set<string>();
  for (const group of Object.values(rollout.current?.deployment.taskGroups ?? {})) {
    for (const id of group.placedCanaries) ids.add(id);
  }
  return withIds(all, ids);
}

function withIds(all: AllocationSet, ids: ReadonlySet<string>): AllocationSet {
  return ids.size === 0 ? [] : all.filter((allocation) => ids.has(allocation.id));
}

/** Canaries that leave with their node are stopped, not moved: a new one takes their part (spec 01 §5 step 6). */
export function stopsOfLeavingCanaries(canaries: ClassifiedSets): StopRequest[] {
  return [
    ...canaries.migrate.map((allocation) => ({ allocation, description: allocationText.migrating })),
    ...canaries.lost.map((allocation) => stopAsLost(allocation)),
  ];
}

export function withoutLeavingCanaries(all: AllocationSet, canaries: ClassifiedSets): AllocationSet {
  return without(all, union(canaries.migrate, canaries.lost));
}

/**
 * How many canaries are missing before anything old may go; 0 when none are needed. An update block is enough: even
 * `max_parallel = 0` does not disable canaries. Spec 01 §5 step 19, §20 Q12.
 */
export function missingCanaries(
  group: TaskGroup,
  state: GroupState,
  destructive: AllocationSet,
  canaries: AllocationSet,
): number {
  if (group.update === undefined || destructive.length === 0 || state.promoted) return 0;
  return Math.max(0, group.update.canary - canaries.length);
}

/**
 * Requests the missing canaries, named by the rule of spec 01 §8.3; they replace nobody. From now on the group waits for
 * promotion, also where pause or failure forbids to place them. Spec 01 §5 step 19.
 */
export function requestCanaries(
  outcome: GroupOutcome,
  request: {
    readonly jobId: string;
    readonly group: TaskGroup;
    readonly state: GroupState;
    readonly missing: number;
    readonly canaries: AllocationSet;
    readonly destructive: AllocationSet;
    readonly rollout: Rollout;
  },
): void {
  const { jobId, group, state, missing, canaries, destructive, rollout } = request;
  if (missing === 0) return;
  state.desiredCanaries = group.update?.canary ?? 0;
  if (rollout.paused || rollout.failed) return;
  outcome.counters.canary += missing;
  for (const index of outcome.names.nextCanaries(missing, canaries, destructive)) {
    const name = allocationName(jobId, group.name, index);
    outcome.placements.push({ name, group, canary: true, previous: undefined, reschedule: false, downgrade: false });
  }
}
