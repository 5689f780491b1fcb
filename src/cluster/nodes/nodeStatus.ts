import type { Allocation } from "../../model/allocation.js";
import { groupOf, terminal } from "../../model/allocation.js";
import type { Node, NodeStatus } from "../../model/node.js";
import { noDisconnectBlock } from "../../model/taskGroup.js";
import type { World } from "../../model/world.js";
import { hasExpired } from "../../scheduler/reconcile/classify.js";
import { unblockClass, unblockNode } from "../blocked.js";
import { createNodeEvaluations } from "../nodeEvaluations.js";
import type { Transaction } from "../transaction.js";
import { connectionOf, setConnection } from "./connections.js";
import type { NodeEventText } from "./nodeWrites.js";
import { nodeEventText, storeNode } from "./nodeWrites.js";

/**
 * What a heartbeat makes of a node's status: `down` is over at once, `disconnected` only in two steps with a report of the
 * client between them. Spec 04 §2.5.
 */
function statusAfterHeartbeat(world: World, node: Node): NodeStatus {
  if (node.status === "disconnected") return "initializing";
  if (node.status === "initializing" && owesReport(world, node)) return "initializing";
  return "ready";
}

/** It has live allocations and its client has not reported since it fell silent. */
function owesReport(world: World, node: Node): boolean {
  const { lastAllocUpdateIndex, lastMissedHeartbeatIndex } = connectionOf(world, node.id);
  if (lastAllocUpdateIndex > lastMissedHeartbeatIndex) return false;
  return allocationsOfNode(world, node.id).some((allocation) => !terminal(allocation));
}

/** What silence makes of a node: `disconnected` while an allocation may still be waited for, else `down`. Spec 04 §2.4. */
function statusAfterSilence(world: World, node: Node): NodeStatus {
  if (node.status === "down" || node.status === "initializing") return "down";
  const awaited = allocationsOfNode(world, node.id).some((allocation) => mayReturn(allocation, world.now));
  return awaited ? "disconnected" : "down";
}

function mayReturn(allocation: Allocation, now: number): boolean {
  const { lostAfterMs } = groupOf(allocation)?.disconnect ?? noDisconnectBlock;
  return lostAfterMs > 0 && allocation.desiredStatus === "run" && !hasExpired(allocation, now);
}

/** All allocations that the servers have of a node, by ID. */
export function allocationsOfNode(world: World, nodeId: string): readonly Allocation[] {
  const ids = world.allocationsByNode.get(nodeId)?.keysArray() ?? [];
  return ids.flatMap((id) => world.allocations.get(id) ?? []);
}

/** A heartbeat arrived. Nothing is written when it changes nothing. Spec 04 §2.5. */
export function takeHeartbeat(tx: Transaction, node: Node): Node {
  const status = statusAfterHeartbeat(tx.world, node);
  if (status === node.status) return node;
  const event = node.status === "down" ? nodeEventText.reregistered : undefined;
  return writeNodeStatus(tx, node, status, `Client ${node.name} was heard again: it is ${status}.`, event);
}

/** The servers did not hear of a client in time; each time is noted, whether the status changes or not. Spec 04 §2.4. */
export function takeSilence(tx: Transaction, node: Node): Node {
  const status = statusAfterSilence(tx.world, node);
  tx.emit("node heartbeat missed", {
    nodeId: node.id,
    why: `Client ${node.name} was not heard in time: it is ${status}.`,
  });
  return writeNodeStatus(tx, node, status, `Client ${node.name} missed its heartbeats.`, nodeEventText.heartbeatMissed);
}

/** Status, its index, capacity that came with it, and evaluations for the jobs concerned. Spec 04 §2.5, §3.1. */
function writeNodeStatus(
  tx: Transaction,
  node: Node,
  status: NodeStatus,
  why: string,
  event: NodeEventText | undefined,
): Node {
  const index = tx.nextIndex();
  const stored = storeNode(tx, node, { status }, index, event);
  if (status === "ready") setConnection(tx, node.id, { lastMissedHeartbeatIndex: 0 });
  else if (responsive(node.status) && !responsive(status))
    setConnection(tx, node.id, { lastMissedHeartbeatIndex: index });
  if (status !== node.status) tx.emit("node status changed", { nodeId: node.id, why });
  if (status === "ready") {
    unblockClass(tx, stored, index, why);
    unblockNode(tx, stored, why);
  }
  if (status === "down" || concernsJobs(node.status, status)) createNodeEvaluations(tx, stored, why);
  return stored;
}

function responsive(status: NodeStatus): boolean {
  return status === "ready" || status === "initializing";
}

/** The transitions after which jobs are looked at. Spec 03 §1.4. */
function concernsJobs(before: NodeStatus, after: NodeStatus): boolean {
  if (before === after) return false;
  if (before === "disconnected" || after === "disconnected") return true;
  return after === "ready" && (before === "initializing" || before === "down");
}
