import { checkedAddress } from "./http/address.js";
import { parseJson, writeJson } from "./json.js";
import { withNanoseconds } from "./nanosecondMembers.js";
import { type Answer, ApiError, type NomadApi, type Query } from "./nomadApi.js";

/** A request as this client makes it. */
export interface HttpRequest {
  readonly method: "GET" | "PUT" | "DELETE";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** An answer of any status; headers by lower-case name. */
export interface HttpResponse {
  readonly status: number;
  header(name: string): string | undefined;
  readonly body: string;
}

/**
 * Makes one request. A broken connection is thrown as an Error whose message says what went wrong below HTTP, as Go says
 * it: `dial tcp 127.0.0.1:4646: connect: connection refused`. An error that {@link HttpOptions.passes} is thrown on as it is.
 */
export type FetchLike = (request: HttpRequest) => Promise<HttpResponse>;

export interface HttpOptions {
  readonly token?: string | undefined;
  /** Errors of `fetchLike` that are no broken connection, for instance an interruption. */
  readonly passes?: (error: unknown) => boolean;
}

/**
 * Nomad's HTTP API at an address: the requests of spec 07 §18 with the encodings of §2 and §4; integers beyond 2^53 and
 * all times and durations in nanoseconds arrive as `bigint`.
 *
 * @throws {Error} when the address is no URL, with Go's reason.
 */
export function httpApi(address: string, fetchLike: FetchLike, options: HttpOptions = {}): NomadApi {
  const client = new HttpClient(checkedAddress(address), fetchLike, options);
  const { read, write } = client;
  return {
    address: client.address,

    listJobs: (query) => read("/v1/jobs", query),
    registerJob: (request, query) => write("PUT", "/v1/jobs", query, {}, { ...request }),
    readJob: (jobId, query) => read(`/v1/job/${segment(jobId)}`, query),
    readJobSummary: (jobId, query) => read(`/v1/job/${segment(jobId)}/summary`, query),
    readJobSubmission: async (jobId, version, query) =>
      (await read<never>(`/v1/job/${segment(jobId)}/submission`, query, { version: String(version) })).value,
    readJobVersions: (jobId, { diffs, diffTag, diffVersion }, query) =>
      read(`/v1/job/${segment(jobId)}/versions`, query, {
        diffs: String(diffs),
        ...(diffTag === undefined ? {} : { diff_tag: diffTag }),
        ...(diffVersion === undefined ? {} : { diff_version: String(diffVersion) }),
      }),
    listJobAllocations: (jobId, all, query) =>
      read(`/v1/job/${segment(jobId)}/allocations`, query, { all: String(all) }),
    listJobEvaluations: (jobId, query) => read(`/v1/job/${segment(jobId)}/evaluations`, query),
    listJobDeployments: (jobId, all, query) =>
      read(`/v1/job/${segment(jobId)}/deployments`, query, { all: String(all) }),
    readLatestDeployment: (jobId, query) => read(`/v1/job/${segment(jobId)}/deployment`, query),
    readJobScale: (jobId, query) => read(`/v1/job/${segment(jobId)}/scale`, query),
    deregisterJob: (jobId, { purge, global, evalPriority, noShutdownDelay }, query) =>
      write("DELETE", `/v1/job/${segment(jobId)}`, query, {
        purge: String(purge),
        global: String(global),
        eval_priority: String(evalPriority),
        no_shutdown_delay: String(noShutdownDelay),
      }),
    revertJob: (jobId, request, query) =>
      write("PUT", `/v1/job/${segment(jobId)}/revert`, query, {}, { JobID: jobId, ...request }),
    scaleJob: (jobId, request, query) => write("PUT", `/v1/job/${segment(jobId)}/scale`, query, {}, { ...request }),
    evaluateJob: (jobId, evalOptions, query) =>
      write("PUT", `/v1/job/${segment(jobId)}/evaluate`, query, {}, { JobID: jobId, EvalOptions: evalOptions }),
    markJobStable: (jobId, request, query) =>
      write("PUT", `/v1/job/${segment(jobId)}/stable`, query, {}, { JobID: jobId, ...request }),

    listDeployments: (query) => read("/v1/deployments", query),
    readDeployment: (deploymentId, query) => read(`/v1/deployment/${segment(deploymentId)}`, query),
    listDeploymentAllocations: (deploymentId, query) =>
      read(`/v1/deployment/allocations/${segment(deploymentId)}`, query),
    promoteDeployment: (deploymentId, groups, query) =>
      write(
        "PUT",
        `/v1/deployment/promote/${segment(deploymentId)}`,
        query,
        {},
        {
          DeploymentID: deploymentId,
          All: groups === undefined,
          Groups: groups ?? null,
        },
      ),
    failDeployment: (deploymentId, query) =>
      write("PUT", `/v1/deployment/fail/${segment(deploymentId)}`, query, {}, { DeploymentID: deploymentId }),
    pauseDeployment: (deploymentId, pause, query) =>
      write(
        "PUT",
        `/v1/deployment/pause/${segment(deploymentId)}`,
        query,
        {},
        { DeploymentID: deploymentId, Pause: pause },
      ),
    unblockDeployment: (deploymentId, query) =>
      write("PUT", `/v1/deployment/unblock/${segment(deploymentId)}`, query, {}, { DeploymentID: deploymentId }),
    setAllocationHealth: (deploymentId, request, query) =>
      write(
        "PUT",
        `/v1/deployment/allocation-health/${segment(deploymentId)}`,
        query,
        {},
        { DeploymentID: deploymentId, ...request },
      ),

    listAllocations: (query) => read("/v1/allocations", query),
    readAllocation: (allocationId, query) => read(`/v1/allocation/${segment(allocationId)}`, query),
    readAllocationChecks: async (allocationId, query) =>
      (await read<never>(`/v1/client/allocation/${segment(allocationId)}/checks`, query)).value,
    readAllocationUsage: async (allocationId, query) =>
      (await read<never>(`/v1/client/allocation/${segment(allocationId)}/stats`, query)).value,
    stopAllocation: (allocationId, { noShutdownDelay, reschedule }, query) =>
      write("PUT", `/v1/allocation/${segment(allocationId)}/stop`, query, {
        ...(noShutdownDelay ? { no_shutdown_delay: "true" } : {}),
        ...(reschedule ? { reschedule: "true" } : {}),
      }),

    listEvaluations: (query) =>
      read("/v1/evaluations", query, {
        ...(query?.job === undefined ? {} : { job: query.job }),
        ...(query?.status === undefined ? {} : { status: query.status }),
      }),
    readEvaluation: (evaluationId, query) =>
      read(`/v1/evaluation/${segment(evaluationId)}`, query, { related: "true" }),
    listEvaluationAllocations: (evaluationId, query) =>
      read(`/v1/evaluation/${segment(evaluationId)}/allocations`, query),

    listNodes: (query) => read("/v1/nodes", query, query?.os === true ? { os: "true" } : {}),
    readNode: (nodeId, query) => read(`/v1/node/${segment(nodeId)}`, query),
    listNodeAllocations: (nodeId, query) => read(`/v1/node/${segment(nodeId)}/allocations`, query),
    readNodeUsage: async (nodeId, query) => (await read<never>("/v1/client/stats", query, { node_id: nodeId })).value,

    search: (prefix, context, query) => write("PUT", "/v1/search", query, {}, { Prefix: prefix, Context: context }),
    showsHints: async (query) => {
      const agent = (await read<AgentSelf>("/v1/agent/self", query)).value;
      return agent.config?.UI?.ShowCLIHints !== false;
    },
    readOwnNodeId: async (query) => (await read<AgentSelf>("/v1/agent/self", query)).value.stats?.client?.node_id,
  };
}

interface AgentSelf {
  readonly config?: { readonly UI?: { readonly ShowCLIHints?: boolean } };
  readonly stats?: { readonly client?: { readonly node_id?: string } };
}

class HttpClient {
  readonly address: string;
  private readonly fetchLike: FetchLike;
  private readonly options: HttpOptions;

