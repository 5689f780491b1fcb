import type { Job } from "./job.js";
import { findTaskGroup } from "./job.js";
import type { AllocationMetrics } from "./metrics.js";
import type { AllocatedResources } from "./resources.js";
import type { TaskGroup } from "./taskGroup.js";
import type { TaskState } from "./taskState.js";
import type { Instant, Milliseconds } from "./time.js";

export type DesiredStatus = "run" | "stop" | "evict";

export type ClientStatus = "pending" | "running" | "complete" | "failed" | "lost" | "unknown";

/**
 * One placement of a task group on a node (spec 01 §1, spec 07 §17.2).
 *
 * Two authors write it: the servers (desired status, links, deployment) and the client (client status, task states,
 * health). Absent references are `undefined`.
 */
export interface Allocation {
  readonly id: string;
  readonly namespace: string;
  readonly evaluationId: string;
  /** `<job>.<group>[<index>]` */
  readonly name: string;
  readonly nodeId: string;
  readonly nodeName: string;
  readonly jobId: string;
  /** The version of the job that this allocation runs. */
  readonly job: Job;
  readonly taskGroup: string;
  readonly resources: AllocatedResources;
  readonly metrics: AllocationMetrics | undefined;
  readonly desiredStatus: DesiredStatus;
  readonly desiredDescription: string;
  readonly desiredTransition: DesiredTransition;
  readonly clientStatus: ClientStatus;
  readonly clientDescription: string;
  readonly taskStates: Readonly<Record<string, TaskState>>;
  /** Client statuses that the server wrote down when a node was cut off or lost, oldest first. */
  readonly clientStatusHistory: readonly ClientStatusEntry[];
  readonly previousAllocation: string | undefined;
  readonly nextAllocation: string | undefined;
  readonly deploymentId: string | undefined;
  readonly deploymentStatus: AllocationHealth | undefined;
  readonly rescheduleTracker: RescheduleTracker | undefined;
  readonly followupEvaluationId: string | undefined;
  readonly preemptedAllocations: readonly string[];
  readonly preemptedByAllocation: string | undefined;
  readonly createIndex: number;
  readonly modifyIndex: number;
  /** Moves only with writes of the servers that the client has to act on (spec 02 §6.1). */
  readonly allocModifyIndex: number;
  readonly createTime: Instant;
  readonly modifyTime: Instant;
}

/** Marks that ask the scheduler to move an allocation; unset counts as false (spec 01 §1). */
export interface DesiredTransition {
  readonly migrate?: boolean;
  readonly reschedule?: boolean;
  readonly forceReschedule?: boolean;
  readonly noShutdownDelay?: boolean;
  readonly migrateDisablePlacement?: boolean;
}

/** `DeploymentStatus` in Nomad's API: the health of one allocation. `healthy` undefined: not decided yet. */
export interface AllocationHealth {
  readonly healthy: boolean | undefined;
  readonly timestamp: Instant | undefined;
  readonly canary: boolean;
  readonly modifyIndex: number;
}

export interface ClientStatusEntry {
  readonly value: ClientStatus | "";
  readonly time: Instant;
}

export interface RescheduleTracker {
  readonly events: readonly RescheduleEvent[];
  readonly lastReschedule: "" | "ok" | "no placement";
}

export interface RescheduleEvent {
  readonly rescheduleTime: Instant;
  readonly previousAllocationId: string;
  readonly previousNodeId: string;
  readonly delayMs: Milliseconds;
}

/** The servers want it gone (spec 01 §1). */
export function serverTerminal(allocation: Allocation): boolean {
  return allocation.desiredStatus !== "run";
}

/** The client is done with it, or it went down with its node; `unknown` is not terminal (spec 01 §1). */
export function clientTerminal(allocation: Allocation): boolean {
  const status = allocation.clientStatus;
  return status === "complete" || status === "failed" || status === "lost";
}

export function terminal(allocation: Allocation): boolean {
  return serverTerminal(allocation) || clientTerminal(allocation);
}

export function isHealthy(allocation: Allocation): boolean {
  return allocation.deploymentStatus?.healthy === true;
}

export function isUnhealthy(allocation: Allocation): boolean {
  return allocation.deploymentStatus?.healthy === false;
}

/** Still a canary: promotion clears the mark (spec 01 §1). */
export function isCanary(allocation: Allocation): boolean {
  return allocation.deploymentStatus?.canary === true;
}

/** All tasks ended, none of them failed; false while nothing is known of its tasks (spec 01 §1). */
export function ranSuccessfully(allocation: Allocation): boolean {
  const states = Object.values(allocation.taskStates);
  return states.length > 0 && states.every((state) => state.state === "dead" && !state.failed);
}

export function lastRescheduleFailed(allocation: Allocation): boolean {
  const last = allocation.rescheduleTracker?.lastReschedule ?? "";
  return last !== "" && last !== "ok";
}

/** The number in `<job>.<group>[<index>]`; 0 if the name holds none (spec 01 §1). */
export function indexOfName(name: string): number {
  const open = name.lastIndexOf("[");
  if (open < 0 || !name.endsWith("]")) return 0;
  const index = Number(name.slice(open + 1, -1));
  return Number.isInteger(index) && index >= 0 ? index : 0;
}

export function allocationName(jobId: string, group: string, index: number): string {
  return `${jobId}.${group}[${index}]`;
}

/** The task group that the allocation runs, in its own version of the job. */
export function groupOf(allocation: Allocation): TaskGroup | undefined {
  return findTaskGroup(allocation.job, allocation.taskGroup);
}

/** Names of several allocations are compared by index, then age, then ID: the order of spec 01 §19. */
export function byIndexAndAge(a: Allocation, b: Allocation): number {
  return (
    indexOfName(a.name) - indexOfName(b.name) ||
    a.createIndex - b.createIndex ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

/**
 * The same allocation in the one shape that all stored allocations have: an evaluation reads thousands of them, and reading
 * objects of many hidden classes costs several times as much (docs/performance.md).
 */
export function inOneShape(allocation: Allocation): Allocation {
  return {
    id: allocation.id,
    namespace: allocation.namespace,
    evaluationId: allocation.evaluationId,
    name: allocation.name,
    nodeId: allocation.nodeId,
    nodeName: allocation.nodeName,
    jobId: allocation.jobId,
    job: allocation.job,
    taskGroup: allocation.taskGroup,
    resources: allocation.resources,
    metrics: allocation.metrics,
    desiredStatus: allocation.desiredStatus,
    desiredDescription: allocation.desiredDescription,
    desiredTransition: allocation.desiredTransition,
    clientStatus: allocation.clientStatus,
    clientDescription: allocation.clientDescription,
    taskStates: allocation.taskStates,
    clientStatusHistory: allocation.clientStatusHistory,
    previousAllocation: allocation.previousAllocation,
    nextAllocation: allocation.nextAllocation,
    deploymentId: allocation.deploymentId,
    deploymentStatus: allocation.deploymentStatus,
    rescheduleTracker: allocation.rescheduleTracker,
    followupEvaluationId: allocation.followupEvaluationId,
    preemptedAllocations: allocation.preemptedAllocations,
    preemptedByAllocation: allocation.preemptedByAllocation,
    createIndex: allocation.createIndex,
    modifyIndex: allocation.modifyIndex,
    allocModifyIndex: allocation.allocModifyIndex,
    createTime: allocation.createTime,
    modifyTime: allocation.modifyTime,
  };
}
