import type { Node } from "./node.js";

/** The metadata of one client: what its configuration says, and what was set while it runs (spec 06 §6.9). */
export interface NodeMetadata {
  readonly static: Readonly<Record<string, string>>;
  /** Null takes a key of the configuration away. */
  readonly dynamic: Readonly<Record<string, string | null>>;
}

/** Of a node for which nothing was ever set: all of it is its configuration's. */
export function staticMetadata(node: Node): NodeMetadata {
  return { static: node.meta, dynamic: {} };
}

/** What the node registers with: the configuration, overlaid with what was set. */
export function mergedMetadata({ static: configured, dynamic }: NodeMetadata): Readonly<Record<string, string>> {
  const merged: Record<string, string> = { ...configured };
  for (const [key, value] of Object.entries(dynamic)) {
    if (value === null) delete merged[key];
    else merged[key] = value;
  }
  return merged;
}
