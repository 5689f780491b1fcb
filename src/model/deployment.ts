import type { Instant, Milliseconds } from "./time.js";

export type DeploymentStatus =
  | "running"
  | "paused"
  | "successful"
  | "failed"
  | "cancelled"
  | "initializing"
  | "pending"
  | "blocked"
  | "unblocking";

/** One roll-out of one job version (spec 02 §1). */
export interface Deployment {
  readonly id: string;
  readonly namespace: string;
  readonly jobId: string;
  readonly jobVersion: number;
  /** The job's modify index at creation. */
  readonly jobModifyIndex: number;
  /** The job's `JobModifyIndex` at creation. */
  readonly jobSpecModifyIndex: number;
  readonly jobCreateIndex: number;
  readonly taskGroups: Readonly<Record<string, DeploymentGroup>>;
  readonly status: DeploymentStatus;
  readonly statusDescription: string;
  readonly evalPriority: number;
  readonly createIndex: number;
  readonly modifyIndex: number;
  readonly createTime: Instant;
  /** 0 until the first allocation of its plan sets it, and after a promotion (spec 02 §8.5). */
  readonly modifyTime: Instant;
}

/** The state of one task group in a deployment, `DeploymentState` in the API (spec 02 §1). */
export interface DeploymentGroup {
  readonly autoRevert: boolean;
  readonly autoPromote: boolean;
  readonly progressDeadlineMs: Milliseconds;
  readonly requireProgressBy: Instant | undefined;
  readonly promoted: boolean;
  /** IDs in the order of placement; for service jobs it only grows. */
  readonly placedCanaries: readonly string[];
  readonly desiredCanaries: number;
  readonly desiredTotal: number;
  readonly placedAllocations: number;
  /** Allocations that ever became healthy: a loss does not lower it (spec 02 §4.7). */
  readonly healthyAllocations: number;
  readonly unhealthyAllocations: number;
}

/** The texts of a deployment's status (spec 02 §2). */
export const deploymentText = {
  running: "Deployment is running",
  needsPromotion: "Deployment is running but requires manual promotion",
  autoPromotion: "Deployment is running pending automatic promotion",
  paused: "Deployment is paused",
  successful: "Deployment completed successfully",
  stoppedJob: "Cancelled because job is stopped",
  newerJob: "Cancelled due to newer version of job",
  failedAllocations: "Failed due to unhealthy allocations",
  progressDeadline: "Failed due to progress deadline",
  failedByUser: "Deployment marked as failed",
} as const;

const activeStatuses: ReadonlySet<DeploymentStatus> = new Set([
  "running",
  "paused",
  "blocked",
  "unblocking",
  "initializing",
  "pending",
]);

/** Not terminal (spec 02 §1). */
export function isActive(deployment: Deployment): boolean {
  return activeStatuses.has(deployment.status);
}

/** Some group wants canaries and was not promoted, while the deployment runs (spec 02 §1). */
export function requiresPromotion(deployment: Deployment): boolean {
  return deployment.status === "running" && Object.values(deployment.taskGroups).some(isCanarying);
}

/** Every group that wants canaries promotes itself; true when no group wants any (spec 02 §1). */
export function hasAutoPromote(deployment: Deployment): boolean {
  const groups = Object.values(deployment.taskGroups);
  return (
    groups.length > 0 &&
    deployment.status === "running" &&
    groups.every((group) => group.desiredCanaries === 0 || group.autoPromote)
  );
}

/** The group waits for promotion (spec 01 §1). */
export function isCanarying(group: DeploymentGroup): boolean {
  return group.desiredCanaries !== 0 && !group.promoted;
}

export const emptyDeploymentGroup: DeploymentGroup = {
  autoRevert: false,
  autoPromote: false,
  progressDeadlineMs: 0,
  requireProgressBy: undefined,
  promoted: false,
  placedCanaries: [],
  desiredCanaries: 0,
  desiredTotal: 0,
  placedAllocations: 0,
  healthyAllocations: 0,
  unhealthyAllocations: 0,
};
