import type { BlockedEvaluations } from "../model/blockedEvaluations.js";
import type { Evaluation } from "../model/evaluation.js";
import { frozen } from "../model/frozen.js";
import { jobKey } from "../model/job.js";
import type { Node } from "../model/node.js";
import { withEntry, withMember, withoutMember } from "../model/table.js";
import { delayEvaluation, dropDelayed, enqueueEvaluation, requeueAtAck } from "./broker.js";
import { writeEvaluations } from "./state/evaluations.js";
import type { Transaction } from "./transaction.js";

/** Those whose plans were rejected too often are tried again after a minute, whatever happens (spec 03 §3.3). */
const conflictRetryMs = 60_000;

/**
 * An evaluation that could not place everything waits here for capacity; a job has at most one. If something was released
 * after its look at the state that could help, it does not wait at all. Spec 03 §3.2.
 */
export function blockEvaluation(tx: Transaction, evaluation: Evaluation): void {
  if (tx.world.schedulerConfiguration.pauseEvalBroker) return;
  const key = jobKey(evaluation.namespace, evaluation.jobId);
  const older = tx.world.blocked.tracked.get(tx.world.blocked.byJob.get(key) ?? "");
  if (older !== undefined && older.id !== evaluation.id) {
    if (seenIndex(evaluation) < seenIndex(older)) {
      cancelDuplicate(tx, evaluation);
      return;
    }
    untrack(tx, older);
    cancelDuplicate(tx, older);
  }
  if (missedUnblock(tx.world.blocked, evaluation)) {
    release(tx, evaluation, "Capacity came free while it was being processed.");
    return;
  }
  if (evaluation.triggeredBy === "max-plan-attempts")
    delayEvaluation(tx, evaluation.id, tx.world.now + conflictRetryMs);
  const { blocked } = tx.world;
  setBlocked(tx, {
    tracked: withEntry(blocked.tracked, evaluation.id, frozen(evaluation)),
    byJob: withEntry(blocked.byJob, key, evaluation.id),
    byNode:
      evaluation.type === "system" && evaluation.nodeId !== undefined
        ? withMember(blocked.byNode, evaluation.nodeId, evaluation.id)
        : blocked.byNode,
  });
}

/**
 * A minute after its plans were rejected too often an evaluation that still waits is released. Spec 03 §3.3.
 *
 * @returns Whether it still waited.
 */
export function retryAfterConflicts(tx: Transaction, evaluationId: string): boolean {
  const evaluation = tx.world.blocked.tracked.get(evaluationId);
  if (evaluation === undefined) return false;
  untrack(tx, evaluation);
  release(tx, evaluation, "Its plans were rejected too often; a minute later it is tried again.");
  return true;
}

/** What the evaluation has seen of the state. */
function seenIndex(evaluation: Evaluation): number {
  return Math.max(evaluation.createIndex, evaluation.snapshotIndex);
}

/** Whether an unblocking after its snapshot would have released it. Spec 03 §3.2 step 2, quirk included. */
function missedUnblock(blocked: BlockedEvaluations, evaluation: Evaluation): boolean {
  let latest = 0;
  for (const [key, { index }] of Object.entries(blocked.unblocked)) {
    latest = Math.max(latest, index);
    if (evaluation.missingNonNodeResources.includes(key)) return evaluation.snapshotIndex < index;
    if (evaluation.snapshotIndex >= index) continue;
    if (evaluation.classEligibility?.[key] !== false) return true;
  }
  return evaluation.escapedComputedClass && evaluation.snapshotIndex < latest;
}

/** A node of this class has room or became usable. Unknown classes release as well. Spec 03 §3.4. */
export function unblockClass(tx: Transaction, node: Node, index: number, why: string): void {
  if (tx.world.schedulerConfiguration.pauseEvalBroker) return;
  noteUnblock(tx, node.computedClass, index);
  for (const evaluation of tx.world.blocked.tracked.valuesArray()) {
    if (evaluation.escapedComputedClass || evaluation.classEligibility?.[node.computedClass] !== false) {
      untrack(tx, evaluation);
      release(tx, evaluation, why);
    }
  }
}

/** Releases the system evaluations that wait for this very node. Spec 03 §3.4. */
export function unblockNode(tx: Transaction, node: Node, why: string): void {
  for (const id of tx.world.blocked.byNode.get(node.id)?.keysArray() ?? []) {
    const evaluation = tx.world.blocked.tracked.get(id);
    if (evaluation === undefined) continue;
    untrack(tx, evaluation);
    release(tx, evaluation, why);
  }
}

/** A complete evaluation without failures: the job has nothing left to wait for. Spec 03 §3.4 "Untrack". */
export function untrackJob(tx: Transaction, namespace: string, jobId: string): void {
  const evaluation = tx.world.blocked.tracked.get(tx.world.blocked.byJob.get(jobKey(namespace, jobId)) ?? "");
  if (evaluation !== undefined) untrack(tx, evaluation);
}

function noteUnblock(tx: Transaction, key: string, index: number): void {
  setBlocked(tx, { unblocked: { ...tx.world.blocked.unblocked, [key]: { index, at: tx.world.now } } });
}

function release(tx: Transaction, evaluation: Evaluation, why: string): void {
  tx.emit("evaluation unblocked", {
    namespace: evaluation.namespace,
    jobId: evaluation.jobId,
    evaluationId: evaluation.id,
    why,
  });
  if (tx.world.deliveries.has(evaluation.id)) requeueAtAck(tx, evaluation.id);
  else enqueueEvaluation(tx, evaluation);
}

function untrack(tx: Transaction, evaluation: Evaluation): void {
  dropDelayed(tx, evaluation.id);
  const { blocked } = tx.world;
  setBlocked(tx, {
    tracked: blocked.tracked.without(evaluation.id),
    byJob: blocked.byJob.without(jobKey(evaluation.namespace, evaluation.jobId)),
    byNode:
      evaluation.nodeId === undefined
        ? blocked.byNode
        : withoutMember(blocked.byNode, evaluation.nodeId, evaluation.id),
  });
}

function cancelDuplicate(tx: Transaction, evaluation: Evaluation): void {
  const index = tx.nextIndex();
  const statusDescription = `existing blocked evaluation exists for job "${evaluation.jobId}"`;
  writeEvaluations(tx, [{ ...evaluation, status: "canceled", statusDescription }], index);
  tx.emit("evaluation canceled", {
    namespace: evaluation.namespace,
    jobId: evaluation.jobId,
    evaluationId: evaluation.id,
    why: "A job has one blocked evaluation at most, and another one has seen newer state.",
  });
}

function setBlocked(tx: Transaction, change: Partial<BlockedEvaluations>): void {
  tx.world.blocked = frozen({ ...tx.world.blocked, ...change });
}
