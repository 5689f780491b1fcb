import type { Allocation } from "../../../model/allocation.js";
import type { Job } from "../../../model/job.js";
import type { Node } from "../../../model/node.js";
import type { TaskGroup } from "../../../model/taskGroup.js";
import { hostNetworkOf } from "../feasibility/network.js";
import { portsInUse } from "../portsInUse.js";
import { allocationsOfOthers, preemptible } from "./candidates.js";

/**
 * Whom to evict so that the group's static ports are free; nobody where a port is held by a job of too high a priority,
 * as a dynamic port, or by the node itself. Spec 03 §12.3.
 */
export function victimsForPorts(
  node: Node,
  job: Job,
  group: TaskGroup,
  proposed: readonly Allocation[],
): readonly Allocation[] {
  const [ask] = group.networks;
  if (ask === undefined) return [];
  const others = allocationsOfOthers(proposed, job);
  const inUse = portsInUse(node, proposed).byAddress;
  const victims = new Set<Allocation>();
  for (const port of ask.reservedPorts) {
    if (port.ignoreCollision) continue;
    const alias = hostNetworkOf(port, node) || "default";
    const addresses = node.hostNetworks.filter((network) => network.alias === alias).map((network) => network.address);
    if (addresses.some((address) => !inUse.get(address)?.has(port.value))) continue;
    const holders = others.filter((other) => staticPortsOf(other).has(port.value));
    if (holders.length === 0 || !holders.every((holder) => preemptible(holder, job.priority))) return [];
    for (const holder of holders) victims.add(holder);
  }
  return [...victims];
}

function staticPortsOf({ resources }: Allocation): ReadonlySet<number> {
  const networks = [...resources.shared.networks, ...Object.values(resources.tasks).flatMap((task) => task.networks)];
  return new Set(networks.flatMap((network) => network.reservedPorts.map((port) => port.value)));
}
