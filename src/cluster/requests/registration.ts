import { castDraft, produce } from "immer";
import type { AdmissionContext } from "../../jobspec/admission.js";
import { sameSpecification } from "../../jobspec/admission.js";
import type { Evaluation, EvaluationTrigger } from "../../model/evaluation.js";
import { newEvaluation } from "../../model/evaluation.js";
import type { Job } from "../../model/job.js";
import { isTemplate, keyOfJob } from "../../model/job.js";
import type { JobSource } from "../../model/jobSubmission.js";
import type { Refusal, Result } from "../../model/step.js";
import { refused } from "../../model/step.js";
import type { World } from "../../model/world.js";
import { createEvaluation } from "../evaluations.js";
import { updateJobStatus, writeJobVersion } from "../state/jobs.js";
import { withPolicyIds } from "../state/scalingPolicies.js";
import type { Transaction } from "../transaction.js";

/** What a registration may ask for besides the job. */
export interface RegistrationOptions {
  /** The `JobModifyIndex` that the stored job must have; 0: there must be none (spec 05 §7.2). */
  readonly enforceIndex?: number | undefined;
  readonly evalPriority?: number | undefined;
  readonly preserveCounts?: boolean | undefined;
  readonly preserveResources?: boolean | undefined;
  readonly submission?: JobSource | undefined;
  readonly warnings: string;
}

/** What admission has to know of this cluster. */
export function admissionContext(world: World, namespace?: string, region?: string): AdmissionContext {
  return {
    now: world.now,
    region: world.settings.region,
    namespaces: world.namespaces.valuesArray(),
    nodePools: world.nodePools.keysArray(),
    memoryOversubscription: world.schedulerConfiguration.memoryOversubscription,
    ...(namespace === undefined ? {} : { queryNamespace: namespace }),
    ...(region === undefined ? {} : { queryRegion: region }),
  };
}

/**
 * Registers an admitted job: index and transition checks, then a new version with its evaluation in one write, or for an
 * unchanged specification the evaluation alone. Deployments are the scheduler's affair. Spec 05 §7.1 to §7.4, 02 §10.2.
 */
export function registerAdmitted(tx: Transaction, admitted: Job, options: RegistrationOptions): Result {
  const stored = tx.world.jobs.get(keyOfJob(admitted));
  const refusal = enforceIndex(stored, options.enforceIndex) ?? forbiddenTransition(stored, admitted);
  if (refusal !== undefined) return refusal;
  const job = withPolicyIds(tx, admitted, stored);
  if (stored !== undefined && sameSpecification(job, stored)) return registerUnchanged(tx, stored, options);
  const index = tx.nextIndex();
  const version = writeJobVersion(tx, preserved(job, stored, options), index, options.submission);
  const about = { namespace: version.namespace, jobId: version.id };
  const why =
    stored === undefined
      ? `Job "${version.id}" is new: version ${version.version}.`
      : `The specification changed: version ${version.version} follows version ${stored.version}.`;
  tx.emit("job registered", { ...about, why });
  const evaluation = jobEvaluation(tx, version, "job-register", options.evalPriority, index);
  if (evaluation !== undefined) {
    createEvaluation(tx, evaluation, index, "A job was registered.");
    updateJobStatus(tx, version.namespace, version.id);
  }
  return {
    ok: true,
    evaluationId: evaluation?.id,
    evalCreateIndex: evaluation === undefined ? 0 : index,
    jobModifyIndex: index,
    warnings: options.warnings,
    index,
  };
}

/** Nothing about the job is written, but the scheduler looks at it once more. Spec 05 §7.3 "Unchanged". */
function registerUnchanged(tx: Transaction, stored: Job, options: RegistrationOptions): Result {
  const answer = { ok: true as const, jobModifyIndex: stored.modifyIndex, warnings: options.warnings };
  const evaluation = jobEvaluation(tx, stored, "job-register", options.evalPriority, 0);
  if (evaluation === undefined) return { ...answer, evalCreateIndex: 0, index: stored.modifyIndex };
  const index = tx.nextIndex();
  createEvaluation(
    tx,
    evaluation,
    index,
    "The same specification was registered again: no new version, one more look.",
  );
  updateJobStatus(tx, stored.namespace, stored.id);
  return { ...answer, evaluationId: evaluation.id, evalCreateIndex: index, index };
}

/** The evaluation of a job's write; none for periodic and parameterized jobs. Spec 05 §7.4. */
export function jobEvaluation(
  tx: Transaction,
  job: Job,
  triggeredBy: EvaluationTrigger,
  priority: number | undefined,
  jobModifyIndex: number,
): Evaluation | undefined {
  if (isTemplate(job)) return undefined;
  return newEvaluation({
    id: tx.identify((identifiers) => identifiers.evaluation()),
    namespace: job.namespace,
    jobId: job.id,
    type: job.type,
    priority: priority !== undefined && priority > 0 ? priority : job.priority,
    triggeredBy,
    jobModifyIndex,
  });
}

/** The table of spec 05 §7.2. */
export function enforceIndex(stored: Job | undefined, wanted: number | undefined): Refusal | undefined {
  if (wanted === undefined) return undefined;
  const start = `Enforcing job modify index ${wanted}: `;
  if (stored === undefined) return wanted === 0 ? undefined : refused(500, `${start}job does not exist`);
  if (wanted === 0) return refused(500, `${start}job already exists`);
  if (wanted === stored.jobModifyIndex) return undefined;
  return refused(500, `${start}job exists with conflicting job modify index: ${stored.jobModifyIndex}`);
}

/** What a job can never become, not even after a stop; first hit. Spec 05 §7.1 step 6. */
function forbiddenTransition(stored: Job | undefined, job: Job): Refusal | undefined {
  if (stored === undefined) {
    return job.dispatched ? refused(500, "job can't be submitted with 'Dispatched' set") : undefined;
  }
  if (stored.type !== job.type) return refused(500, `cannot update job from type "${stored.type}" to "${job.type}"`);
  const kinds = [
    { was: stored.periodic !== undefined, is: job.periodic !== undefined, name: "periodic" },
    { was: stored.parameterized !== undefined, is: job.parameterized !== undefined, name: "parameterized" },
  ];
  for (const { was, is, name } of kinds) {
    if (was && !is) return refused(500, `cannot update ${name} job to being non-${name}`);
    if (!was && is) return refused(500, `cannot update non-${name} job to being ${name}`);
  }
  return stored.dispatched === job.dispatched ? undefined : refused(500, "field 'Dispatched' is read-only");
}

/** Counts and resources of the stored version, for groups and tasks of the same name. Spec 05 §7.5. */
function preserved(job: Job, stored: Job | undefined, options: RegistrationOptions): Job {
  if (stored === undefined || (!options.preserveCounts && !options.preserveResources)) return job;
  return produce(job, (draft) => {
    for (const group of draft.taskGroups) {
      const kept = stored.taskGroups.find((candidate) => candidate.name === group.name);
      if (kept === undefined) continue;
      if (options.preserveCounts) group.count = kept.count;
      for (const task of options.preserveResources ? group.tasks : []) {
        const same = kept.tasks.find((candidate) => candidate.name === task.name);
        if (same !== undefined) task.resources = castDraft(same.resources);
      }
    }
  });
}
