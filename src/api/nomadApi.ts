import type { JsonObject } from "../model/json.js";
import type { AllocationListStub, ApiAllocation } from "./objects/allocation.js";
import type { ApiDeployment } from "./objects/deployment.js";
import type { ApiEvaluation } from "./objects/evaluation.js";
import type { ApiJob, ApiJobSummary, JobListStub, JobScaleStatus, JobVersions } from "./objects/job.js";
import type { ApiNode, NodeListStub } from "./objects/node.js";

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
export interface NomadApi {
  /** For hints and messages, for instance `http://127.0.0.1:4646`. */
  readonly address: string;

  listJobs(query?: Query): Promise<Answer<readonly JobListStub[]>>;
  /** @param variables Sent along as the job's submission. */
  registerJob(request: RegisterRequest, query?: Query): Promise<RegisterResponse>;
  readJob(jobId: string, query?: Query): Promise<Answer<ApiJob>>;
  readJobSummary(jobId: string, query?: Query): Promise<Answer<ApiJobSummary>>;
  readJobVersions(
    jobId: string,
    options: { readonly diffs: boolean; readonly diffTag?: string; readonly diffVersion?: number },
    query?: Query,
  ): Promise<Answer<JobVersions>>;
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
  evaluateJob(jobId: string, options: { readonly ForceReschedule: boolean }, query?: Query): Promise<EvaluationResponse>;
  markJobStable(jobId: string, request: { readonly JobVersion: number; readonly Stable: boolean }, query?: Query): Promise<{ readonly Index: number }>;

  listDeployments(query?: Query): Promise<Answer<readonly ApiDeployment[]>>;
  readDeployment(deploymentId: string, query?: Query): Promise<Answer<ApiDeployment>>;
  listDeploymentAllocations(deploymentId: string, query?: Query): Promise<Answer<readonly AllocationListStub[]>>;
  /** @param groups Undefined promotes all. */
  promoteDeployment(deploymentId: string, groups: readonly string[] | undefined, query?: Query): Promise<DeploymentUpdateResponse>;
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
  stopAllocation(allocationId: string, options: { readonly noShutdownDelay: boolean; readonly reschedule: boolean }, query?: Query): Promise<EvaluationResponse>;

  listEvaluations(query?: Query & { readonly job?: string; readonly status?: string }): Promise<Answer<readonly ApiEvaluation[]>>;
  /** With its related evaluations. */
  readEvaluation(evaluationId: string, query?: Query): Promise<Answer<ApiEvaluation>>;
  listEvaluationAllocations(evaluationId: string, query?: Query): Promise<Answer<readonly AllocationListStub[]>>;

  listNodes(query?: Query & { readonly os?: boolean }): Promise<Answer<readonly NodeListStub[]>>;
  readNode(nodeId: string, query?: Query): Promise<Answer<ApiNode>>;
  listNodeAllocations(nodeId: string, query?: Query): Promise<Answer<readonly ApiAllocation[]>>;

  search(prefix: string, context: string, query?: Query): Promise<SearchResponse>;
  /** Whether commands end with a hint at the web UI: `ui.show_cli_hints` of `/v1/agent/self`. */
  showsHints(): Promise<boolean>;
}
