import type { Allocation } from "../../model/allocation.js";
import type { AllocationRunner, TaskRunner } from "../../model/allocationRunner.js";
import { frozen } from "../../model/frozen.js";
import { findTaskGroup } from "../../model/job.js";
import { emptyTable, withEntry } from "../../model/table.js";
import { receiveAllocation } from "../client/runner.js";
import { taskEvent } from "../client/taskEvents.js";
import type { Transaction } from "../transaction.js";
import { wakeRunner } from "../wakeups.js";
import { connectionOf, setConnection } from "./connections.js";
import { heartbeat } from "./heartbeats.js";
import { registerAgain } from "./nodeRemoval.js";
import { allocationsOfNode } from "./nodeStatus.js";

/** A client sends a heartbeat that changes something; a node that the servers forgot registers first. Spec 04 §2.5, §2.7. */
export function sendHeartbeat(tx: Transaction, nodeId: string): void {
  const { heartbeatTimer, removed } = connectionOf(tx.world, nodeId);
  tx.cancelTimer(heartbeatTimer);
  setConnection(tx, nodeId, { heartbeatTimer: undefined });
  const node = tx.world.nodes.get(nodeId) ?? (removed === undefined ? undefined : registerAgain(tx, removed));
  if (node !== undefined) heartbeat(tx, node);
}

/**
 * The servers hear a client again: first its heartbeat and what follows from it, and only then does the client learn what
 * they wrote, so that evaluations of its return see its allocations still unknown. Spec 04 §7.5.
 */
export function clientReturns(tx: Transaction, nodeId: string): void {
  const { link, missTimer } = connectionOf(tx.world, nodeId);
  tx.cancelTimer(missTimer);
  setConnection(tx, nodeId, {
    link: link === "dead" ? "booting" : "returning",
    heartbeatsSince: tx.world.now,
    lastHeartbeat: undefined,
    missTimer: undefined,
  });
  sendHeartbeat(tx, nodeId);
  const catchUpTimer = tx.setTimer(tx.world.now, "deadline", { kind: "catch-up-client", nodeId });
  setConnection(tx, nodeId, { catchUpTimer });
}

/**
 * A client that is back learns what the servers wrote meanwhile: it kills what they stopped, tells its tasks of the
 * reconnection where they held an allocation for unknown, and reports. After the death of its machine it starts anew what
 * is not over. Spec 04 §7.5 step 2, §15.3 steps 9 and 10.
 */
export function catchUpClient(tx: Transaction, nodeId: string): void {
  const { link, known, catchUpTimer } = connectionOf(tx.world, nodeId);
  tx.cancelTimer(catchUpTimer);
  if (link !== "returning" && link !== "booting") return;
  setConnection(tx, nodeId, { link: "up", known: emptyTable(), catchUpTimer: undefined });
  const allocations = allocationsOfNode(tx.world, nodeId);
  if (link === "booting") for (const allocation of allocations) restoreRunner(tx, allocation);
  for (const id of known.keysArray()) wakeRunner(tx, id);
  for (const allocation of allocations) wakeRunner(tx, allocation.id);
}

/** The client remembers an allocation whose tasks went down with the machine; how often they restarted still counts. */
function restoreRunner(tx: Transaction, allocation: Allocation): void {
  const group = findTaskGroup(allocation.job, allocation.taskGroup);
  const over = allocation.clientStatus === "complete" || allocation.clientStatus === "failed";
  const hadStarted = Object.keys(allocation.taskStates).length > 0;
  if (group === undefined || over || !hadStarted) return;
  const runner = receiveAllocation(allocation, group, tx.world.now);
  const tasks = Object.entries(runner.tasks).map(([name, task]) => [
    name,
    restored(task, allocation, name, tx.world.now),
  ]);
  const known: AllocationRunner = { ...runner, tasks: Object.fromEntries(tasks) };
  tx.world.runners = withEntry(tx.world.runners, allocation.id, frozen(known));
}

function restored(task: TaskRunner, allocation: Allocation, name: string, now: number): TaskRunner {
  const before = allocation.taskStates[name];
  const events = allocation.job.type === "system" ? [] : [taskEvent.restoreFailed(now)];
  return {
    ...task,
    state: {
      ...task.state,
      restarts: before?.restarts ?? 0,
      lastRestart: before?.lastRestart,
      events: [...events, ...task.state.events],
    },
  };
}
