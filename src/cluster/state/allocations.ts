import type { Allocation } from "../../model/allocation.js";
import { terminal } from "../../model/allocation.js";
import { frozen } from "../../model/frozen.js";
import { jobKey } from "../../model/job.js";
import { usageAfter } from "../../model/nodeUsage.js";
import { usageOfNode } from "../../model/snapshot.js";
import type { KeySet, Table } from "../../model/table.js";
import { emptyTable, withEntry, withMember, withoutMember } from "../../model/table.js";
import { allocationMayBeCollected } from "../garbage/looks.js";
import type { Transaction } from "../transaction.js";
import { countActivity } from "./jobs.js";
import { countAllocation } from "./summaries.js";

/**
 * Stores an allocation: the one place where the table, its indices, the node's usage and the job's summary are kept in
 * step. The caller has set its indexes and times. Spec 02 §12, DESIGN "Size and speed".
 */
export function writeAllocation(tx: Transaction, allocation: Allocation): void {
  const world = tx.world;
  const before = world.allocations.get(allocation.id);
  frozen(allocation);
  world.allocations = withEntry(world.allocations, allocation.id, allocation);
  const key = jobKey(allocation.namespace, allocation.jobId);
  const ofJob = world.allocationsByJob.get(key) ?? emptyTable<Allocation>();
  world.allocationsByJob = withEntry(world.allocationsByJob, key, withEntry(ofJob, allocation.id, allocation));
  writeUsage(tx, before, allocation);
  if (before === undefined)
    world.allocationsByNode = withMember(world.allocationsByNode, allocation.nodeId, allocation.id);
  world.allocationsByDeployment = moved(
    world.allocationsByDeployment,
    allocation.id,
    before?.deploymentId,
    allocation.deploymentId,
  );
  world.allocationsByEvaluation = moved(
    world.allocationsByEvaluation,
    allocation.id,
    before?.evaluationId,
    allocation.evaluationId,
  );
  countLive(tx, key, before, allocation);
  countAllocation(tx, before, allocation);
  allocationMayBeCollected(tx, allocation);
}

/** Forgets an allocation: purged with its job, or collected. The summary is not touched. */
export function deleteAllocation(tx: Transaction, allocation: Allocation): void {
  const world = tx.world;
  const key = jobKey(allocation.namespace, allocation.jobId);
  world.allocations = world.allocations.without(allocation.id);
  const ofJob = world.allocationsByJob.get(key)?.without(allocation.id);
  world.allocationsByJob =
    ofJob === undefined || ofJob.size === 0
      ? world.allocationsByJob.without(key)
      : withEntry(world.allocationsByJob, key, ofJob);
  countLive(tx, key, allocation, undefined);
  writeUsage(tx, allocation, undefined);
  world.allocationsByNode = withoutMember(world.allocationsByNode, allocation.nodeId, allocation.id);
  world.allocationsByDeployment = moved(
    world.allocationsByDeployment,
    allocation.id,
    allocation.deploymentId,
    undefined,
  );
  world.allocationsByEvaluation = moved(
    world.allocationsByEvaluation,
    allocation.id,
    allocation.evaluationId,
    undefined,
  );
}

function countLive(tx: Transaction, key: string, before: Allocation | undefined, after: Allocation | undefined): void {
  const was = before !== undefined && !terminal(before) ? 1 : 0;
  const is = after !== undefined && !terminal(after) ? 1 : 0;
  if (was !== is) countActivity(tx, key, { liveAllocations: is - was });
}

function writeUsage(tx: Transaction, before: Allocation | undefined, after: Allocation | undefined): void {
  const nodeId = (after ?? before)?.nodeId ?? "";
  const usage = usageOfNode(tx.world, nodeId);
  const next = usageAfter(usage, before, after);
  if (next === usage) return;
  tx.world.nodeUsage =
    next.live.length === 0 ? tx.world.nodeUsage.without(nodeId) : withEntry(tx.world.nodeUsage, nodeId, frozen(next));
}

function moved(index: Table<KeySet>, member: string, from: string | undefined, to: string | undefined): Table<KeySet> {
  if (from === to) return index;
  const left = from === undefined ? index : withoutMember(index, from, member);
  return to === undefined ? left : withMember(left, to, member);
}
