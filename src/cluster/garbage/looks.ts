import type { Allocation } from "../../model/allocation.js";
import { terminal } from "../../model/allocation.js";
import type { Deployment } from "../../model/deployment.js";
import { isActive } from "../../model/deployment.js";
import type { Evaluation } from "../../model/evaluation.js";
import { evaluationTerminal } from "../../model/evaluation.js";
import { frozen } from "../../model/frozen.js";
import type { Collectable } from "../../model/garbageCollection.js";
import type { Job } from "../../model/job.js";
import type { Node } from "../../model/node.js";
import type { Instant } from "../../model/time.js";
import type { Transaction } from "../transaction.js";

/**
 * Lets a collector look at the first of its moments, every few minutes, that is not before `earliest`, unless it looks
 * before that anyway. A collector looks only when something may have become its prey: whatever was written since its last
 * look, or grew old. Spec 05 §16.
 */
export function lookNotBefore(tx: Transaction, what: Collectable, earliest: Instant): void {
  if (!Number.isFinite(earliest)) return;
  const { since, looks } = tx.world.collectors;
  const { intervalMs } = tx.world.settings.collection;
  const from = Math.max(earliest, tx.world.now + 1);
  const due = since + Math.ceil((from - since) / intervalMs) * intervalMs;
  const planned = looks[what];
  if (planned !== undefined && planned.due <= due) return;
  tx.cancelTimer(planned?.timer);
  const timer = tx.setTimer(due, "deadline", { kind: "collect", what });
  tx.world.collectors = frozen({ since, looks: { ...looks, [what]: { due, timer } } });
}

/** The collector looks now: whoever wants it to look again says so. */
export function endLook(tx: Transaction, what: Collectable): void {
  const { since, looks } = tx.world.collectors;
  tx.cancelTimer(looks[what]?.timer);
  tx.world.collectors = frozen({ since, looks: { ...looks, [what]: undefined } });
}

/**
 * A dead job may go some time after it was submitted, and no longer holds its evaluations; a new version of a batch job no
 * longer holds the allocations of older ones.
 */
export function jobMayBeCollected(tx: Transaction, job: Job): void {
  const { now, settings } = tx.world;
  const replaced = job.type === "batch" && job.jobModifyIndex > job.createIndex;
  if (job.status === "dead" || job.stop || replaced) lookNotBefore(tx, "evaluations", now);
  if (job.status === "dead") lookNotBefore(tx, "jobs", job.submitTime + settings.collection.jobThresholdMs);
}

/** A terminal evaluation may go when it is old, and then perhaps its job. */
export function evaluationMayBeCollected(tx: Transaction, evaluation: Evaluation): void {
  if (evaluationTerminal(evaluation)) lookWhenOld(tx, evaluation.type === "batch");
}

/** An allocation that is over may go when it is old, with its evaluation; its deployment may go at once. */
export function allocationMayBeCollected(tx: Transaction, allocation: Allocation): void {
  if (!terminal(allocation) || allocation.clientStatus === "running") return;
  lookWhenOld(tx, allocation.job.type === "batch");
  if (allocation.deploymentId !== undefined) lookNotBefore(tx, "deployments", tx.world.now);
  const node = tx.world.nodes.get(allocation.nodeId);
  if (node !== undefined) nodeMayBeCollected(tx, node);
}

/** A node that is down may go when it has been for long, and when the last of its allocations is over. */
export function nodeMayBeCollected(tx: Transaction, node: Node): void {
  if (node.status !== "down") return;
  lookNotBefore(tx, "nodes", node.statusUpdatedAt + tx.world.settings.collection.nodeThresholdMs);
}

export function deploymentMayBeCollected(tx: Transaction, deployment: Deployment): void {
  const { now, settings } = tx.world;
  if (!isActive(deployment)) lookNotBefore(tx, "deployments", now + settings.collection.deploymentThresholdMs);
}

function lookWhenOld(tx: Transaction, batch: boolean): void {
  const { now, settings } = tx.world;
  const { evaluationThresholdMs, batchEvaluationThresholdMs, jobThresholdMs } = settings.collection;
  lookNotBefore(tx, "evaluations", now + (batch ? batchEvaluationThresholdMs : evaluationThresholdMs));
  lookNotBefore(tx, "jobs", now + jobThresholdMs);
}
