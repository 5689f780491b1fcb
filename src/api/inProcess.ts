import type { Simulator } from "../cluster/simulator.js";
import type { OutsideAction } from "../model/action.js";
import type { Deployment } from "../model/deployment.js";
import type { Evaluation } from "../model/evaluation.js";
import type { Job } from "../model/job.js";
import { jobKey } from "../model/job.js";
import type { Node } from "../model/node.js";
import type { Done } from "../model/step.js";
import type { World } from "../model/world.js";
import { allocationObject, allocationStub } from "./build/allocations.js";
import { evaluated, registered, updated } from "./build/answers.js";
import { deploymentObject } from "./build/deployments.js";
import { evaluationObject } from "./build/evaluations.js";
import { jobListStub, jobObject, scaleStatus, summaryObject } from "./build/jobs.js";
import { nodeObject, nodeStub } from "./build/nodes.js";
import { jobSource, submissionObject } from "./build/submissions.js";
import { filtered } from "./filter/filtered.js";
import { absentResources } from "./inProcess/absent.js";
import { aclApi } from "./inProcess/acl.js";
import { agentApi } from "./inProcess/agent.js";
import { inProcessAllocationFiles } from "./inProcess/allocationFiles.js";
import type { Waiting } from "./inProcess/blocking.js";
import { answerWhenNewer } from "./inProcess/blocking.js";
import { inProcessClientAllocations } from "./inProcess/clientAllocations.js";
import { inProcessEvaluationRemoval } from "./inProcess/evaluationRemoval.js";
import { inProcessJobValidation } from "./inProcess/jobValidation.js";
import { inProcessLaunches } from "./inProcess/launches.js";
import {
  jobAllocations,
  jobDeployments,
  jobEvaluations,
  listByPrefix,
  listJobs,
  members,
  nodeAllocations,
} from "./inProcess/lists.js";
import { namespaces } from "./inProcess/namespaces.js";
import { nodePools } from "./inProcess/nodePools.js";
import { nodeWrites } from "./inProcess/nodes.js";
import { operatorApi } from "./inProcess/operator.js";
import { planJob } from "./inProcess/plans.js";
import { inNamespace, namespaceOf } from "./inProcess/query.js";
import { performRequest } from "./inProcess/requests.js";
import { inProcessScalingPolicies } from "./inProcess/scalingPolicies.js";
import { searchWorld } from "./inProcess/search.js";
import { inProcessSystem } from "./inProcess/system.js";
import { versionDiffs } from "./inProcess/versionDiffs.js";
import { inProcessVersionTags } from "./inProcess/versionTags.js";
import type { Answer, NomadApi, Query } from "./nomadApi.js";
import { ApiError } from "./nomadApi.js";

/**
 * Nomad's API straight on a simulated cluster in this process. Requests take no virtual time; blocking queries let it pass.
 * DESIGN, floor 3.
 */
