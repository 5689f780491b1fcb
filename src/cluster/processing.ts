import type { Attempt, PlanResult } from "../model/attempt.js";
import { firstAttempt } from "../model/attempt.js";
import type { Delivery } from "../model/delivery.js";
import type { Evaluation } from "../model/evaluation.js";
import { frozen } from "../model/frozen.js";
import { jobKey } from "../model/job.js";
import type { Snapshot } from "../model/snapshot.js";
import type { Result } from "../model/step.js";
import { done, refused } from "../model/step.js";
import { withEntry } from "../model/table.js";
import type { World } from "../model/world.js";
import { attempt, conclude } from "../scheduler/schedule.js";
import { applyPlan } from "./applyPlan.js";
import { blockEvaluation } from "./blocked.js";
import { acknowledge, readyEvaluations, refuseDelivery, takeEvaluation } from "./broker.js";
import { storeEvaluations } from "./evaluations.js";
import { updateJobStatus } from "./state/jobs.js";
import type { Transaction } from "./transaction.js";

/**
 * The first of the three actions of an evaluation: a worker takes it and the scheduler makes a plan from the state of this
 * moment. Blocked and follow-up evaluations are stored before the plan is queued. Spec 01 §14.2, 03 §4.1.
 */
export function evaluate(tx: Transaction, evaluationId: string): Result {
  const evaluation = tx.world.evaluations.get(evaluationId);
  const delivery = tx.world.deliveries.get(evaluationId);
  const atWork = delivery?.stage === "evaluate" && !tx.world.broker.delayed.has(evaluationId);
  if (evaluation === undefined || (!atWork && !readyEvaluations(tx.world).includes(evaluationId))) {
    return refused(500, `evaluation ${evaluationId} is not ready to be processed`);
  }
  const again = readyEvaluations(tx.world).includes(evaluationId);
  if (again) takeEvaluation(tx, evaluation);
  const carry = again ? firstAttempt : (delivery?.carry ?? firstAttempt);
  const made = attempt(tx.before, evaluation, carry);
  tx.world.identifiers = made.identifiers;
  for (const created of made.createdEvaluations) storeCreated(tx, created, evaluation);
  putDelivery(tx, {
    evaluationId,
    jobKey: jobKey(evaluation.namespace, evaluation.jobId),
    deliveries: again ? (delivery?.deliveries ?? 0) + 1 : (delivery?.deliveries ?? 1),
    retries: again ? 0 : (delivery?.retries ?? 0),
    stage: made.plan === undefined ? "conclude" : "apply-plan",
    carry: made.carry,
    attempt: made,
    snapshotIndex: tx.before.index,
    result: undefined,
  });
  return done;
}

/** The second: the queued plan is held against the state of now, and what fits is committed. Spec 03 §5. */
export function applyQueuedPlan(tx: Transaction, evaluationId: string): Result {
  const delivery = tx.world.deliveries.get(evaluationId);
  const plan = delivery?.attempt?.plan;
  if (delivery?.stage !== "apply-plan" || plan === undefined) {
    return refused(500, `evaluation ${evaluationId} has no plan to apply`);
  }
  const result: PlanResult = applyPlan(tx, plan);
  putDelivery(tx, { ...delivery, stage: "conclude", result });
  return done;
}

/** The third: try again after a partial commit, or complete the evaluation and let the next one of its job run. */
export function concludeEvaluation(tx: Transaction, evaluationId: string): Result {
  const evaluation = tx.world.evaluations.get(evaluationId);
  const delivery = tx.world.deliveries.get(evaluationId);
  if (evaluation === undefined || delivery?.stage !== "conclude" || delivery.attempt === undefined) {
    return refused(500, `evaluation ${evaluationId} has nothing to conclude`);
  }
  const conclusion = conclude(stateSeen(tx.before, delivery), evaluation, delivery.attempt, withPatience(delivery));
  switch (conclusion.kind) {
    case "retry":
      putDelivery(tx, {
        ...delivery,
        retries: delivery.retries + 1,
        stage: "evaluate",
        carry: conclusion.carry,
        attempt: undefined,
        result: undefined,
      });
      return done;
    case "reblock":
      blockAgain(tx, conclusion.evaluation, delivery.attempt);
      return done;
    case "nack":
      putDelivery(tx, { ...delivery, stage: "evaluate", attempt: undefined, result: undefined });
      refuseDelivery(tx, evaluation, delivery.deliveries, conclusion.reason);
      return done;
    case "finish":
      tx.world.identifiers = conclusion.identifiers;
      for (const created of conclusion.createdEvaluations) storeCreated(tx, created, evaluation);
      finish(tx, conclusion.evaluation, delivery.attempt);
      return done;
  }
}

