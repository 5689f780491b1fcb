import type { JsonObject } from "../../model/json.js";
import type { Nanoseconds, Timestamp } from "./nanoseconds.js";

/** A row of `/v1/nodes` (spec 07 §17.4). */
export interface NodeListStub {
  readonly Address: string;
  readonly ID: string;
  readonly Attributes: Readonly<Record<string, string>> | null;
  readonly Datacenter: string;
  readonly Name: string;
  readonly NodePool: string;
  readonly NodeClass: string;
  readonly Version: string;
  readonly Drain: boolean;
  readonly SchedulingEligibility: string;
  readonly Status: string;
  readonly StatusDescription: string;
  readonly Drivers: Readonly<Record<string, ApiDriverInfo>> | null;
  readonly HostVolumes: Readonly<Record<string, JsonObject>> | null;
  readonly LastDrain: ApiLastDrain | null;
  readonly CreateIndex: number;
  readonly ModifyIndex: number;
}

export interface ApiDriverInfo {
  readonly Attributes: Readonly<Record<string, string>> | null;
  readonly Detected: boolean;
  readonly Healthy: boolean;
  readonly HealthDescription: string;
  readonly UpdateTime: Timestamp;
}

/** What became of the last drain: `draining`, `complete` or `canceled`. */
export interface ApiLastDrain extends JsonObject {
  readonly StartedAt: Timestamp;
  readonly UpdatedAt: Timestamp;
  readonly Status: string;
  readonly AccessorID: string;
  readonly Meta: Readonly<Record<string, string>> | null;
}

/** `/v1/node/:id`. */
export interface ApiNode {
  readonly ID: string;
  readonly SecretID: string;
  readonly Datacenter: string;
  readonly Name: string;
  readonly HTTPAddr: string;
  readonly Attributes: Readonly<Record<string, string>>;
  readonly Meta: Readonly<Record<string, string>> | null;
  readonly NodeClass: string;
  readonly NodePool: string;
  readonly ComputedClass: string;
  readonly NodeResources: {
    readonly Cpu: { readonly CpuShares: number };
    readonly Memory: { readonly MemoryMB: number };
    readonly Disk: { readonly DiskMB: number };
    readonly Networks: readonly JsonObject[] | null;
    readonly NodeNetworks: readonly JsonObject[] | null;
    readonly MinDynamicPort: number;
    readonly MaxDynamicPort: number;
  };
  readonly ReservedResources: {
    readonly Cpu: { readonly CpuShares: number };
    readonly Memory: { readonly MemoryMB: number };
    readonly Disk: { readonly DiskMB: number };
    readonly Networks: { readonly ReservedHostPorts: string };
  };
  readonly Drain: boolean;
  readonly DrainStrategy: {
    readonly Deadline: Nanoseconds;
    readonly IgnoreSystemJobs: boolean;
    readonly ForceDeadline: Timestamp;
    readonly StartedAt: Timestamp;
  } | null;
  /** How many allocations the node takes at most; 0 for any number. */
  readonly NodeMaxAllocs?: number;
  readonly SchedulingEligibility: string;
  readonly Status: string;
  readonly StatusDescription: string;
  readonly StatusUpdatedAt: number;
  readonly Events: readonly ApiNodeEvent[] | null;
  readonly Drivers: Readonly<Record<string, ApiDriverInfo>>;
  readonly HostVolumes: Readonly<Record<string, JsonObject>> | null;
  readonly HostNetworks: Readonly<Record<string, JsonObject>> | null;
  readonly CSIControllerPlugins: Readonly<Record<string, JsonObject>> | null;
  readonly CSINodePlugins: Readonly<Record<string, JsonObject>> | null;
  readonly LastDrain: ApiLastDrain | null;
  /** When the node became unresponsive; 0 while it is ready. */
  readonly LastMissedHeartbeatIndex?: number;
  readonly LastAllocUpdateIndex?: number;
  readonly CreateIndex: number;
  readonly ModifyIndex: number;
}

export interface ApiNodeEvent {
  readonly Message: string;
  readonly Subsystem: string;
  readonly Details: Readonly<Record<string, string>> | null;
  readonly Timestamp: Timestamp;
  readonly CreateIndex: number;
}
