import type { OutsideAction } from "../../model/action.js";
import type { Result } from "../../model/step.js";
import { refused } from "../../model/step.js";
import { unblockClass, unblockNode } from "../blocked.js";
import { createNodeEvaluations } from "../nodeEvaluations.js";
import { nodeEventText, storeNode } from "../nodes/nodeWrites.js";
import type { Transaction } from "../transaction.js";
import { nodeAnswer } from "./evaluateNode.js";

/**
 * `PUT /v1/node/:id/eligibility`: whether allocations may be placed on a node; those that run there stay. Spec 04 §2.6.
 *
 *     { "kind": "set-node-eligibility", "nodeId": "a8dcce2d-…", "eligibility": "ineligible" }
 */
export function setNodeEligibility(
  tx: Transaction,
  action: OutsideAction & { readonly kind: "set-node-eligibility" },
): Result {
  const { nodeId, eligibility } = action;
  if (nodeId === "") return refused(400, "missing node ID for setting scheduling eligibility");
  if (eligibility !== "eligible" && eligibility !== "ineligible") {
    return refused(500, `invalid scheduling eligibility ${JSON.stringify(eligibility)}`);
  }
  const node = tx.world.nodes.get(nodeId);
  if (node === undefined) return refused(500, "node not found");
  const eligible = eligibility === "eligible";
  if (eligible && node.drain !== undefined) {
    return refused(500, "can not set node's scheduling eligibility to eligible while it is draining");
  }
  if (eligible === node.eligible) return nodeAnswer(0, 0, []);
  const index = tx.nextIndex();
  const event = eligible ? nodeEventText.eligible : nodeEventText.ineligible;
  const stored = storeNode(tx, node, { eligible }, index, event);
  const why = `An operator marked ${node.name} as ${eligibility}.`;
  tx.emit("node eligibility changed", { nodeId, why });
  if (!eligible) return nodeAnswer(index, 0, []);
  unblockClass(tx, stored, index, why);
  unblockNode(tx, stored, why);
  return nodeAnswer(index, 0, createNodeEvaluations(tx, stored, why));
}