/**
 * What happened between the attempt and now was not seen, unless a rejected node made the worker read the state anew: the
 * watcher asks for another evaluation by that index. Spec 03 §1.1 (`SnapshotIndex`), 02 §7.3.
 */
function stateSeen(now: World, delivery: Delivery): Snapshot {
  return delivery.result?.refresh === true ? now : { ...now, index: delivery.snapshotIndex };
}

/** After so many retries nothing counts as progress any more. */
const patience = 25;

/**
 * The plan's result, without progress when the evaluation goes round in circles: one node refuses its part again and again
 * while another takes the same change again and again, as may be when both wait for their return. Nomad retries until the
 * refusing node is ready; here virtual time would stand still meanwhile.
 */
function withPatience({ result, retries }: Delivery): PlanResult | undefined {
  return result === undefined || retries < patience ? result : { ...result, progress: false };
}

function finish(tx: Transaction, evaluation: Evaluation, made: Attempt): void {
  storeEvaluations(tx, [evaluation], tx.nextIndex());
  updateJobStatus(tx, evaluation.namespace, evaluation.jobId);
  tx.emit(evaluation.status === "failed" ? "evaluation failed" : "evaluation processed", {
    namespace: evaluation.namespace,
    jobId: evaluation.jobId,
    evaluationId: evaluation.id,
    ...(evaluation.deploymentId === undefined ? {} : { deploymentId: evaluation.deploymentId }),
    why: outcome(evaluation, made),
  });
  acknowledge(tx, evaluation);
}

function outcome(evaluation: Evaluation, made: Attempt): string {
  if (evaluation.status === "failed") return `${evaluation.statusDescription}.`;
  const unplaced = Object.keys(evaluation.failedTaskGroups);
  if (unplaced.length > 0) return `No node has room for all of ${unplaced.join(", ")}.`;
  return made.plan === undefined ? "Nothing had to change." : "The plan was carried out.";
}

/** Waits on under the same ID; nothing is written but queued counts that differ. Spec 03 §3.5. */
function blockAgain(tx: Transaction, evaluation: Evaluation, made: Attempt): void {
  const summary = tx.world.summaries.get(jobKey(evaluation.namespace, evaluation.jobId));
  const queued = evaluation.queuedAllocations ?? {};
  const differs = Object.keys(queued).some((group) => summary?.groups[group]?.queued !== queued[group]);
  if (differs) storeEvaluations(tx, [evaluation], tx.nextIndex());
  else blockEvaluation(tx, evaluation);
  tx.emit("evaluation blocked", {
    namespace: evaluation.namespace,
    jobId: evaluation.jobId,
    evaluationId: evaluation.id,
    why: `Still no room for all of ${Object.keys(made.findings.failedTaskGroups).join(", ")}: it waits on.`,
  });
  acknowledge(tx, evaluation);
}

function storeCreated(tx: Transaction, created: Evaluation, parent: Evaluation): void {
  storeEvaluations(tx, [created], tx.nextIndex());
  updateJobStatus(tx, created.namespace, created.jobId);
  tx.emit(created.status === "blocked" ? "evaluation blocked" : "evaluation created", {
    namespace: created.namespace,
    jobId: created.jobId,
    evaluationId: created.id,
    why: createdReason(created, parent),
  });
}

function createdReason(created: Evaluation, parent: Evaluation): string {
  const of = parent.id.slice(0, 8);
  if (created.status === "blocked")
    return `Evaluation ${of} found no room for everything; this one waits for capacity.`;
  if (created.triggeredBy === "max-disconnect-timeout")
    return `Evaluation ${of} waits for disconnected allocations to return.`;
  return `Evaluation ${of} may replace failed allocations only after a delay.`;
}

function putDelivery(tx: Transaction, delivery: Delivery): void {
  tx.world.deliveries = withEntry(tx.world.deliveries, delivery.evaluationId, frozen(delivery));
}
