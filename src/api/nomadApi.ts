import type { JsonObject } from "../model/json.js";
import type { AclApi } from "./nomadApi/acl.js";
import type { AgentApi } from "./nomadApi/agent.js";
import type { AllocationFilesApi } from "./nomadApi/allocationFiles.js";
import type { ClientAllocationsApi } from "./nomadApi/clientAllocations.js";
import type { EnterpriseApi } from "./nomadApi/enterprise.js";
import type { EvaluationRemovalApi } from "./nomadApi/evaluationRemoval.js";
import type { JobValidationApi } from "./nomadApi/jobValidation.js";
import type { LaunchesApi } from "./nomadApi/launches.js";
import type { NamespaceApi } from "./nomadApi/namespaces.js";
import type { NodePoolApi } from "./nomadApi/nodePools.js";
import type { NodeWritesApi } from "./nomadApi/nodes.js";
import type { OperatorApi } from "./nomadApi/operator.js";
import type { ScalingPoliciesApi } from "./nomadApi/scalingPolicies.js";
import type { ServiceApi } from "./nomadApi/services.js";
import type { SystemApi } from "./nomadApi/system.js";
import type { VariableApi } from "./nomadApi/variables.js";
import type { VersionTagsApi } from "./nomadApi/versionTags.js";
import type { AllocationListStub, ApiAllocation } from "./objects/allocation.js";
import type { ApiDeployment } from "./objects/deployment.js";
import type { ApiEvaluation } from "./objects/evaluation.js";
import type { ApiJob, ApiJobSummary, JobListStub, JobScaleStatus, JobVersions } from "./objects/job.js";
import type { ApiNode, NodeListStub } from "./objects/node.js";
import type { PlanRequest, PlanResponse } from "./objects/plan.js";

/** What is asked beside the path; every call takes it (spec 07 §2). */
export interface Query {
  readonly namespace?: string | undefined;
  readonly region?: string | undefined;
  readonly prefix?: string | undefined;
  readonly filter?: string | undefined;
  readonly perPage?: number | undefined;
  readonly nextToken?: string | undefined;
  /** Blocks until the answer's index exceeds it. */
  readonly index?: number | undefined;
  /** How long to block at most, in milliseconds; without it five minutes (spec 07 §6). */
  readonly waitMs?: number | undefined;
  /** Any server may answer, not only the leader. */
  readonly stale?: boolean | undefined;
  /** Gives up a query that blocks: it is of no use any more. */
  readonly signal?: AbortSignal | undefined;
}

/** An answer with the index that a blocking query goes on from (`X-Nomad-Index`). */
export interface Answer<Value> {
  readonly value: Value;
  readonly index: number;
  /** `X-Nomad-NextToken`; empty on the last page. */
  readonly nextToken?: string | undefined;
}

/** The agent refused: any answer but 200. The message is what the command line shows (spec 06 §2.9). */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly body: string;

  constructor(status: number, body: string) {
    const text = body.trim();
    super(text === "" ? `Unexpected response code: ${status}` : `Unexpected response code: ${status} (${text})`);
    this.status = status;
    this.body = body;
  }
}

export interface RegisterRequest {
  readonly Job: JsonObject;
  readonly Submission?: JsonObject | null | undefined;
  readonly EnforceIndex?: boolean | undefined;
  readonly JobModifyIndex?: number | undefined;
  readonly PolicyOverride?: boolean | undefined;
  readonly PreserveCounts?: boolean | undefined;
  readonly PreserveResources?: boolean | undefined;
  readonly EvalPriority?: number | undefined;
}

export interface RegisterResponse {
  readonly EvalID: string;
  readonly EvalCreateIndex: number;
  readonly JobModifyIndex: number;
  readonly Warnings: string;
  readonly Index: number;
}

/** Whether versions are compared, and with which: without a name each with the one before it. */
export interface JobVersionsOptions {
  readonly diffs: boolean;
  readonly diffTag?: string;
  readonly diffVersion?: number;
}

export interface DeregisterOptions {
  readonly purge: boolean;
  readonly global: boolean;
  readonly evalPriority: number;
  readonly noShutdownDelay: boolean;
}

export interface ScaleRequest {
  readonly Count: number | null;
  readonly Target: Readonly<Record<string, string>>;
  readonly Message: string;
  readonly Error?: boolean | undefined;
  readonly Meta?: JsonObject | null | undefined;
  readonly JobModifyIndex?: number | undefined;
}

/** The source that a job version was submitted with (`/v1/job/:id/submission`). */
export interface JobSubmission {
  readonly Source: string;
  readonly Format: string;
  readonly VariableFlags: Readonly<Record<string, string>> | null;
  readonly Variables: string;
  readonly Namespace: string;
  readonly JobID: string;
  readonly Version: number;
  readonly JobModifyIndex: number;
}

