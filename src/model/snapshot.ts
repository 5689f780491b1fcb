import type { Allocation } from "./allocation.js";
import type { Deployment } from "./deployment.js";
import type { Evaluation } from "./evaluation.js";
import type { IdentifierState } from "./identifiers.js";
import type { Job } from "./job.js";
import { jobKey } from "./job.js";
import type { JobActivity } from "./jobActivity.js";
import type { JobSummary } from "./jobSummary.js";
import type { Node } from "./node.js";
import type { NodeUsage } from "./nodeUsage.js";
import { emptyUsage } from "./nodeUsage.js";
import type { SchedulerConfiguration } from "./schedulerConfiguration.js";
import type { KeySet, Table } from "./table.js";
import type { Instant } from "./time.js";

/**
 * The replicated state of the servers: what a scheduler sees. The tables are primary; every index beside them is written
 * in the same place as its table (`cluster/state/`), and a property test recomputes them all.
 */
export interface Snapshot {
  readonly now: Instant;
  /** The index of the last write (spec 05 §1). */
  readonly index: number;
  readonly identifiers: IdentifierState;
  readonly schedulerConfiguration: SchedulerConfiguration;
  /** By ID. */
  readonly nodes: Table<Node>;
  /** By job key: the current version. */
  readonly jobs: Table<Job>;
  /** By job key: the kept versions, newest first. */
  readonly jobVersions: Table<readonly Job[]>;
  readonly summaries: Table<JobSummary>;
  /** By job key. */
  readonly jobActivity: Table<JobActivity>;
  readonly allocations: Table<Allocation>;
  readonly allocationsByJob: Table<Table<Allocation>>;
  /** By node ID: what takes room there. A node without allocations has no entry. */
  readonly nodeUsage: Table<NodeUsage>;
  /** By node ID: the IDs of all its allocations, terminal ones too. */
  readonly allocationsByNode: Table<KeySet>;
  readonly allocationsByDeployment: Table<KeySet>;
  readonly allocationsByEvaluation: Table<KeySet>;
  readonly deployments: Table<Deployment>;
  /** By job key: the IDs of the job's deployments, oldest first. */
  readonly deploymentsByJob: Table<readonly string[]>;
  readonly evaluations: Table<Evaluation>;
  readonly evaluationsByJob: Table<KeySet>;
}

export function findJob(state: Snapshot, namespace: string, jobId: string): Job | undefined {
  return state.jobs.get(jobKey(namespace, jobId));
}

export function findJobVersion(state: Snapshot, namespace: string, jobId: string, version: number): Job | undefined {
  return state.jobVersions.get(jobKey(namespace, jobId))?.find((job) => job.version === version);
}

/** All allocations of a job ID, also those of an earlier job of that ID, by allocation ID. */
export function allocationsOfJob(state: Snapshot, namespace: string, jobId: string): readonly Allocation[] {
  return state.allocationsByJob.get(jobKey(namespace, jobId))?.valuesArray() ?? [];
}

/** The deployments of a job ID, oldest first. */
export function deploymentsOfJob(state: Snapshot, namespace: string, jobId: string): readonly Deployment[] {
  const ids = state.deploymentsByJob.get(jobKey(namespace, jobId)) ?? [];
  return ids.flatMap((id) => state.deployments.get(id) ?? []);
}

/** The one with the highest create index, whatever its status or job version (spec 02 §1). */
export function latestDeployment(state: Snapshot, namespace: string, jobId: string): Deployment | undefined {
  const last = state.deploymentsByJob.get(jobKey(namespace, jobId))?.at(-1);
  return last === undefined ? undefined : state.deployments.get(last);
}

export function usageOfNode(state: Snapshot, nodeId: string): NodeUsage {
  return state.nodeUsage.get(nodeId) ?? emptyUsage;
}
