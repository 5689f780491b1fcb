import type { Instant, Milliseconds } from "./time.js";

export type NodeStatus = "initializing" | "ready" | "down" | "disconnected";

/** A client machine (spec 04 §2.1). */
export interface Node {
  readonly id: string;
  readonly name: string;
  readonly datacenter: string;
  readonly nodeClass: string;
  readonly nodePool: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly meta: Readonly<Record<string, string>>;
  readonly drivers: Readonly<Record<string, DriverInfo>>;
  readonly hostVolumes: Readonly<Record<string, HostVolume>>;
  readonly hostNetworks: readonly HostNetwork[];
  /** What a node has: one entry a network mode. */
  readonly networks: readonly NodeNetwork[];
  readonly devices: readonly NodeDevice[];
  readonly resources: NodeResources;
  readonly reserved: ReservedResources;
  /** `v1:<hash>`: nodes of one class are alike for every constraint that does not escape classes (spec 03 §8.2). */
  readonly computedClass: string;
  readonly httpAddress: string;
  readonly status: NodeStatus;
  readonly statusUpdatedAt: Instant;
  readonly eligible: boolean;
  readonly drain: DrainStrategy | undefined;
  readonly lastDrain: DrainRecord | undefined;
  /** At most ten, oldest first. */
  readonly events: readonly NodeEvent[];
  readonly createIndex: number;
  readonly modifyIndex: number;
}

export interface NodeResources {
  /** MHz of all cores together. */
  readonly cpu: number;
  readonly cores: readonly number[];
  readonly memoryMb: number;
  readonly diskMb: number;
  readonly minDynamicPort: number;
  readonly maxDynamicPort: number;
  /** 0: no limit. */
  readonly maxAllocations: number;
}

export interface ReservedResources {
  readonly cpu: number;
  readonly cores: readonly number[];
  readonly memoryMb: number;
  readonly diskMb: number;
  /** As in `22,8000-8010`. */
  readonly hostPorts: string;
}

export interface DriverInfo {
  readonly detected: boolean;
  readonly healthy: boolean;
  readonly healthDescription: string;
  readonly updateTime: Instant;
}

export interface HostVolume {
  readonly name: string;
  readonly path: string;
  readonly readOnly: boolean;
  /** Set for dynamic host volumes. */
  readonly id: string;
}

/** An address of the node that ports can be mapped on; `alias` is the host network's name. */
export interface HostNetwork {
  readonly mode: string;
  readonly device: string;
  readonly alias: string;
  readonly address: string;
  readonly reservedPorts: string;
}

export interface NodeNetwork {
  readonly mode: string;
  readonly device: string;
  readonly cidr: string;
  readonly ip: string;
  readonly mbits: number;
}

export interface NodeDevice {
  readonly vendor: string;
  readonly type: string;
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly instances: readonly { readonly id: string; readonly healthy: boolean }[];
}

export interface DrainStrategy {
  /** −1 forces at once, 0 waits for ever. */
  readonly deadlineMs: Milliseconds;
  readonly ignoreSystemJobs: boolean;
  readonly forceDeadline: Instant | undefined;
  readonly startedAt: Instant;
}

export interface DrainRecord {
  readonly startedAt: Instant;
  readonly updatedAt: Instant;
  readonly status: string;
  readonly accessorId: string;
  readonly meta: Readonly<Record<string, string>>;
}

export interface NodeEvent {
  readonly message: string;
  readonly subsystem: string;
  readonly details: Readonly<Record<string, string>>;
  readonly timestamp: Instant;
  readonly createIndex: number;
}

/** Allocations may be placed on it (spec 04 §2.1). */
export function readyForPlacement(node: Node): boolean {
  return node.status === "ready" && node.drain === undefined && node.eligible;
}

/** Whether a datacenter matches one of a job's patterns; `*` is the only wildcard (spec 03 §6.3). */
export function datacenterMatches(datacenter: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => pattern === "*" || pattern === datacenter || globMatches(pattern, datacenter));
}

function globMatches(pattern: string, text: string): boolean {
  if (!pattern.includes("*")) return false;
  const parts = pattern.split("*");
  const first = parts[0] ?? "";
  const last = parts[parts.length - 1] ?? "";
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let at = first.length;
  const end = text.length - last.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return at <= end;
}

/** `all` stands for every node, as does a job without a pool (spec 03 §6.3). */
export function inPool(node: Node, pool: string): boolean {
  return pool === "all" || pool === "" || node.nodePool === pool;
}
