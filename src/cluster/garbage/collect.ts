import type { Allocation } from "../../model/allocation.js";
import type { Evaluation } from "../../model/evaluation.js";
import type { Collectable, CollectionSettings } from "../../model/garbageCollection.js";
import { jobKey } from "../../model/job.js";
import type { Instant } from "../../model/time.js";
import { removeNode } from "../nodes/nodeRemoval.js";
import { deleteDeployment } from "../state/deployments.js";
import { purgeJob } from "../state/purge.js";
import type { Transaction } from "../transaction.js";
import {
  deploymentCollectableFrom,
  evaluationCollectableFrom,
  jobCollectableFrom,
  nodeCollectableFrom,
  outdatedAllocations,
} from "./collectable.js";
import { forgetAllocation, forgetEvaluations } from "./forget.js";
import { endLook, lookNotBefore } from "./looks.js";

/** What of a kind can be collected now, and when the next of it can be if nothing happens until then. */
interface Findings<Value> {
  readonly ready: readonly Value[];
  readonly next: Instant;
}

/** One of the leader's collectors looks: it takes what is over and old, and sleeps until more can be. Spec 05 §16. */
export function collectOld(tx: Transaction, what: Collectable): void {
  endLook(tx, what);
  const next = collectors[what](tx, tx.world.settings.collection);
  lookNotBefore(tx, what, next);
}

/** In which order a forced collection goes through what can be collected (spec 05 §16). */
const forcedOrder: readonly Collectable[] = ["jobs", "evaluations", "deployments", "nodes"];

/**
 * Takes all that is over, however young. Nomad asks for an age of a millisecond, which always passes between two requests
 * there; here requests take no time. Spec 05 §16.
 */
export function collectAll(tx: Transaction): void {
  const ages: CollectionSettings = {
    ...tx.world.settings.collection,
    jobThresholdMs: 0,
    evaluationThresholdMs: 0,
    batchEvaluationThresholdMs: 0,
    deploymentThresholdMs: 0,
    nodeThresholdMs: 0,
  };
  for (const what of forcedOrder) collectors[what](tx, ages);
}

/** Each answers when it can find more. */
const collectors: Readonly<Record<Collectable, (tx: Transaction, ages: CollectionSettings) => Instant>> = {
  jobs: collectJobs,
  evaluations: collectEvaluations,
  deployments: collectDeployments,
  nodes: collectNodes,
};

/** A job goes as by a purge, with the evaluations and allocations that it left behind, and without an evaluation of its end. */
function collectJobs(tx: Transaction, { jobThresholdMs }: CollectionSettings): Instant {
  const { world } = tx;
  const found = sift(world.now, world.jobs.valuesArray(), (job) => jobCollectableFrom(world, job, jobThresholdMs));
  if (found.ready.length === 0) return found.next;
  const evaluations = found.ready.flatMap((job) => evaluationsOf(tx, job.namespace, job.id));
  if (evaluations.length > 0) deleteEvaluations(tx, evaluations, []);
  const index = tx.nextIndex();
  for (const job of found.ready) {
    purgeJob(tx, job, index);
    tx.emit("garbage collected", {
      namespace: job.namespace,
      jobId: job.id,
      why: `Job "${job.id}" is dead, and all that it left behind was old enough.`,
    });
  }
  return found.next;
}

function evaluationsOf(tx: Transaction, namespace: string, jobId: string): readonly Evaluation[] {
  const ids = tx.world.evaluationsByJob.get(jobKey(namespace, jobId))?.keysArray() ?? [];
  return ids.flatMap((id) => tx.world.evaluations.get(id) ?? []);
}

function collectEvaluations(tx: Transaction, settings: CollectionSettings): Instant {
  const { world } = tx;
  const ages = { otherMs: settings.evaluationThresholdMs, batchMs: settings.batchEvaluationThresholdMs };
  const all = world.evaluations.valuesArray();
  const whole = sift(world.now, all, (evaluation) => evaluationCollectableFrom(world, evaluation, ages));
  const parts = all.flatMap((evaluation) => outdatedAllocations(world, evaluation, ages));
  const outdated = sift(world.now, parts, ({ from }) => from);
  if (whole.ready.length + outdated.ready.length > 0) {
    const allocations = outdated.ready.map(({ allocation }) => allocation);
    deleteEvaluations(tx, whole.ready, allocations);
  }
  return Math.min(whole.next, outdated.next);
}

function collectDeployments(tx: Transaction, { deploymentThresholdMs }: CollectionSettings): Instant {
  const { world } = tx;
  const found = sift(world.now, world.deployments.valuesArray(), (deployment) =>
    deploymentCollectableFrom(world, deployment, deploymentThresholdMs),
  );
  if (found.ready.length === 0) return found.next;
  tx.nextIndex();
  for (const deployment of found.ready) {
    deleteDeployment(tx, deployment);
    tx.emit("garbage collected", {
      namespace: deployment.namespace,
      jobId: deployment.jobId,
      deploymentId: deployment.id,
      why: `A deployment that is ${deployment.status} was old enough, and none of its allocations goes on.`,
    });
  }
  return found.next;
}

/** A node goes as by a purge, with evaluations of the jobs that it concerns. Spec 04 §2.7. */
function collectNodes(tx: Transaction, { nodeThresholdMs }: CollectionSettings): Instant {
  const { world } = tx;
  const found = sift(world.now, world.nodes.valuesArray(), (node) => nodeCollectableFrom(world, node, nodeThresholdMs));
  for (const node of found.ready) {
    const why = `Node ${node.name} was down for long enough, and none of its allocations goes on.`;
    tx.emit("garbage collected", { nodeId: node.id, why });
    removeNode(tx, node, why);
  }
  return found.next;
}

/** Deletes evaluations with all their allocations, and some allocations besides, in one write. */
function deleteEvaluations(tx: Transaction, evaluations: readonly Evaluation[], besides: readonly Allocation[]): void {
  tx.nextIndex();
  forgetEvaluations(tx, evaluations);
  for (const evaluation of evaluations) {
    tx.emit("garbage collected", {
      namespace: evaluation.namespace,
      jobId: evaluation.jobId,
      evaluationId: evaluation.id,
      why: `An evaluation that is ${evaluation.status} was old enough, and so was all that it placed.`,
    });
  }
  for (const allocation of besides) {
    forgetAllocation(tx, allocation.id);
    tx.emit("garbage collected", {
      namespace: allocation.namespace,
      jobId: allocation.jobId,
      allocationId: allocation.id,
      why: `${allocation.name} ran version ${allocation.job.version}, which was replaced, and was old enough.`,
    });
  }
}

function sift<Value>(
  now: Instant,
  values: readonly Value[],
  collectableFrom: (value: Value) => Instant,
): Findings<Value> {
  const ready: Value[] = [];
  let next = Number.POSITIVE_INFINITY;
  for (const value of values) {
    const from = collectableFrom(value);
    if (from <= now) ready.push(value);
    else next = Math.min(next, from);
  }
  return { ready, next };
}
