import { produce } from "immer";
import type { OutsideAction } from "../../model/action.js";
import { isActive } from "../../model/deployment.js";
import type { Job } from "../../model/job.js";
import { findTaskGroup, jobKey, keyOfJob } from "../../model/job.js";
import type { ScalingEvent } from "../../model/scalingEvent.js";
import { latestDeployment } from "../../model/snapshot.js";
import type { Refusal, Result } from "../../model/step.js";
import { refused } from "../../model/step.js";
import { createEvaluation } from "../evaluations.js";
import { updateJobStatus, writeJobVersion } from "../state/jobs.js";
import { writeScalingEvent } from "../state/scaling.js";
import type { Transaction } from "../transaction.js";
import { enforceIndex, jobEvaluation } from "./registration.js";

/** The sum of all groups' counts that a job may have (spec 05 §3.1). */
const jobMaxCount = 50_000;

type ScaleAction = OutsideAction & { readonly kind: "scale-job" };

/**
 * `POST /v1/job/:id/scale`: a new version with another count, its evaluation and an event, in three writes. Refused while a
 * deployment is active. Without a count only the event is kept. Spec 05 §13.2.
 *
 *     { "kind": "scale-job", "namespace": "default", "jobId": "example", "group": "web", "count": 5, "message": "" }
 */
export function scaleJob(tx: Transaction, action: ScaleAction): Result {
  const job = tx.world.jobs.get(jobKey(action.namespace, action.jobId));
  const refusal = malformed(action) ?? unscalable(tx, action, job);
  if (refusal !== undefined || job === undefined) return refusal ?? refused(404, `job "${action.jobId}" not found`);
  const previousCount = findTaskGroup(job, action.group)?.count ?? 0;
  if (action.count === undefined) {
    const index = tx.nextIndex();
    writeScalingEvent(tx, keyOfJob(job), action.group, eventOf(tx, action, previousCount, undefined, index));
    return { ok: true, evalCreateIndex: 0, jobModifyIndex: job.modifyIndex, index };
  }
  const count = action.count;
  const jobIndex = tx.nextIndex();
  const wanted = produce(job, (draft) => {
    for (const group of draft.taskGroups) if (group.name === action.group) group.count = count;
    draft.submitTime = tx.world.now;
  });
  const scaled = writeJobVersion(tx, wanted, jobIndex);
  tx.emit("job registered", {
    namespace: job.namespace,
    jobId: job.id,
    taskGroup: action.group,
    why: `Group ${action.group} was scaled from ${previousCount} to ${count}: version ${scaled.version}.`,
  });
  const evaluation = jobEvaluation(tx, scaled, "job-scaling", undefined, jobIndex);
  const evalIndex = evaluation === undefined ? 0 : tx.nextIndex();
  if (evaluation !== undefined) {
    createEvaluation(tx, evaluation, evalIndex, "A task group was scaled.");
    updateJobStatus(tx, job.namespace, job.id);
  }
  const index = tx.nextIndex();
  writeScalingEvent(tx, keyOfJob(job), action.group, eventOf(tx, action, previousCount, evaluation?.id, index));
  return { ok: true, evaluationId: evaluation?.id, evalCreateIndex: evalIndex, jobModifyIndex: jobIndex, index };
}

/** What is wrong with the request itself, in Nomad's order. Spec 05 §13.2. */
function malformed(action: ScaleAction): Refusal | undefined {
  if (action.group === "") return refused(400, "missing task group name for scaling action");
  if (action.count === undefined) return undefined;
  if (action.count < 0) return refused(400, "scaling action count can't be negative");
  return action.error === true ? refused(400, "scaling action should not contain count if error is true") : undefined;
}

function unscalable(tx: Transaction, action: ScaleAction, job: Job | undefined): Refusal | undefined {
  if (job === undefined) return refused(404, `job "${action.jobId}" not found`);
  const { count } = action;
  if (job.type === "system" && count !== undefined && count > 1) {
    return refused(400, 'jobs of type "system" can only be scaled between 0 and 1');
  }
  const group = findTaskGroup(job, action.group);
  if (group === undefined) {
    return refused(400, `task group "${action.group}" specified for scaling does not exist in job`);
  }
  if (count === undefined) return undefined;
  const policy = group.scaling;
  if (policy !== undefined && count < policy.min) {
    return refused(400, `group count was less than scaling policy minimum: ${count} < ${policy.min}`);
  }
  if (policy !== undefined && count > policy.max) {
    return refused(400, `group count was greater than scaling policy maximum: ${count} > ${policy.max}`);
  }
  const total = job.taskGroups.reduce((sum, other) => sum + (other === group ? count : other.count), 0);
  if (total > jobMaxCount) {
    return refused(500, `total count was greater than configured job_max_count: ${total} > ${jobMaxCount}`);
  }
  const deployment = latestDeployment(tx.world, job.namespace, job.id);
  if (deployment !== undefined && isActive(deployment) && deployment.jobCreateIndex === job.createIndex) {
    return refused(400, "job scaling blocked due to active deployment");
  }
  const wanted = action.enforceIndex;
  return wanted === undefined || wanted === 0 ? undefined : enforceIndex(job, wanted);
}

function eventOf(
  tx: Transaction,
  action: ScaleAction,
  previousCount: number,
  evaluationId: string | undefined,
  index: number,
): ScalingEvent {
  return {
    time: tx.world.now,
    count: action.count,
    previousCount,
    message: action.message,
    error: action.error === true,
    evaluationId,
    createIndex: index,
  };
}
