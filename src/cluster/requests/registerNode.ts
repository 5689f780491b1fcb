import type { OutsideAction } from "../../model/action.js";
import { freeze } from "immer";
import type { Node } from "../../model/node.js";
import type { Result } from "../../model/step.js";
import { refused } from "../../model/step.js";
import { computedClass } from "../../scheduler/placement/computedClass.js";
import { unblockClass } from "../blocked.js";
import { createNodeEvaluations } from "../nodeEvaluations.js";
import type { Transaction } from "../transaction.js";
import { withEntry } from "../../model/table.js";

/**
 * A client joins, ready at once. Spec 04 §2.2, §3.1.
 *
 *     { "kind": "register-node", "node": { "id": "a8dcce2d-…", "name": "client-1", … } }
 */
export function registerNode(tx: Transaction, action: OutsideAction & { readonly kind: "register-node" }): Result {
  const { node } = action;
  if (node.id === "") return refused(500, "missing node ID for client registration");
  if (tx.world.nodes.has(node.id)) return refused(500, `node "${node.id}" is registered already`);
  const index = tx.nextIndex();
  const registered: Node = {
    ...node,
    computedClass: computedClass(node),
    statusUpdatedAt: tx.world.now,
    events: [{ message: "Node registered", subsystem: "Cluster", details: {}, timestamp: tx.world.now, createIndex: index }],
    createIndex: index,
    modifyIndex: index,
  };
  tx.world.nodes = withEntry(tx.world.nodes, node.id, freeze(registered, true));
  if (!tx.world.nodePools.includes(node.nodePool)) tx.world.nodePools = [...tx.world.nodePools, node.nodePool].sort();
  tx.emit("node registered", { nodeId: node.id, why: `Client ${node.name} joined the cluster.` });
  createNodeEvaluations(tx, registered, `Client ${node.name} is ready.`);
  if (registered.status === "ready") unblockClass(tx, registered, index, `Client ${node.name} brings room.`);
  return { ok: true, index };
}
