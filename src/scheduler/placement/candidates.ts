import type { Node } from "../../model/node.js";
import type { NodeView, NodeViews } from "./nodeView.js";

/**
 * The candidates in their shuffled order with a cursor that lives through selections: each selection goes on after the
 * last node that was looked at, round about, and sees every node once. Spec 03 §7.2.
 */
export class Candidates {
  readonly #views: NodeViews;
  #nodes: readonly Node[] = [];
  #viewed: (NodeView | undefined)[] = [];
  #next = 0;
  #seen = 0;

  constructor(views: NodeViews) {
    this.#views = views;
  }

  get nodes(): readonly Node[] {
    return this.#nodes;
  }

  set(nodes: readonly Node[]): void {
    this.#nodes = nodes;
    this.#viewed = new Array<NodeView | undefined>(nodes.length).fill(undefined);
    this.#next = 0;
    this.#seen = 0;
  }

  /** A new selection may see every node again. */
  begin(): void {
    this.#seen = 0;
  }

  next(): NodeView | undefined {
    if (this.#seen === this.#nodes.length) return undefined;
    if (this.#next === this.#nodes.length) this.#next = 0;
    const at = this.#next++;
    this.#seen++;
    const known = this.#viewed[at];
    if (known !== undefined) return known;
    const node = this.#nodes[at];
    if (node === undefined) return undefined;
    const view = this.#views.of(node);
    this.#viewed[at] = view;
    return view;
  }
}
