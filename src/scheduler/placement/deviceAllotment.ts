import type { Allocation } from "../../model/allocation.js";
import type { Node, NodeDevice } from "../../model/node.js";
import type { AllocatedDevice } from "../../model/resources.js";
import type { DeviceAsk } from "../../model/task.js";
import { deviceConstraintHolds, deviceMatches } from "./feasibility/devices.js";

/** The instances that are held, per device group: `vendor/type/name`. */
export type DeviceUse = Map<string, Set<string>>;

export interface DeviceGrant {
  readonly device: AllocatedDevice;
  /** Weights of the request's affinities that match the device, and of all, without their signs. */
  readonly matchedWeight: number;
  readonly totalWeight: number;
}

export interface DeviceRefusal {
  readonly error: string;
  /** Devices match, but too few instances are free. */
  readonly scarce: boolean;
}

/** A device group's name in {@link DeviceUse}. */
export function deviceKey(device: { readonly vendor: string; readonly type: string; readonly name: string }): string {
  return `${device.vendor}/${device.type}/${device.name}`;
}

export function deviceUseOf(allocations: readonly Allocation[]): DeviceUse {
  const use: DeviceUse = new Map();
  for (const { resources } of allocations) {
    for (const task of Object.values(resources.tasks)) {
      for (const device of task.devices) hold(use, device);
    }
  }
  return use;
}

/** The healthy instances of a group that nobody holds, by ID. */
export function freeInstances(device: NodeDevice, use: DeviceUse): readonly string[] {
  const held = use.get(deviceKey(device));
  return device.instances
    .filter((instance) => instance.healthy && !held?.has(instance.id))
    .map((instance) => instance.id)
    .sort();
}

/**
 * Instances for one request, all from the matching group whose affinities weigh most; on a tie from the one whose name
 * comes first. Takes them out of what is free. Spec 03 §8.6, §10.5.
 */
export function allotDevice(node: Node, ask: DeviceAsk, use: DeviceUse): DeviceGrant | DeviceRefusal {
  if (ask.count === 0) return { error: "invalid request of zero devices", scarce: false };
  const matching = node.devices.filter((device) => deviceMatches(device, ask));
  if (matching.length === 0) return { error: "no devices match request", scarce: false };
  let best: { readonly device: NodeDevice; readonly free: readonly string[]; readonly weight: number } | undefined;
  for (const device of [...matching].sort((a, b) => (deviceKey(a) < deviceKey(b) ? -1 : 1))) {
    const free = freeInstances(device, use);
    if (free.length < ask.count) continue;
    const weight = matchedWeight(device, ask);
    if (best === undefined || weight > best.weight) best = { device, free, weight };
  }
  if (best === undefined) return { error: "no devices available", scarce: true };
  const { vendor, type, name } = best.device;
  const device: AllocatedDevice = { vendor, type, name, deviceIds: best.free.slice(0, ask.count) };
  hold(use, device);
  return {
    device,
    matchedWeight: best.weight,
    totalWeight: ask.affinities.reduce((sum, { weight }) => sum + Math.abs(weight), 0),
  };
}

function matchedWeight(device: NodeDevice, ask: DeviceAsk): number {
  return ask.affinities.reduce(
    (sum, affinity) => sum + (deviceConstraintHolds(device, affinity) ? affinity.weight : 0),
    0,
  );
}

function hold(use: DeviceUse, device: AllocatedDevice): void {
  const key = deviceKey(device);
  const held = use.get(key) ?? new Set<string>();
  for (const id of device.deviceIds) held.add(id);
  use.set(key, held);
}
