import type { Node } from "../model/node.js";
import type { Table } from "../model/table.js";

/** What is wrong with a node: nothing, it is gone, or the node itself that is down, disconnected or draining. */
export type Taint = "none" | "gone" | Node;

/** From so many allocations on, one walk over all nodes is cheaper than looking up the node of each. */
const manyAllocations = 200;

/** All nodes at a glance, remembered for as long as no node is written. */
interface NodesAtAGlance {
  readonly present: ReadonlySet<string>;
  readonly tainted: ReadonlyMap<string, Node>;
}

const glances = new WeakMap<Table<Node>, NodesAtAGlance>();

/**
 * Tells for the nodes that hold allocations of a job whether they are tainted. For a few allocations each node is looked up
 * when it is asked for; for many, all nodes are walked once and remembered until one of them changes. A node that is merely
 * ineligible, or `initializing` without a drain, is not tainted. Spec 01 §3.
 */
export class Taints {
  readonly #nodes: Table<Node>;
  readonly #known = new Map<string, Taint>();
  readonly #glance: NodesAtAGlance | undefined;

  constructor(nodes: Table<Node>, allocations: number) {
    this.#nodes = nodes;
    this.#glance = allocations < manyAllocations ? undefined : glanceAt(nodes);
  }

  of(nodeId: string): Taint {
    if (this.#glance !== undefined) {
      if (!this.#glance.present.has(nodeId)) return "gone";
      return this.#glance.tainted.size === 0 ? "none" : (this.#glance.tainted.get(nodeId) ?? "none");
    }
    let taint = this.#known.get(nodeId);
    if (taint === undefined) {
      taint = taintOf(this.#nodes.get(nodeId));
      this.#known.set(nodeId, taint);
    }
    return taint;
  }
}

function glanceAt(nodes: Table<Node>): NodesAtAGlance {
  const known = glances.get(nodes);
  if (known !== undefined) return known;
  const present = new Set<string>();
  const tainted = new Map<string, Node>();
  for (const node of nodes.values()) {
    present.add(node.id);
    if (taintOf(node) !== "none") tainted.set(node.id, node);
  }
  const glance = { present, tainted };
  glances.set(nodes, glance);
  return glance;
}

function taintOf(node: Node | undefined): Taint {
  if (node === undefined) return "gone";
  const tainted = node.status === "down" || node.status === "disconnected" || node.drain !== undefined;
  return tainted ? node : "none";
}

/** The node is down, or does not exist any more. */
export function isDownOrGone(taint: Taint): boolean {
  return taint === "gone" || (taint !== "none" && taint.status === "down");
}

/** The node can run tasks: it is not tainted, or it is `ready` and only drains (spec 01 §6, rules 13 and 14). */
export function isServing(taint: Taint): boolean {
  return taint === "none" || (taint !== "gone" && taint.status === "ready");
}

export function isDisconnected(taint: Taint): boolean {
  return taint !== "none" && taint !== "gone" && taint.status === "disconnected";
}
