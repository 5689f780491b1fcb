import type { Nanoseconds } from "./nanoseconds.js";

/** `/v1/node/pool/:name` (spec 07 §17.4). */
export interface ApiNodePool {
  readonly Name: string;
  readonly Description: string;
  readonly Meta: Readonly<Record<string, string>> | null;
  readonly SchedulerConfiguration: ApiPoolScheduler | null;
  readonly NodeIdentityTTL: Nanoseconds;
  /** Of the content; null for pools that nobody applied. */
  readonly Hash?: string | null;
  readonly CreateIndex: number;
  readonly ModifyIndex: number;
}

/** Enterprise. */
export interface ApiPoolScheduler {
  readonly SchedulerAlgorithm: string;
  readonly MemoryOversubscriptionEnabled: boolean | null;
}

/** A pool as a client sends it: how long identities are valid is a Go duration, empty for the default. */
export interface NodePoolSpecification extends Omit<ApiNodePool, "NodeIdentityTTL" | "Hash"> {
  readonly NodeIdentityTTL: string;
}
