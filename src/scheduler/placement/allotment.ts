import type { Allocation } from "../../model/allocation.js";
import type { Node } from "../../model/node.js";
import type { AllocatedDevice, AllocatedNetwork, AllocatedResources } from "../../model/resources.js";
import { comparableResources } from "../../model/resources.js";
import type { DeviceAsk, Task } from "../../model/task.js";
import type { TaskGroup } from "../../model/taskGroup.js";
import { usableCores } from "./capacity.js";
import { allotDevice, deviceUseOf } from "./deviceAllotment.js";
import type { Draw, PortRefusal } from "./portOffer.js";
import { PortMarket } from "./portOffer.js";
import type { PortsInUse } from "./portsInUse.js";

/** What an allocation would hold on a node. */
export interface Allotment {
  readonly resources: AllocatedResources;
  /** Undefined where no device request has affinities. */
  readonly deviceScore: number | undefined;
}

/** Why a node cannot give it. */
export interface AllotmentFailure {
  /** Undefined: the node is dropped without a word (spec 03 §10.4). */
  readonly dimension: string | undefined;
  /** What evictions would have to free. */
  readonly lacks: "ports" | "cores" | DeviceAsk | undefined;
}

/** What a group holds on any node when it asks for neither ports nor devices nor cores. Spec 03 §10.2. */
export function plainResources(group: TaskGroup, memoryOversubscription: boolean): AllocatedResources {
  return resourcesOf(group, memoryOversubscription, new Map(), { networks: [], ports: [] });
}

/**
 * Ports, devices and cores for one allocation on one node, beside those that the node holds: the group's ports, then
 * task after task its network, devices and cores. Spec 03 §10.5.
 *
 * @param draw Picks dynamic ports; without it the first free ones are taken, which tells as well whether there are any.
 */
export function allot(
  group: TaskGroup,
  node: Node,
  beside: readonly Allocation[],
  inUse: PortsInUse,
  memoryOversubscription: boolean,
  draw: Draw,
): Allotment | AllotmentFailure {
  const market = new PortMarket(node, inUse, draw);
  const [networkAsk] = group.networks;
  const shared: Shared = { networks: [], ports: [] };
  if (networkAsk !== undefined) {
    const offer = market.offer(networkAsk);
    if (!("ports" in offer)) return networkFailure(offer, "ports");
    shared.networks.push(offer.network);
    shared.ports.push(...offer.ports);
  }
  const shares = new Map<string, TaskShare>();
  const devicesInUse = deviceUseOf(beside);
  const coresTaken = new Set(beside.flatMap(({ resources }) => comparableResources(resources).cores));
  const deviceWeights = { matched: 0, total: 0 };
  for (const task of group.tasks) {
    const share: TaskShare = { networks: [], devices: [], cores: [], cpuShares: task.resources.cpu };
    shares.set(task.name, share);
    const [taskNetwork] = task.resources.networks;
    if (taskNetwork !== undefined) {
      const offer = market.offerTask(taskNetwork, (device) => usedMbits(beside, shares, device));
      if (!("ip" in offer)) return networkFailure(offer, undefined);
      share.networks.push(offer);
    }
    for (const ask of task.resources.devices) {
      const given = allotDevice(node, ask, devicesInUse);
      if ("error" in given) return { dimension: `devices: ${given.error}`, lacks: given.scarce ? ask : undefined };
      share.devices.push(given.device);
      deviceWeights.matched += given.matchedWeight;
      deviceWeights.total += given.totalWeight;
    }
    if (!pinCores(task, share, node, coresTaken)) return { dimension: "cores", lacks: "cores" };
  }
  return {
    resources: resourcesOf(group, memoryOversubscription, shares, shared),
    deviceScore: deviceWeights.total === 0 ? undefined : deviceWeights.matched / deviceWeights.total,
  };
}

interface TaskShare {
  readonly networks: AllocatedNetwork[];
  readonly devices: AllocatedDevice[];
  cores: readonly number[];
  cpuShares: number;
}

interface Shared {
  readonly networks: AllocatedNetwork[];
  readonly ports: AllocatedResources["shared"]["ports"][number][];
}

function networkFailure(refusal: PortRefusal, lacks: "ports" | undefined): AllotmentFailure {
  if ("dropped" in refusal) return { dimension: undefined, lacks: undefined };
  return { dimension: `network: ${refusal.error}`, lacks };
}

/** The lowest-numbered cores that nobody holds, with their share of the node's compute. */
function pinCores(task: Task, share: TaskShare, node: Node, taken: Set<number>): boolean {
  const wanted = task.resources.cores;
  if (wanted === 0) return true;
  const free = usableCores(node).filter((core) => !taken.has(core));
  if (free.length < wanted) return false;
  share.cores = free.slice(0, wanted);
  for (const core of share.cores) taken.add(core);
  share.cpuShares = Math.floor(node.resources.cpu / node.resources.cores.length) * wanted;
  return true;
}

function usedMbits(beside: readonly Allocation[], shares: ReadonlyMap<string, TaskShare>, device: string): number {
  const held = beside.flatMap(({ resources }) => Object.values(resources.tasks).flatMap((task) => task.networks));
  const given = [...shares.values()].flatMap((share) => share.networks);
  return [...held, ...given].reduce((sum, network) => sum + (network.device === device ? network.mbits : 0), 0);
}

function resourcesOf(
  group: TaskGroup,
  memoryOversubscription: boolean,
  shares: ReadonlyMap<string, TaskShare>,
  shared: Shared,
): AllocatedResources {
  const tasks: Record<string, AllocatedResources["tasks"][string]> = {};
  const taskLifecycles: Record<string, AllocatedResources["taskLifecycles"][string]> = {};
  for (const task of group.tasks) {
    const share = shares.get(task.name);
    tasks[task.name] = {
      cpuShares: share?.cpuShares ?? task.resources.cpu,
      reservedCores: share?.cores ?? [],
      memoryMb: task.resources.memoryMb + task.resources.secretsMb,
      memoryMaxMb: memoryOversubscription ? memoryMaximum(task) : 0,
      networks: share?.networks ?? [],
      devices: share?.devices ?? [],
    };
    taskLifecycles[task.name] =
      task.lifecycle === undefined ? undefined : { hook: task.lifecycle.hook, sidecar: task.lifecycle.sidecar };
  }
  return { tasks, taskLifecycles, shared: { diskMb: group.ephemeralDisk.sizeMb, ...shared } };
}

function memoryMaximum({ resources }: Task): number {
  return resources.memoryMaxMb === -1 ? -1 : resources.memoryMaxMb + resources.secretsMb;
}
