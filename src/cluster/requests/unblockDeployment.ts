import type { OutsideAction } from "../../model/action.js";
import type { Result } from "../../model/step.js";
import type { Transaction } from "../transaction.js";
import { findActiveDeployment } from "./deploymentLookup.js";

/**
 * `PUT /v1/deployment/unblock/:id`: a multiregion affair. In the community edition it passes the checks and does nothing.
 * Spec 02 §15.
 *
 *     { "kind": "unblock-deployment", "deploymentId": "9fa81f27-…" }
 */
export function unblockDeployment(
  tx: Transaction,
  action: OutsideAction & { readonly kind: "unblock-deployment" },
): Result {
  const lookup = findActiveDeployment(tx.world, action.deploymentId, "can't unblock terminal deployment");
  if ("refusal" in lookup) return lookup.refusal;
  return { ok: true, evaluationId: undefined, evalCreateIndex: 0, deploymentModifyIndex: 0, index: 0 };
}
