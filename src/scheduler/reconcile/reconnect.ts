import type { Allocation } from "../../model/allocation.js";
import { serverTerminal } from "../../model/allocation.js";
import type { Job } from "../../model/job.js";
import { findTaskGroup } from "../../model/job.js";
import type { Instant } from "../../model/time.js";
import { allocationText } from "../descriptions.js";
import type { AllocationSet } from "./allocationSet.js";
import { union } from "./allocationSet.js";
import { disconnectBlockOf } from "./classify.js";
import type { GroupSets } from "./groupSets.js";
import { removeStopped } from "./groupSets.js";
import type { GroupOutcome, StopRequest } from "./outcome.js";
import { stopAsUnneeded } from "./stops.js";

/** What becomes of allocations whose node came back. */
export interface ReconnectVerdict {
  readonly stops: readonly StopRequest[];
  readonly kept: AllocationSet;
}

/** Stops the losers among returned allocations and their replacements; the others stay. Spec 01 §5 step 9. */
export function reconcileReconnecting(
  outcome: GroupOutcome,
  sets: GroupSets,
  reconnecting: AllocationSet,
  all: AllocationSet,
  job: Job,
  now: Instant,
): void {
  if (reconnecting.length === 0) return;
  const { stops, kept } = judgeReturned(reconnecting, all, job);
  outcome.stops.push(...stops);
  outcome.counters.stop += stops.length;
  removeStopped(
    sets,
    stops.map((request) => request.allocation),
  );
  sets.untainted = union(sets.untainted, kept);
  for (const allocation of kept) {
    if (allocation.clientStatus === "running") outcome.reconnects.push(withReturnRecorded(allocation, now));
  }
  outcome.counters.reconnect = outcome.reconnects.length;
}

/**
 * Decides for each allocation that came back whether it or its replacement goes on; a failed, outdated or unwanted one is
 * stopped anyway. Spec 01 §11.2.
 *
 * @param all The allocations of the group among which replacements are looked for.
 */
export function judgeReturned(reconnecting: AllocationSet, all: AllocationSet, job: Job): ReconnectVerdict {
  const stops = new Map<string, StopRequest>();
  const stop = (request: StopRequest): void => {
    if (!stops.has(request.allocation.id)) stops.set(request.allocation.id, request);
  };
  const byId = new Map(all.map((allocation) => [allocation.id, allocation]));
  for (const original of reconnecting) {
    if (!serverTerminal(original) && original.clientStatus === "failed") {
      stop({ allocation: original, description: allocationText.rescheduled, clientStatus: "failed" });
      continue;
    }
    if (isUnwanted(original, job)) {
      stop(stopAsUnneeded(original));
      continue;
    }
    for (const replacement of replacementsOf(original, byId)) {
      if (serverTerminal(replacement)) continue;
      if (keepsReplacement(original, replacement)) stop(stopAsUnneeded(original));
      else stop({ allocation: replacement, description: allocationText.reconnected });
    }
  }
  return { stops: [...stops.values()], kept: reconnecting.filter((allocation) => !stops.has(allocation.id)) };
}

function isUnwanted(original: Allocation, job: Job): boolean {
  const { migrate, reschedule, forceReschedule } = original.desiredTransition;
  return (
    original.desiredStatus !== "run" ||
    migrate === true ||
    reschedule === true ||
    forceReschedule === true ||
    original.job.version < job.version ||
    original.job.createIndex < job.createIndex
  );
}

/** The chain of `NextAllocation` links, as far as it leads through known allocations. */
function replacementsOf(original: Allocation, byId: ReadonlyMap<string, Allocation>): AllocationSet {
  const chain: Allocation[] = [];
  const seen = new Set([original.id]);
  let next = original.nextAllocation;
  while (next !== undefined && !seen.has(next)) {
    const replacement = byId.get(next);
    if (replacement === undefined) break;
    seen.add(next);
    chain.push(replacement);
    next = replacement.nextAllocation;
  }
  return chain;
}

/** The strategies of `disconnect.reconcile`: whether the replacement is kept instead of the original. */
export function keepsReplacement(original: Allocation, replacement: Allocation): boolean {
  if (replacement.job.version > original.job.version || replacement.job.createIndex > original.job.createIndex) {
    return true;
  }
  switch (disconnectBlockOf(original).reconcile) {
    case "keep_original":
      return false;
    case "keep_replacement":
      return true;
    case "longest_running":
      return replacementRanLonger(original, replacement);
    default:
      return replacementScoresBetter(original, replacement);
  }
}

function replacementScoresBetter(original: Allocation, replacement: Allocation): boolean {
  const mayTakeOver = replacement.clientStatus === "running" || original.clientStatus !== "running";
  return mayTakeOver && (topScore(replacement) ?? -Infinity) > (topScore(original) ?? -Infinity);
}

function topScore(allocation: Allocation): number | undefined {
  return allocation.metrics?.scoreMetadata[0]?.normScore;
}

function replacementRanLonger(original: Allocation, replacement: Allocation): boolean {
  const originalStart = startOf(original, original);
  const replacementStart = startOf(replacement, original);
  if (originalStart === undefined && replacementStart === undefined) {
    return replacementScoresBetter(original, replacement);
  }
  if (originalStart === undefined) return true;
  if (replacementStart === undefined) return false;
  return originalStart >= replacementStart;
}

/** When the leader of the original's group started; without a leader the earliest of its tasks. */
function startOf(allocation: Allocation, original: Allocation): Instant | undefined {
  const tasks = findTaskGroup(original.job, original.taskGroup)?.tasks ?? [];
  const leader = tasks.find((task) => task.leader);
  let earliest: Instant | undefined;
  for (const task of leader === undefined ? tasks : [leader]) {
    const state = allocation.taskStates[task.name];
    const start = state?.lastRestart ?? state?.startedAt;
    if (start !== undefined && (earliest === undefined || start < earliest)) earliest = start;
  }
  return earliest;
}

/** The allocation with its return written down (spec 01 §11.2). */
export function withReturnRecorded(allocation: Allocation, now: Instant): Allocation {
  const entry = { value: allocation.clientStatus, time: now };
  return { ...allocation, clientStatusHistory: [...allocation.clientStatusHistory, entry] };
}
