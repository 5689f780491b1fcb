import type { Allocation } from "./allocation.js";
import { clientTerminal } from "./allocation.js";
import { comparableResources } from "./resources.js";

/**
 * What runs on one node, kept up with every write of an allocation, so that placement never searches for it.
 * Counted are allocations whose client is not done: one that was told to stop still takes its room (spec 03 §6.2).
 */
export interface NodeUsage {
  /** Not client-terminal, by ID. */
  readonly live: readonly Allocation[];
  readonly cpu: number;
  readonly memoryMb: number;
  readonly diskMb: number;
}

export const emptyUsage: NodeUsage = { live: [], cpu: 0, memoryMb: 0, diskMb: 0 };

/** The usage after one allocation of the node was written. Cost: the allocations of this node. */
export function usageAfter(usage: NodeUsage, before: Allocation | undefined, after: Allocation | undefined): NodeUsage {
  const was = before !== undefined && !clientTerminal(before) ? before : undefined;
  const is = after !== undefined && !clientTerminal(after) ? after : undefined;
  if (was === undefined && is === undefined) return usage;
  const live = usage.live.filter((allocation) => allocation.id !== was?.id);
  if (is !== undefined) {
    const at = live.findIndex((allocation) => allocation.id > is.id);
    live.splice(at < 0 ? live.length : at, 0, is);
  }
  if (was !== undefined && was.resources === is?.resources) return { ...usage, live };
  const freed = was === undefined ? undefined : comparableResources(was.resources);
  const taken = is === undefined ? undefined : comparableResources(is.resources);
  return {
    live,
    cpu: usage.cpu - (freed?.cpu ?? 0) + (taken?.cpu ?? 0),
    memoryMb: usage.memoryMb - (freed?.memoryMb ?? 0) + (taken?.memoryMb ?? 0),
    diskMb: usage.diskMb - (freed?.diskMb ?? 0) + (taken?.diskMb ?? 0),
  };
}
