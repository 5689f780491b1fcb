import type { OutsideAction } from "../../model/action.js";
import type { Result } from "../../model/step.js";
import { done, refused } from "../../model/step.js";
import { clientReturns } from "../nodes/clientReturn.js";
import { connectionOf } from "../nodes/connections.js";
import type { Transaction } from "../transaction.js";

/**
 * The end of a fault: a client that was cut off, or whose machine died, is back. Nothing happens to one that is there.
 * Spec 04 §15.3 steps 9 and 10.
 *
 *     { "kind": "reconnect-node", "nodeId": "a8dcce2d-…" }
 */
export function reconnectNode(tx: Transaction, action: OutsideAction & { readonly kind: "reconnect-node" }): Result {
  const { nodeId } = action;
  const { link, removed } = connectionOf(tx.world, nodeId);
  const node = tx.world.nodes.get(nodeId) ?? removed;
  if (node === undefined) return refused(404, "node not found");
  if (link !== "cut-off" && link !== "dead") return done;
  clientReturns(tx, nodeId);
  tx.emit("fault injected", { nodeId, why: `Client ${node.name} is back.` });
  return { ...done, index: tx.world.index };
}
