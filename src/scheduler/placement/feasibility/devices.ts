import type { Constraint } from "../../../model/job.js";
import type { Node, NodeDevice } from "../../../model/node.js";
import type { DeviceAsk } from "../../../model/task.js";
import { deviceOperatorHolds } from "./deviceValue.js";
import { isLiteral } from "./targets.js";

/**
 * Whether the healthy instances of matching device groups cover all requests together, each request by one group.
 * Spec 03 §8.1, §8.6.
 */
export function devicesPresent(node: Node, asks: readonly DeviceAsk[]): boolean {
  if (asks.length === 0) return true;
  const available = new Map(node.devices.map((device) => [device, healthyCount(device)]));
  for (const ask of asks) {
    const found = node.devices.find(
      (device) => deviceMatches(device, ask) && (available.get(device) ?? 0) >= ask.count,
    );
    if (found === undefined) return false;
    available.set(found, (available.get(found) ?? 0) - ask.count);
  }
  return true;
}

/** The request names this device (`type`, `vendor/type` or `vendor/type/name`) and its constraints hold. */
export function deviceMatches(device: NodeDevice, ask: DeviceAsk): boolean {
  return (
    nameMatches(device, ask.name) && ask.constraints.every((constraint) => deviceConstraintHolds(device, constraint))
  );
}

export function deviceConstraintHolds(device: NodeDevice, constraint: Constraint): boolean {
  return deviceOperatorHolds(
    constraint.operand,
    deviceTarget(device, constraint.leftTarget),
    deviceTarget(device, constraint.rightTarget),
  );
}

function healthyCount(device: NodeDevice): number {
  return device.instances.filter((instance) => instance.healthy).length;
}

function nameMatches(device: NodeDevice, name: string): boolean {
  const parts = name.split("/");
  if (parts.length === 1) return name === device.type;
  if (parts.length === 2) return name === `${device.vendor}/${device.type}`;
  const [vendor, type, ...rest] = parts;
  return vendor === device.vendor && type === device.type && rest.join("/") === device.name;
}

const attributePrefix = `\${device.attr.`;

function deviceTarget(device: NodeDevice, target: string): string | undefined {
  if (isLiteral(target)) return target;
  if (target === `\${device.model}`) return device.name;
  if (target === `\${device.vendor}`) return device.vendor;
  if (target === `\${device.type}`) return device.type;
  if (target === `\${device.ids}`) return device.instances.map((instance) => instance.id).join(",");
  if (!target.startsWith(attributePrefix)) return undefined;
  return device.attributes[target.slice(attributePrefix.length, target.endsWith("}") ? -1 : undefined)];
}
