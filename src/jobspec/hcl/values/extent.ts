import type { Value } from "./value.js";

/** How large a value is if all that it shares with itself is counted each time. */
export interface Extent {
  readonly parts: number;
  readonly depth: number;
}

const simple: Extent = { parts: 1, depth: 1 };
const mostParts = 1_000_000;
const deepest = 2000;

/** Values never change, so what was measured once stays measured. */
const measured = new WeakMap<Value, Extent>();

/**
 * Whether a value is small enough to be walked. A few lines that each hold the one before twice make a value that nobody can walk,
 * though it takes hardly any memory: whoever makes a value of others asks first.
 */
export function isManageable(value: Value): boolean {
  const { parts, depth } = extentOf(value);
  return parts <= mostParts && depth <= deepest;
}

/** Measures each shared part once, and calls itself for none. */
export function extentOf(value: Value): Extent {
  const open = [value];
  for (let at = open.at(-1); at !== undefined; at = open.at(-1)) {
    const children = childrenOf(at);
    const missing = children.filter((child) => childrenOf(child).length > 0 && !measured.has(child));
    if (missing.length > 0) {
      for (const child of missing) open.push(child);
      continue;
    }
    open.pop();
    if (children.length === 0) continue;
    const extents = children.map((child) => measured.get(child) ?? simple);
    measured.set(at, {
      parts: extents.reduce((sum, extent) => sum + extent.parts, 1),
      depth: extents.reduce((most, extent) => Math.max(most, extent.depth), 0) + 1,
    });
  }
  return measured.get(value) ?? simple;
}

function childrenOf(value: Value): readonly Value[] {
  if ("elements" in value) return value.elements;
  return "members" in value ? [...value.members.values()] : [];
}
