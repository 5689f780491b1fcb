import type { AllocationHealth, ClientStatus } from "./allocation.js";
import type { Job } from "./job.js";
import type { TaskState } from "./taskState.js";
import type { Instant } from "./time.js";
import type { TimerKey } from "./timers.js";

/**
 * One allocation as its client runs it (spec 04 §8–11, §15.3): what the client knows and the servers may not know yet.
 */
export interface AllocationRunner {
  readonly allocationId: string;
  readonly nodeId: string;
  /** The job as the client received it: restart policies stay those of the beginning (spec 04 §10). */
  readonly job: Job;
  readonly receivedAt: Instant;
  /** The servers' write that the client has acted on (`AllocModifyIndex`). */
  readonly seenIndex: number;
  /** The deployment for which health is watched or was decided. */
  readonly deploymentId: string | undefined;
  /** When the start gate opened: what it had to wait for is gone (spec 04 §9.2). */
  readonly startedAt: Instant | undefined;
  readonly tasks: Readonly<Record<string, TaskRunner>>;
  readonly coordinator: CoordinatorState;
  readonly kill: KillProgress | undefined;
  readonly health: HealthWatch;
  readonly clientStatus: ClientStatus;
  readonly clientDescription: string;
  /** The client status of the last report; undefined before the first. */
  readonly acknowledged: ClientStatus | undefined;
  /** Something was not sent yet. */
  readonly unsent: boolean;
  readonly timer: TimerKey | undefined;
}

/** Spec 04 §9.1. */
export type CoordinatorState = "init" | "prestart" | "main" | "poststart" | "wait" | "poststop";

/** One task of it. Instants say what comes next by itself. */
export interface TaskRunner {
  readonly state: TaskState;
  /** The first `Task Setup` was done. */
  readonly setUp: boolean;
  /** When the process will be up: it is being started, or waits for its restart. */
  readonly startAt: Instant | undefined;
  /** When its driver begins, or began, with that start; before, it waits for its restart. */
  readonly startsFrom: Instant | undefined;
  /** When the process ends by itself. */
  readonly exitAt: Instant | undefined;
  /** How it ends then, if a fault was injected; otherwise its behaviour says it. */
  readonly injectedExit: { readonly code: number; readonly signal: number; readonly message: string } | undefined;
  /** When its `shutdown_delay` is over and it is interrupted. */
  readonly killAt: Instant | undefined;
  /** Restart tracker: begin of the interval and restarts counted in it (spec 04 §10). */
  readonly intervalStart: Instant;
  readonly restartCount: number;
}

/** How far the killing of an allocation has come (spec 04 §9.3). */
export interface KillProgress {
  /** The text of the `Killing` events; empty for the default. */
  readonly reason: string;
  /** True when the servers did not ask for it: a sibling failed, the leader or the main tasks died, time ran out. */
  readonly ownDoing: boolean;
  /** The client gave it up by itself after `stop_on_client_after` (spec 04 §7.3). */
  readonly abandoned?: boolean;
  readonly stage: "delay" | "leader" | "main" | "sidecars" | "poststop";
  /** Until when the group's `shutdown_delay` runs. */
  readonly delayUntil: Instant;
}

/** Spec 04 §11. */
export interface HealthWatch {
  /** Undefined: not watched. */
  readonly since: Instant | undefined;
  /** The latest start of the tasks that the running timer counts from. */
  readonly stableSince: Instant | undefined;
  /** When min_healthy_time will have passed. */
  readonly healthyAt: Instant | undefined;
  /** The verdict, once it fell. */
  readonly verdict: AllocationHealth | undefined;
}

export const unwatched: HealthWatch = {
  since: undefined,
  stableSince: undefined,
  healthyAt: undefined,
  verdict: undefined,
};
