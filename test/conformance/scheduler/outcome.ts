import type { Allocation, RescheduleTracker } from "../../../src/model/allocation.js";
import type { Deployment } from "../../../src/model/deployment.js";
import type { Evaluation } from "../../../src/model/evaluation.js";
import type { AllocationMetrics } from "../../../src/model/metrics.js";
import type { Plan, PlannedUpdate } from "../../../src/model/plan.js";
import type { Json } from "../json.js";
import type { Decision } from "./decision.js";
import type { Expected } from "./recording.js";
import type { Case } from "./state.js";

/** A decision written down as the recordings have it (FORMAT.md, "expected"), new IDs as `new-…`. */
export function outcomeOf(recorded: Case, decision: Decision): Expected {
  return new Writer(recorded, decision).outcome();
}

class Writer {
  readonly #case: Case;
  readonly #decision: Decision;
  readonly #names = new Map<string, string>();

  constructor(recorded: Case, decision: Decision) {
    this.#case = recorded;
    this.#decision = decision;
    const { attempt, conclusion } = decision;
    this.#names.set(recorded.evaluation.id, recorded.evaluation.id.split("-").slice(0, 2).join("-"));
    const created = [
      ...attempt.createdEvaluations,
      ...(conclusion.kind === "finish" ? conclusion.createdEvaluations : []),
    ];
    for (const [at, { id }] of created.entries()) this.#names.set(id, `new-eval-${at + 1}`);
    for (const [at, { id }] of (attempt.plan?.placements ?? []).entries()) this.#names.set(id, `new-alloc-${at + 1}`);
    const deployment = attempt.plan?.deployment;
    if (deployment !== undefined && !recorded.state.deployments.has(deployment.id)) {
      this.#names.set(deployment.id, "new-deployment");
    }
  }