  constructor(address: string, fetchLike: FetchLike, options: HttpOptions) {
    this.address = address;
    this.fetchLike = fetchLike;
    this.options = options;
  }

  readonly read = async <Value>(
    path: string,
    query: Query | undefined,
    more: UrlParameters = {},
  ): Promise<Answer<Value>> => {
    const response = await this.send("GET", path, query, more);
    return {
      value: decoded<Value>(response.body),
      index: Number(response.header("x-nomad-index") ?? 0),
      nextToken: response.header("x-nomad-nexttoken"),
    };
  };

  readonly write = async <Value>(
    method: "PUT" | "DELETE",
    path: string,
    query: Query | undefined,
    more: UrlParameters = {},
    body?: object,
  ): Promise<Value> => decoded<Value>((await this.send(method, path, query, more, body)).body);

  private async send(
    method: HttpRequest["method"],
    path: string,
    query: Query | undefined,
    more: UrlParameters,
    body?: object,
  ): Promise<HttpResponse> {
    const url = `${this.address}${path}${searchText({ ...queryParameters(query ?? {}), ...more })}`;
    const request: HttpRequest = {
      method,
      url,
      headers: this.options.token === undefined ? {} : { "X-Nomad-Token": this.options.token },
      ...(body === undefined ? {} : { body: writeJson(body) }),
    };
    const response = await this.fetchLike(request).catch((error: unknown) => {
      if (!(error instanceof Error) || this.options.passes?.(error)) throw error;
      throw new Error(`${method[0]}${method.slice(1).toLowerCase()} "${url}": ${error.message}`);
    });
    if (response.status !== 200) throw new ApiError(response.status, response.body);
    return response;
  }
}

type UrlParameters = Readonly<Record<string, string>>;

/** One path segment as Go's `url.PathEscape` writes it. */
function segment(text: string): string {
  return encodeURIComponent(text).replace(/%(24|26|2B|3A|3D|40)/g, (escaped) => decodeURIComponent(escaped));
}

/** One value as Go's `url.QueryEscape` writes it. */
function queryValue(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%20/g, "+");
}

function searchText(parameters: UrlParameters): string {
  const names = Object.keys(parameters).sort();
  if (names.length === 0) return "";
  return `?${names.map((name) => `${name}=${queryValue(parameters[name] ?? "")}`).join("&")}`;
}

function queryParameters(query: Query): UrlParameters {
  const { region, namespace, prefix, filter, perPage, nextToken, index, waitMs, stale } = query;
  return {
    ...(region ? { region } : {}),
    ...(namespace ? { namespace } : {}),
    ...(prefix ? { prefix } : {}),
    ...(filter ? { filter } : {}),
    ...(perPage ? { per_page: String(perPage) } : {}),
    ...(nextToken ? { next_token: nextToken } : {}),
    ...(index ? { index: String(index) } : {}),
    ...(waitMs ? { wait: `${waitMs}ms` } : {}),
    ...(stale ? { stale: "" } : {}),
  };
}

function decoded<Value>(body: string): Value {
  return (body.trim() === "" ? undefined : withNanoseconds(parseJson(body))) as Value;
}
