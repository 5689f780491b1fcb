import type { Allocation } from "../../../model/allocation.js";
import type { Job } from "../../../model/job.js";
import type { Node, NodeDevice } from "../../../model/node.js";
import type { DeviceAsk } from "../../../model/task.js";
import { deviceKey, deviceUseOf, freeInstances } from "../deviceAllotment.js";
import { deviceMatches } from "../feasibility/devices.js";
import { allocationsOfOthers, byAge, byPriority, preemptible } from "./candidates.js";

/**
 * Whom to evict so that one device group has enough free instances: among the groups that can, the one whose victims'
 * distinct priorities add up to least. Spec 03 §12.3.
 */
export function victimsForDevice(
  node: Node,
  job: Job,
  ask: DeviceAsk,
  proposed: readonly Allocation[],
): readonly Allocation[] {
  const evictable = allocationsOfOthers(proposed, job)
    .filter((other) => preemptible(other, job.priority))
    .sort(byPriority);
  const use = deviceUseOf(proposed);
  let best: readonly Allocation[] = [];
  let lowest = Number.POSITIVE_INFINITY;
  for (const device of node.devices) {
    if (!deviceMatches(device, ask)) continue;
    const needed = ask.count - freeInstances(device, use).length;
    const victims = victimsInGroup(device, evictable, needed);
    if (victims === undefined) continue;
    const sum = [...new Set(victims.map((victim) => victim.job.priority))].reduce((total, each) => total + each, 0);
    if (sum >= lowest) continue;
    lowest = sum;
    best = victims;
  }
  return best;
}

/** By ascending priority until enough is freed; then those that hold most are kept and the surplus is spared. */
function victimsInGroup(
  device: NodeDevice,
  evictable: readonly Allocation[],
  needed: number,
): readonly Allocation[] | undefined {
  const chosen = firstToFree(device, evictable, needed);
  if (chosen === undefined) return undefined;
  const mostFirst = [...chosen].sort((a, b) => heldOf(b, device) - heldOf(a, device) || byAge(a, b));
  return firstToFree(device, mostFirst, needed);
}

function firstToFree(
  device: NodeDevice,
  from: readonly Allocation[],
  needed: number,
): readonly Allocation[] | undefined {
  const chosen: Allocation[] = [];
  let freed = 0;
  for (const allocation of from) {
    const held = heldOf(allocation, device);
    if (held === 0) continue;
    chosen.push(allocation);
    freed += held;
    if (freed >= needed) return chosen;
  }
  return undefined;
}

function heldOf({ resources }: Allocation, device: NodeDevice): number {
  const key = deviceKey(device);
  return Object.values(resources.tasks)
    .flatMap((task) => task.devices)
    .reduce((sum, held) => sum + (deviceKey(held) === key ? held.deviceIds.length : 0), 0);
}
