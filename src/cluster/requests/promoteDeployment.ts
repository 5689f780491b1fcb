import type { OutsideAction } from "../../model/action.js";
import type { Result } from "../../model/step.js";
import { promote } from "../promotion.js";
import type { Transaction } from "../transaction.js";
import { findActiveDeployment } from "./deploymentLookup.js";

/**
 * `PUT /v1/deployment/promote/:id`: canaries of all groups or of the named ones become ordinary allocations. Spec 02 §8.5.
 *
 *     { "kind": "promote-deployment", "deploymentId": "9fa81f27-…", "groups": ["cache"] }
 */
export function promoteDeployment(
  tx: Transaction,
  action: OutsideAction & { readonly kind: "promote-deployment" },
): Result {
  const lookup = findActiveDeployment(tx.world, action.deploymentId, "can't promote terminal deployment");
  if ("refusal" in lookup) return lookup.refusal;
  const whom = action.groups === "all" ? "all groups" : `the groups ${action.groups.join(", ")}`;
  return promote(tx, lookup.found, action.groups, `An operator promoted ${whom}.`);
}
