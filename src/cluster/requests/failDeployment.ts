import type { OutsideAction } from "../../model/action.js";
import { jobKey } from "../../model/job.js";
import type { Result } from "../../model/step.js";
import { createEvaluation } from "../evaluations.js";
import { decideRollback, writeRollback } from "../rollback.js";
import { writeDeploymentStatus } from "../state/deployments.js";
import type { Transaction } from "../transaction.js";
import { watcherEvaluation } from "../watcherEvaluation.js";
import { findActiveDeployment } from "./deploymentLookup.js";

/**
 * `PUT /v1/deployment/fail/:id`: the deployment fails, and with `auto_revert` in any group the job goes back to its stable
 * version, in one write. Allowed while paused. Spec 02 §8.2.
 *
 *     { "kind": "fail-deployment", "deploymentId": "9fa81f27-…" }
 */
export function failDeployment(tx: Transaction, action: OutsideAction & { readonly kind: "fail-deployment" }): Result {
  const lookup = findActiveDeployment(tx.world, action.deploymentId, "can't fail terminal deployment");
  if ("refusal" in lookup) return lookup.refusal;
  const deployment = lookup.found;
  const job =
    tx.world.watchers.get(deployment.id)?.job ?? tx.world.jobs.get(jobKey(deployment.namespace, deployment.jobId));
  const wanted = Object.values(deployment.taskGroups).some((group) => group.autoRevert);
  const rollback =
    job === undefined
      ? { description: "Deployment marked as failed", target: undefined }
      : decideRollback(tx.world, job, "failedByUser", wanted);
  const index = tx.nextIndex();
  writeDeploymentStatus(tx, deployment.id, "failed", rollback.description, index, "An operator marked it as failed.");
  if (rollback.target !== undefined) writeRollback(tx, rollback.target, index);
  const evaluation = watcherEvaluation(tx, deployment);
  createEvaluation(tx, evaluation, index, "An operator failed the deployment.");
  return {
    ok: true,
    evaluationId: evaluation.id,
    evalCreateIndex: index,
    deploymentModifyIndex: index,
    revertedJobVersion: rollback.target?.version,
    index,
  };
}
