import type { Allocation } from "../../model/allocation.js";
import type { Evaluation } from "../../model/evaluation.js";
import { newEvaluation } from "../../model/evaluation.js";
import { jobKey } from "../../model/job.js";
import type { DrainRecord, Node } from "../../model/node.js";
import { storeAllocation } from "../allocationWrites.js";
import { createEvaluation } from "../evaluations.js";
import { updateJobStatus } from "../state/jobs.js";
import type { Transaction } from "../transaction.js";
import { remainingOn } from "./drainSelection.js";
import { nodeEventText, storeNode } from "./nodeWrites.js";

/**
 * Marks allocations for migration and has their jobs looked at, in one write. What a batch job loses is not placed anew.
 * Spec 04 §4.5.
 */
export function markForMigration(tx: Transaction, allocationIds: readonly string[]): void {
  const allocations = allocationIds.flatMap((id) => tx.world.allocations.get(id) ?? []);
  if (allocations.length === 0) return;
  const index = tx.nextIndex();
  const byJob = new Map<string, Allocation>();
  for (const allocation of allocations) {
    const marks =
      allocation.job.type === "batch" ? { migrate: true, migrateDisablePlacement: true } : { migrate: true };
    const desiredTransition = { ...allocation.desiredTransition, ...marks };
    storeAllocation(tx, allocation, { desiredTransition }, index, "server");
    const key = jobKey(allocation.namespace, allocation.jobId);
    if (!byJob.has(key)) byJob.set(key, allocation);
  }
  for (const key of [...byJob.keys()].sort()) {
    const allocation = byJob.get(key);
    if (allocation === undefined) continue;
    createEvaluation(tx, drainEvaluation(tx, allocation), index, `The node of ${allocation.name} is drained.`);
    updateJobStatus(tx, allocation.namespace, allocation.jobId);
  }
}

function drainEvaluation(tx: Transaction, allocation: Allocation): Evaluation {
  const job = tx.world.jobs.get(jobKey(allocation.namespace, allocation.jobId)) ?? allocation.job;
  return newEvaluation({
    id: tx.identify((identifiers) => identifiers.evaluation()),
    namespace: allocation.namespace,
    jobId: allocation.jobId,
    type: job.type,
    priority: job.priority,
    triggeredBy: "node-drain",
    jobModifyIndex: job.modifyIndex,
  });
}

/**
 * The drain is over: what is left on the node, system jobs at most, has to go at once; the node stays ineligible. At a
 * deadline everything was marked before. Spec 04 §4.6, §4.7.
 */
export function completeDrain(tx: Transaction, node: Node, byDeadline: boolean): void {
  if (!byDeadline)
    markForMigration(
      tx,
      remainingOn(tx.world, node).map((allocation) => allocation.id),
    );
  const index = tx.nextIndex();
  const event = byDeadline
    ? { ...nodeEventText.drainComplete, details: { deadline_reached: "true" } }
    : nodeEventText.drainComplete;
  const lastDrain = drainRecord(node, "complete", tx.world.now);
  storeNode(tx, node, { drain: undefined, lastDrain }, index, event);
  const why = byDeadline
    ? `The deadline of the drain of ${node.name} has come: everything that was left has to go.`
    : `Nothing but system jobs was left on ${node.name}: its drain is complete.`;
  tx.emit("node drain changed", { nodeId: node.id, why });
}

/** Without ACLs every request comes from this accessor (spec 04 §4.2). */
const accessorId = "token:acls-disabled";

/** `LastDrain` after a write, in whole seconds: a new record when a drain begins, else the one there was. Spec 04 §4.2. */
export function drainRecord(
  node: Node,
  status: "draining" | "complete" | "canceled",
  now: number,
  meta: Readonly<Record<string, string>> = {},
): DrainRecord {
  const updatedAt = Math.floor(now / 1000) * 1000;
  const before = node.lastDrain;
  if (node.drain === undefined || before === undefined)
    return { startedAt: updatedAt, updatedAt, status, accessorId, meta };
  return { ...before, updatedAt, status, meta: Object.keys(meta).length > 0 ? meta : before.meta };
}
