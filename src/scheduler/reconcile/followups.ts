import type { Allocation } from "../../model/allocation.js";
import { byIndexAndAge } from "../../model/allocation.js";
import type { Evaluation, EvaluationTrigger } from "../../model/evaluation.js";
import { newEvaluation } from "../../model/evaluation.js";
import type { Identifiers } from "../../model/identifiers.js";
import type { Job } from "../../model/job.js";
import type { Instant, Milliseconds } from "../../model/time.js";
import { evaluationText } from "../descriptions.js";
import type { AllocationSet } from "./allocationSet.js";
import { idsOf } from "./allocationSet.js";
import type { GroupOutcome } from "./outcome.js";

/** Closer together than this (strictly): one evaluation for both (spec 01 §2). */
const batchWindowMs: Milliseconds = 5000;

/** An allocation that has to be looked at again at some time. */
export interface Appointment {
  readonly allocation: Allocation;
  readonly time: Instant;
}

/** For what a follow-up evaluation is made. */
export type FollowupReason = "reschedule" | "delayed-lost" | "disconnect-timeout";

/** Evaluations to create, and which allocation waits for which of them. */
export interface Followups {
  readonly evaluations: readonly Evaluation[];
  /** By allocation ID. */
  readonly evaluationIds: ReadonlyMap<string, string>;
}

/** Whom follow-up evaluations are for. */
export interface FollowupOwner {
  readonly job: Job;
  readonly evaluation: Evaluation;
  readonly now: Instant;
  readonly identifiers: Identifiers;
}

/**
 * Groups appointments into as few evaluations as the 5 s window allows, earliest first. From the second batch on,
 * reschedules and delayed losses have trigger `alloc-failure` and no description. Spec 01 §7.4.
 */
export function batchFollowups(
  owner: FollowupOwner,
  appointments: readonly Appointment[],
  reason: FollowupReason,
): Followups {
  const evaluations: Evaluation[] = [];
  const evaluationIds = new Map<string, string>();
  let batch: Evaluation | undefined;
  let batchStart: Instant = 0;
  for (const { allocation, time } of earliestFirst(appointments)) {
    if (batch === undefined || time - batchStart >= batchWindowMs) {
      batch = followup(owner, time, reason, batch === undefined);
      batchStart = time;
      evaluations.push(batch);
    }
    evaluationIds.set(allocation.id, batch.id);
  }
  return { evaluations, evaluationIds };
}

function earliestFirst(appointments: readonly Appointment[]): readonly Appointment[] {
  return [...appointments].sort((a, b) => a.time - b.time || byIndexAndAge(a.allocation, b.allocation));
}

function followup(owner: FollowupOwner, time: Instant, reason: FollowupReason, first: boolean): Evaluation {
  const { triggeredBy, statusDescription } = causeOf(reason, first);
  return newEvaluation({
    id: owner.identifiers.evaluation(),
    namespace: owner.job.namespace,
    priority: owner.evaluation.priority,
    type: owner.job.type,
    jobId: owner.job.id,
    jobModifyIndex: owner.job.modifyIndex,
    triggeredBy,
    statusDescription,
    waitUntil: time,
    createTime: owner.now,
    modifyTime: owner.now,
  });
}

function causeOf(
  reason: FollowupReason,
  first: boolean,
): { readonly triggeredBy: EvaluationTrigger; readonly statusDescription: string } {
  if (reason === "disconnect-timeout") {
    return { triggeredBy: "max-disconnect-timeout", statusDescription: evaluationText.disconnectTimeout };
  }
  if (!first) return { triggeredBy: "alloc-failure", statusDescription: "" };
  return {
    triggeredBy: reason === "reschedule" ? "alloc-reschedule" : "alloc-failure",
    statusDescription: evaluationText.delayedRescheduling,
  };
}

/**
 * Gives allocations that are rescheduled later the evaluation they wait for: in their disconnect update if they have one,
 * else as an update of its own; migrating ones get it with their stop. Spec 01 §5 step 13.
 *
 * @returns By allocation ID: the evaluation it waits for.
 */
export function annotateDelayed(
  outcome: GroupOutcome,
  owner: FollowupOwner,
  delayed: readonly Appointment[],
  migrate: AllocationSet,
): ReadonlyMap<string, string> {
  const { evaluations, evaluationIds } = batchFollowups(owner, delayed, "reschedule");
  outcome.followups.push(...evaluations);
  outcome.counters.rescheduleLater = delayed.length;
  const migrating = idsOf(migrate);
  for (const { allocation } of [...delayed].sort((a, b) => byIndexAndAge(a.allocation, b.allocation))) {
    const followupEvaluationId = evaluationIds.get(allocation.id);
    const disconnect = outcome.disconnects.get(allocation.id);
    if (disconnect !== undefined) outcome.disconnects.set(allocation.id, { ...disconnect, followupEvaluationId });
    else if (!migrating.has(allocation.id)) outcome.annotated.push({ ...allocation, followupEvaluationId });
  }
  return evaluationIds;
}
