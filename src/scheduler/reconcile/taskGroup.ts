import { isCanarying } from "../../model/deployment.js";
import type { Evaluation } from "../../model/evaluation.js";
import type { Identifiers } from "../../model/identifiers.js";
import type { Job } from "../../model/job.js";
import { findTaskGroup } from "../../model/job.js";
import type { TaskGroup } from "../../model/taskGroup.js";
import type { Instant } from "../../model/time.js";
import { updateBlockEmpty } from "../../model/update.js";
import type { Taints } from "../taint.js";
import type { AllocationSet } from "./allocationSet.js";
import { inIndexOrder, union, without } from "./allocationSet.js";
import { destructiveBudget } from "./budget.js";
import {
  missingCanaries,
  placedCanaries,
  requestCanaries,
  stopsOfLeavingCanaries,
  unneededCanaries,
  withoutLeavingCanaries,
} from "./canaries.js";
import { applyAllCandidates, applyDestructive, applyUrgentCandidates, candidatePlacements } from "./candidates.js";
import type { DecideChange } from "./changes.js";
import { splitByChange } from "./changes.js";
import { classifyAll } from "./classify.js";
import { followDelayedLosses, reconcileDisconnecting } from "./disconnect.js";
import { finishedInEarlierVersion, hasRunVersion, presentAllocations } from "./entry.js";
import { annotateDelayed } from "./followups.js";
import { filteredSets } from "./groupSets.js";
import { migrateAllocations } from "./migrate.js";
import { NameIndex } from "./nameIndex.js";
import type { GroupOutcome } from "./outcome.js";
import { newOutcome } from "./outcome.js";
import { reconcileReconnecting } from "./reconnect.js";
import type { GroupState, Rollout } from "./rollout.js";
import { groupFulfilled, mayProceed, newDeployment, newGroupState } from "./rollout.js";
import { stopAsUnneeded, stopEverything, stopLostAndSurplus } from "./stops.js";

/** What one reconcile call knows besides the allocations (spec 01 §3). */
export interface ReconcileCall {
  readonly job: Job;
  readonly batch: boolean;
  readonly evaluation: Evaluation;
  readonly now: Instant;
  readonly taints: Taints;
  readonly identifiers: Identifiers;
  readonly rollout: Rollout;
  readonly decideChange: DecideChange;
}

/**
 * Decides for one task group what stops, what starts and what changes: the sequence of spec 01 §5, whose step numbers
 * stand beside the calls. Later steps see the sets as earlier ones left them. Writes to the rollout's current deployment.
 */
