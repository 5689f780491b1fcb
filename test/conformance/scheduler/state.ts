import type { Allocation } from "../../../src/model/allocation.js";
import type { Deployment, DeploymentStatus } from "../../../src/model/deployment.js";
import type { Evaluation, EvaluationStatus, EvaluationTrigger } from "../../../src/model/evaluation.js";
import { newEvaluation } from "../../../src/model/evaluation.js";
import { identifierState } from "../../../src/model/identifiers.js";
import type { Job, JobType } from "../../../src/model/job.js";
import { keyOfJob } from "../../../src/model/job.js";
import type { NodeUsage } from "../../../src/model/nodeUsage.js";
import { emptyUsage, usageAfter } from "../../../src/model/nodeUsage.js";
import type { SchedulerConfiguration } from "../../../src/model/schedulerConfiguration.js";
import { defaultSchedulerConfiguration } from "../../../src/model/schedulerConfiguration.js";
import type { Snapshot } from "../../../src/model/snapshot.js";
import type { Table } from "../../../src/model/table.js";
import { emptyTable, withMember } from "../../../src/model/table.js";
import type { Json } from "../json.js";
import {
  flag,
  instant,
  mapObject,
  milliseconds,
  number,
  object,
  optionalObject,
  optionalText,
  text,
  texts,
} from "../json.js";
import { readAllocation } from "./allocations.js";
import { readJob } from "./jobs.js";
import { readNode } from "./nodes.js";
import type { Recording } from "./recording.js";

/** How many versions of a job Nomad's store keeps (FORMAT.md, "What was left out"). */
const keptVersions = 6;

/** The state of a recorded case and the evaluation to process. */
export interface Case {
  readonly state: Snapshot;
  readonly evaluation: Evaluation;
}

/** The evaluation's ID ends as the recording says, so that nodes are shuffled as they were. */
function evaluationIdOf(recording: Recording): string {
  return `${text(recording.evaluation, "ID")}-${recording.shuffle.evaluationIDTail}`;
}

export function readCase(recording: Recording): Case {
  const jobId = text(recording.evaluation, "JobID");
  const recordedId = text(recording.evaluation, "ID");
  const evaluationId = (recorded: string): string => (recorded === recordedId ? evaluationIdOf(recording) : recorded);
  const current = recording.job === undefined ? undefined : readJob(recording.job);
  const versions = [...(current === undefined ? [] : [current]), ...(recording.jobs ?? []).map(readJob)];
  const allocations = (recording.allocations ?? []).map((json) =>
    readAllocation(json, embeddedJob(json, versions, jobId, current), evaluationId),
  );
  const deployments = (recording.deployments ?? []).map((json) => readDeployment(json, jobId));
  const evaluation = readEvaluation(recording.evaluation, evaluationIdOf(recording));

  let nodes: Snapshot["nodes"] = emptyTable();
  for (const json of recording.nodes ?? []) {
    const node = readNode(json);
    nodes = nodes.with(node.id, node, true);
  }
  let deploymentTable: Snapshot["deployments"] = emptyTable();
  for (const deployment of deployments) deploymentTable = deploymentTable.with(deployment.id, deployment, true);
  const key = `default\u0000${jobId}`;
  const deploymentsByJob: Snapshot["deploymentsByJob"] = emptyTable<readonly string[]>().with(
    key,
    deployments.map((deployment) => deployment.id),
    true,
  );
  const state: Snapshot = {
    now: Math.round(recording.now / 1e6),
    index: recording.shuffle.index,
    identifiers: identifierState(1),
    schedulerConfiguration: readConfiguration(recording.schedulerConfiguration),
    nodes,
    ...jobTables(versions, current, jobId),
    summaries: emptyTable(),
    jobActivity: emptyTable(),
    ...allocationTables(allocations),
    allocationsByEvaluation: emptyTable(),
    deployments: deploymentTable,
    deploymentsByJob,
    evaluations: emptyTable<Evaluation>().with(evaluation.id, evaluation, true),
    evaluationsByJob: emptyTable(),
  };
  return { state, evaluation };
}

function embeddedJob(json: Json, versions: readonly Job[], evaluated: string, current: Job | undefined): Job {
  const jobId = optionalText(json, "JobID") ?? evaluated;
  const createIndex = number(json, "JobCreateIndex") || (jobId === evaluated ? current?.createIndex : undefined);
  const found = versions.find(
    (job) =>
      job.id === jobId &&
      job.version === number(json, "JobVersion") &&
      (createIndex === undefined || job.createIndex === createIndex),
  );
  if (found === undefined) throw new Error(`no job version for ${text(json, "ID")}`);
  return found;
}

/** Of the evaluation's job the versions that the store still keeps; of other jobs the newest. */
function jobTables(
  versions: readonly Job[],
  current: Job | undefined,
  evaluated: string,
): Pick<Snapshot, "jobs" | "jobVersions"> {
  let jobs: Table<Job> = emptyTable();
  let jobVersions: Table<readonly Job[]> = emptyTable();
  if (current !== undefined) {
    const kept = versions
      .filter((job) => job.id === current.id && job.createIndex === current.createIndex)
      .filter((job) => job.version > current.version - keptVersions)
      .sort((a, b) => b.version - a.version);
    jobs = jobs.with(keyOfJob(current), current, true);
    jobVersions = jobVersions.with(keyOfJob(current), kept, true);
  }
  for (const job of versions) {
    const known = jobs.get(keyOfJob(job));
    if (job.id !== evaluated && (known === undefined || known.version < job.version)) {
      jobs = jobs.with(keyOfJob(job), job, true);
    }
  }
  return { jobs, jobVersions };
}