export function inProcessApi(simulator: Simulator, waiting: Waiting): NomadApi {
  const world = () => simulator.world;
  const answer = <Value>(value: Value, index = world().index): Answer<Value> => ({ value, index });
  const request = (action: OutsideAction): Done => performRequest(simulator, action);
  const blocking = <Value>(query: Query | undefined, read: () => Answer<Value>) =>
    answerWhenNewer(simulator, waiting, query, read);

  const cluster = { world, request };
  return {
    address: "http://127.0.0.1:4646",
    ...nodeWrites(simulator),
    ...nodePools(simulator),
    ...namespaces(simulator),
    ...operatorApi(simulator),
    ...agentApi(simulator),
    ...aclApi(),
    ...absentResources(simulator),
    ...inProcessAllocationFiles(cluster),
    ...inProcessClientAllocations(cluster),
    ...inProcessEvaluationRemoval(cluster),
    ...inProcessJobValidation(cluster),
    ...inProcessLaunches(cluster),
    ...inProcessScalingPolicies(cluster),
    ...inProcessSystem(cluster),
    ...inProcessVersionTags(cluster),

    listJobs: async (query) => {
      const found = filtered(listJobs(world(), query ?? {}), query?.filter, "job", jobObject);
      return answer(found.slice(0, query?.perPage || undefined).map((job) => jobListStub(world(), job)));
    },
    registerJob: async (body, query) => {
      const done = request({
        kind: "register-job",
        job: body.Job,
        namespace: query?.namespace,
        region: query?.region,
        enforceIndex: body.EnforceIndex === true ? (body.JobModifyIndex ?? 0) : undefined,
        evalPriority: body.EvalPriority,
        preserveCounts: body.PreserveCounts,
        preserveResources: body.PreserveResources,
        submission: jobSource(body.Submission),
      });
      return registered(done);
    },
    planJob: async (_jobId, body, query) => planJob(world(), body, query),
    readJob: (jobId, query) =>
      blocking(query, () => {
        const job = existingJob(world(), jobId, query);
        return answer(jobObject(job), job.modifyIndex);
      }),
    readJobSummary: async (jobId, query) => {
      const job = existingJob(world(), jobId, query);
      return answer(summaryObject(world().summaries.get(jobKey(job.namespace, job.id)), job));
    },
    readJobSubmission: async (jobId, version, query) => {
      const namespace = namespaceOf(query);
      const kept = world().submissions.get(jobKey(namespace, jobId));
      const submission = kept?.find((candidate) => candidate.version === version);
      if (submission === undefined) throw new ApiError(404, "job source not found");
      return submissionObject({ namespace, id: jobId }, submission);
    },
    readJobVersions: async (jobId, options, query) => {
      const versions = world().jobVersions.get(jobKey(namespaceOf(query), jobId));
      if (versions === undefined) throw new ApiError(404, "job versions not found");
      return answer({
        Versions: versions.map(jobObject),
        Diffs: options.diffs ? versionDiffs(versions, options) : null,
      });
    },
    listJobAllocations: async (jobId, all, query) =>
      answer(jobAllocations(world(), namespaceOf(query), jobId, all).map(allocationStub)),
    listJobEvaluations: async (jobId, query) =>
      answer(
        jobEvaluations(world(), namespaceOf(query), jobId).map((evaluation) => evaluationObject(world(), evaluation)),
      ),
    listJobDeployments: async (jobId, all, query) =>
      answer(jobDeployments(world(), namespaceOf(query), jobId, all).map(deploymentObject)),
    readLatestDeployment: async (jobId, query) => {
      const latest = newest(jobDeployments(world(), namespaceOf(query), jobId, false));
      return answer(latest === undefined ? null : deploymentObject(latest));
    },
    readJobScale: async (jobId, query) => answer(scaleStatus(world(), existingJob(world(), jobId, query))),
    deregisterJob: async (jobId, options, query) =>
      evaluated(
        request({
          kind: "deregister-job",
          namespace: namespaceOf(query),
          jobId,
          purge: options.purge,
          evalPriority: options.evalPriority,
          noShutdownDelay: options.noShutdownDelay,
        }),
      ),
    revertJob: async (jobId, body, query) =>
      registered(
        request({
          kind: "revert-job",
          namespace: namespaceOf(query),
          jobId,
          version: body.JobVersion,
          enforcePriorVersion: body.EnforcePriorVersion ?? undefined,
        }),
      ),
    scaleJob: async (jobId, body, query) =>
      evaluated(
        request({
          kind: "scale-job",
          namespace: namespaceOf(query),
          jobId,
          group: body.Target.Group ?? "",
          count: body.Count ?? undefined,
          message: body.Message,
          error: body.Error,
          enforceIndex: body.JobModifyIndex,
        }),
      ),
    evaluateJob: async (jobId, options, query) =>
      evaluated(
        request({
          kind: "evaluate-job",
          namespace: namespaceOf(query),
          jobId,
          forceReschedule: options.ForceReschedule,
        }),
      ),
    markJobStable: async (jobId, body, query) => {
      const done = request({
        kind: "mark-job-stable",
        namespace: namespaceOf(query),
        jobId,
        version: body.JobVersion,
        stable: body.Stable,
      });
      return { Index: done.index ?? 0 };
    },

    listDeployments: async (query) =>
      answer(
        filtered(
          inNamespace(listByPrefix(world().deployments, query ?? {}, "deployment"), query),
          query?.filter,
          "deployment",
          deploymentObject,
        ).map(deploymentObject),
      ),
    readDeployment: (deploymentId, query) =>
      blocking(query, () => {
        if (deploymentId.length !== 36) throw uuidLength("deployment lookup failed");
        const deployment = world().deployments.get(deploymentId);
        if (deployment === undefined) throw new ApiError(404, "deployment not found");
        return answer(deploymentObject(deployment), deployment.modifyIndex);
      }),
    listDeploymentAllocations: async (deploymentId) =>
      answer(members(world().allocationsByDeployment.get(deploymentId), world().allocations).map(allocationStub)),
    promoteDeployment: async (deploymentId, groups) =>
      updated(request({ kind: "promote-deployment", deploymentId, groups: groups ?? "all" })),
    failDeployment: async (deploymentId) => updated(request({ kind: "fail-deployment", deploymentId })),
    pauseDeployment: async (deploymentId, pause) => updated(request({ kind: "pause-deployment", deploymentId, pause })),
    unblockDeployment: async (deploymentId) => updated(request({ kind: "unblock-deployment", deploymentId })),
    setAllocationHealth: async (deploymentId, body) =>
      updated(
        request({
          kind: "set-allocation-health",
          deploymentId,
          healthy: body.HealthyAllocationIDs,
          unhealthy: body.UnhealthyAllocationIDs,
        }),
      ),

    listAllocations: async (query) =>
      answer(
        filtered(
          inNamespace(listByPrefix(world().allocations, query ?? {}, "alloc"), query),
          query?.filter,
          "allocation",
          allocationObject,
        ).map(allocationStub),
      ),
    readAllocation: (allocationId, query) =>
      blocking(query, () => {
        if (allocationId.length !== 36) throw uuidLength("alloc lookup failed");
        const allocation = world().allocations.get(allocationId);
        if (allocation === undefined) throw new ApiError(404, "alloc not found");
        return answer(allocationObject(allocation), allocation.modifyIndex);
      }),
    readAllocationChecks: async () => null,
    readAllocationUsage: async () => undefined,
    stopAllocation: async (allocationId, options) =>
      evaluated(request({ kind: "stop-allocation", allocationId, ...options })),

    listEvaluations: async (query) => {
      const object = (evaluation: Evaluation) => evaluationObject(world(), evaluation);
      const found = inNamespace(listByPrefix(world().evaluations, query ?? {}, "eval"), query).filter(
        (evaluation) =>
          (query?.job === undefined || evaluation.jobId === query.job) &&
          (query?.status === undefined || evaluation.status === query.status),
      );
      return answer(filtered(found, query?.filter, "evaluation", object).map(object));
    },
    readEvaluation: async (evaluationId) => {
      if (evaluationId.length !== 36) throw uuidLength("failed to lookup eval: eval lookup failed");
      const evaluation = world().evaluations.get(evaluationId);
      if (evaluation === undefined) throw new ApiError(404, "eval not found");
      return answer(evaluationObject(world(), evaluation, true), evaluation.modifyIndex);
    },
    listEvaluationAllocations: async (evaluationId) =>
      answer(members(world().allocationsByEvaluation.get(evaluationId), world().allocations).map(allocationStub)),

    listNodes: async (query) => {
      const object = (node: Node) => nodeObject(node, world().connections.get(node.id));
      const found = filtered(listByPrefix(world().nodes, query ?? {}, "node"), query?.filter, "node", object);
      const byId = [...found].sort((a, b) => (a.id < b.id ? -1 : 1));
      return answer(byId.map((node) => nodeStub(node, query?.os === true)));
    },
    readNode: (nodeId, query) =>
      blocking(query, () => {
        if (nodeId.length !== 36) throw uuidLength("node lookup failed");
        const node = world().nodes.get(nodeId);
        if (node === undefined) throw new ApiError(404, "node not found");
        return answer(nodeObject(node, world().connections.get(node.id)), node.modifyIndex);
      }),
    listNodeAllocations: (nodeId, query) =>
      blocking(query, () => {
        const node = world().nodes.get(nodeId);
        const found = node === undefined ? [] : nodeAllocations(world(), node);
        const newest = Math.max(0, ...found.map((allocation) => allocation.modifyIndex));
        return answer(found.map(allocationObject), newest || world().index);
      }),
    readNodeUsage: async () => undefined,

    search: async (prefix, context, query) => searchWorld(world(), prefix, context, namespaceOf(query)),
    showsHints: async () => true,
    readOwnNodeId: async () => undefined,
  };
}

function existingJob(world: World, jobId: string, query: Query | undefined): Job {
  const job = world.jobs.get(jobKey(namespaceOf(query), jobId));
  if (job === undefined) throw new ApiError(404, "job not found");
  return job;
}

function newest(deployments: readonly Deployment[]): Deployment | undefined {
  return [...deployments].sort((a, b) => b.createIndex - a.createIndex)[0];
}

function uuidLength(lookup: string): ApiError {
  return new ApiError(500, `${lookup}: index error: UUID must be 36 characters`);
}
