import type { Milliseconds } from "./time.js";

/** A set of nodes that jobs can ask for by name (spec 05 §17). */
export interface NodePool {
  readonly name: string;
  readonly description: string;
  readonly meta: Readonly<Record<string, string>>;
  readonly identityTtlMs: Milliseconds;
  /** An operator wrote it; others are built in, or came with the first node that named them (spec 04 §2.2). */
  readonly isApplied: boolean;
  readonly createIndex: number;
  readonly modifyIndex: number;
}

/** How long a node's identity is valid where a pool does not say (spec 07 §11). */
export const defaultIdentityTtlMs: Milliseconds = 24 * 3_600_000;

/** The pools that are there from the start and stay as they are (spec 07 §11). */
export const builtInNodePools: readonly NodePool[] = [
  { ...newNodePool("all", 1), description: "Node pool with all nodes in the cluster." },
  { ...newNodePool("default", 1), description: "Default node pool." },
];

/** The pool that comes with the first node that names it. */
export function newNodePool(name: string, index: number): NodePool {
  return {
    name,
    description: "",
    meta: {},
    identityTtlMs: defaultIdentityTtlMs,
    isApplied: false,
    createIndex: index,
    modifyIndex: index,
  };
}

export function isBuiltInPool(name: string): boolean {
  return builtInNodePools.some((pool) => pool.name === name);
}
