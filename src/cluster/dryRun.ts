import { admitJob, sameSpecification } from "../jobspec/admission.js";
import type { Attempt } from "../model/attempt.js";
import { firstAttempt } from "../model/attempt.js";
import { newEvaluation } from "../model/evaluation.js";
import type { Job } from "../model/job.js";
import { keyOfJob } from "../model/job.js";
import type { JsonValue } from "../model/json.js";
import type { Refusal } from "../model/step.js";
import { refused } from "../model/step.js";
import type { World } from "../model/world.js";
import { attempt } from "../scheduler/schedule.js";
import { admissionContext } from "./requests/registration.js";
import { writeJobVersion } from "./state/jobs.js";
import { withPolicyIds } from "./state/scalingPolicies.js";
import { Transaction } from "./transaction.js";

/** What a registration would lead to, if it came now. */
export interface DryRun {
  readonly ok: true;
  /** The job as it would be stored. */
  readonly job: Job;
  /** The job that is registered now. */
  readonly stored: Job | undefined;
  readonly warnings: string;
  /** Whether the registration would make a new version. */
  readonly changes: boolean;
  readonly attempt: Attempt;
}

/** The index at which a new job is written into the copy of the state. */
const newJobIndex = 100;

/**
 * `PUT /v1/job/:id/plan`: admission, then one attempt of the real scheduler at a copy of the state into which the job was
 * written. Nothing is kept; index and transition checks are not made. Spec 05 §12.1.
 *
 * @param submitted The member `Job` of the request.
 */
export function dryRun(
  world: World,
  submitted: JsonValue | undefined,
  namespace: string | undefined,
  region: string | undefined,
): DryRun | Refusal {
  const admission = admitJob(submitted, admissionContext(world, namespace, region));
  if (!admission.ok) return refused(admission.status, admission.message);
  const stored = world.jobs.get(keyOfJob(admission.job));
  const tx = new Transaction(world);
  const admitted = withPolicyIds(tx, admission.job, stored);
  const changes = stored === undefined || !sameSpecification(admitted, stored);
  const job = changes
    ? writeJobVersion(tx, admitted, stored === undefined ? newJobIndex : stored.jobModifyIndex + 1)
    : stored;
  const evaluation = newEvaluation({
    id: tx.identify((identifiers) => identifiers.evaluation()),
    namespace: job.namespace,
    jobId: job.id,
    type: job.type,
    priority: job.priority,
    triggeredBy: "job-register",
    jobModifyIndex: stored === undefined ? 0 : stored.jobModifyIndex + 1,
    annotatePlan: true,
  });
  const made = attempt(tx.commit(), evaluation, firstAttempt);
  return { ok: true, job, stored, warnings: admission.warnings, changes, attempt: made };
}
