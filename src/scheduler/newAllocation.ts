import type { Allocation, DesiredTransition } from "../model/allocation.js";
import type { Evaluation } from "../model/evaluation.js";
import type { Job } from "../model/job.js";
import type { AllocationMetrics } from "../model/metrics.js";
import type { Instant } from "../model/time.js";
import type { Selection } from "./placement/stack.js";

/** What a placement settles, besides the node. */
export interface NewAllocation {
  readonly id: string;
  readonly name: string;
  readonly job: Job;
  readonly group: string;
  readonly evaluation: Evaluation;
  readonly selection: Selection;
  readonly metrics: AllocationMetrics;
  readonly deploymentId: string | undefined;
  /** Counts as a canary of the scheduler's deployment. */
  readonly canary: boolean;
  readonly previous: Allocation | undefined;
  readonly now: Instant;
}

// Shared by all new allocations: an evaluation reads these of each of them, and what is shared stays in the processor's cache.
const unmarked: DesiredTransition = {};
const noHistory: Allocation["clientStatusHistory"] = [];

/** A new allocation as it goes into the plan: wanted, and pending at its client. Spec 01 §14.4 step 8. */
export function newAllocation(given: NewAllocation): Allocation {
  const { id, name, job, evaluation, selection, now } = given;
  return {
    id,
    namespace: job.namespace,
    evaluationId: evaluation.id,
    name,
    nodeId: selection.node.id,
    nodeName: selection.node.name,
    jobId: job.id,
    job,
    taskGroup: given.group,
    resources: selection.resources,
    metrics: given.metrics,
    desiredStatus: "run",
    desiredDescription: "",
    desiredTransition: unmarked,
    clientStatus: "pending",
    clientDescription: "",
    taskStates: {},
    clientStatusHistory: noHistory,
    previousAllocation: given.previous?.id,
    nextAllocation: undefined,
    deploymentId: given.deploymentId,
    deploymentStatus: given.canary
      ? { healthy: undefined, timestamp: undefined, canary: true, modifyIndex: 0 }
      : undefined,
    rescheduleTracker: undefined,
    followupEvaluationId: undefined,
    preemptedAllocations: selection.victims.map((victim) => victim.id),
    preemptedByAllocation: undefined,
    createIndex: 0,
    modifyIndex: 0,
    allocModifyIndex: 0,
    createTime: now,
    modifyTime: now,
  };
}
