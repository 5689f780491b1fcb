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
  newCanaries,
  placedCanaries,
  stopsOfLeavingCanaries,
  unneededCanaries,
  withoutLeavingCanaries,
} from "./canaries.js";
import { applyAllCandidates, applyUrgentCandidates, candidatePlacements } from "./candidates.js";
import type { DecideChange } from "./changes.js";
import { splitByChange } from "./changes.js";
import { classifyAll } from "./classify.js";
import { annotateDelayed } from "./delayed.js";
import { asUnknown, delayedLosses, disconnectTimeouts } from "./disconnect.js";
import { finishedInEarlierVersion, hasRunVersion, presentAllocations } from "./entry.js";
import { batchFollowups } from "./followups.js";
import { migrateAllocations } from "./migrate.js";
import { NameIndex } from "./nameIndex.js";
import type { GroupOutcome } from "./outcome.js";
import { newOutcome } from "./outcome.js";
import { reconcileReconnecting, withReturnRecorded } from "./reconnect.js";
import { filterReschedules } from "./reschedule.js";
import type { GroupState, Rollout } from "./rollout.js";
import { groupFulfilled, mayProceed, newDeployment, newGroupState } from "./rollout.js";
import { stopAsLost, stopAsUnneeded, stopEverything, surplusAllocations } from "./stops.js";

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
  let { untainted, migrate, lost, disconnecting } = classes;
  counters.ignore += classes.ignore.length;

  const circumstances = { batch, now, evaluationId: evaluation.id, currentDeployment: rollout.current?.deployment }; // 8
  const kept = filterReschedules(untainted, circumstances, false);
  const moving = filterReschedules(migrate, circumstances, false);
  untainted = kept.untainted;
  let rescheduleNow = union(kept.now, moving.now);
  let rescheduleLater = [...kept.later, ...moving.later];

  if (classes.reconnecting.length > 0) {
    const verdict = reconcileReconnecting(classes.reconnecting, all, job); // 9
    const stopped = verdict.stops.map((request) => request.allocation);
    stops.push(...verdict.stops);
    counters.stop += verdict.stops.length;
    untainted = union(without(untainted, stopped), verdict.kept);
    migrate = without(migrate, stopped);
    lost = without(lost, stopped);
    disconnecting = without(disconnecting, stopped);
    for (const allocation of verdict.kept) {
      if (allocation.clientStatus === "running") outcome.reconnects.push(withReturnRecorded(allocation, now));
    }
    counters.reconnect = outcome.reconnects.length;
  }

  lost = inIndexOrder(union(lost, classes.expiring)); // 10

  if (disconnecting.length > 0) {
    const split = filterReschedules(disconnecting, circumstances, true); // 11
    const timeouts = batchFollowups(call, disconnectTimeouts(disconnecting, now), "disconnect-timeout");
    outcome.followups.push(...timeouts.evaluations);
    for (const allocation of disconnecting) {
      outcome.disconnects.set(allocation.id, asUnknown(allocation, now, timeouts.evaluationIds.get(allocation.id)));
    }
    const replaced = split.now.map((allocation) => outcome.disconnects.get(allocation.id) ?? allocation);
    untainted = union(untainted, split.untainted);
    rescheduleNow = inIndexOrder(union(rescheduleNow, replaced));
    rescheduleLater = [...rescheduleLater, ...split.later];
    counters.disconnect = outcome.disconnects.size;
    counters.rescheduleNow = rescheduleNow.length;
  }

  const lostLater = batchFollowups(call, delayedLosses(lost, now), "delayed-lost"); // 12
  outcome.followups.push(...lostLater.evaluations);

  const delayed = annotateDelayed(outcome, call, rescheduleLater, migrate); // 13

  const names = new NameIndex(group.count, union(untainted, migrate, rescheduleNow, lost)); // 14
  outcome.names = names;

  const wasCanarying = isCanarying(state); // 15
  const surplus = surplusAllocations({
    count: group.count,
    untainted,
    migrate,
    canaries,
    canarying: wasCanarying,
    names,
  });
  stops.push(...lost.map((allocation) => stopAsLost(allocation, lostLater.evaluationIds.get(allocation.id))));
  stops.push(...surplus.map(stopAsUnneeded));
  counters.stop += lost.length + surplus.length;
  untainted = without(untainted, surplus);
  migrate = without(migrate, surplus);

  const changes = splitByChange(untainted, group, call.decideChange); // 16
  counters.ignore += changes.ignored;
  counters.inPlaceUpdate += changes.inPlace.length;
  outcome.inPlace.push(...inIndexOrder(changes.inPlace));
  const destructive = inIndexOrder(changes.destructive);
  if (existingState === undefined) state.desiredTotal += destructive.length + changes.inPlace.length; // 17
  if (wasCanarying) untainted = without(untainted, canaries); // 18

  const missing = missingCanaries(group, state, destructive, canaries); // 19
  if (missing > 0) state.desiredCanaries = group.update?.canary ?? 0;
  if (missing > 0 && !rollout.paused && !rollout.failed) {
    counters.canary += missing;
    outcome.placements.push(...newCanaries(job.id, group, missing, canaries, destructive, names));
  }
  const canarying = isCanarying(state); // 20

  const idle = destructive.length === 0 && migrate.length === 0; // 21
  let budget = destructiveBudget(group, rollout, untainted, idle, canarying);

  const shortage = { jobId: job.id, group, untainted, migrate, rescheduleNow, lost, canarying }; // 22
  const candidates = lostLater.evaluations.length > 0 ? [] : candidatePlacements(shortage, names);
  if (existingState === undefined) state.desiredTotal += candidates.length;

  if (mayProceed(rollout, canarying)) {
    applyAllCandidates(outcome, candidates, rescheduleNow, migrate); // 24, 25
    budget -= Math.min(candidates.length, budget);
    const chosen = destructive.slice(0, budget);
    outcome.destructive.push(...chosen.map((allocation) => ({ allocation, group })));
    counters.destructiveUpdate += chosen.length;
    counters.ignore += destructive.length - chosen.length;
  } else {
    applyUrgentCandidates(outcome, candidates, lost, rollout);
    counters.ignore += destructive.length;
  }

  migrateAllocations(outcome, group, migrate, canarying, delayed); // 26

  const updated = destructive.length > 0 || changes.inPlace.length > 0; // 27
  if (existingState === undefined && joinsDeployment(group, state, hasRunVersion(all, job), updated)) {
    rollout.current ??= newDeployment(job, call.identifiers.deployment(), evaluation.priority, now);
    rollout.current.groups.set(name, state);
  }

  if (outcome.placements.length > group.count) {
    outcome.placements = outcome.placements.slice(0, group.count); // 28
    counters.place = group.count;
  }

  const quiet = // 29
    !updated &&
    outcome.placements.length === 0 &&
    migrate.length === 0 &&
    rescheduleNow.length === 0 &&
    rescheduleLater.length === 0 &&
    missing === 0;
  outcome.complete = quiet && isFulfilled(rollout, name);
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
