import type { JobType } from "./job.js";
import type { AllocationMetrics } from "./metrics.js";
import type { Instant, Milliseconds } from "./time.js";

export type EvaluationStatus = "pending" | "blocked" | "complete" | "failed" | "canceled";

export type EvaluationTrigger =
  | "job-register"
  | "job-deregister"
  | "periodic-job"
  | "node-drain"
  | "node-update"
  | "alloc-stop"
  | "alloc-failure"
  | "alloc-reschedule"
  | "max-disconnect-timeout"
  | "reconnect"
  | "deployment-watcher"
  | "queued-allocs"
  | "max-plan-attempts"
  | "failed-follow-up"
  | "preemption"
  | "job-scaling"
  | "rolling-update"
  | "scheduled";

/** A request to look at one job and bring it to what is desired (spec 03 §1). */
export interface Evaluation {
  readonly id: string;
  readonly namespace: string;
  readonly priority: number;
  /** Which scheduler processes it; `service` for the evaluation of every job stop (spec 05 §9.1). */
  readonly type: JobType;
  readonly triggeredBy: EvaluationTrigger;
  readonly jobId: string;
  readonly jobModifyIndex: number;
  readonly nodeId: string | undefined;
  readonly nodeModifyIndex: number;
  readonly deploymentId: string | undefined;
  readonly status: EvaluationStatus;
  readonly statusDescription: string;
  /** Delay before it is queued. */
  readonly waitMs: Milliseconds;
  /** Not to be processed before this instant. */
  readonly waitUntil: Instant | undefined;
  readonly nextEvaluation: string | undefined;
  readonly previousEvaluation: string | undefined;
  readonly blockedEvaluation: string | undefined;
  readonly failedTaskGroups: Readonly<Record<string, AllocationMetrics>>;
  /** Counters of the reconciler per task group; undefined before it ran. */
  readonly planAnnotations: PlanAnnotations | undefined;
  /** Blocked evaluations: computed class → could it ever run there? Undefined when constraints escaped classes. */
  readonly classEligibility: Readonly<Record<string, boolean>> | undefined;
  readonly escapedComputedClass: boolean;
  /** Asks for a plan even where there is nothing to do: dry runs only. */
  readonly annotatePlan: boolean;
  /** Per task group: allocations still without a place. Undefined before the scheduler ran. */
  readonly queuedAllocations: Readonly<Record<string, number>> | undefined;
  readonly missingNonNodeResources: readonly string[];
  readonly snapshotIndex: number;
  readonly createIndex: number;
  readonly modifyIndex: number;
  readonly createTime: Instant;
  readonly modifyTime: Instant;
}

/** The counters of `DesiredTGUpdates` (spec 01 §3). */
export interface DesiredUpdates {
  readonly ignore: number;
  readonly place: number;
  readonly migrate: number;
  readonly stop: number;
  readonly inPlaceUpdate: number;
  readonly destructiveUpdate: number;
  readonly canary: number;
  readonly preemptions: number;
  readonly disconnect: number;
  readonly reconnect: number;
  readonly rescheduleNow: number;
  readonly rescheduleLater: number;
}

/** A counter without loss: one that fell below zero in a sysbatch plan has wrapped around (spec 04 §12.6). */
export function exactCounter(counter: number): number | bigint {
  return Number.isSafeInteger(counter) ? counter : BigInt.asUintN(64, -1n);
}

export interface PlanAnnotations {
  readonly desiredUpdates: Readonly<Record<string, DesiredUpdates>>;
  readonly preemptedAllocations: readonly string[];
}

export const noDesiredUpdates: DesiredUpdates = {
  ignore: 0,
  place: 0,
  migrate: 0,
  stop: 0,
  inPlaceUpdate: 0,
  destructiveUpdate: 0,
  canary: 0,
  preemptions: 0,
  disconnect: 0,
  reconnect: 0,
  rescheduleNow: 0,
  rescheduleLater: 0,
};

export function evaluationTerminal(evaluation: Evaluation): boolean {
  return evaluation.status !== "pending" && evaluation.status !== "blocked";
}

/** A pending evaluation with everything else unset: what every writer of evaluations starts from. */
export function newEvaluation(
  given: Pick<Evaluation, "id" | "namespace" | "priority" | "type" | "triggeredBy" | "jobId"> & Partial<Evaluation>,
): Evaluation {
  return {
    jobModifyIndex: 0,
    nodeId: undefined,
    nodeModifyIndex: 0,
    deploymentId: undefined,
    status: "pending",
    statusDescription: "",
    waitMs: 0,
    waitUntil: undefined,
    nextEvaluation: undefined,
    previousEvaluation: undefined,
    blockedEvaluation: undefined,
    failedTaskGroups: {},
    planAnnotations: undefined,
    classEligibility: undefined,
    escapedComputedClass: false,
    annotatePlan: false,
    queuedAllocations: undefined,
    missingNonNodeResources: [],
    snapshotIndex: 0,
    createIndex: 0,
    modifyIndex: 0,
    createTime: 0,
    modifyTime: 0,
    ...given,
  };
}