export function reconcileGroup(call: ReconcileCall, name: string, members: AllocationSet): GroupOutcome {
  const { job, batch, now, taints, rollout, evaluation } = call;
  const group = findTaskGroup(job, name);
  const outcome = newOutcome(group?.count ?? 0);
  const { counters, stops } = outcome;

  let all = presentAllocations(members); // 1
  if (group === undefined || group.count === 0) return stopGroup(outcome, call, all); // 2

  const existingState = rollout.current?.groups.get(name); // 3
  const state = existingState ?? newGroupState(group);

  const finished = batch ? finishedInEarlierVersion(all, job) : []; // 4
  all = without(all, finished);
  counters.ignore += finished.length;

  const unneeded = unneededCanaries(all, rollout); // 5
  all = without(all, unneeded);
  stops.push(...inIndexOrder(unneeded).map(stopAsUnneeded));
  counters.stop += unneeded.length;

  const placed = classifyAll(placedCanaries(all, rollout), taints, now); // 6
  all = withoutLeavingCanaries(all, placed);
  stops.push(...stopsOfLeavingCanaries(placed));
  const canaries = placed.untainted;

  const classes = classifyAll(all, taints, now); // 7
  counters.ignore += classes.ignore.length;
  const circumstances = { batch, now, evaluationId: evaluation.id, currentDeployment: rollout.current?.deployment };
  const sets = filteredSets(classes, circumstances); // 8
  reconcileReconnecting(outcome, sets, classes.reconnecting, all, job, now); // 9
  sets.lost = inIndexOrder(union(sets.lost, classes.expiring)); // 10
  reconcileDisconnecting(outcome, sets, call, circumstances); // 11
  const lostLater = followDelayedLosses(outcome, call, sets.lost); // 12
  const followupIds = annotateDelayed(outcome, call, sets.rescheduleLater, sets.migrate); // 13

  const named = union(sets.untainted, sets.migrate, sets.rescheduleNow, sets.lost);
  outcome.names = new NameIndex(group.count, named); // 14
  const wasCanarying = isCanarying(state);
  stopLostAndSurplus(outcome, sets, group.count, canaries, wasCanarying, lostLater); // 15

  const { ignored, inPlace, destructive } = splitByChange(sets.untainted, group, call.decideChange); // 16
  counters.ignore += ignored;
  counters.inPlaceUpdate += inPlace.length;
  outcome.inPlace.push(...inIndexOrder(inPlace));
  if (existingState === undefined) state.desiredTotal += destructive.length + inPlace.length; // 17
  if (wasCanarying) sets.untainted = without(sets.untainted, canaries); // 18

  const missing = missingCanaries(group, state, destructive, canaries); // 19
  requestCanaries(outcome, { jobId: job.id, group, state, missing, canaries, destructive, rollout });
  const canarying = isCanarying(state); // 20
  const idle = destructive.length === 0 && sets.migrate.length === 0;
  const budget = destructiveBudget(group, rollout, sets.untainted, idle, canarying); // 21

  const delays = lostLater.size > 0;
  const candidates = delays ? [] : candidatePlacements(job.id, group, sets, canarying, outcome.names); // 22
  if (existingState === undefined) state.desiredTotal += candidates.length;
  const ready = mayProceed(rollout, canarying); // 23
  if (ready)
    applyAllCandidates(outcome, candidates, sets.rescheduleNow, sets.migrate); // 24
  else applyUrgentCandidates(outcome, candidates, sets.lost, rollout);
  applyDestructive(outcome, group, destructive, ready ? budget - candidates.length : 0); // 25
  migrateAllocations(outcome, group, sets.migrate, canarying, followupIds); // 26

  const updated = destructive.length > 0 || inPlace.length > 0;
  if (existingState === undefined && joinsDeployment(group, state, hasRunVersion(all, job), updated)) {
    rollout.current ??= newDeployment(job, call.identifiers.deployment(), evaluation.priority, now); // 27
    rollout.current.groups.set(name, state);
  }
  capPlacements(outcome, group.count); // 28

  const waits = sets.migrate.length + sets.rescheduleNow.length + sets.rescheduleLater.length + missing > 0;
  const quiet = !updated && !waits && outcome.placements.length === 0;
  outcome.complete = quiet && isFulfilled(rollout, name); // 29
  return outcome;
}

/** A group that is gone, or wants no allocations: everything present stops, also what its client has finished. */
function stopGroup(outcome: GroupOutcome, call: ReconcileCall, all: AllocationSet): GroupOutcome {
  outcome.stops.push(...stopEverything(classifyAll(all, call.taints, call.now)));
  outcome.counters.stop = all.length;
  outcome.complete = true;
  return outcome;
}

/** Whether a group without a state in the current deployment gets one, creating the deployment if there is none. */
function joinsDeployment(group: TaskGroup, state: GroupState, hasRun: boolean, updated: boolean): boolean {
  if (updateBlockEmpty(group.update) || state.desiredTotal === 0) return false;
  return !hasRun || updated;
}

/** The current deployment waits for nothing in this group; a group outside the deployment satisfies it. */
function isFulfilled(rollout: Rollout, name: string): boolean {
  if (rollout.current === undefined) return false;
  const state = rollout.current.groups.get(name);
  return state === undefined || groupFulfilled(state);
}

/** Canaries come first in the list, so a cut can take the replacement of a migrating allocation (spec 01 §20 Q2). */
function capPlacements(outcome: GroupOutcome, count: number): void {
  if (outcome.placements.length <= count) return;
  outcome.placements = outcome.placements.slice(0, count);
  outcome.counters.place = count;
}
