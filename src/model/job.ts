import type { JsonObject } from "./json.js";
import type { TaskGroup } from "./taskGroup.js";
import type { Instant, Milliseconds } from "./time.js";

export type JobType = "service" | "batch" | "system" | "sysbatch";

export type JobStatus = "pending" | "running" | "dead";

/**
 * One version of a job, as the server stores it after admission: every default is filled in (spec 05 §3.1).
 * Times are milliseconds, where Nomad's API has nanoseconds.
 */
export interface Job {
  readonly id: string;
  readonly name: string;
  readonly namespace: string;
  readonly region: string;
  readonly type: JobType;
  readonly priority: number;
  readonly allAtOnce: boolean;
  /** Datacenter patterns, `*` matching any run of characters. */
  readonly datacenters: readonly string[];
  readonly nodePool: string;
  readonly constraints: readonly Constraint[];
  readonly affinities: readonly Affinity[];
  readonly spreads: readonly Spread[];
  readonly taskGroups: readonly TaskGroup[];
  /** What the server keeps of the job's own update block; the groups' blocks are the ones that count (spec 05 §3.3). */
  readonly update: { readonly staggerMs: Milliseconds; readonly maxParallel: number };
  readonly periodic: Periodic | undefined;
  readonly parameterized: Parameterized | undefined;
  readonly meta: Readonly<Record<string, string>>;
  readonly ui: JsonObject | undefined;
  readonly parentId: string;
  readonly dispatched: boolean;
  readonly dispatchIdempotencyToken: string;
  /** Base64, as in the API; undefined without a payload. */
  readonly payload: string | undefined;
  readonly consulNamespace: string;
  readonly vaultNamespace: string;
  readonly nomadTokenId: string;
  readonly stop: boolean;
  readonly status: JobStatus;
  readonly stable: boolean;
  readonly version: number;
  readonly versionTag: VersionTag | undefined;
  readonly submitTime: Instant;
  /** Index of the first registration: tells a job from an earlier one of the same ID that was purged. */
  readonly createIndex: number;
  readonly modifyIndex: number;
  /** Index of the last registration, scale or stop: equal index means equal specification (spec 01 §10). */
  readonly jobModifyIndex: number;
}

export interface Constraint {
  readonly leftTarget: string;
  readonly rightTarget: string;
  readonly operand: string;
}

export interface Affinity extends Constraint {
  /** −100…100, not 0. */
  readonly weight: number;
}

export interface Spread {
  readonly attribute: string;
  readonly weight: number;
  readonly targets: readonly { readonly value: string; readonly percent: number }[];
}

export interface Periodic {
  readonly enabled: boolean;
  readonly spec: string;
  readonly specs: readonly string[];
  readonly specType: string;
  readonly prohibitOverlap: boolean;
  readonly timeZone: string;
}

export interface Parameterized {
  readonly payload: string;
  readonly metaRequired: readonly string[];
  readonly metaOptional: readonly string[];
}

export interface VersionTag {
  readonly name: string;
  readonly description: string;
  readonly taggedTime: Instant;
}

/** The key of a job in the World's tables: namespaces come first, as in Nomad's order (04 §1). */
export function jobKey(namespace: string, jobId: string): string {
  return `${namespace}\u0000${jobId}`;
}

export function keyOfJob(job: Job): string {
  return jobKey(job.namespace, job.id);
}

/** Whether the job has to go away: it was stopped, or purged (spec 01 §1). */
export function jobStopped(job: Job | undefined): job is undefined {
  return job === undefined || job.stop;
}

export function findTaskGroup(job: Job, name: string): TaskGroup | undefined {
  return job.taskGroups.find((group) => group.name === name);
}

/** Periodic and parameterized jobs are templates: they get no evaluation of their own (spec 05 §7.4). */
export function isTemplate(job: Job): boolean {
  return job.periodic !== undefined || (job.parameterized !== undefined && !job.dispatched);
}
