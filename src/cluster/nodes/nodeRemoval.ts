import type { Evaluation } from "../../model/evaluation.js";
import { frozen } from "../../model/frozen.js";
import type { Node } from "../../model/node.js";
import { withEntry } from "../../model/table.js";
import { createNodeEvaluations } from "../nodeEvaluations.js";
import type { Transaction } from "../transaction.js";
import { tellDrainer } from "../wakeups.js";
import { connectionOf, setConnection } from "./connections.js";
import { heartbeatTtlMs } from "./heartbeats.js";
import { nodeEventText, withNodeEvent } from "./nodeWrites.js";

/**
 * The servers forget a node: its allocations are on a node that does not exist, so their jobs are looked at. A client that
 * lives registers again with its next heartbeat. Spec 04 §2.7.
 */
export function removeNode(tx: Transaction, node: Node, why: string): readonly Evaluation[] {
  const index = tx.nextIndex();
  const connection = connectionOf(tx.world, node.id);
  tx.world.nodes = tx.world.nodes.without(node.id);
  tx.cancelTimer(connection.missTimer);
  tx.cancelTimer(connection.heartbeatTimer);
  const heard = connection.link !== "cut-off" && connection.link !== "dead";
  setConnection(tx, node.id, {
    missTimer: undefined,
    heartbeatTimer: heard ? nextRegistration(tx, node.id) : undefined,
    removed: node,
  });
  tellDrainer(tx, node.id);
  tx.emit("node removed", { nodeId: node.id, why });
  return createNodeEvaluations(tx, { ...node, modifyIndex: index }, why);
}

function nextRegistration(tx: Transaction, nodeId: string): string {
  const { heartbeatsSince } = connectionOf(tx.world, nodeId);
  const ttlMs = heartbeatTtlMs(tx.world, nodeId);
  const due = tx.world.now + ttlMs - ((tx.world.now - heartbeatsSince) % ttlMs);
  return tx.setTimer(due, "client", { kind: "send-heartbeat", nodeId });
}

/** A client that the servers forgot registers as if it were new; its first heartbeat follows. Spec 04 §2.2, §2.5. */
export function registerAgain(tx: Transaction, node: Node): Node {
  const index = tx.nextIndex();
  const registered: Node = frozen({
    ...node,
    status: "initializing",
    statusUpdatedAt: tx.world.now,
    eligible: true,
    drain: undefined,
    lastDrain: undefined,
    events: withNodeEvent([], nodeEventText.registered, tx.world.now, index),
    createIndex: index,
    modifyIndex: index,
  });
  tx.world.nodes = withEntry(tx.world.nodes, node.id, registered);
  setConnection(tx, node.id, { removed: undefined, lastMissedHeartbeatIndex: 0, lastAllocUpdateIndex: 0 });
  tx.emit("node registered", { nodeId: node.id, why: `Client ${node.name} registered again.` });
  return registered;
}
