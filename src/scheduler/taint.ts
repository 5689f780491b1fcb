import type { Node } from "../model/node.js";
import type { Table } from "../model/table.js";

/** What is wrong with a node: nothing, it is gone, or the node itself that is down, disconnected or draining. */
export type Taint = "none" | "gone" | Node;

/**
 * Tells for the nodes that hold allocations of a job whether they are tainted, looking each node up once and only when
 * it is asked for. A node that is merely ineligible, or `initializing` without a drain, is not tainted. Spec 01 §3.
 */
export class Taints {
  readonly #nodes: Table<Node>;
  readonly #known = new Map<string, Taint>();

  constructor(nodes: Table<Node>) {
    this.#nodes = nodes;
  }

  of(nodeId: string): Taint {
    let taint = this.#known.get(nodeId);
    if (taint === undefined) {
      taint = taintOf(this.#nodes.get(nodeId));
      this.#known.set(nodeId, taint);
    }
    return taint;
  }
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
