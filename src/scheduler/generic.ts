import type { Allocation } from "../model/allocation.js";
import { terminal } from "../model/allocation.js";
import type { Attempt, AttemptCarry } from "../model/attempt.js";
import type { Deployment } from "../model/deployment.js";
import type { DesiredUpdates, Evaluation } from "../model/evaluation.js";
import { Identifiers } from "../model/identifiers.js";
import type { Job } from "../model/job.js";
import type { Snapshot } from "../model/snapshot.js";
import { allocationsOfJob, findJob, latestDeployment } from "../model/snapshot.js";
import { blockedEvaluation } from "./blockedEvaluation.js";
import { stopLostAllocations } from "./lostAllocations.js";
import { Placing } from "./placing.js";
import { PlanDraft } from "./planDraft.js";
import type { DecideChange } from "./reconcile/changes.js";
import { Changes } from "./reconcile/changes.js";
import type { GroupOutcome } from "./reconcile/outcome.js";
import type { Reconciliation } from "./reconcile/reconcile.js";
import { reconcile } from "./reconcile/reconcile.js";
import { Taints } from "./taint.js";

/**
 * One attempt of the service or the batch scheduler: reconcile, place, and say what to store before the plan. Spec 01
 * §14.2, spec 03 §4.1.
 */
export function attemptGeneric(state: Snapshot, evaluation: Evaluation, carry: AttemptCarry): Attempt {
  const identifiers = new Identifiers(state.identifiers);
  const batch = evaluation.type === "batch";
  const job = findJob(state, evaluation.namespace, evaluation.jobId);
  const latest = batch ? undefined : latestDeployment(state, evaluation.namespace, evaluation.jobId);
  const allocations = allocationsOfJob(state, evaluation.namespace, evaluation.jobId);
  const taints = new Taints(state.nodes, allocations.length);
  const plan = new PlanDraft(evaluation, job, state.index);
  const placing = job === undefined ? undefined : new Placing(state, evaluation, job, plan, identifiers);

  stopLostAllocations(plan, allocations, taints);
  const reconciliation = reconcile({
    job,
    batch,
    evaluation,
    latestDeployment: latest,
    allocations,
    taints,
    now: state.now,
    identifiers,
    decideChange: changeDecider(state, evaluation, job, placing),
  });
  const deployment = reconciliation.deployment ?? latest;
  fillPlan(plan, reconciliation, job, deployment);
  placing?.placeAll(reconciliation.groups, deployment);

  const failedTaskGroups = Object.fromEntries(placing?.failed ?? []);
  const verdicts = placing?.classVerdicts();
  const created: Evaluation[] = [];
  let blocked = carry.blockedEvaluation;
  const somethingFailed = verdicts !== undefined && Object.keys(failedTaskGroups).length > 0;
  if (somethingFailed && evaluation.status !== "blocked" && blocked === undefined) {
    const evaluationToCome = blockedEvaluation(state, evaluation, identifiers.evaluation(), failedTaskGroups, verdicts);
    created.push(evaluationToCome);
    blocked = evaluationToCome.id;
  }
  const submits = evaluation.annotatePlan || !plan.isNoOp();
  const followups = submits ? followupsOf(reconciliation, evaluation) : [];
  created.push(...followups);
  const annotations = {
    desiredUpdates: countersOf(reconciliation),
    preemptedAllocations: placing?.preempted ?? [],
  };
  return {
    evaluationId: evaluation.id,
    plan: submits ? plan.toPlan(annotations) : undefined,
    createdEvaluations: created,
    identifiers: identifiers.state,
    findings: {
      deploymentId: deployment?.id,
      failedTaskGroups,
      queuedAllocations: queuedBefore(reconciliation, job),
      nextEvaluation: followups.at(-1)?.id,
      annotations,
      classEligibility: somethingFailed ? verdicts.eligibility : undefined,
      escapedComputedClass: somethingFailed && verdicts.escaped,
      missingNonNodeResources: somethingFailed ? verdicts.missingNonNodeResources : [],
    },
    carry: { ...carry, blockedEvaluation: blocked },
  };
}

function changeDecider(
  state: Snapshot,
  evaluation: Evaluation,
  job: Job | undefined,
  placing: Placing | undefined,
): DecideChange {
  if (job === undefined || placing === undefined) return () => "ignore";
  const changes = new Changes(job, evaluation.id, state.nodes, (allocation, node, group) =>
    placing.fitInPlace(allocation, node, group),
  );
  return (allocation, group) => changes.decide(allocation, group);
}

/** Everything but the placements, in the order of spec 01 §14.2 step 3. */
function fillPlan(
  plan: PlanDraft,
  reconciliation: Reconciliation,
  job: Job | undefined,
  deployment: Deployment | undefined,
): void {
  plan.deployment = reconciliation.deployment;
  plan.deploymentUpdates.push(...reconciliation.deploymentUpdates);
  const outcomes = [...reconciliation.groups.values()];
  for (const { stops } of outcomes) for (const stop of stops) plan.stop(stop.allocation, stop);
  for (const { disconnects } of outcomes) for (const each of disconnects.values()) plan.update("disconnect", each);
  for (const { reconnects } of outcomes)
    for (const each of reconnects) plan.update("reconnect", withPlanJob(each, job));
  for (const { inPlace } of outcomes)
    for (const each of inPlace) plan.update("in-place", inDeployment(each, deployment));
  for (const { annotated } of outcomes) {
    for (const each of annotated) plan.update("reschedule-later", withPlanJob(each, job));
  }
}

/** An update without a job of its own means the plan's job, unless the allocation is terminal (spec 01 §14.3, §15). */
function withPlanJob(allocation: Allocation, job: Job | undefined): Allocation {
  return job === undefined || terminal(allocation) ? allocation : { ...allocation, job };
}

/** An allocation that is updated in place under another deployment has to become healthy again (spec 01 §10). */
function inDeployment(allocation: Allocation, deployment: Deployment | undefined): Allocation {
  if (allocation.deploymentId === deployment?.id) return allocation;
  return { ...allocation, deploymentId: deployment?.id, deploymentStatus: undefined };
}

/** An evaluation that was itself delayed creates no follow-ups (spec 01 §14.2 step 7, §20 Q10). */
function followupsOf(reconciliation: Reconciliation, evaluation: Evaluation): readonly Evaluation[] {
  if (evaluation.waitUntil !== undefined) return [];
  const followups: Evaluation[] = [];
  for (const outcome of reconciliation.groups.values()) {
    for (const followup of outcome.followups) followups.push({ ...followup, previousEvaluation: evaluation.id });
  }
  return followups;
}

function countersOf(reconciliation: Reconciliation): Readonly<Record<string, DesiredUpdates>> {
  return Object.fromEntries([...reconciliation.groups].map(([name, outcome]) => [name, outcome.counters]));
}

/** What waits for a place, per group; groups that wait for nothing are named only if none waits (spec 01 §14.2 step 4). */
function queuedBefore(reconciliation: Reconciliation, job: Job | undefined): Readonly<Record<string, number>> {
  const queued: Record<string, number> = {};
  for (const [name, outcome] of reconciliation.groups) {
    const amount = wanted(outcome);
    if (amount > 0) queued[name] = amount;
  }
  if (Object.keys(queued).length > 0) return queued;
  return Object.fromEntries((job?.taskGroups ?? []).map((group) => [group.name, 0]));
}

function wanted(outcome: GroupOutcome): number {
  return outcome.placements.length + outcome.destructive.length;
}