  outcome(): Expected {
    const { attempt, conclusion } = this.#decision;
    const created = [
      ...attempt.createdEvaluations,
      ...(conclusion.kind === "finish" ? conclusion.createdEvaluations : []),
    ];
    return {
      ...(attempt.plan === undefined ? {} : { plan: this.#plan(attempt.plan) }),
      createdEvaluations: created.map((evaluation) => this.#created(evaluation)),
      ...(conclusion.kind === "finish" ? { evaluationUpdate: this.#update(conclusion.evaluation) } : {}),
      ...(conclusion.kind === "reblock" ? { reblockedEvaluation: reblocked(conclusion.evaluation) } : {}),
    };
  }

  #name(id: string | undefined): string | undefined {
    return id === undefined ? undefined : (this.#names.get(id) ?? id);
  }

  #plan(plan: Plan): Json {
    return {
      Stops: plan.stops.map((stop) => {
        const stored = this.#case.state.allocations.get(stop.allocationId);
        return {
          ID: stop.allocationId,
          DesiredStatus: "stop",
          DesiredDescription: stop.description,
          ClientStatus: stop.clientStatus === stored?.clientStatus ? undefined : stop.clientStatus,
          FollowupEvalID:
            stop.followupEvaluationId === stored?.followupEvaluationId
              ? undefined
              : this.#name(stop.followupEvaluationId),
        };
      }),
      Updates: plan.updates.map((update) => this.#planUpdate(update)),
      Placements: plan.placements.map((allocation) => this.#placement(allocation)),
      Preemptions: plan.preemptions.map((preemption) => ({
        ID: preemption.allocationId,
        DesiredStatus: "evict",
        PreemptedByAllocation: this.#names.get(preemption.preemptedBy) ?? "not-in-plan",
      })),
      Deployment: plan.deployment === undefined ? undefined : this.#deployment(plan.deployment),
      DeploymentUpdates: plan.deploymentUpdates.map((update) => ({
        DeploymentID: this.#name(update.deploymentId),
        Status: update.status,
        StatusDescription: update.description,
      })),
    };
  }

  /** Only what changes; `null` where it is cleared. */
  #planUpdate({ kind, allocation }: PlannedUpdate): Json {
    const stored = this.#case.state.allocations.get(allocation.id);
    if (stored === undefined) return { ID: allocation.id, Kind: kind };
    const known = stored.clientStatusHistory.length;
    return {
      ID: allocation.id,
      Kind: kind,
      JobVersion: sameJob(allocation, stored) ? undefined : allocation.job.version,
      ClientStatus: changed(allocation.clientStatus, stored.clientStatus),
      ClientDescription: changed(allocation.clientDescription, stored.clientDescription),
      FollowupEvalID: changed(this.#name(allocation.followupEvaluationId), this.#name(stored.followupEvaluationId)),
      DeploymentID: changed(this.#name(allocation.deploymentId), stored.deploymentId),
      DeploymentStatus: changed(allocation.deploymentStatus, stored.deploymentStatus),
      RescheduleTracker: changed(trackerJson(allocation.rescheduleTracker), trackerJson(stored.rescheduleTracker)),
      AllocStatesAppended: allocation.clientStatusHistory.slice(known).map((entry) => ({
        Value: entry.value,
        Time: timeJson(entry.time),
      })),
    };
  }

  #placement(allocation: Allocation): Json {
    return {
      ID: this.#name(allocation.id),
      Name: allocation.name,
      TaskGroup: allocation.taskGroup,
      JobVersion: allocation.job.version,
      NodeID: allocation.nodeId,
      Canary: allocation.deploymentStatus?.canary === true,
      PreviousAllocation: allocation.previousAllocation,
      DeploymentID: this.#name(allocation.deploymentId),
      RescheduleTracker: trackerJson(allocation.rescheduleTracker),
      PreemptedAllocations: allocation.preemptedAllocations,
      Metrics: allocation.metrics === undefined ? undefined : metricsJson(allocation.metrics),
    };
  }

  #deployment(deployment: Deployment): Json {
    return {
      ID: this.#name(deployment.id),
      JobVersion: deployment.jobVersion,
      JobCreateIndex: deployment.jobCreateIndex,
      JobSpecModifyIndex: deployment.jobSpecModifyIndex,
      Status: deployment.status,
      StatusDescription: deployment.statusDescription,
      TaskGroups: Object.fromEntries(
        Object.entries(deployment.taskGroups).map(([name, group]) => [
          name,
          {
            AutoRevert: group.autoRevert,
            AutoPromote: group.autoPromote,
            ProgressDeadline: group.progressDeadlineMs * 1e6,
            RequireProgressBy: timeJson(group.requireProgressBy),
            Promoted: group.promoted,
            PlacedCanaries: group.placedCanaries.map((id) => this.#name(id)),
            DesiredCanaries: group.desiredCanaries,
            DesiredTotal: group.desiredTotal,
            PlacedAllocs: group.placedAllocations,
            HealthyAllocs: group.healthyAllocations,
            UnhealthyAllocs: group.unhealthyAllocations,
          },
        ]),
      ),
    };
  }

  #created(evaluation: Evaluation): Json {
    const { plan } = this.#decision.attempt;
    const waiting = [
      ...(plan?.stops ?? [])
        .filter((stop) => stop.followupEvaluationId === evaluation.id)
        .map((stop) => stop.allocationId),
      ...(plan?.updates ?? [])
        .filter((update) => update.allocation.followupEvaluationId === evaluation.id)
        .map((update) => update.allocation.id),
    ];
    return {
      ID: this.#name(evaluation.id),
      TriggeredBy: evaluation.triggeredBy,
      Type: evaluation.type,
      Status: evaluation.status,
      StatusDescription: evaluation.statusDescription,
      Priority: evaluation.priority,
      WaitUntil: timeJson(evaluation.waitUntil),
      PreviousEval: this.#name(evaluation.previousEvaluation),
      NodeID: evaluation.nodeId,
      JobID: evaluation.jobId,
      ClassEligibility: evaluation.classEligibility,
      EscapedComputedClass: evaluation.escapedComputedClass,
      Allocations: [...new Set(waiting)].sort(),
    };
  }

  #update(evaluation: Evaluation): Json {
    const { planAnnotations } = evaluation;
    return {
      Status: evaluation.status,
      StatusDescription: evaluation.statusDescription,
      DeploymentID: this.#name(evaluation.deploymentId),
      BlockedEval: this.#name(evaluation.blockedEvaluation),
      NextEval: this.#name(evaluation.nextEvaluation),
      QueuedAllocations: evaluation.queuedAllocations,
      FailedTGAllocs: Object.fromEntries(
        Object.entries(evaluation.failedTaskGroups).map(([name, metrics]) => [name, metricsJson(metrics)]),
      ),
      PlanAnnotations:
        planAnnotations === undefined
          ? undefined
          : {
              DesiredTGUpdates: Object.fromEntries(
                Object.entries(planAnnotations.desiredUpdates).map(([name, counters]) => [
                  name,
                  Object.fromEntries(
                    Object.entries(counters).map(([counter, value]) => [
                      counter.charAt(0).toUpperCase() + counter.slice(1),
                      value,
                    ]),
                  ),
                ]),
              ),
            },
      ClassEligibility: evaluation.classEligibility,
    };
  }
}

function reblocked(evaluation: Evaluation): Json {
  return {
    Status: evaluation.status,
    StatusDescription: evaluation.statusDescription,
    ClassEligibility: evaluation.classEligibility,
    EscapedComputedClass: evaluation.escapedComputedClass,
  };
}

/** The new value if it differs; `null` where it was cleared. */
function changed<Value>(after: Value | undefined, before: Value | undefined): Value | null | undefined {
  if (JSON.stringify(after) === JSON.stringify(before)) return undefined;
  return after === undefined || (after as unknown) === "" ? null : after;
}

function sameJob(allocation: Allocation, stored: Allocation): boolean {
  return allocation.job.version === stored.job.version && allocation.job.createIndex === stored.job.createIndex;
}

function timeJson(time: number | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}

function trackerJson(tracker: RescheduleTracker | undefined): Json | undefined {
  if (tracker === undefined) return undefined;
  return {
    LastReschedule: tracker.lastReschedule,
    Events: tracker.events.map((event) => ({
      RescheduleTime: event.rescheduleTime * 1e6,
      PrevAllocID: event.previousAllocationId,
      PrevNodeID: event.previousNodeId,
      Delay: event.delayMs * 1e6,
    })),
  };
}

function metricsJson(metrics: AllocationMetrics): Json {
  return {
    NodesEvaluated: metrics.nodesEvaluated,
    NodesFiltered: metrics.nodesFiltered,
    NodesExhausted: metrics.nodesExhausted,
    NodesAvailable: metrics.nodesAvailable,
    NodesInPool: metrics.nodesInPool,
    ConstraintFiltered: metrics.constraintFiltered,
    ClassFiltered: metrics.classFiltered,
    ClassExhausted: metrics.classExhausted,
    DimensionExhausted: metrics.dimensionExhausted,
    ResourcesExhausted: Object.fromEntries(
      Object.entries(metrics.resourcesExhausted).map(([task, { cpu, memoryMb }]) => [
        task,
        { CPU: cpu, MemoryMB: memoryMb },
      ]),
    ),
    CoalescedFailures: metrics.coalescedFailures,
    ScoreMetaData: metrics.scoreMetadata.map(({ nodeId, scores, normScore }) => ({
      NodeID: nodeId,
      Scores: scores,
      NormScore: normScore,
    })),
  };
}
