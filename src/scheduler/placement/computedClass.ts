import type { Node } from "../../model/node.js";
import { compareText } from "../../model/table.js";

const uniquePrefix = "unique.";

/**
 * The name of a node's computed class: nodes with equal datacenter, class, pool, devices and non-unique attributes and
 * meta share one, so that a constraint is judged once for all of them. Drivers' health, networks and host volumes are
 * not part of it. Spec 03 §8.2.
 */
export function computedClass(node: Omit<Node, "computedClass">): string {
  const text = JSON.stringify([
    node.datacenter,
    node.nodeClass,
    node.nodePool,
    sharedEntries(node.attributes),
    sharedEntries(node.meta),
    node.devices.map((device) => [device.vendor, device.type, device.name, sharedEntries(device.attributes)]),
  ]);
  return `v1:${hash64(text)}`;
}

function sharedEntries(record: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return Object.entries(record)
    .filter(([key]) => !key.startsWith(uniquePrefix))
    .sort(([a], [b]) => compareText(a, b));
}

/** Two 32-bit FNV-1a hashes with different starts, finished with a mixing step each, as one decimal number. */
function hash64(text: string): string {
  let high = 0x811c9dc5;
  let low = 0x9747b28c;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ code, 0x85ebca6b) ^ (low >>> 13);
  }
  return ((BigInt(mixed(high ^ (low >>> 7))) << 32n) | BigInt(mixed(low))).toString();
}

function mixed(value: number): number {
  let x = value ^ (value >>> 16);
  x = Math.imul(x, 0x85ebca6b);
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}
