import { admitJob } from "../../jobspec/admission.js";
import type { OutsideAction } from "../../model/action.js";
import type { Result } from "../../model/step.js";
import { refused } from "../../model/step.js";
import type { Transaction } from "../transaction.js";
import { admissionContext, registerAdmitted } from "./registration.js";

/**
 * `PUT /v1/jobs`: the job goes through admission and is registered. Spec 05 §7.1.
 *
 *     { "kind": "register-job", "job": { "ID": "example", "TaskGroups": [ … ] } }
 */
export function registerJob(tx: Transaction, action: OutsideAction & { readonly kind: "register-job" }): Result {
  const { evalPriority } = action;
  const admission = admitJob(action.job, admissionContext(tx.world, action.namespace, action.region));
  if (!admission.ok && admission.status === 400) return refused(400, admission.message);
  if (evalPriority !== undefined && evalPriority !== 0 && (evalPriority < 1 || evalPriority > 100)) {
    return refused(400, "Eval priority must be between 1 and 100 inclusively");
  }
  if (!admission.ok) return refused(admission.status, admission.message);
  return registerAdmitted(tx, admission.job, { ...action, warnings: admission.warnings });
}
