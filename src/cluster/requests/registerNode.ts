import type { OutsideAction } from "../../model/action.js";
import { frozen } from "../../model/frozen.js";
import { Identifiers } from "../../model/identifiers.js";
import type { Node } from "../../model/node.js";
import { connectedSince } from "../../model/nodeConnection.js";
import type { NodeDescription } from "../../model/nodeDescription.js";
import { newNodePool } from "../../model/nodePool.js";
import type { Result } from "../../model/step.js";
import { refused } from "../../model/step.js";
import { withEntry } from "../../model/table.js";
import { computedClass } from "../../scheduler/placement/computedClass.js";
import { unblockClass } from "../blocked.js";
import { createNodeEvaluations } from "../nodeEvaluations.js";
import { nodeEventText, withNodeEvent } from "../nodes/nodeWrites.js";
import { simulatedNode } from "../simulatedNode.js";
import type { Transaction } from "../transaction.js";
import { nodeAnswer } from "./evaluateNode.js";
import { nodeProblem } from "./nodeProblem.js";

/**
 * A client joins, ready at once. Spec 04 §2.2, §3.1.
 *
 *     { "kind": "register-node", "node": { "name": "client-1", "idPrefix": "a8dcce2d" } }
 */
export function registerNode(tx: Transaction, action: OutsideAction & { readonly kind: "register-node" }): Result {
  const { node } = action;
  const problem = nodeProblem(node);
  if (problem !== undefined) return refused(400, problem);
  const id = drawNodeId(tx, node);
  if (tx.world.nodes.has(id)) return refused(500, `node "${id}" is registered already`);
  const described = simulatedNode(node, id);
  const index = tx.nextIndex();
  const registered: Node = {
    ...described,
    computedClass: computedClass(described),
    statusUpdatedAt: tx.world.now,
    events: withNodeEvent([], nodeEventText.registered, tx.world.now, index),
    createIndex: index,
    modifyIndex: index,
  };
  tx.world.nodes = withEntry(tx.world.nodes, id, frozen(registered));
  bringPool(tx, registered.nodePool, index);
  tx.emit("node registered", { nodeId: id, why: `Client ${node.name} joined the cluster.` });
  tx.world.connections = withEntry(tx.world.connections, id, frozen(connectedSince(tx.world.now)));
  unblockClass(tx, registered, index, `Client ${node.name} brings room.`);
  const evaluations = createNodeEvaluations(tx, registered, `Client ${node.name} is ready.`);
  return nodeAnswer(index, index, evaluations);
}

/** A pool that does not exist comes with the first node that names it. Spec 04 §2.2 rule 5. */
function bringPool(tx: Transaction, name: string, index: number): void {
  if (tx.world.nodePools.has(name)) return;
  tx.world.nodePools = withEntry(tx.world.nodePools, name, frozen(newNodePool(name, index)));
}

function drawNodeId(tx: Transaction, node: NodeDescription): string {
  const { identifiers } = tx.world;
  const pinned = node.idPrefix === undefined ? {} : { node: [node.idPrefix] };
  const source = new Identifiers({ ...identifiers, pins: { ...identifiers.pins, ...pinned } });
  const id = source.node();
  tx.world.identifiers = { ...source.state, pins: identifiers.pins };
  return id;
}
