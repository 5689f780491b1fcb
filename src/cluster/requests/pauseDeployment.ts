import type { OutsideAction } from "../../model/action.js";
import { deploymentText } from "../../model/deployment.js";
import type { Result } from "../../model/step.js";
import { createEvaluation } from "../evaluations.js";
import { writeDeploymentStatus } from "../state/deployments.js";
import type { Transaction } from "../transaction.js";
import { watcherEvaluation } from "../watcherEvaluation.js";
import { findActiveDeployment } from "./deploymentLookup.js";

/**
 * `PUT /v1/deployment/pause/:id`: pausing creates no evaluation, resuming does; both restart the progress clocks, and both
 * are accepted twice. Spec 02 §8.3, §8.4.
 *
 *     { "kind": "pause-deployment", "deploymentId": "9fa81f27-…", "pause": true }
 */
export function pauseDeployment(
  tx: Transaction,
  action: OutsideAction & { readonly kind: "pause-deployment" },
): Result {
  const verb = action.pause ? "pause" : "resume";
  const lookup = findActiveDeployment(tx.world, action.deploymentId, `can't ${verb} terminal deployment`);
  if ("refusal" in lookup) return lookup.refusal;
  const { id } = lookup.found;
  const index = tx.nextIndex();
  if (action.pause) {
    const why = "An operator paused it: nothing new is placed or updated, and its deadlines do not count.";
    writeDeploymentStatus(tx, id, "paused", deploymentText.paused, index, why);
    return { ok: true, evaluationId: undefined, evalCreateIndex: 0, deploymentModifyIndex: index, index };
  }
  writeDeploymentStatus(tx, id, "running", deploymentText.running, index, "An operator resumed it.");
  const evaluation = watcherEvaluation(tx, lookup.found);
  createEvaluation(tx, evaluation, index, "An operator resumed the deployment.");
  return { ok: true, evaluationId: evaluation.id, evalCreateIndex: index, deploymentModifyIndex: index, index };
}
