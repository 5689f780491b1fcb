import type { Allocation } from "../../model/allocation.js";
import { clientTerminal } from "../../model/allocation.js";
import type { Node } from "../../model/node.js";
import type { ComparableResources } from "../../model/resources.js";
import { comparableResources } from "../../model/resources.js";
import { capacityOf, firstExhausted } from "./capacity.js";
import { deviceKey } from "./deviceAllotment.js";
import { portsInUse } from "./portsInUse.js";

/** Whether allocations fit on a node together, or the first dimension in which they do not. */
export type FitVerdict = { readonly fits: true } | { readonly fits: false; readonly dimension: string };

const fits: FitVerdict = { fits: true };

/**
 * Whether a node holds all of these allocations at once; those whose client is done take nothing. Only the first
 * failing dimension is reported. With `checkPorts` ports and devices are looked at as well, as the plan applier does.
 * Spec 03 §10.5, §5.1 row 8.
 */
export function allocationsFit(
  node: Node,
  allocations: readonly Allocation[],
  options: { readonly checkPorts: boolean },
): FitVerdict {
  const live = allocations.filter((allocation) => !clientTerminal(allocation));
  const dimension = exhaustedDimension(node, live) ?? (options.checkPorts ? collision(node, live) : undefined);
  return dimension === undefined ? fits : { fits: false, dimension };
}

/** What allocations use together. */
export function sumOf(allocations: readonly Allocation[]): ComparableResources {
  let cpu = 0;
  let memoryMb = 0;
  let diskMb = 0;
  let cores: number[] | undefined;
  for (const { resources } of allocations) {
    const held = comparableResources(resources);
    cpu += held.cpu;
    memoryMb += held.memoryMb;
    diskMb += held.diskMb;
    if (held.cores.length > 0) {
      cores ??= [];
      cores.push(...held.cores);
    }
  }
  return { cpu, memoryMb, diskMb, cores: cores ?? noCores };
}

const noCores: readonly number[] = [];

function exhaustedDimension(node: Node, live: readonly Allocation[]): string | undefined {
  const { maxAllocations } = node.resources;
  if (maxAllocations > 0 && maxAllocations < live.length) return "max allocation exceeded";
  const used = sumOf(live);
  if (new Set(used.cores).size < used.cores.length) return "cores";
  return firstExhausted(capacityOf(node), node, used);
}

function collision(node: Node, live: readonly Allocation[]): string | undefined {
  const { trouble } = portsInUse(node, live);
  if (trouble === "network: invalid node") return "reserved node port collision: invalid reserved ports";
  if (trouble !== undefined) return "reserved alloc port collision: a port is taken twice";
  return devicesOversubscribed(live) ? "device oversubscribed" : undefined;
}

function devicesOversubscribed(live: readonly Allocation[]): boolean {
  const held = new Set<string>();
  for (const { resources } of live) {
    for (const task of Object.values(resources.tasks)) {
      for (const device of task.devices) {
        for (const id of device.deviceIds) {
          const key = `${deviceKey(device)}/${id}`;
          if (held.has(key)) return true;
          held.add(key);
        }
      }
    }
  }
  return false;
}
