import type { Allocation } from "../../model/allocation.js";
import { clientTerminal } from "../../model/allocation.js";
import type { AllocationRunner } from "../../model/allocationRunner.js";
import { frozen } from "../../model/frozen.js";
import { findTaskGroup } from "../../model/job.js";
import { withEntry, withMember, withoutMember } from "../../model/table.js";
import type { Instant } from "../../model/time.js";
import type { World } from "../../model/world.js";
import { connectionOf, knownToClient } from "../nodes/connections.js";
import type { Transaction } from "../transaction.js";
import { wakeRunner } from "../wakeups.js";
import { abandonedAt } from "./disconnection.js";
import { planReport } from "./plannedReports.js";
import { advanceRunner, finished, nextInstant, receiveAllocation } from "./runner.js";

/**
 * The client looks at one of its allocations: takes it over when it is new, moves it on, and remembers what the servers have
 * to be told. Spec 04 §15.3.
 */
export function runAllocation(tx: Transaction, allocationId: string): void {
  tx.world.runnersToRun = tx.world.runnersToRun.without(allocationId);
  const allocation = knownToClient(tx.world, allocationId);
  const known = tx.world.runners.get(allocationId);
  if (allocation === undefined) {
    if (known !== undefined) forget(tx, known);
    return;
  }
  const before = known ?? received(tx, allocation);
  if (before === undefined) return;
  const now = tx.world.now;
  const waits = before.startedAt === undefined && predecessors(tx.world, allocation);
  const predecessorsGone = waits === false || waits.length === 0;
  const after = advanceRunner(before, {
    allocation,
    now,
    predecessorsGone,
    abandonedAt: abandonedAt(tx.world, allocation),
  });
  if (waits !== false) {
    if (after.startedAt === undefined && after.kill === undefined) waitFor(tx, allocation, waits);
    else stopWaiting(tx, allocation);
  }
  if (after.unsent) announce(tx, after);
  if (finished(after) && !finished(before)) wakeLocalSuccessors(tx, after);
  putRunner(tx, after, allocation);
}

/**
 * New here and not over: an allocation that ended long ago is none of the client's business. One that the servers lost
 * before the client ever saw it is still to be answered.
 */
function received(tx: Transaction, allocation: Allocation): AllocationRunner | undefined {
  const group = findTaskGroup(allocation.job, allocation.taskGroup);
  if (group === undefined || (clientTerminal(allocation) && allocation.clientStatus !== "lost")) return undefined;
  return receiveAllocation(allocation, group, tx.world.now);
}

/**
 * The allocations that have to be gone before this one may start: the one that it replaces, and those that it pushed off.
 * On its own node a client sees the end at once, elsewhere when the servers know and it hears them. Spec 04 §9.2.
 */
function predecessors(world: World, allocation: Allocation): readonly string[] {
  const hearsServers = connectionOf(world, allocation.nodeId).link === "up";
  return possiblePredecessors(allocation).filter((id) => {
    const previous = world.allocations.get(id);
    if (previous === undefined || previous.clientStatus === "unknown") return false;
    const runner = previous.nodeId === allocation.nodeId ? world.runners.get(id) : undefined;
    if (runner !== undefined && finished(runner)) return false;
    // The servers gave it up with its node, but the client that is back still has it running.
    if (runner !== undefined && previous.clientStatus === "lost") return true;
    return !clientTerminal(previous) || !hearsServers;
  });
}

function possiblePredecessors(allocation: Allocation): readonly string[] {
  const { preemptedAllocations, previousAllocation } = allocation;
  return previousAllocation === undefined ? preemptedAllocations : [...preemptedAllocations, previousAllocation];
}

/** It starts, or ends before it ever does: nobody has to wake it any more. */
function stopWaiting(tx: Transaction, allocation: Allocation): void {
  for (const id of possiblePredecessors(allocation)) {
    tx.world.waitingFor = withoutMember(tx.world.waitingFor, id, allocation.id);
  }
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
  planReport(tx, runner);
}

function putRunner(tx: Transaction, runner: AllocationRunner, allocation: Allocation): void {
  tx.cancelTimer(runner.timer);
  const due = nextLookAt(runner, allocation, tx.world);
  const timer =
    due === undefined
      ? undefined
      : tx.setTimer(due, "client", { kind: "run-allocation", allocationId: runner.allocationId });
  tx.world.runners = withEntry(tx.world.runners, runner.allocationId, frozen({ ...runner, timer }));
}

function nextLookAt(runner: AllocationRunner, allocation: Allocation, world: World): Instant | undefined {
  const next = nextInstant(runner, allocation, world.now);
  const abandoned = runner.kill === undefined && !finished(runner) ? abandonedAt(world, allocation) : undefined;
  return next === undefined || abandoned === undefined ? (next ?? abandoned) : Math.min(next, abandoned);
}

/** The servers deleted the allocation, or its end was reported: the client keeps nothing of it. */
export function forget(tx: Transaction, runner: AllocationRunner): void {
  tx.cancelTimer(runner.timer);
  tx.world.runners = tx.world.runners.without(runner.allocationId);
  tx.world.runnersToRun = tx.world.runnersToRun.without(runner.allocationId);
  tx.world.unsentReports = withoutMember(tx.world.unsentReports, runner.nodeId, runner.allocationId);
}
