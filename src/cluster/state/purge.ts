import type { Job } from "../../model/job.js";
import { keyOfJob } from "../../model/job.js";
import { allocationsOfJob } from "../../model/snapshot.js";
import { untrackJob } from "../blocked.js";
import { dropDelayed } from "../broker.js";
import { lookNotBefore } from "../garbage/looks.js";
import { untrackPeriodicJob } from "../periodic/tracking.js";
import type { Transaction } from "../transaction.js";
import { endWatching, releaseSuccessors, wakeRunner } from "../wakeups.js";
import { deleteAllocation } from "./allocations.js";
import { writeEvaluations } from "./evaluations.js";
import { countActivity } from "./jobs.js";
import { forgetScalingPolicies } from "./scalingPolicies.js";
import { countChild } from "./summaries.js";

/**
 * Forgets a job: its versions, summary, allocations and deployments go; evaluations that were still open end. A watcher of a
 * deleted deployment stops. Spec 05 §9.1, 02 §14.
 */
export function purgeJob(tx: Transaction, job: Job, index: number): void {
  const key = keyOfJob(job);
  closeEvaluations(tx, job, key, index);
  countChild(tx, job, job.status, "dead");
  untrackPeriodicJob(tx, key);
  untrackJob(tx, job.namespace, job.id);
  for (const allocation of allocationsOfJob(tx.world, job.namespace, job.id)) {
    deleteAllocation(tx, allocation);
    wakeRunner(tx, allocation.id);
    releaseSuccessors(tx, allocation.id);
  }
  for (const id of tx.world.deploymentsByJob.get(key) ?? []) {
    endWatching(tx, id);
    tx.world.deployments = tx.world.deployments.without(id);
  }
  const active = tx.world.jobActivity.get(key)?.activeDeployments ?? 0;
  if (active > 0) countActivity(tx, key, { activeDeployments: -active });
  tx.world.deploymentsByJob = tx.world.deploymentsByJob.without(key);
  forgetScalingPolicies(tx, job);
  tx.world.scalingEvents = tx.world.scalingEvents.without(key);
  tx.world.submissions = tx.world.submissions.without(key);
  tx.world.summaries = tx.world.summaries.without(key);
  tx.world.jobVersions = tx.world.jobVersions.without(key);
  tx.world.jobs = tx.world.jobs.without(key);
  // What is left of it is held by nobody any more.
  lookNotBefore(tx, "evaluations", tx.world.now);
}

function closeEvaluations(tx: Transaction, job: Job, key: string, index: number): void {
  for (const id of tx.world.evaluationsByJob.get(key)?.keysArray() ?? []) {
    const evaluation = tx.world.evaluations.get(id);
    if (evaluation?.status !== "pending" || tx.world.deliveries.has(id)) continue;
    dropDelayed(tx, id);
    writeEvaluations(tx, [{ ...evaluation, status: "complete", statusDescription: `job ${job.id} deleted` }], index);
  }
}
