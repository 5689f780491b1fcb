import type { ApiDeployment } from "../../api/objects/deployment.js";

const finalStatuses = ["successful", "failed", "cancelled", "blocked"];

/** Whether nothing will happen to a deployment any more. Spec 06 §5.2. */
export function hasEnded({ Status }: ApiDeployment): boolean {
  return finalStatuses.includes(Status);
}

/** Whether the failure of a deployment may make Nomad return to an older version of the job. Spec 06 §5.2. */
export function mayRollBack({ Status, TaskGroups }: ApiDeployment): boolean {
  return Status === "failed" && Object.values(TaskGroups ?? {}).some(({ AutoRevert }) => AutoRevert);
}
