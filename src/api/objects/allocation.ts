import type { ApiJob, ApiResources } from "./job.js";
import type { ApiMetrics } from "./metrics.js";
import type { Nanoseconds, Timestamp } from "./nanoseconds.js";

/** A row of `/v1/allocations`, `/v1/job/:id/allocations` and the like (spec 07 §17.2). */
export interface AllocationListStub {
  readonly ID: string;
  readonly EvalID: string;
  readonly Name: string;
  readonly Namespace: string;
  readonly NodeID: string;
  readonly NodeName: string;
  readonly JobID: string;
  readonly JobType: string;
  readonly JobVersion: number;
  readonly TaskGroup: string;
  readonly DesiredStatus: string;
  readonly DesiredDescription: string;
  readonly ClientStatus: string;
  readonly ClientDescription: string;
  readonly DesiredTransition: ApiDesiredTransition;
  readonly TaskStates: Readonly<Record<string, ApiTaskState>> | null;
  readonly DeploymentStatus: ApiAllocationHealth | null;
  readonly FollowupEvalID: string;
  readonly NextAllocation: string;
  readonly RescheduleTracker: ApiRescheduleTracker | null;
  readonly PreemptedAllocations: readonly string[] | null;
  readonly PreemptedByAllocation: string;
  readonly CreateIndex: number;
  readonly ModifyIndex: number;
  readonly CreateTime: Nanoseconds;
  readonly ModifyTime: Nanoseconds;
}

/** `/v1/allocation/:id`. Empty members are left out, as in Nomad (spec 07 §4 rule 2b). */
export interface ApiAllocation {
  readonly ID: string;
  readonly Namespace: string;
  readonly EvalID: string;
  readonly Name: string;
  readonly NodeID: string;
  readonly NodeName?: string;
  readonly JobID: string;
  readonly Job?: ApiJob;
  readonly TaskGroup: string;
  readonly Resources?: ApiResources;
  readonly SharedResources?: ApiResources & { readonly Networks?: readonly ApiNetworkResource[] | null };
  readonly TaskResources?: Readonly<Record<string, ApiResources>>;
  readonly AllocatedResources?: ApiAllocatedResources;
  readonly Metrics?: ApiMetrics;
  readonly DesiredStatus?: string;
  readonly DesiredDescription?: string;
  readonly DesiredTransition?: ApiDesiredTransition;
  readonly ClientStatus?: string;
  readonly ClientDescription?: string;
  readonly TaskStates?: Readonly<Record<string, ApiTaskState>>;
  readonly AllocStates?: readonly { readonly Field: string; readonly Value: string; readonly Time: Timestamp }[];
  readonly PreviousAllocation?: string;
  readonly NextAllocation?: string;
  readonly DeploymentID?: string;
  readonly DeploymentStatus?: ApiAllocationHealth;
  readonly RescheduleTracker?: ApiRescheduleTracker;
  readonly FollowupEvalID?: string;
  readonly PreemptedAllocations?: readonly string[];
  readonly PreemptedByAllocation?: string;
  readonly CreateIndex?: number;
  readonly ModifyIndex?: number;
  readonly AllocModifyIndex?: number;
  readonly CreateTime?: Nanoseconds;
  readonly ModifyTime?: Nanoseconds;
}

export interface ApiDesiredTransition {
  readonly Migrate: boolean | null;
  readonly Reschedule: boolean | null;
  readonly ForceReschedule: boolean | null;
  readonly NoShutdownDelay: boolean | null;
  readonly MigrateDisablePlacement: boolean | null;
}

export interface ApiAllocationHealth {
  readonly Healthy: boolean | null;
  readonly Timestamp: Timestamp;
  readonly Canary: boolean;
  readonly ModifyIndex: number;
}

export interface ApiRescheduleTracker {
  readonly Events:
    | readonly {
        readonly RescheduleTime: Nanoseconds;
        readonly PrevAllocID: string;
        readonly PrevNodeID: string;
        readonly Delay: Nanoseconds;
      }[]
    | null;
  readonly LastReschedule: string;
}

export interface ApiTaskState {
  readonly State: string;
  readonly Failed: boolean;
  readonly Restarts: number;
  readonly LastRestart: Timestamp;
  readonly StartedAt: Timestamp;
  readonly FinishedAt: Timestamp;
  readonly Events: readonly ApiTaskEvent[] | null;
}

export interface ApiTaskEvent {
  readonly Type: string;
  readonly Time: Nanoseconds;
  readonly Message: string;
  readonly DisplayMessage: string;
  readonly Details: Readonly<Record<string, string>> | null;
}

export interface ApiAllocatedResources {
  readonly Tasks: Readonly<
    Record<
      string,
      {
        readonly Cpu: { readonly CpuShares: number; readonly ReservedCores: readonly number[] | null };
        readonly Memory: { readonly MemoryMB: number; readonly MemoryMaxMB: number };
        readonly Networks: readonly ApiNetworkResource[] | null;
      }
    >
  >;
  readonly TaskLifecycles: Readonly<Record<string, { readonly Hook: string; readonly Sidecar: boolean } | null>>;
  readonly Shared: {
    readonly Networks: readonly ApiNetworkResource[] | null;
    readonly DiskMB: number;
    readonly Ports: readonly ApiPortMapping[] | null;
  };
}

export interface ApiNetworkResource {
  readonly Mode?: string;
  readonly Device?: string;
  readonly IP?: string;
  readonly MBits?: number;
  readonly Hostname?: string;
  readonly ReservedPorts?: readonly ApiPort[];
  readonly DynamicPorts?: readonly ApiPort[];
}

export interface ApiPort {
  readonly Label: string;
  readonly Value?: number;
  readonly To?: number;
  readonly HostNetwork?: string;
}

export interface ApiPortMapping {
  readonly Label: string;
  readonly Value: number;
  readonly To?: number;
  readonly HostIP: string;
}
