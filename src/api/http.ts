import { aclRequests } from "./http/acl.js";
import { agentRequests } from "./http/agent.js";
import { enterpriseRequests } from "./http/enterprise.js";
import { namespaceRequests } from "./http/namespaces.js";
import { nodePoolRequests } from "./http/nodePools.js";
import { nodeWriteRequests } from "./http/nodes.js";
import { operatorRequests } from "./http/operator.js";
import { serviceRequests } from "./http/services.js";
import { variableRequests } from "./http/variables.js";

export type { FetchLike, HttpOptions, HttpRequest, HttpResponse } from "./http/client.js";

import { httpAllocationFiles } from "./http/allocationFiles.js";
import { type FetchLike, HttpClient, type HttpOptions, segment } from "./http/client.js";
import { httpClientAllocations } from "./http/clientAllocations.js";
import { httpEvaluationRemoval } from "./http/evaluationRemoval.js";
import { httpJobValidation } from "./http/jobValidation.js";
import { httpLaunches } from "./http/launches.js";
import { httpScalingPolicies } from "./http/scalingPolicies.js";
import { httpSystem } from "./http/system.js";
import { httpVersionTags } from "./http/versionTags.js";
import type { NomadApi } from "./nomadApi.js";

/**
 * Nomad's HTTP API at an address: the requests of spec 07 §18 with the encodings of §2 and §4; integers beyond 2^53 and
 * all times and durations in nanoseconds arrive as `bigint`.
 *
 * @throws {Error} when the address is no URL, with Go's reason.
 */
export function httpApi(address: string, fetchLike: FetchLike, options: HttpOptions = {}): NomadApi {
  const client = new HttpClient(address, fetchLike, options);
  const { read, write } = client;
  return {
    address: client.address,
    ...nodeWriteRequests(client),
    ...nodePoolRequests(client),
    ...namespaceRequests(client),
    ...operatorRequests(client),
    ...agentRequests(client),
    ...aclRequests(client),
    ...variableRequests(client),
    ...serviceRequests(client),
    ...enterpriseRequests(client),
    ...httpAllocationFiles(client),
    ...httpClientAllocations(client),
    ...httpEvaluationRemoval(client),
    ...httpJobValidation(client),
    ...httpLaunches(client),
    ...httpScalingPolicies(client),
    ...httpSystem(client),
    ...httpVersionTags(client),

    listJobs: (query) => read("/v1/jobs", query),
    registerJob: (request, query) => write("PUT", "/v1/jobs", query, {}, { ...request }),
    planJob: (jobId, request, query) => write("PUT", `/v1/job/${segment(jobId)}/plan`, query, {}, { ...request }),
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

    search: (prefix, context, query) =>
      write("PUT", "/v1/search", query, {}, { Prefix: prefix, Context: context, ...noOptions }),
    showsHints: async (query) => {
      const agent = (await read<AgentSelf>("/v1/agent/self", query)).value;
      return agent.config?.UI?.ShowCLIHints !== false;
    },
    readOwnNodeId: async (query) => (await read<AgentSelf>("/v1/agent/self", query)).value.stats?.client?.node_id,
  };
}

/** Nomad's own client sends the options of a query along with a search, though none is ever set. */
const noOptions = {
  Region: "",
  Namespace: "",
  AllowStale: false,
  WaitIndex: 0,
  WaitTime: 0,
  Params: null,
  Headers: null,
  AuthToken: "",
  Filter: "",
  PerPage: 0,
  NextToken: "",
  Reverse: false,
};

interface AgentSelf {
  readonly config?: { readonly UI?: { readonly ShowCLIHints?: boolean } };
  readonly stats?: { readonly client?: { readonly node_id?: string } };
}
