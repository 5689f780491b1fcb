import { frozen } from "../../model/frozen.js";
import type { Allocation } from "../../model/allocation.js";
import { clientTerminal } from "../../model/allocation.js";
import type { AllocationRunner } from "../../model/allocationRunner.js";
import { findTaskGroup } from "../../model/job.js";
import { withEntry, withMember, withoutMember } from "../../model/table.js";
import type { World } from "../../model/world.js";
import type { Transaction } from "../transaction.js";
import { wakeRunner } from "../wakeups.js";
import { advanceRunner, finished, nextInstant, receiveAllocation } from "./runner.js";

/**
 * The client looks at one of its allocations: takes it over when it is new, moves it on, and remembers what the servers have
 * to be told. Spec 04 §15.3.
 */
export function runAllocation(tx: Transaction, allocationId: string): void {
  tx.world.runnersToRun = tx.world.runnersToRun.without(allocationId);
  const allocation = tx.world.allocations.get(allocationId);
  const known = tx.world.runners.get(allocationId);
  if (allocation === undefined) {
    if (known !== undefined) forget(tx, known);
    return;
  }
  const before = known ?? received(tx, allocation);
  if (before === undefined) return;
  const now = tx.world.now;
  const waits = before.startedAt === undefined && predecessors(tx.world, allocation);
  const after = advanceRunner(before, { allocation, now, predecessorsGone: waits === false || waits.length === 0 });
  if (waits !== false && after.startedAt === undefined && after.kill === undefined) waitFor(tx, allocation, waits);
  if (after.unsent) announce(tx, after);
  if (finished(after) && !finished(before)) wakeLocalSuccessors(tx, after);
  putRunner(tx, after, allocation);
}

/** New here and not over: an allocation that ended long ago is none of the client's business. */
function received(tx: Transaction, allocation: Allocation): AllocationRunner | undefined {
  const group = findTaskGroup(allocation.job, allocation.taskGroup);
  if (group === undefined || clientTerminal(allocation)) return undefined;
  return receiveAllocation(allocation, group, tx.world.now);
}

/**
 * The allocations that have to be gone before this one may start: the one that it replaces, and those that it pushed off.
 * On its own node a client sees the end at once, elsewhere when the servers know. Spec 04 §9.2.
 */
function predecessors(world: World, allocation: Allocation): readonly string[] {
  const candidates = [...allocation.preemptedAllocations];
  if (allocation.previousAllocation !== undefined) candidates.push(allocation.previousAllocation);
  return candidates.filter((id) => {
    const previous = world.allocations.get(id);
    if (previous === undefined || clientTerminal(previous) || previous.clientStatus === "unknown") return false;
    const runner = world.runners.get(id);
    return !(previous.nodeId === allocation.nodeId && runner !== undefined && finished(runner));
  });
}

function waitFor(tx: Transaction, allocation: Allocation, ids: readonly string[]): void {
  for (const id of ids) tx.world.waitingFor = withMember(tx.world.waitingFor, id, allocation.id);
}

function wakeLocalSuccessors(tx: Transaction, runner: AllocationRunner): void {
  for (const id of tx.world.waitingFor.get(runner.allocationId)?.keysArray() ?? []) {
    if (tx.world.allocations.get(id)?.nodeId === runner.nodeId) wakeRunner(tx, id);
  }
}

function announce(tx: Transaction, runner: AllocationRunner): void {
  tx.world.unsentReports = withMember(tx.world.unsentReports, runner.nodeId, runner.allocationId);
}

function putRunner(tx: Transaction, runner: AllocationRunner, allocation: Allocation): void {
  tx.cancelTimer(runner.timer);
  const due = nextInstant(runner, allocation, tx.world.now);
  const timer =
    due === undefined
      ? undefined
      : tx.setTimer(due, "client", { kind: "run-allocation", allocationId: runner.allocationId });
  tx.world.runners = withEntry(tx.world.runners, runner.allocationId, frozen({ ...runner, timer }));
}

/** The servers deleted the allocation, or its end was reported: the client keeps nothing of it. */
export function forget(tx: Transaction, runner: AllocationRunner): void {
  tx.cancelTimer(runner.timer);
  tx.world.runners = tx.world.runners.without(runner.allocationId);
  tx.world.runnersToRun = tx.world.runnersToRun.without(runner.allocationId);
  tx.world.unsentReports = withoutMember(tx.world.unsentReports, runner.nodeId, runner.allocationId);
}
