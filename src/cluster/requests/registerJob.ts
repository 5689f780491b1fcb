import { produce } from "immer";
import { admitJob } from "../../jobspec/admission.js";
import type { OutsideAction } from "../../model/action.js";
import type { Job } from "../../model/job.js";
import { keyOfJob } from "../../model/job.js";
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
  return registerAdmitted(tx, withKeptPolicyIds(tx, admission.job), { ...action, warnings: admission.warnings });
}

/** A scaling policy keeps the ID of the old one of its group. Spec 05 §7.1 step 7. */
function withKeptPolicyIds(tx: Transaction, job: Job): Job {
  const stored = tx.world.jobs.get(keyOfJob(job));
  if (!job.taskGroups.some((group) => group.scaling !== undefined)) return job;
  return produce(job, (draft) => {
    for (const group of draft.taskGroups) {
      if (group.scaling === undefined) continue;
      const old = stored?.taskGroups.find((candidate) => candidate.name === group.name)?.scaling;
      group.scaling.id = old?.id ?? tx.identify((identifiers) => identifiers.node());
    }
  });
}