/** A check of Nomad's own service discovery on a client (`/v1/client/allocation/:id/checks`). */
export interface AllocationCheck {
  readonly ID: string;
  readonly Check: string;
  readonly Service: string;
  /** `portal.front[1]`. */
  readonly Group: string;
  readonly Task?: string;
  readonly Mode: string;
  readonly Status: string;
  /** Of a check that asks over HTTP. */
  readonly StatusCode?: number;
  readonly Output: string;
  /** Seconds since the epoch. */
  readonly Timestamp: number;
}

/** What a task or an allocation uses now (`/v1/client/allocation/:id/stats`, spec 07 §15). */
export interface ResourceUsage {
  readonly CpuStats: ApiCpuUsage | null;
  readonly MemoryStats: ApiMemoryUsage | null;
}

/** Percentages and ticks are fractions; ticks are MHz. */
export interface ApiCpuUsage extends JsonObject {
  readonly SystemMode: number;
  readonly UserMode: number;
  readonly TotalTicks: number;
  readonly ThrottledPeriods: number;
  readonly ThrottledTime: number;
  readonly Percent: number;
  readonly Measured: readonly string[] | null;
}

/** Bytes; `Measured` names the members that the driver fills. */
export interface ApiMemoryUsage extends JsonObject {
  readonly RSS: number;
  readonly Cache: number;
  readonly Swap: number;
  readonly Usage: number;
  readonly MaxUsage: number;
  readonly Measured: readonly string[] | null;
}

export interface AllocationUsage {
  readonly ResourceUsage: ResourceUsage | null;
  readonly Tasks: Readonly<Record<string, { readonly ResourceUsage: ResourceUsage | null }>> | null;
}

/** `/v1/client/stats`: the machine. `Uptime` in seconds, sizes in bytes, percentages as fractions of 100. */
export interface NodeUsage {
  readonly AllocDirStats: {
    readonly Mountpoint: string;
    readonly Size: number;
    readonly Used: number;
  } | null;
  readonly CPU:
    | readonly { readonly CPU: string; readonly User: number; readonly System: number; readonly Idle: number }[]
    | null;
  readonly CPUTicksConsumed: number;
  readonly DeviceStats: readonly JsonObject[] | null;
  readonly DiskStats:
    | readonly {
        readonly Device: string;
        readonly Mountpoint: string;
        readonly Size: number;
        readonly Used: number;
        readonly Available: number;
        readonly UsedPercent: number;
        readonly InodesUsedPercent: number;
      }[]
    | null;
  readonly Memory: {
    readonly Total: number;
    readonly Available: number;
    readonly Used: number;
    readonly Free: number;
  } | null;
  readonly Uptime: number;
}

/** What every operator's write on a deployment answers (spec 02 §1). */
export interface DeploymentUpdateResponse {
  readonly EvalID: string;
  readonly EvalCreateIndex: number;
  readonly DeploymentModifyIndex: number;
  readonly RevertedJobVersion: number | null;
  readonly Index: number;
}

export interface EvaluationResponse {
  readonly EvalID: string;
  readonly EvalCreateIndex: number;
  /** For writes on a job. */
  readonly JobModifyIndex?: number;
  readonly Index: number;
}

/** `PUT /v1/search`: context → IDs that start with the prefix. */
export interface SearchResponse {
  readonly Matches: Readonly<Record<string, readonly string[]>>;
  readonly Truncations: Readonly<Record<string, boolean>>;
}

/**
 * Nomad's HTTP API as commands use it: each method is one request (spec 07 §18). There is one implementation against a
 * World in this process and one over HTTP. A refusal is thrown as {@link ApiError}, a broken connection as another Error.
 */
