import type { Affinity, Constraint, Spread } from "./job.js";
import type { JsonObject } from "./json.js";
import type { Service } from "./service.js";
import type { Task } from "./task.js";
import type { Milliseconds } from "./time.js";
import type { UpdateBlock } from "./update.js";

/** A task group of a job: `count` allocations of it are wanted (spec 05 §3.2). */
export interface TaskGroup {
  readonly name: string;
  readonly count: number;
  /** Undefined for batch and sysbatch jobs. */
  readonly update: UpdateBlock | undefined;
  /** Service jobs only. */
  readonly migrate: MigrateBlock | undefined;
  readonly restart: RestartPolicy;
  /** Undefined for system and sysbatch jobs. */
  readonly reschedule: ReschedulePolicy | undefined;
  readonly disconnect: DisconnectBlock | undefined;
  readonly constraints: readonly Constraint[];
  readonly affinities: readonly Affinity[];
  readonly spreads: readonly Spread[];
  readonly scaling: ScalingPolicy | undefined;
  readonly ephemeralDisk: EphemeralDisk;
  readonly networks: readonly NetworkAsk[];
  readonly services: readonly Service[];
  readonly volumes: Readonly<Record<string, VolumeRequest>>;
  readonly meta: Readonly<Record<string, string>>;
  readonly shutdownDelayMs: Milliseconds | undefined;
  readonly maxRunDurationMs: Milliseconds | undefined;
  readonly consul: JsonObject | undefined;
  readonly tasks: readonly Task[];
}

/** How allocations leave a draining node (spec 05 §3.4). */
export interface MigrateBlock {
  readonly maxParallel: number;
  readonly healthCheck: string;
  readonly minHealthyTimeMs: Milliseconds;
  readonly healthyDeadlineMs: Milliseconds;
}

/** What the client does when a task ends (spec 04 §10). */
export interface RestartPolicy {
  readonly attempts: number;
  readonly intervalMs: Milliseconds;
  readonly delayMs: Milliseconds;
  readonly mode: string;
  readonly renderTemplates: boolean;
}

/** What the scheduler does when an allocation has failed (spec 01 §7). */
export interface ReschedulePolicy {
  readonly attempts: number;
  readonly intervalMs: Milliseconds;
  readonly delayMs: Milliseconds;
  /** `constant`, `exponential` or `fibonacci`; anything else counts as constant. */
  readonly delayFunction: string;
  readonly maxDelayMs: Milliseconds;
  readonly unlimited: boolean;
}

/** What happens to allocations of a node that is cut off (spec 01 §11). */
export interface DisconnectBlock {
  readonly lostAfterMs: Milliseconds;
  /** Undefined is not zero here (spec 05 §3.7). */
  readonly stopOnClientAfterMs: Milliseconds | undefined;
  readonly replace: boolean;
  readonly reconcile: string;
}

export interface ScalingPolicy {
  readonly id: string;
  readonly type: string;
  readonly target: Readonly<Record<string, string>>;
  readonly policy: JsonObject | undefined;
  readonly min: number;
  readonly max: number;
  readonly enabled: boolean;
  readonly createIndex: number;
  readonly modifyIndex: number;
}

export interface EphemeralDisk {
  readonly sticky: boolean;
  readonly sizeMb: number;
  readonly migrate: boolean;
}

/** A network block of a group, or (deprecated) of a task (spec 05 §3.9). */
export interface NetworkAsk {
  readonly mode: string;
  readonly hostname: string;
  readonly mbits: number;
  readonly dns:
    | { readonly servers: readonly string[]; readonly searches: readonly string[]; readonly options: readonly string[] }
    | undefined;
  readonly cni: JsonObject | undefined;
  /** Static ports. */
  readonly reservedPorts: readonly PortAsk[];
  readonly dynamicPorts: readonly PortAsk[];
}

export interface PortAsk {
  readonly label: string;
  /** The static port; 0 for a dynamic one. */
  readonly value: number;
  /** The port inside the allocation's network: 0 not mapped, −1 the same as the host's. */
  readonly to: number;
  readonly hostNetwork: string;
  readonly ignoreCollision: boolean;
}

export interface VolumeRequest {
  readonly name: string;
  readonly type: string;
  readonly source: string;
  readonly readOnly: boolean;
  readonly sticky: boolean;
  readonly perAlloc: boolean;
  readonly accessMode: string;
  readonly attachmentMode: string;
  readonly mountOptions: JsonObject | undefined;
}

/** The defaults of a missing disconnect block (spec 01 §2). */
export const noDisconnectBlock: DisconnectBlock = {
  lostAfterMs: 0,
  stopOnClientAfterMs: undefined,
  replace: true,
  reconcile: "best_score",
};
