import type { JsonObject } from "../../model/json.js";
import type { ApiJobDiff } from "./jobDiff.js";
import type { Nanoseconds } from "./nanoseconds.js";

/** `/v1/job/:id`: the members that commands read; all others of spec 07 §17.1 are there as JSON. */
export interface ApiJob extends JsonObject {
  readonly ID: string;
  readonly Name: string;
  readonly Namespace: string;
  readonly ParentID: string;
  readonly Type: string;
  readonly Priority: number;
  readonly Datacenters: readonly string[];
  readonly NodePool: string;
  readonly Stop: boolean;
  readonly Status: string;
  readonly Stable: boolean;
  readonly Version: number;
  readonly SubmitTime: Nanoseconds;
  readonly Periodic: ApiPeriodic | null;
  readonly ParameterizedJob: ApiParameterized | null;
  readonly DispatchIdempotencyToken: string;
  readonly TaskGroups: readonly ApiTaskGroup[];
  readonly VersionTag: ApiVersionTag | null;
  readonly CreateIndex: number;
  readonly ModifyIndex: number;
  readonly JobModifyIndex: number;
}

export interface ApiPeriodic extends JsonObject {
  readonly Enabled: boolean;
  readonly Spec: string;
  readonly Specs: readonly string[] | null;
  readonly TimeZone: string;
}

export interface ApiParameterized extends JsonObject {
  readonly Payload: string;
  readonly MetaRequired: readonly string[] | null;
  readonly MetaOptional: readonly string[] | null;
}

export interface ApiVersionTag extends JsonObject {
  readonly Name: string;
  readonly Description: string;
  readonly TaggedTime: Nanoseconds;
}

export interface ApiTaskGroup extends JsonObject {
  readonly Name: string;
  readonly Count: number;
  readonly Tasks: readonly ApiTask[];
  readonly MaxRunDuration: Nanoseconds | null;
  readonly ReschedulePolicy: ApiReschedulePolicy | null;
}

export interface ApiReschedulePolicy extends JsonObject {
  readonly Attempts: number;
  readonly Interval: Nanoseconds;
  readonly Delay: Nanoseconds;
  readonly DelayFunction: string;
  readonly MaxDelay: Nanoseconds;
  readonly Unlimited: boolean;
}

export interface ApiTask extends JsonObject {
  readonly Name: string;
  readonly Driver: string;
  readonly Lifecycle: { readonly Hook: string; readonly Sidecar: boolean } | null;
  readonly Resources: ApiResources;
  readonly Actions: readonly { readonly Name: string }[] | null;
  readonly VolumeMounts: readonly JsonObject[] | null;
}

/** `Resources` of a task; also the legacy members of an allocation (spec 07 §17.2). */
export interface ApiResources extends JsonObject {
  readonly CPU: number;
  readonly Cores: number;
  readonly MemoryMB: number;
  readonly MemoryMaxMB: number;
  readonly DiskMB: number;
}

/** A row of `/v1/jobs`. */
export interface JobListStub {
  readonly ID: string;
  readonly ParentID: string;
  readonly Name: string;
  readonly Namespace: string;
  readonly Datacenters: readonly string[];
  readonly NodePool: string;
  readonly Multiregion: null;
  readonly Type: string;
  readonly Priority: number;
  readonly Periodic: boolean;
  readonly ParameterizedJob: boolean;
  readonly Stop: boolean;
  readonly Status: string;
  readonly StatusDescription: string;
  readonly JobSummary: ApiJobSummary;
  readonly CreateIndex: number;
  readonly ModifyIndex: number;
  readonly JobModifyIndex: number;
  readonly SubmitTime: Nanoseconds;
}

export interface ApiJobSummary {
  readonly JobID: string;
  readonly Namespace: string;
  readonly Summary: Readonly<Record<string, ApiGroupSummary>>;
  readonly Children: { readonly Pending: number; readonly Running: number; readonly Dead: number } | null;
  readonly CreateIndex: number;
  readonly ModifyIndex: number;
}

export interface ApiGroupSummary {
  readonly Queued: number;
  readonly Complete: number;
  readonly Failed: number;
  readonly Running: number;
  readonly Starting: number;
  readonly Lost: number;
  readonly Unknown: number;
}

/** `/v1/job/:id/versions`. */
export interface JobVersions {
  /** Newest first. */
  readonly Versions: readonly ApiJob[];
  readonly Diffs: readonly ApiJobDiff[] | null;
}

/** `/v1/job/:id/scale`. */
export interface JobScaleStatus {
  readonly JobID: string;
  readonly Namespace: string;
  readonly JobCreateIndex: number;
  readonly JobModifyIndex: number;
  readonly JobStopped: boolean;
  readonly TaskGroups: Readonly<Record<string, ApiGroupScaleStatus>>;
}

export interface ApiGroupScaleStatus {
  readonly Desired: number;
  readonly Placed: number;
  readonly Running: number;
  readonly Healthy: number;
  readonly Unhealthy: number;
  readonly Events: readonly ApiScalingEvent[] | null;
}

export interface ApiScalingEvent {
  readonly Time: Nanoseconds;
  readonly Count: number | null;
  readonly PreviousCount: number;
  readonly Message: string;
  readonly Error: boolean;
  readonly Meta: JsonObject | null;
  readonly EvalID: string | null;
  readonly CreateIndex: number;
}
