import type { Allocation } from "../../model/allocation.js";
import { frozen } from "../../model/frozen.js";
import type { NodeConnection } from "../../model/nodeConnection.js";
import { connectedSince } from "../../model/nodeConnection.js";
import { withEntry } from "../../model/table.js";
import type { World } from "../../model/world.js";
import type { Transaction } from "../transaction.js";

/** How a node's client and the servers hear of each other; one that was never noted has been heard all the time. */
export function connectionOf(world: World, nodeId: string): NodeConnection {
  return world.connections.get(nodeId) ?? connectedSince(0);
}

export function setConnection(tx: Transaction, nodeId: string, change: Partial<NodeConnection>): NodeConnection {
  const next = frozen({ ...connectionOf(tx.world, nodeId), ...change });
  tx.world.connections = withEntry(tx.world.connections, nodeId, next);
  return next;
}

/**
 * Whether a client's reports reach the servers: it is connected, knows what they wrote, and its node is neither down nor
 * disconnected. Spec 04 §2.5, last paragraph.
 */
export function mayReport(world: World, nodeId: string): boolean {
  const node = world.nodes.get(nodeId);
  if (node === undefined || node.status === "down" || node.status === "disconnected") return false;
  return connectionOf(world, nodeId).link === "up";
}

/** The allocation as its client knows it: as stored, or as it was when the client lost the servers. Spec 04 §15.3 step 9. */
export function knownToClient(world: World, allocationId: string): Allocation | undefined {
  const stored = world.allocations.get(allocationId);
  const nodeId = stored?.nodeId ?? world.runners.get(allocationId)?.nodeId ?? "";
  const connection = world.connections.get(nodeId);
  return connection === undefined || connection.link === "up" ? stored : connection.known.get(allocationId);
}

/** Remembers the index of a client's report. Spec 04 §6.3 step 6. */
export function noteReport(tx: Transaction, nodeId: string, index: number): void {
  setConnection(tx, nodeId, { lastAllocUpdateIndex: index });
}
