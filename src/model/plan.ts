import type { Allocation, ClientStatus } from "./allocation.js";
import type { Deployment, DeploymentStatus } from "./deployment.js";
import type { PlanAnnotations } from "./evaluation.js";
import type { Job } from "./job.js";

/** What a scheduler wants to change: verified node by node and committed as one write (spec 03 §5). */
export interface Plan {
  readonly evaluationId: string;
  readonly priority: number;
  /** One rejected node voids the whole plan. */
  readonly allAtOnce: boolean;
  readonly job: Job | undefined;
  /** The state index that the scheduler saw. */
  readonly snapshotIndex: number;
  /** `NodeUpdate`: in the order of planning. */
  readonly stops: readonly PlannedStop[];
  /** `NodeAllocation`, existing allocations that change. */
  readonly updates: readonly PlannedUpdate[];
  /** `NodeAllocation`, new allocations; their indexes are 0 until the commit. */
  readonly placements: readonly Allocation[];
  readonly preemptions: readonly PlannedPreemption[];
  readonly deployment: Deployment | undefined;
  readonly deploymentUpdates: readonly DeploymentStatusUpdate[];
  readonly annotations: PlanAnnotations;
}

export interface PlannedStop {
  readonly allocationId: string;
  readonly nodeId: string;
  readonly description: string;
  /** Written over the client status: `lost`, `failed`; undefined leaves it alone. */
  readonly clientStatus: ClientStatus | undefined;
  readonly followupEvaluationId: string | undefined;
}

/** Why an existing allocation is written again (FORMAT of the recorded decisions: `Kind`). */
export type UpdateKind = "in-place" | "disconnect" | "reconnect" | "reschedule-later" | "failed-to-reschedule";

export interface PlannedUpdate {
  readonly kind: UpdateKind;
  /** The allocation as it shall be. */
  readonly allocation: Allocation;
}

export interface PlannedPreemption {
  readonly allocationId: string;
  readonly nodeId: string;
  readonly preemptedBy: string;
}

export interface DeploymentStatusUpdate {
  readonly deploymentId: string;
  readonly status: DeploymentStatus;
  readonly description: string;
}
