import type { Evaluation } from "../../../src/model/evaluation.js";
import { evaluationTerminal } from "../../../src/model/evaluation.js";
import { jobKey } from "../../../src/model/job.js";
import type { World } from "../../../src/model/world.js";
import { added, replaced } from "./changed.js";
import type { Change } from "./invariant.js";

/** Queued counts are amounts. Spec 01 §18.2 item 12. */
export function queuedCountsAreNeverNegative({ changed }: Change): string | undefined {
  for (const { after } of changed.evaluations) {
    for (const [group, queued] of Object.entries(after?.queuedAllocations ?? {})) {
      if (queued < 0)
        return `group ${group} of ${after === undefined ? "" : showEvaluation(after)} has ${queued} queued`;
    }
  }
  return undefined;
}

/**
 * In canonical order, where no plan is refused in part: whoever has no place has a failed group that says why. Spec 01 §18.2
 * item 12.
 */
export function whatIsQueuedHasAFailedGroup({ changed }: Change): string | undefined {
  for (const { after } of changed.evaluations) {
    if (after?.status !== "complete") continue;
    for (const [group, queued] of Object.entries(after.queuedAllocations ?? {})) {
      if (queued > 0 && after.failedTaskGroups[group] === undefined) {
        return `${showEvaluation(after)} is complete with ${queued} queued of group ${group}, and nothing failed there`;
      }
    }
  }
  return undefined;
}

/** Failed groups wait in a blocked evaluation, of which a job has one. Spec 01 §14.2 step 5, 03 §3. */
export function aFailedGroupWaitsInABlockedEvaluation({ changed, after: world }: Change): string | undefined {
  for (const { before, after } of replaced(changed.evaluations)) {
    if (after.status !== "complete" || before.status !== "pending") continue;
    if (Object.keys(after.failedTaskGroups).length === 0) continue;
    const blocked = world.evaluations.get(after.blockedEvaluation ?? "");
    if (blocked === undefined) return `${showEvaluation(after)} found no room for all, and blocked nothing`;
    if (blocked.jobId !== after.jobId) return `${showEvaluation(after)} blocked an evaluation of ${blocked.jobId}`;
  }
  return undefined;
}

/** The tracker of blocked evaluations holds one a job, under the job's key. Spec 03 §3.1. */
export function aJobHasAtMostOneTrackedBlockedEvaluation(world: World): string | undefined {
  const { tracked, byJob } = world.blocked;
  if (tracked.size !== byJob.size) return `${tracked.size} are tracked for ${byJob.size} jobs`;
  for (const [id, evaluation] of tracked.entries()) {
    const registered = byJob.get(jobKey(evaluation.namespace, evaluation.jobId));
    if (registered !== id) return `${showEvaluation(evaluation)} is tracked, the job points to ${registered}`;
  }
  return undefined;
}

/** Follow-up and blocked evaluations come from an evaluation of the same job. Spec 01 §18.2 item 13. */
export function anEvaluationOfTheSchedulerHasAPredecessorOfItsJob({
  changed,
  after: world,
}: Change): string | undefined {
  for (const evaluation of added(changed.evaluations)) {
    const ofScheduler = evaluation.status === "blocked" || evaluation.waitUntil !== undefined;
    if (!ofScheduler) continue;
    const previous = world.evaluations.get(evaluation.previousEvaluation ?? "");
    if (previous?.jobId !== evaluation.jobId) {
      return `${showEvaluation(evaluation)} follows ${previous === undefined ? "nothing" : showEvaluation(previous)}`;
    }
    if (evaluation.waitUntil !== undefined && evaluation.waitUntil < world.now) {
      return `${showEvaluation(evaluation)} waits until ${evaluation.waitUntil}, which is over at ${world.now}`;
    }
  }
  return undefined;
}

/**
 * A pending evaluation is in line, delayed or at work; a blocked one is tracked or on its way, or its job was purged: then it
 * ends with the next evaluation of that job. Spec 03 §2, §3.
 */
export function noEvaluationIsForgotten(world: World): string | undefined {
  if (world.schedulerConfiguration.pauseEvalBroker) return undefined;
  const known = new Set<string>();
  for (const heap of Object.values(world.broker.ready)) for (const id of heap) known.add(id);
  for (const waiting of world.broker.waiting.values()) for (const id of waiting) known.add(id);
  for (const table of [world.broker.delayed, world.broker.requeued, world.deliveries]) {
    for (const id of table.keys()) known.add(id);
  }
  for (const evaluation of world.evaluations.values()) {
    if (evaluationTerminal(evaluation) || known.has(evaluation.id)) continue;
    const job = world.jobs.get(jobKey(evaluation.namespace, evaluation.jobId));
    const jobGone = job === undefined || job.createIndex > evaluation.createIndex;
    if (evaluation.status === "blocked" && (jobGone || world.blocked.tracked.has(evaluation.id))) continue;
    return `${showEvaluation(evaluation)} is ${evaluation.status}, and nobody knows of it`;
  }
  return undefined;
}

/** Of the evaluations of a job one is ready or at work; the others wait behind it or are delayed. Spec 03 §2.1. */
export function oneEvaluationAJobAtATime(world: World): string | undefined {
  const busy = new Map<string, string>();
  const ready = Object.values(world.broker.ready).flat();
  for (const id of new Set([...ready, ...world.deliveries.keys()])) {
    const evaluation = world.evaluations.get(id);
    if (evaluation === undefined) return `evaluation ${id} is ready or at work, and does not exist`;
    const key = jobKey(evaluation.namespace, evaluation.jobId);
    const other = busy.get(key);
    if (other !== undefined)
      return `${showEvaluation(evaluation)} and ${other.slice(0, 8)} are ready or at work together`;
    busy.set(key, id);
    if (world.broker.slots.get(key) !== id) return `${showEvaluation(evaluation)} does not hold its job's slot`;
  }
  for (const [key, id] of world.broker.slots.entries()) {
    if (busy.get(key) !== id)
      return `the slot of ${key.split("\u0000")[1]} is taken by ${id.slice(0, 8)}, which is not at work`;
  }
  return undefined;
}

/**
 * `complete`, `failed` and `canceled` are for ever, but for two named exceptions, both of evaluations that stay in line: a
 * blocked one that was released is canceled when another one of its job succeeds first, and ends in its turn (spec 03 §1.2); those that a purge closed take their turn, or are canceled by it (05 §9.1, 03 §2.3).
 */
export function terminalEvaluationsKeepTheirStatus({ before: world, changed }: Change): string | undefined {
  for (const { before, after } of replaced(changed.evaluations)) {
    const inItsTurn = before.status === "canceled" && world.deliveries.has(before.id);
    const closedByPurge = before.statusDescription === `job ${before.jobId} deleted`;
    if (evaluationTerminal(before) && before.status !== after.status && !inItsTurn && !closedByPurge) {
      return `${showEvaluation(before)} was ${before.status}, is ${after.status}`;
    }
  }
  return undefined;
}

function showEvaluation(evaluation: Evaluation): string {
  return `evaluation ${evaluation.id.slice(0, 8)} (${evaluation.triggeredBy}) of ${evaluation.jobId}`;
}
