import type { OutsideAction } from "../../model/action.js";
import { frozen } from "../../model/frozen.js";
import type { Node } from "../../model/node.js";
import { mergedMetadata, staticMetadata } from "../../model/nodeMetadata.js";
import type { Result } from "../../model/step.js";
import { refused } from "../../model/step.js";
import { withEntry } from "../../model/table.js";
import { computedClass } from "../../scheduler/placement/computedClass.js";
import { unblockClass } from "../blocked.js";
import { createNodeEvaluations } from "../nodeEvaluations.js";
import { connectionOf } from "../nodes/connections.js";
import { storeNode } from "../nodes/nodeWrites.js";
import type { Transaction } from "../transaction.js";
import { nodeAnswer } from "./evaluateNode.js";

/**
 * `POST /v1/client/metadata`: metadata is set on a running client, over that of its configuration; null takes a key away. The
 * client registers again with what comes of it, which concerns jobs as any new metadata does. Spec 04 §2.2, §3.1, 06 §6.9.
 *
 *     { "kind": "set-node-metadata", "nodeId": "a8dcce2d-…", "meta": { "rack": "r2", "zone": null } }
 */
export function setNodeMetadata(
  tx: Transaction,
  { nodeId, meta }: OutsideAction & { readonly kind: "set-node-metadata" },
): Result {
  if (Object.keys(meta).some((key) => key === "")) return refused(400, "metadata keys must not be empty");
  const node = tx.world.nodes.get(nodeId);
  if (node === undefined) return refused(404, `Unknown node ${nodeId}`);
  if (connectionOf(tx.world, nodeId).link !== "up") return refused(404, "No path to node");
  const before = tx.world.nodeMetadata.get(nodeId) ?? staticMetadata(node);
  const after = frozen({ static: before.static, dynamic: { ...before.dynamic, ...meta } });
  tx.world.nodeMetadata = withEntry(tx.world.nodeMetadata, nodeId, after);
  return registerWith(tx, node, mergedMetadata(after));
}

/** A client whose metadata came out the same has nothing to register. */
function registerWith(tx: Transaction, node: Node, meta: Node["meta"]): Result {
  if (sameTexts(node.meta, meta)) return nodeAnswer(0, 0, []);
  const index = tx.nextIndex();
  const changed = { ...node, meta };
  const stored = storeNode(tx, node, { meta, computedClass: computedClass(changed) }, index);
  const why = `The metadata of ${node.name} changed.`;
  tx.emit("node metadata changed", { nodeId: node.id, why });
  if (stored.status === "ready") unblockClass(tx, stored, index, why);
  return nodeAnswer(index, index, createNodeEvaluations(tx, stored, why));
}

function sameTexts(left: Readonly<Record<string, string>>, right: Readonly<Record<string, string>>): boolean {
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].every((key) => left[key] === right[key]);
}
