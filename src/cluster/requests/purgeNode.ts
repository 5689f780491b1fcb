import type { OutsideAction } from "../../model/action.js";
import type { Result } from "../../model/step.js";
import { refused } from "../../model/step.js";
import { removeNode } from "../nodes/nodeRemoval.js";
import type { Transaction } from "../transaction.js";
import { nodeAnswer } from "./evaluateNode.js";

/**
 * `PUT /v1/node/:id/purge`: the servers forget a node. Spec 04 §2.7.
 *
 *     { "kind": "purge-node", "nodeId": "a8dcce2d-…" }
 */
export function purgeNode(tx: Transaction, action: OutsideAction & { readonly kind: "purge-node" }): Result {
  if (action.nodeId === "") return refused(400, "missing node ID for client deregistration");
  const node = tx.world.nodes.get(action.nodeId);
  if (node === undefined) return refused(500, "node not found");
  const index = tx.world.index + 1;
  const evaluations = removeNode(tx, node, `An operator removed ${node.name}.`);
  return nodeAnswer(index, index, evaluations);
}
