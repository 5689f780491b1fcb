import type { JsonObject } from "../../src/model/json.js";
import type { Milliseconds } from "../../src/model/time.js";

/** What a test says of a job; everything else is Nomad's default. */
export interface JobSpec {
  readonly id: string;
  readonly type: "service" | "batch";
  readonly priority: number;
  readonly groups: readonly GroupSpec[];
}

/** A task group with one task, `task`, of the mock driver. */
export interface GroupSpec {
  readonly name: string;
  readonly count: number;
  /** Another image is another task: every allocation has to be replaced. */
  readonly image: string;
  /** MHz. */
  readonly cpu: number;
  readonly memoryMb: number;
  /** How the task behaves, in the keys of the mock driver; empty: it starts at once and stays up. */
  readonly behaviour: JsonObject;
  /** Undefined: no block, as batch jobs have to have it. */
  readonly update: UpdateSpec | undefined;
  readonly restart: RestartSpec;
  readonly reschedule: RescheduleSpec | undefined;
  readonly shutdownDelayMs: Milliseconds;
  /** Changes nothing that a task would have to restart for. */
  readonly killTimeoutMs: Milliseconds;
}

export interface UpdateSpec {
  readonly maxParallel: number;
  readonly canary: number;
  readonly autoPromote: boolean;
  readonly autoRevert: boolean;
  readonly healthCheck: "checks" | "task_states" | "manual";
  readonly minHealthyTimeMs: Milliseconds;
  readonly healthyDeadlineMs: Milliseconds;
  readonly progressDeadlineMs: Milliseconds;
}

export interface RestartSpec {
  readonly attempts: number;
  readonly intervalMs: Milliseconds;
  readonly delayMs: Milliseconds;
  readonly mode: "fail" | "delay";
}

export interface RescheduleSpec {
  readonly unlimited: boolean;
  readonly attempts: number;
  readonly intervalMs: Milliseconds;
  readonly delayMs: Milliseconds;
  readonly delayFunction: "constant" | "exponential" | "fibonacci";
  readonly maxDelayMs: Milliseconds;
}

const plainUpdate: UpdateSpec = {
  maxParallel: 1,
  canary: 0,
  autoPromote: false,
  autoRevert: false,
  healthCheck: "task_states",
  minHealthyTimeMs: 10_000,
  healthyDeadlineMs: 300_000,
  progressDeadlineMs: 600_000,
};

const plainGroup: Omit<GroupSpec, "update"> = {
  name: "web",
  count: 2,
  image: "web:1",
  cpu: 100,
  memoryMb: 64,
  behaviour: {},
  restart: { attempts: 2, intervalMs: 1_800_000, delayMs: 15_000, mode: "fail" },
  reschedule: undefined,
  shutdownDelayMs: 0,
  killTimeoutMs: 5_000,
};

/** A group `web` of two that stay up, with Nomad's update block; later members win. */
export function group(
  changes: Partial<Omit<GroupSpec, "update">> & { readonly update?: Partial<UpdateSpec> } = {},
): GroupSpec {
  return { ...plainGroup, ...changes, update: { ...plainUpdate, ...changes.update } };
}

/** A service job `example` with one group; later members win. */
export function job(changes: Partial<JobSpec> = {}): JobSpec {
  return { id: "example", type: "service", priority: 50, groups: [group()], ...changes };
}

/** The job as the API takes it. */
export function jobJson(spec: JobSpec): JsonObject {
  return {
    ID: spec.id,
    Type: spec.type,
    Priority: spec.priority,
    Datacenters: ["dc1"],
    TaskGroups: spec.groups.map(groupJson),
  };
}

function groupJson(spec: GroupSpec): JsonObject {
  return {
    Name: spec.name,
    Count: spec.count,
    RestartPolicy: {
      Attempts: spec.restart.attempts,
      Interval: nanoseconds(spec.restart.intervalMs),
      Delay: nanoseconds(spec.restart.delayMs),
      Mode: spec.restart.mode,
    },
    ...(spec.update === undefined ? {} : { Update: updateJson(spec.update) }),
    ...(spec.reschedule === undefined ? {} : { ReschedulePolicy: rescheduleJson(spec.reschedule) }),
    Tasks: [
      {
        Name: "task",
        Driver: "mock_driver",
        Config: { image: spec.image, ...spec.behaviour },
        Resources: { CPU: spec.cpu, MemoryMB: spec.memoryMb },
        ShutdownDelay: nanoseconds(spec.shutdownDelayMs),
        KillTimeout: nanoseconds(spec.killTimeoutMs),
      },
    ],
  };
}

function updateJson(spec: UpdateSpec): JsonObject {
  return {
    MaxParallel: spec.maxParallel,
    Canary: spec.canary,
    AutoPromote: spec.autoPromote,
    AutoRevert: spec.autoRevert,
    HealthCheck: spec.healthCheck,
    MinHealthyTime: nanoseconds(spec.minHealthyTimeMs),
    HealthyDeadline: nanoseconds(spec.healthyDeadlineMs),
    ProgressDeadline: nanoseconds(spec.progressDeadlineMs),
  };
}

function rescheduleJson(spec: RescheduleSpec): JsonObject {
  return {
    Unlimited: spec.unlimited,
    Attempts: spec.attempts,
    Interval: nanoseconds(spec.intervalMs),
    Delay: nanoseconds(spec.delayMs),
    DelayFunction: spec.delayFunction,
    MaxDelay: nanoseconds(spec.maxDelayMs),
  };
}

function nanoseconds(milliseconds: Milliseconds): number {
  return milliseconds * 1_000_000;
}