function allocationTables(
  allocations: readonly Allocation[],
): Pick<Snapshot, "allocations" | "allocationsByJob" | "allocationsByNode" | "allocationsByDeployment" | "nodeUsage"> {
  let all: Table<Allocation> = emptyTable();
  let allocationsByJob: Table<Table<Allocation>> = emptyTable();
  let allocationsByNode: Snapshot["allocationsByNode"] = emptyTable();
  let allocationsByDeployment: Snapshot["allocationsByDeployment"] = emptyTable();
  let nodeUsage: Table<NodeUsage> = emptyTable();
  for (const allocation of allocations) {
    all = all.with(allocation.id, allocation, true);
    const key = keyOfJob(allocation.job);
    const ofJob = allocationsByJob.get(key) ?? emptyTable<Allocation>();
    allocationsByJob = allocationsByJob.with(key, ofJob.with(allocation.id, allocation, true), true);
    allocationsByNode = withMember(allocationsByNode, allocation.nodeId, allocation.id);
    if (allocation.deploymentId !== undefined) {
      allocationsByDeployment = withMember(allocationsByDeployment, allocation.deploymentId, allocation.id);
    }
    const usage = usageAfter(nodeUsage.get(allocation.nodeId) ?? emptyUsage, undefined, allocation);
    nodeUsage = nodeUsage.with(allocation.nodeId, usage, true);
  }
  return { allocations: all, allocationsByJob, allocationsByNode, allocationsByDeployment, nodeUsage };
}

function readDeployment(json: Json, jobId: string): Deployment {
  return {
    id: text(json, "ID"),
    namespace: "default",
    jobId,
    jobVersion: number(json, "JobVersion"),
    jobModifyIndex: number(json, "JobSpecModifyIndex"),
    jobSpecModifyIndex: number(json, "JobSpecModifyIndex"),
    jobCreateIndex: number(json, "JobCreateIndex"),
    taskGroups: mapObject(object(json, "TaskGroups"), (group) => ({
      autoRevert: flag(group, "AutoRevert"),
      autoPromote: flag(group, "AutoPromote"),
      progressDeadlineMs: milliseconds(group, "ProgressDeadline"),
      requireProgressBy: instant(group, "RequireProgressBy"),
      promoted: flag(group, "Promoted"),
      placedCanaries: texts(group, "PlacedCanaries"),
      desiredCanaries: number(group, "DesiredCanaries"),
      desiredTotal: number(group, "DesiredTotal"),
      placedAllocations: number(group, "PlacedAllocs"),
      healthyAllocations: number(group, "HealthyAllocs"),
      unhealthyAllocations: number(group, "UnhealthyAllocs"),
    })),
    status: text(json, "Status") as DeploymentStatus,
    statusDescription: text(json, "StatusDescription"),
    evalPriority: 0,
    createIndex: number(json, "CreateIndex"),
    modifyIndex: 0,
    createTime: 0,
    modifyTime: 0,
  };
}

function readEvaluation(json: Json, id: string): Evaluation {
  const eligibility = optionalObject(json, "ClassEligibility");
  return newEvaluation({
    id,
    namespace: "default",
    priority: number(json, "Priority"),
    type: text(json, "Type") as JobType,
    triggeredBy: text(json, "TriggeredBy") as EvaluationTrigger,
    jobId: text(json, "JobID"),
    jobModifyIndex: number(json, "JobModifyIndex"),
    nodeId: optionalText(json, "NodeID"),
    nodeModifyIndex: number(json, "NodeModifyIndex"),
    deploymentId: optionalText(json, "DeploymentID"),
    status: text(json, "Status") as EvaluationStatus,
    statusDescription: text(json, "StatusDescription"),
    waitUntil: instant(json, "WaitUntil"),
    previousEvaluation: optionalText(json, "PreviousEval"),
    classEligibility: eligibility as Readonly<Record<string, boolean>> | undefined,
    escapedComputedClass: flag(json, "EscapedComputedClass"),
  });
}

function readConfiguration(json: Json): SchedulerConfiguration {
  const preemption = object(json, "PreemptionConfig");
  return {
    ...defaultSchedulerConfiguration,
    algorithm: text(json, "SchedulerAlgorithm") === "spread" ? "spread" : "binpack",
    memoryOversubscription: flag(json, "MemoryOversubscriptionEnabled"),
    preemption: {
      system: flag(preemption, "SystemSchedulerEnabled"),
      sysbatch: flag(preemption, "SysBatchSchedulerEnabled"),
      batch: flag(preemption, "BatchSchedulerEnabled"),
      service: flag(preemption, "ServiceSchedulerEnabled"),
    },
  };
}
