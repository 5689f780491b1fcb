import type { OutsideAction } from "../../model/action.js";
import type { Evaluation } from "../../model/evaluation.js";
import type { Result } from "../../model/step.js";
import { refused } from "../../model/step.js";
import { evaluationDispensable } from "../garbage/collectable.js";
import { forgetEvaluations } from "../garbage/forget.js";
import type { Transaction } from "../transaction.js";

/**
 * `DELETE /v1/evaluations`: evaluations go with what they placed, pending ones as well. Only while the broker is paused, so
 * that none of them is at work, and only where nothing that they placed goes on. Spec 07 §8.2.
 *
 *     { "kind": "delete-evaluations", "evaluationIds": ["6c6e64ae-…"] }
 */
export function deleteEvaluations(
  tx: Transaction,
  action: OutsideAction & { readonly kind: "delete-evaluations" },
): Result {
  if (!tx.world.schedulerConfiguration.pauseEvalBroker) {
    return refused(500, "eval broker is enabled; eval broker must be paused to delete evals");
  }
  const evaluations: Evaluation[] = [];
  for (const id of new Set(action.evaluationIds)) {
    const evaluation = tx.world.evaluations.get(id);
    if (evaluation === undefined) return refused(404, "eval not found");
    if (!evaluationDispensable(tx.world, evaluation)) return refused(500, `eval ${id} is not safe to delete`);
    evaluations.push(evaluation);
  }
  if (evaluations.length === 0) return { ok: true, index: 0 };
  const index = tx.nextIndex();
  forgetEvaluations(tx, evaluations);
  for (const { namespace, jobId, id } of evaluations) {
    tx.emit("evaluation deleted", { namespace, jobId, evaluationId: id, why: "An operator deleted it." });
  }
  return { ok: true, index };
}
