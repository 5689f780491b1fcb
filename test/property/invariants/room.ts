import type { Allocation } from "../../../src/model/allocation.js";
import { terminal } from "../../../src/model/allocation.js";
import { readyForPlacement } from "../../../src/model/node.js";
import { comparableResources } from "../../../src/model/resources.js";
import type { World } from "../../../src/model/world.js";
import { added } from "./changed.js";
import type { Change } from "./invariant.js";
import { naming } from "./promotion.js";

/** Allocations that are neither stopped nor over never ask for more than their node has. Spec 03 §5.1, §10. */
export function aNodesCapacityIsNeverExceeded(world: World): string | undefined {
  for (const [nodeId, usage] of world.nodeUsage.entries()) {
    const node = world.nodes.get(nodeId);
    if (node === undefined) continue;
    const sums = { cpu: 0, memoryMb: 0, diskMb: 0 };
    for (const allocation of usage.live) {
      if (terminal(allocation)) continue;
      const { cpu, memoryMb, diskMb } = comparableResources(allocation.resources);
      sums.cpu += cpu;
      sums.memoryMb += memoryMb;
      sums.diskMb += diskMb;
    }
    for (const dimension of ["cpu", "memoryMb", "diskMb"] as const) {
      const has = node.resources[dimension] - node.reserved[dimension];
      if (sums[dimension] > has) return `${node.name} has ${has} of ${dimension}, ${sums[dimension]} are in use`;
    }
  }
  return undefined;
}

/** New allocations go where allocations may be placed. Spec 01 §14.4, 03 §5.1. */
export function placementsGoToReadyNodes({ before, changed }: Change): string | undefined {
  for (const allocation of added(changed.allocations)) {
    const node = before.nodes.get(allocation.nodeId);
    if (node === undefined || !readyForPlacement(node))
      return `${naming(allocation)} was placed on ${node?.name ?? "no node"}`;
  }
  return undefined;
}

/** A group never gets two allocations of the same ID, nor an allocation twice on its way: IDs are drawn once. */
export function newAllocationsStartPendingAndWanted({ changed }: Change): string | undefined {
  const odd = [...added(changed.allocations)].find((allocation: Allocation) => {
    return (
      allocation.clientStatus !== "pending" ||
      allocation.desiredStatus !== "run" ||
      allocation.deploymentStatus?.healthy !== undefined
    );
  });
  return odd === undefined ? undefined : `${naming(odd)} begins as ${odd.clientStatus}, desired ${odd.desiredStatus}`;
}
