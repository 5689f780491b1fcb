import type { Deployment, DeploymentGroup } from "../../model/deployment.js";
import type { ApiDeployment, ApiDeploymentGroup } from "../objects/deployment.js";
import { toNanoseconds, toTimestamp } from "../objects/nanoseconds.js";

/** `/v1/deployment/:id`. Spec 07 §17.3. */
export function deploymentObject(deployment: Deployment): ApiDeployment {
  const groups = Object.entries(deployment.taskGroups).map(([name, group]) => [name, groupObject(group)]);
  return {
    ID: deployment.id,
    Namespace: deployment.namespace,
    JobID: deployment.jobId,
    JobVersion: deployment.jobVersion,
    JobModifyIndex: deployment.jobModifyIndex,
    JobSpecModifyIndex: deployment.jobSpecModifyIndex,
    JobCreateIndex: deployment.jobCreateIndex,
    IsMultiregion: false,
    TaskGroups: Object.fromEntries(groups) as Readonly<Record<string, ApiDeploymentGroup>>,
    Status: deployment.status,
    StatusDescription: deployment.statusDescription,
    EvalPriority: deployment.evalPriority,
    CreateIndex: deployment.createIndex,
    ModifyIndex: deployment.modifyIndex,
    CreateTime: toNanoseconds(deployment.createTime),
    ModifyTime: toNanoseconds(deployment.modifyTime),
  };
}

function groupObject(group: DeploymentGroup): ApiDeploymentGroup {
  return {
    AutoRevert: group.autoRevert,
    AutoPromote: group.autoPromote,
    ProgressDeadline: toNanoseconds(group.progressDeadlineMs),
    RequireProgressBy: toTimestamp(group.requireProgressBy),
    Promoted: group.promoted,
    PlacedCanaries: group.placedCanaries.length === 0 ? null : group.placedCanaries,
    DesiredCanaries: group.desiredCanaries,
    DesiredTotal: group.desiredTotal,
    PlacedAllocs: group.placedAllocations,
    HealthyAllocs: group.healthyAllocations,
    UnhealthyAllocs: group.unhealthyAllocations,
  };
}
