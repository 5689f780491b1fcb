import type { OutsideAction } from "../../model/action.js";
import type { Allocation } from "../../model/allocation.js";
import type { Result } from "../../model/step.js";
import { done, refused } from "../../model/step.js";
import { emptyTable, withEntry } from "../../model/table.js";
import { forget } from "../client/client.js";
import { connectionOf, setConnection } from "../nodes/connections.js";
import { awaitHeartbeat, lastRegularHeartbeat } from "../nodes/heartbeats.js";
import { allocationsOfNode } from "../nodes/nodeStatus.js";
import type { Transaction } from "../transaction.js";
import { wakeRunner } from "../wakeups.js";

/**
 * A fault: the servers hear nothing more of a client. Its tasks go on, or its machine dies and they are gone; the servers
 * learn of neither until they miss its heartbeats. Spec 04 §15.3 step 9.
 *
 *     { "kind": "cut-off-node", "nodeId": "a8dcce2d-…", "tasksDie": false }
 */
export function cutOffNode(tx: Transaction, action: OutsideAction & { readonly kind: "cut-off-node" }): Result {
  const { nodeId, tasksDie } = action;
  const connection = connectionOf(tx.world, nodeId);
  const node = tx.world.nodes.get(nodeId) ?? connection.removed;
  if (node === undefined) return refused(404, "node not found");
  const silentAlready = connection.link === "cut-off" || connection.link === "dead";
  if (connection.link === "dead" || (silentAlready && !tasksDie)) return done;
  if (!silentAlready) fallSilent(tx, nodeId);
  if (tasksDie) loseTasks(tx, nodeId);
  tx.emit("fault injected", {
    nodeId,
    why: tasksDie
      ? `The machine of client ${node.name} died, and its tasks with it.`
      : `Client ${node.name} is cut off from the servers; its tasks go on.`,
  });
  return { ...done, index: tx.world.index };
}

/** What the client knows now it goes on with; the servers wait for its next heartbeat, unless they gave it up before. */
function fallSilent(tx: Transaction, nodeId: string): void {
  const { heartbeatTimer, catchUpTimer, link, known } = connectionOf(tx.world, nodeId);
  tx.cancelTimer(heartbeatTimer);
  tx.cancelTimer(catchUpTimer);
  const lastHeartbeat = lastRegularHeartbeat(tx.world, nodeId);
  setConnection(tx, nodeId, {
    link: link === "booting" ? "dead" : "cut-off",
    lastHeartbeat,
    heartbeatTimer: undefined,
    catchUpTimer: undefined,
    known: link === "up" ? knownAllocations(tx, nodeId) : known,
  });
  const node = tx.world.nodes.get(nodeId);
  if (node !== undefined && node.status !== "down") awaitHeartbeat(tx, nodeId, lastHeartbeat);
  for (const allocation of allocationsOfNode(tx.world, nodeId)) {
    if (tx.world.runners.has(allocation.id)) wakeRunner(tx, allocation.id);
  }
}

function knownAllocations(tx: Transaction, nodeId: string): ReturnType<typeof emptyTable<Allocation>> {
  let known = emptyTable<Allocation>();
  for (const allocation of allocationsOfNode(tx.world, nodeId)) {
    if (tx.world.runners.has(allocation.id)) known = withEntry(known, allocation.id, allocation);
  }
  return known;
}

function loseTasks(tx: Transaction, nodeId: string): void {
  const { known } = connectionOf(tx.world, nodeId);
  for (const id of known.keysArray()) {
    const runner = tx.world.runners.get(id);
    if (runner !== undefined) forget(tx, runner);
  }
  setConnection(tx, nodeId, { link: "dead", known: emptyTable() });
}
