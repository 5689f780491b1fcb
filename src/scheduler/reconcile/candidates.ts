import type { Allocation } from "../../model/allocation.js";
import { allocationName, isCanary } from "../../model/allocation.js";
import type { TaskGroup } from "../../model/taskGroup.js";
import { allocationText } from "../descriptions.js";
import type { AllocationSet } from "./allocationSet.js";
import { idsOf, inIndexOrder } from "./allocationSet.js";
import type { GroupSets } from "./groupSets.js";
import type { NameIndex } from "./nameIndex.js";
import type { GroupOutcome, PlaceRequest } from "./outcome.js";
import type { Rollout } from "./rollout.js";

/**
 * The placements that would bring the group to its count: replacements of failed allocations, whatever the count, then of
 * lost ones, then fresh names. Spec 01 §5 step 22.
 */
export function candidatePlacements(
  jobId: string,
  group: TaskGroup,
  sets: GroupSets,
  canarying: boolean,
  names: NameIndex,
): PlaceRequest[] {
  const { untainted, migrate, rescheduleNow, lost } = sets;
  const candidates = rescheduleNow.map((previous) => replacement(previous, group, canarying, true));
  let existing = untainted.length + migrate.length + rescheduleNow.length;
  for (const previous of lost) {
    if (existing >= group.count) break;
    candidates.push(replacement(previous, group, canarying, false));
    existing++;
  }
  if (existing >= group.count) return candidates;
  for (const index of names.next(group.count - existing)) {
    candidates.push({
      name: allocationName(jobId, group.name, index),
      group,
      canary: false,
      previous: undefined,
      reschedule: false,
      downgrade: canarying,
    });
  }
  return candidates;
}

/** A placement of the same name; while the group canaries, everything but a canary is placed at an older version. */
export function replacement(
  previous: Allocation,
  group: TaskGroup,
  canarying: boolean,
  reschedule: boolean,
): PlaceRequest {
  const canary = isCanary(previous);
  return { name: previous.name, group, canary, previous, reschedule, downgrade: canarying && !canary };
}

/** The group may proceed: all candidates are placed, and what was rescheduled is stopped. Spec 01 §5 step 24. */
export function applyAllCandidates(
  outcome: GroupOutcome,
  candidates: readonly PlaceRequest[],
  rescheduleNow: AllocationSet,
  migrate: AllocationSet,
): void {
  outcome.placements.push(...candidates);
  outcome.counters.place += candidates.length;
  const moving = idsOf(migrate);
  for (const failed of rescheduleNow) {
    if (outcome.disconnects.has(failed.id) || moving.has(failed.id) || failed.clientStatus === "unknown") continue;
    stopRescheduled(outcome, failed);
  }
}

/**
 * The group is paused, failed or waits for promotion: only as many candidates as allocations were lost are placed (the
 * first ones, so a reschedule may be among them and be placed twice, spec 01 §20 Q3), and the reschedules that do not
 * belong to a failed deployment. Spec 01 §5 step 24.
 */
export function applyUrgentCandidates(
  outcome: GroupOutcome,
  candidates: readonly PlaceRequest[],
  lost: AllocationSet,
  rollout: Rollout,
): void {
  const urgent = candidates.slice(0, lost.length);
  outcome.placements.push(...urgent);
  outcome.counters.place += urgent.length;
  for (const candidate of candidates) {
    const failed = candidate.previous;
    if (!candidate.reschedule || failed === undefined) continue;
    if (rollout.failed && failed.deploymentId === rollout.current?.deployment.id) continue;
    outcome.placements.push(candidate);
    outcome.counters.place++;
    if (!outcome.disconnects.has(failed.id)) stopRescheduled(outcome, failed);
  }
}

/** Starts as many destructive updates as the budget has left, lowest indexes first. Spec 01 §5 step 25. */
export function applyDestructive(
  outcome: GroupOutcome,
  group: TaskGroup,
  destructive: AllocationSet,
  budget: number,
): void {
  const started = inIndexOrder(destructive).slice(0, Math.max(0, budget));
  outcome.destructive.push(...started.map((allocation) => ({ allocation, group })));
  outcome.counters.destructiveUpdate += started.length;
  outcome.counters.ignore += destructive.length - started.length;
}

function stopRescheduled(outcome: GroupOutcome, failed: Allocation): void {
  outcome.stops.push({ allocation: failed, description: allocationText.rescheduled });
  outcome.counters.stop++;
}
