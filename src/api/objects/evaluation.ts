import type { ApiMetrics } from "./metrics.js";
import type { Nanoseconds, Timestamp } from "./nanoseconds.js";

/** `/v1/evaluation/:id`. Empty members are left out, as in Nomad (spec 07 §17.3). */
export interface ApiEvaluation {
  readonly ID: string;
  readonly Namespace: string;
  readonly Priority: number;
  readonly Type: string;
  readonly TriggeredBy: string;
  readonly JobID: string;
  readonly JobModifyIndex?: number;
  readonly NodeID?: string;
  readonly NodeModifyIndex?: number;
  readonly DeploymentID?: string;
  readonly Status: string;
  readonly StatusDescription?: string;
  readonly Wait?: Nanoseconds;
  readonly WaitUntil?: Timestamp;
  readonly NextEval?: string;
  readonly PreviousEval?: string;
  readonly BlockedEval?: string;
  readonly RelatedEvals?: readonly EvaluationStub[];
  readonly FailedTGAllocs?: Readonly<Record<string, ApiMetrics>>;
  readonly PlanAnnotations?: ApiPlanAnnotations;
  readonly ClassEligibility?: Readonly<Record<string, boolean>>;
  readonly EscapedComputedClass?: boolean;
  readonly QuotaLimitReached?: string;
  readonly MissingNonNodeResources?: readonly string[];
  readonly QueuedAllocations?: Readonly<Record<string, number>>;
  readonly SnapshotIndex?: number;
  readonly CreateIndex: number;
  readonly ModifyIndex: number;
  readonly CreateTime?: Nanoseconds;
  readonly ModifyTime?: Nanoseconds;
}

/** A member of `RelatedEvals`. */
export interface EvaluationStub {
  readonly ID: string;
  readonly Namespace: string;
  readonly Priority: number;
  readonly Type: string;
  readonly TriggeredBy: string;
  readonly JobID: string;
  readonly NodeID: string;
  readonly DeploymentID: string;
  readonly Status: string;
  readonly StatusDescription: string;
  readonly WaitUntil: Timestamp;
  readonly NextEval: string;
  readonly PreviousEval: string;
  readonly BlockedEval: string;
  readonly CreateIndex: number;
  readonly ModifyIndex: number;
  readonly CreateTime: Nanoseconds;
  readonly ModifyTime: Nanoseconds;
}

export interface ApiPlanAnnotations {
  readonly DesiredTGUpdates: Readonly<Record<string, ApiDesiredUpdates>> | null;
  readonly PreemptedAllocs: readonly import("./allocation.js").AllocationListStub[] | null;
}

export interface ApiDesiredUpdates {
  readonly Ignore: number;
  /** Unsigned 64 bits: it can exceed 2^53. */
  readonly Place: number | bigint;
  readonly Migrate: number;
  readonly Stop: number;
  readonly InPlaceUpdate: number;
  readonly DestructiveUpdate: number;
  readonly Canary: number;
  readonly Preemptions: number;
  readonly Disconnect: number;
  readonly Reconnect: number;
  readonly RescheduleNow: number;
  readonly RescheduleLater: number;
}