export interface NomadApi
  extends NodeWritesApi,
    NodePoolApi,
    NamespaceApi,
    OperatorApi,
    AgentApi,
    AclApi,
    VariableApi,
    ServiceApi,
    EnterpriseApi,
    AllocationFilesApi,
    ClientAllocationsApi,
    EvaluationRemovalApi,
    JobValidationApi,
    LaunchesApi,
    ScalingPoliciesApi,
    SystemApi,
    VersionTagsApi {
  /** For hints and messages, for instance `http://127.0.0.1:4646`. */
  readonly address: string;

  listJobs(query?: Query): Promise<Answer<readonly JobListStub[]>>;
  /** @param variables Sent along as the job's submission. */
  registerJob(request: RegisterRequest, query?: Query): Promise<RegisterResponse>;
  /** What a registration would lead to. Nothing is written. */
  planJob(jobId: string, request: PlanRequest, query?: Query): Promise<PlanResponse>;
  readJob(jobId: string, query?: Query): Promise<Answer<ApiJob>>;
  readJobSummary(jobId: string, query?: Query): Promise<Answer<ApiJobSummary>>;
  readJobSubmission(jobId: string, version: number, query?: Query): Promise<JobSubmission>;
  readJobVersions(jobId: string, options: JobVersionsOptions, query?: Query): Promise<Answer<JobVersions>>;
  listJobAllocations(jobId: string, all: boolean, query?: Query): Promise<Answer<readonly AllocationListStub[]>>;
  listJobEvaluations(jobId: string, query?: Query): Promise<Answer<readonly ApiEvaluation[]>>;
  listJobDeployments(jobId: string, all: boolean, query?: Query): Promise<Answer<readonly ApiDeployment[]>>;
  readLatestDeployment(jobId: string, query?: Query): Promise<Answer<ApiDeployment | null>>;
  readJobScale(jobId: string, query?: Query): Promise<Answer<JobScaleStatus>>;
  deregisterJob(jobId: string, options: DeregisterOptions, query?: Query): Promise<EvaluationResponse>;
  revertJob(
    jobId: string,
    request: { readonly JobVersion: number; readonly EnforcePriorVersion?: number | null },
    query?: Query,
  ): Promise<RegisterResponse>;
  scaleJob(jobId: string, request: ScaleRequest, query?: Query): Promise<EvaluationResponse>;
  evaluateJob(
    jobId: string,
    options: { readonly ForceReschedule: boolean },
    query?: Query,
  ): Promise<EvaluationResponse>;
  markJobStable(
    jobId: string,
    request: { readonly JobVersion: number; readonly Stable: boolean },
    query?: Query,
  ): Promise<{ readonly Index: number }>;

  listDeployments(query?: Query): Promise<Answer<readonly ApiDeployment[]>>;
  readDeployment(deploymentId: string, query?: Query): Promise<Answer<ApiDeployment>>;
  listDeploymentAllocations(deploymentId: string, query?: Query): Promise<Answer<readonly AllocationListStub[]>>;
  /** @param groups Undefined promotes all. */
  promoteDeployment(
    deploymentId: string,
    groups: readonly string[] | undefined,
    query?: Query,
  ): Promise<DeploymentUpdateResponse>;
  failDeployment(deploymentId: string, query?: Query): Promise<DeploymentUpdateResponse>;
  pauseDeployment(deploymentId: string, pause: boolean, query?: Query): Promise<DeploymentUpdateResponse>;
  unblockDeployment(deploymentId: string, query?: Query): Promise<DeploymentUpdateResponse>;
  setAllocationHealth(
    deploymentId: string,
    request: { readonly HealthyAllocationIDs: readonly string[]; readonly UnhealthyAllocationIDs: readonly string[] },
    query?: Query,
  ): Promise<DeploymentUpdateResponse>;

  listAllocations(query?: Query): Promise<Answer<readonly AllocationListStub[]>>;
  readAllocation(allocationId: string, query?: Query): Promise<Answer<ApiAllocation>>;
  /** Check ID → check; `null` where the client knows none. */
  readAllocationChecks(allocationId: string, query?: Query): Promise<Readonly<Record<string, AllocationCheck>> | null>;
  /** Undefined where nothing is measured and nothing is to be said about it. */
  readAllocationUsage(allocationId: string, query?: Query): Promise<AllocationUsage | undefined>;
  stopAllocation(
    allocationId: string,
    options: { readonly noShutdownDelay: boolean; readonly reschedule: boolean },
    query?: Query,
  ): Promise<EvaluationResponse>;

  listEvaluations(
    query?: Query & { readonly job?: string; readonly status?: string },
  ): Promise<Answer<readonly ApiEvaluation[]>>;
  /** With its related evaluations. */
  readEvaluation(evaluationId: string, query?: Query): Promise<Answer<ApiEvaluation>>;
  listEvaluationAllocations(evaluationId: string, query?: Query): Promise<Answer<readonly AllocationListStub[]>>;

  listNodes(query?: Query & { readonly os?: boolean }): Promise<Answer<readonly NodeListStub[]>>;
  readNode(nodeId: string, query?: Query): Promise<Answer<ApiNode>>;
  listNodeAllocations(nodeId: string, query?: Query): Promise<Answer<readonly ApiAllocation[]>>;
  /** Undefined where nothing is measured and nothing is to be said about it. */
  readNodeUsage(nodeId: string, query?: Query): Promise<NodeUsage | undefined>;

  search(prefix: string, context: string, query?: Query): Promise<SearchResponse>;
  /** Whether commands end with a hint at the web UI: `ui.show_cli_hints` of `/v1/agent/self`. */
  showsHints(query?: Query): Promise<boolean>;
  /** The node of an agent that is a client itself (`/v1/agent/self`); undefined for a server. */
  readOwnNodeId(query?: Query): Promise<string | undefined>;
}
