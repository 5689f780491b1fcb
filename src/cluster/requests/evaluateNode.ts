import type { OutsideAction } from "../../model/action.js";
import type { Evaluation } from "../../model/evaluation.js";
import type { Done, Result } from "../../model/step.js";
import { refused } from "../../model/step.js";
import { createNodeEvaluations } from "../nodeEvaluations.js";
import type { Transaction } from "../transaction.js";

/**
 * `PUT /v1/node/:id/evaluate`: the jobs that a node concerns are looked at. Spec 04 §2.7.
 *
 *     { "kind": "evaluate-node", "nodeId": "a8dcce2d-…" }
 */
export function evaluateNode(tx: Transaction, action: OutsideAction & { readonly kind: "evaluate-node" }): Result {
  if (action.nodeId === "") return refused(400, "missing node ID for evaluation");
  const node = tx.world.nodes.get(action.nodeId);
  if (node === undefined) return refused(500, "node not found");
  const evaluations = createNodeEvaluations(tx, node, `An operator asked for a look at the jobs of ${node.name}.`);
  return nodeAnswer(tx.world.index, node.modifyIndex, evaluations);
}

/** What node requests answer: their write, and the evaluations that they made. Spec 07 §11. */
export function nodeAnswer(index: number, nodeModifyIndex: number, evaluations: readonly Evaluation[]): Done {
  return {
    ok: true,
    index,
    nodeModifyIndex,
    evaluationIds: evaluations.length === 0 ? undefined : evaluations.map((evaluation) => evaluation.id),
    evalCreateIndex: evaluations[0]?.createIndex ?? 0,
  };
}
