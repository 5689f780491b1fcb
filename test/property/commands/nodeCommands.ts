import type { OutsideAction } from "../../../src/model/action.js";
import type { Milliseconds } from "../../../src/model/time.js";
import type { Run } from "../run.js";
import type { Notebook } from "./command.js";
import { ask, Doing } from "./command.js";

/** What operators and faults do to a client that is there. */
export type NodeDeed =
  | { readonly what: "drain"; readonly deadlineMs: Milliseconds }
  | { readonly what: "end the drain of"; readonly markEligible: boolean }
  | { readonly what: "make eligible" | "make ineligible" }
  | { readonly what: "label"; readonly rack: string | null }
  | { readonly what: "cut off"; readonly tasksDie: boolean }
  | { readonly what: "bring back" | "evaluate" | "purge" };

/** One deed on one node, by its position among all of them. */
export class ChangeNode extends Doing {
  readonly position: number;
  readonly deed: NodeDeed;

  constructor(position: number, deed: NodeDeed) {
    super();
    this.position = position;
    this.deed = deed;
  }

  protected override describe(): string {
    const { what, ...details } = this.deed;
    const more = Object.keys(details).length === 0 ? "" : ` ${JSON.stringify(details)}`;
    return `${what} node ${this.position}${more}`;
  }

  protected override act(_: Notebook, run: Run): string {
    const ids = run.world.nodes.keysArray();
    const nodeId = ids[this.position % Math.max(1, ids.length)];
    return ask(run, nodeId === undefined ? undefined : deedOn(this.deed, nodeId));
  }
}

function deedOn(deed: NodeDeed, nodeId: string): OutsideAction {
  switch (deed.what) {
    case "drain":
      return {
        kind: "drain-node",
        nodeId,
        drain: { deadlineMs: deed.deadlineMs, ignoreSystemJobs: false },
        markEligible: false,
      };
    case "end the drain of":
      return { kind: "drain-node", nodeId, drain: undefined, markEligible: deed.markEligible };
    case "make eligible":
    case "make ineligible":
      return {
        kind: "set-node-eligibility",
        nodeId,
        eligibility: deed.what === "make eligible" ? "eligible" : "ineligible",
      };
    case "label":
      return { kind: "set-node-metadata", nodeId, meta: { rack: deed.rack } };
    case "cut off":
      return { kind: "cut-off-node", nodeId, tasksDie: deed.tasksDie };
    case "bring back":
      return { kind: "reconnect-node", nodeId };
    case "evaluate":
      return { kind: "evaluate-node", nodeId };
    case "purge":
      return { kind: "purge-node", nodeId };
  }
}
