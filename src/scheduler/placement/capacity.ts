import type { Node } from "../../model/node.js";
import type { ComparableResources } from "../../model/resources.js";

/** What a node has for allocations. */
export interface Capacity {
  readonly cpu: number;
  readonly memoryMb: number;
  readonly diskMb: number;
}

/** A node's resources less what it keeps for itself (spec 03 §10.1). */
export function capacityOf({ resources, reserved }: Node): Capacity {
  return {
    cpu: resources.cpu - reserved.cpu,
    memoryMb: resources.memoryMb - reserved.memoryMb,
    diskMb: resources.diskMb - reserved.diskMb,
  };
}

/** The cores that tasks may be pinned to, ascending. */
export function usableCores({ resources, reserved }: Node): readonly number[] {
  if (reserved.cores.length === 0) return resources.cores;
  return resources.cores.filter((core) => !reserved.cores.includes(core));
}

/** The first dimension in which a node is too small for what shall be used of it, or undefined (spec 03 §10.5). */
export function firstExhausted(
  capacity: Capacity,
  node: Node,
  used: ComparableResources,
): "cpu" | "cores" | "memory" | "disk" | undefined {
  if (used.cpu > capacity.cpu) return "cpu";
  if (used.cores.length > 0 && !coversCores(usableCores(node), used.cores)) return "cores";
  if (used.memoryMb > capacity.memoryMb) return "memory";
  return used.diskMb > capacity.diskMb ? "disk" : undefined;
}

export function coversCores(available: readonly number[], wanted: readonly number[]): boolean {
  return wanted.every((core) => available.includes(core));
}
