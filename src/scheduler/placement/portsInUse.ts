import type { Allocation } from "../../model/allocation.js";
import type { Node } from "../../model/node.js";
import type { AllocatedNetwork } from "../../model/resources.js";

/** The ports that are taken on each address of a node. */
export interface PortsInUse {
  /** Why ports cannot be reckoned at all on this node, as exhausted dimension. */
  readonly trouble: "network: port collision" | "network: invalid node" | undefined;
  readonly byAddress: ReadonlyMap<string, ReadonlySet<number>>;
}

/**
 * Reserved ports of the node on every address, each address's own, then what allocations hold on their host address.
 * Spec 03 §10.4.
 */
export function portsInUse(node: Node, allocations: readonly Allocation[]): PortsInUse {
  const byAddress = reservedByAddress(node);
  if (byAddress === undefined) return { trouble: "network: invalid node", byAddress: new Map() };
  let collides = false;
  const take = (address: string, port: number, ignoreCollision: boolean): void => {
    let taken = byAddress.get(address);
    if (taken === undefined) {
      taken = new Set();
      byAddress.set(address, taken);
    }
    if (taken.has(port) && !ignoreCollision) collides = true;
    taken.add(port);
  };
  for (const { resources } of allocations) {
    for (const port of resources.shared.ports) take(port.hostIp, port.value, port.ignoreCollision);
    if (resources.shared.ports.length === 0) takeNetworks(resources.shared.networks, take);
    for (const task of Object.values(resources.tasks)) takeNetworks(task.networks, take);
  }
  return { trouble: collides ? "network: port collision" : undefined, byAddress };
}

function takeNetworks(
  networks: readonly AllocatedNetwork[],
  take: (address: string, port: number, ignoreCollision: boolean) => void,
): void {
  for (const network of networks) {
    for (const port of network.reservedPorts) take(network.ip, port.value, port.ignoreCollision);
    for (const port of network.dynamicPorts) take(network.ip, port.value, port.ignoreCollision);
  }
}

/** Whether a node's own reservations can be read, as {@link PortsInUse.trouble} of a node without allocations. */
export function reservedTrouble(node: Node): PortsInUse["trouble"] {
  if (portList(node.reserved.hostPorts) === undefined) return "network: invalid node";
  for (const { reservedPorts } of node.hostNetworks) {
    if (portList(reservedPorts) === undefined) return "network: invalid node";
  }
  return undefined;
}

/** Undefined where a list of reserved ports cannot be read. */
function reservedByAddress(node: Node): Map<string, Set<number>> | undefined {
  const everywhere = portList(node.reserved.hostPorts);
  if (everywhere === undefined) return undefined;
  const byAddress = new Map<string, Set<number>>();
  for (const { ip } of node.networks) byAddress.set(ip, new Set(everywhere));
  for (const { address, reservedPorts } of node.hostNetworks) {
    const own = portList(reservedPorts);
    if (own === undefined) return undefined;
    const taken = byAddress.get(address) ?? new Set(everywhere);
    for (const port of own) taken.add(port);
    byAddress.set(address, taken);
  }
  return byAddress;
}

const largestPort = 65_535;
const noPorts: readonly number[] = [];
/** False: the text is no list of ports. */
const readLists = new Map<string, readonly number[] | false>();

/** The ports of a list such as `22,8000-8010`; undefined where it cannot be read. */
export function portList(text: string): readonly number[] | undefined {
  if (text === "") return noPorts;
  let ports = readLists.get(text);
  if (ports === undefined) {
    ports = readPortList(text) ?? false;
    readLists.set(text, ports);
  }
  return ports === false ? undefined : ports;
}

function readPortList(text: string): readonly number[] | undefined {
  if (text.trim() === "") return noPorts;
  const ports: number[] = [];
  for (const part of text.split(",")) {
    const range = /^\s*([0-9]+)(?:-([0-9]+))?\s*$/.exec(part);
    if (range === null) return undefined;
    const from = Number(range[1]);
    const to = Number(range[2] ?? range[1]);
    if (to < from || to > largestPort) return undefined;
    for (let port = from; port <= to; port++) ports.push(port);
  }
  return ports;
}

/** Whether anything about an allocation's ports has to be looked at. */
export function holdsPorts(allocation: Allocation): boolean {
  const { shared, tasks } = allocation.resources;
  if (shared.ports.length > 0 || shared.networks.length > 0) return true;
  for (const name in tasks) if ((tasks[name]?.networks.length ?? 0) > 0) return true;
  return false;
}
