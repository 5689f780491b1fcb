import type { DesiredUpdates, Evaluation, PlanAnnotations } from "../../model/evaluation.js";
import { exactCounter } from "../../model/evaluation.js";
import type { World } from "../../model/world.js";
import type { ApiDesiredUpdates, ApiEvaluation, ApiPlanAnnotations, EvaluationStub } from "../objects/evaluation.js";
import { toNanoseconds, toTimestamp } from "../objects/nanoseconds.js";
import { allocationStub } from "./allocations.js";
import { metricsObject } from "./metrics.js";
import { withoutEmpty } from "./withoutEmpty.js";

/** `/v1/evaluation/:id`; with `related`, the evaluations that it is linked with. Spec 07 §17.3, §10.3. */
export function evaluationObject(world: World, evaluation: Evaluation, related = false): ApiEvaluation {
  const failed = Object.entries(evaluation.failedTaskGroups).map(([group, metrics]) => [group, metricsObject(metrics)]);
  const { planAnnotations, classEligibility, queuedAllocations } = evaluation;
  return withoutEmpty<ApiEvaluation>({
    ID: evaluation.id,
    Namespace: evaluation.namespace,
    Priority: evaluation.priority,
    Type: evaluation.type,
    TriggeredBy: evaluation.triggeredBy,
    JobID: evaluation.jobId,
    JobModifyIndex: evaluation.jobModifyIndex,
    NodeID: evaluation.nodeId ?? "",
    NodeModifyIndex: evaluation.nodeModifyIndex,
    DeploymentID: evaluation.deploymentId ?? "",
    Status: evaluation.status,
    StatusDescription: evaluation.statusDescription,
    Wait: toNanoseconds(evaluation.waitMs),
    WaitUntil: toTimestamp(evaluation.waitUntil),
    NextEval: evaluation.nextEvaluation ?? "",
    PreviousEval: evaluation.previousEvaluation ?? "",
    BlockedEval: evaluation.blockedEvaluation ?? "",
    RelatedEvals: related ? relatedEvaluations(world, evaluation) : [],
    FailedTGAllocs: Object.fromEntries(failed),
    ...(planAnnotations === undefined ? {} : { PlanAnnotations: annotationsObject(world, planAnnotations) }),
    ...(classEligibility === undefined ? {} : { ClassEligibility: classEligibility }),
    EscapedComputedClass: evaluation.escapedComputedClass,
    MissingNonNodeResources: evaluation.missingNonNodeResources,
    ...(queuedAllocations === undefined ? {} : { QueuedAllocations: queuedAllocations }),
    SnapshotIndex: evaluation.snapshotIndex,
    CreateIndex: evaluation.createIndex,
    ModifyIndex: evaluation.modifyIndex,
    CreateTime: toNanoseconds(evaluation.createTime),
    ModifyTime: toNanoseconds(evaluation.modifyTime),
  });
}

/** Everything reachable over next, previous and blocked, breadth first, without itself. Spec 07 §10.3. */
function relatedEvaluations(world: World, evaluation: Evaluation): readonly EvaluationStub[] {
  const seen = new Set([evaluation.id]);
  const found: EvaluationStub[] = [];
  const queue = [evaluation];
  for (let current = queue.shift(); current !== undefined; current = queue.shift()) {
    for (const id of [current.nextEvaluation, current.previousEvaluation, current.blockedEvaluation]) {
      const next = id === undefined || seen.has(id) ? undefined : world.evaluations.get(id);
      if (next === undefined) continue;
      seen.add(next.id);
      found.push(evaluationStub(next));
      queue.push(next);
    }
  }
  return found;
}

function evaluationStub(evaluation: Evaluation): EvaluationStub {
  return {
    ID: evaluation.id,
    Namespace: evaluation.namespace,
    Priority: evaluation.priority,
    Type: evaluation.type,
    TriggeredBy: evaluation.triggeredBy,
    JobID: evaluation.jobId,
    NodeID: evaluation.nodeId ?? "",
    DeploymentID: evaluation.deploymentId ?? "",
    Status: evaluation.status,
    StatusDescription: evaluation.statusDescription,
    WaitUntil: toTimestamp(evaluation.waitUntil),
    NextEval: evaluation.nextEvaluation ?? "",
    PreviousEval: evaluation.previousEvaluation ?? "",
    BlockedEval: evaluation.blockedEvaluation ?? "",
    CreateIndex: evaluation.createIndex,
    ModifyIndex: evaluation.modifyIndex,
    CreateTime: toNanoseconds(evaluation.createTime),
    ModifyTime: toNanoseconds(evaluation.modifyTime),
  };
}

/** `Annotations` of a plan and `PlanAnnotations` of an evaluation. Spec 07 §9.3. */
export function annotationsObject(world: World, annotations: PlanAnnotations): ApiPlanAnnotations {
  const updates = Object.entries(annotations.desiredUpdates).map(([group, counters]) => [
    group,
    countersObject(counters),
  ]);
  const preempted = annotations.preemptedAllocations.flatMap((id) => {
    const allocation = world.allocations.get(id);
    return allocation === undefined ? [] : [allocationStub(allocation)];
  });
  return {
    DesiredTGUpdates: Object.fromEntries(updates) as Readonly<Record<string, ApiDesiredUpdates>>,
    PreemptedAllocs: preempted.length === 0 ? null : preempted,
  };
}

function countersObject(counters: DesiredUpdates): ApiDesiredUpdates {
  return {
    Ignore: counters.ignore,
    Place: exactCounter(counters.place),
    Migrate: counters.migrate,
    Stop: counters.stop,
    InPlaceUpdate: counters.inPlaceUpdate,
    DestructiveUpdate: counters.destructiveUpdate,
    Canary: counters.canary,
    Preemptions: counters.preemptions,
    Disconnect: counters.disconnect,
    Reconnect: counters.reconnect,
    RescheduleNow: counters.rescheduleNow,
    RescheduleLater: counters.rescheduleLater,
  };
}
