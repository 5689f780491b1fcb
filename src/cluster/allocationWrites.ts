import type { Allocation } from "../model/allocation.js";
import { inOneShape } from "../model/allocation.js";
import { writeAllocation } from "./state/allocations.js";
import { countInDeployment } from "./state/deployments.js";
import type { Transaction } from "./transaction.js";
import { tellDrainerOfJob, tellWatcher, wakeRunner, wakeSuccessors } from "./wakeups.js";

/**
 * Who wrote an allocation: `server` writes reach the client and move `AllocModifyIndex`; `client` reports and health set by
 * hand do not (spec 02 §6.1, §8.6).
 */
export type Author = "server" | "client";

/**
 * Commits one allocation at an index, and tells everyone whom it concerns: its deployment's counters and watcher, its
 * client, the drainer, and the allocations that wait for its end. Spec 01 §15, 02 §5.2.
 *
 * @param allocation New, or as it is stored.
 * @param changes What is different from now on; indexes and times are set here.
 * @returns The allocation as stored.
 */
export function storeAllocation(
  tx: Transaction,
  allocation: Allocation,
  changes: Partial<Allocation>,
  index: number,
  author: Author,
): Allocation {
  const before = tx.world.allocations.get(allocation.id);
  const written: Allocation = {
    ...allocation,
    ...changes,
    createIndex: before?.createIndex ?? index,
    createTime: before?.createTime ?? tx.world.now,
    modifyIndex: index,
    allocModifyIndex: author === "server" || before === undefined ? index : before.allocModifyIndex,
    modifyTime: tx.world.now,
  };
  const stored = inOneShape(countInDeployment(tx, before, written, index));
  writeAllocation(tx, stored);
  if (author === "server") wakeRunner(tx, stored.id);
  if (stored.deploymentId !== undefined) tellWatcher(tx, stored.deploymentId, "allocations");
  tellDrainerOfJob(tx, stored);
  wakeSuccessors(tx, stored);
  return stored;
}
