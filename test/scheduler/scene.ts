import type { Allocation } from "../../src/model/allocation.js";
import type { Attempt, Conclusion } from "../../src/model/attempt.js";
import { firstAttempt } from "../../src/model/attempt.js";
import type { Deployment } from "../../src/model/deployment.js";
import { emptyDeploymentGroup } from "../../src/model/deployment.js";
import type { Evaluation, EvaluationTrigger } from "../../src/model/evaluation.js";
import { newEvaluation } from "../../src/model/evaluation.js";
import type { Job } from "../../src/model/job.js";
import { jobKey, keyOfJob } from "../../src/model/job.js";
import type { Node } from "../../src/model/node.js";
import type { SchedulerConfiguration } from "../../src/model/schedulerConfiguration.js";
import type { Snapshot } from "../../src/model/snapshot.js";
import { emptyTable } from "../../src/model/table.js";
import type { UpdateBlock } from "../../src/model/update.js";
import { attempt, conclude } from "../../src/scheduler/schedule.js";
import { snapshotOf } from "./placement/worldOf.js";

/** States with jobs and deployments for tests of whole evaluations; nodes, jobs and allocations come from `worldOf`. */
export interface SceneParts {
  readonly nodes: readonly Node[];
  /** Versions of one job, oldest first; the last one is current. Empty: the job was purged. */
  readonly versions: readonly Job[];
  readonly allocations?: readonly Allocation[];
  /** Oldest first. */
  readonly deployments?: readonly Deployment[];
  readonly now?: number;
  readonly configuration?: Partial<SchedulerConfiguration>;
}

export function sceneOf(parts: SceneParts): Snapshot {
  const { nodes, versions, allocations = [], deployments = [], now = 0, configuration = {} } = parts;
  const current = versions.at(-1);
  const state = { ...snapshotOf({ nodes, allocations, configuration }), now };
  const byId = deployments.reduce((table, each) => table.with(each.id, each), emptyTable<Deployment>());
  const ids = emptyTable<readonly string[]>().with(
    jobKey("default", current?.id ?? "job"),
    deployments.map(({ id }) => id),
  );
  if (current === undefined) return { ...state, deployments: byId, deploymentsByJob: ids };
  return {
    ...state,
    jobs: emptyTable<Job>().with(keyOfJob(current), current),
    jobVersions: emptyTable<readonly Job[]>().with(keyOfJob(current), [...versions].reverse()),
    deployments: byId,
    deploymentsByJob: ids,
  };
}

export function updateOf(given: Partial<UpdateBlock> = {}): UpdateBlock {
  return {
    staggerMs: 30_000,
    maxParallel: 1,
    healthCheck: "checks",
    minHealthyTimeMs: 10_000,
    healthyDeadlineMs: 300_000,
    progressDeadlineMs: 600_000,
    autoRevert: false,
    autoPromote: false,
    canary: 0,
    ...given,
  };
}

export function deploymentOf(id: string, job: Job, given: Partial<Deployment> = {}): Deployment {
  return {
    id,
    namespace: job.namespace,
    jobId: job.id,
    jobVersion: job.version,
    jobModifyIndex: job.modifyIndex,
    jobSpecModifyIndex: job.jobModifyIndex,
    jobCreateIndex: job.createIndex,
    taskGroups: { web: emptyDeploymentGroup },
    status: "running",
    statusDescription: "Deployment is running",
    evalPriority: 50,
    createIndex: 10,
    modifyIndex: 10,
    createTime: 0,
    modifyTime: 0,
    ...given,
  };
}

export function evaluationOf(job: Job, triggeredBy: EvaluationTrigger, given: Partial<Evaluation> = {}): Evaluation {
  return newEvaluation({
    id: "00000000-0000-4000-8000-0123456789ab",
    namespace: job.namespace,
    priority: job.priority,
    type: job.type,
    triggeredBy,
    jobId: job.id,
    ...given,
  });
}

/** What became of an evaluation whose plan, if it had one, was committed in full. */
export interface Processed {
  readonly attempt: Attempt;
  readonly conclusion: Conclusion;
  /** The evaluation as it was written; undefined if it was blocked again. */
  readonly evaluation: Evaluation | undefined;
}

export function process(state: Snapshot, evaluation: Evaluation): Processed {
  const made = attempt(state, evaluation, firstAttempt);
  const placed: Record<string, number> = {};
  for (const { taskGroup } of made.plan?.placements ?? []) placed[taskGroup] = (placed[taskGroup] ?? 0) + 1;
  const result = made.plan === undefined ? undefined : { progress: true, refresh: false, placed, full: true };
  const conclusion = conclude({ ...state, identifiers: made.identifiers }, evaluation, made, result);
  return {
    attempt: made,
    conclusion,
    evaluation: conclusion.kind === "finish" ? conclusion.evaluation : undefined,
  };
}
