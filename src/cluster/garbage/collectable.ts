import type { Allocation } from "../../model/allocation.js";
import { groupOf, terminal } from "../../model/allocation.js";
import type { Deployment } from "../../model/deployment.js";
import { isActive } from "../../model/deployment.js";
import type { Evaluation } from "../../model/evaluation.js";
import { evaluationTerminal } from "../../model/evaluation.js";
import type { Job } from "../../model/job.js";
import { jobKey, keyOfJob } from "../../model/job.js";
import type { Node } from "../../model/node.js";
import type { KeySet } from "../../model/table.js";
import type { Instant, Milliseconds } from "../../model/time.js";
import type { World } from "../../model/world.js";

/** Not while everything stays as it is. */
const never: Instant = Number.POSITIVE_INFINITY;

/** From when on a node can be collected: it is down, and none of its allocations goes on. Spec 04 §2.7. */
export function nodeCollectableFrom(world: World, node: Node, ageMs: Milliseconds): Instant {
  if (node.status !== "down") return never;
  for (const id of world.allocationsByNode.get(node.id)?.keys() ?? []) {
    const allocation = world.allocations.get(id);
    if (allocation !== undefined && !terminal(allocation)) return never;
  }
  return node.statusUpdatedAt + ageMs;
}

/** How old an evaluation has to be, with its allocations. */
export interface EvaluationAges {
  readonly otherMs: Milliseconds;
  readonly batchMs: Milliseconds;
}

/**
 * From when on a job can be collected: it is dead, stopped or made to end, has no tagged version, and all that it left
 * behind is old. Infinite while something of it goes on. Spec 05 §16.
 */
export function jobCollectableFrom(world: World, job: Job, ageMs: Milliseconds): Instant {
  const endsByItself = job.type === "batch" || job.type === "sysbatch";
  if (job.status !== "dead" || !(job.stop || endsByItself)) return never;
  const versions = world.jobVersions.get(keyOfJob(job)) ?? [];
  if ([job, ...versions].some((version) => version.versionTag !== undefined)) return never;
  const ages = { otherMs: ageMs, batchMs: ageMs };
  const evaluations = world.evaluationsByJob.get(keyOfJob(job))?.keysArray() ?? [];
  return latest(
    job.submitTime + ageMs,
    evaluations.map((id) => {
      const evaluation = world.evaluations.get(id);
      return evaluation === undefined ? 0 : wholeEvaluationFrom(world, evaluation, ages);
    }),
  );
}

/**
 * From when on an evaluation can be collected with its allocations. Those of a batch job that is not both dead and stopped
 * are kept: they are what tells that the work was done. Spec 05 §16.
 */
export function evaluationCollectableFrom(world: World, evaluation: Evaluation, ages: EvaluationAges): Instant {
  return keptForBatch(world, evaluation) ? never : wholeEvaluationFrom(world, evaluation, ages);
}

/** Whether an evaluation is a batch job's memory of what it has done. */
function keptForBatch(world: World, evaluation: Evaluation): boolean {
  if (evaluation.type !== "batch") return false;
  const job = world.jobs.get(jobKey(evaluation.namespace, evaluation.jobId));
  return job !== undefined && !(job.status === "dead" && job.stop);
}

/**
 * The allocations that can be collected although their batch evaluation is kept, each with the moment: they are of a
 * version that was replaced. Spec 05 §16.
 */
export function outdatedAllocations(
  world: World,
  evaluation: Evaluation,
  ages: EvaluationAges,
): readonly { readonly allocation: Allocation; readonly from: Instant }[] {
  const job = world.jobs.get(jobKey(evaluation.namespace, evaluation.jobId));
  if (job === undefined || !keptForBatch(world, evaluation) || !evaluationTerminal(evaluation)) return [];
  return allocationsIn(world, world.allocationsByEvaluation.get(evaluation.id))
    .filter((allocation) => allocation.createIndex < job.jobModifyIndex)
    .map((allocation) => ({
      allocation,
      from: Math.max(evaluation.modifyTime + ages.batchMs, allocationCollectableFrom(allocation, job, ages.batchMs)),
    }));
}

/** Whether nothing that an evaluation placed goes on or is needed any more, however young it is. Spec 05 §16. */
export function evaluationDispensable(world: World, evaluation: Evaluation): boolean {
  const job = world.jobs.get(jobKey(evaluation.namespace, evaluation.jobId));
  return allocationsIn(world, world.allocationsByEvaluation.get(evaluation.id)).every(
    (allocation) => allocationCollectableFrom(allocation, job, 0) <= world.now,
  );
}

function wholeEvaluationFrom(world: World, evaluation: Evaluation, ages: EvaluationAges): Instant {
  if (!evaluationTerminal(evaluation)) return never;
  const ageMs = evaluation.type === "batch" ? ages.batchMs : ages.otherMs;
  const job = world.jobs.get(jobKey(evaluation.namespace, evaluation.jobId));
  const allocations = allocationsIn(world, world.allocationsByEvaluation.get(evaluation.id));
  return latest(
    evaluation.modifyTime + ageMs,
    allocations.map((allocation) => allocationCollectableFrom(allocation, job, ageMs)),
  );
}

/**
 * From when on an allocation can be collected: it is over and old, and the scheduler needs it no more for a replacement.
 * Spec 05 §16.
 *
 * @param job The job as it is registered now, undefined if it is gone.
 */
function allocationCollectableFrom(allocation: Allocation, job: Job | undefined, ageMs: Milliseconds): Instant {
  if (!terminal(allocation) || allocation.clientStatus === "running") return never;
  const old = allocation.modifyTime + ageMs;
  const unwanted = job === undefined || job.stop || job.status === "dead" || allocation.desiredStatus === "stop";
  const replaced = allocation.nextAllocation !== undefined;
  if (unwanted || replaced || allocation.clientStatus !== "failed") return old;
  const policy = groupOf(allocation)?.reschedule;
  if (policy === undefined || (policy.attempts === 0 && !policy.unlimited)) return old;
  if (policy.unlimited) return never;
  const lastAttempt = allocation.rescheduleTracker?.events.at(-1);
  return lastAttempt === undefined ? never : Math.max(old, lastAttempt.rescheduleTime + policy.intervalMs);
}

/** From when on a deployment can be collected: not active, and none of its allocations goes on. Spec 02 §14. */
export function deploymentCollectableFrom(world: World, deployment: Deployment, ageMs: Milliseconds): Instant {
  if (isActive(deployment)) return never;
  const allocations = allocationsIn(world, world.allocationsByDeployment.get(deployment.id));
  return allocations.every(terminal) ? deployment.modifyTime + ageMs : never;
}

function allocationsIn(world: World, ids: KeySet | undefined): readonly Allocation[] {
  return (ids?.keysArray() ?? []).flatMap((id) => world.allocations.get(id) ?? []);
}

function latest(instant: Instant, others: readonly Instant[]): Instant {
  return others.reduce((last, each) => Math.max(last, each), instant);
}
