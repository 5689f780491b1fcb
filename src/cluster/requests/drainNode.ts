import type { OutsideAction } from "../../model/action.js";
import type { DrainStrategy, Node } from "../../model/node.js";
import type { Result } from "../../model/step.js";
import { refused } from "../../model/step.js";
import type { Instant } from "../../model/time.js";
import { unblockClass, unblockNode } from "../blocked.js";
import { createNodeEvaluations } from "../nodeEvaluations.js";
import { drainRecord } from "../nodes/drainEnd.js";
import type { NodeEventText } from "../nodes/nodeWrites.js";
import { nodeEventText, storeNode } from "../nodes/nodeWrites.js";
import type { Transaction } from "../transaction.js";
import { nodeAnswer } from "./evaluateNode.js";

/**
 * `PUT /v1/node/:id/drain`: a drain is set, changed or ended; what then leaves the node is the drainer's affair.
 * Spec 04 §4.1, §4.2.
 *
 *     { "kind": "drain-node", "nodeId": "a8dcce2d-…", "drain": { "deadlineMs": 3600000, "ignoreSystemJobs": false },
 *       "markEligible": true }
 */
export function drainNode(tx: Transaction, action: OutsideAction & { readonly kind: "drain-node" }): Result {
  if (action.nodeId === "") return refused(400, "missing node ID for drain update");
  const node = tx.world.nodes.get(action.nodeId);
  if (node === undefined) return refused(500, "node not found");
  if (action.drain !== undefined && !Number.isSafeInteger(Math.ceil(action.drain.deadlineMs))) {
    return refused(400, "the deadline of a drain is a number of milliseconds");
  }
  const drain = strategy(node, action.drain, tx.world.now);
  const eligible = drain === undefined && (action.markEligible || node.eligible);
  const index = tx.nextIndex();
  const stored = storeNode(
    tx,
    node,
    { drain, eligible, lastDrain: lastDrain(node, drain, action.meta, tx.world.now) },
    index,
    eventOf(node, drain),
  );
  const why = reason(node, drain);
  if (node.drain !== undefined || drain !== undefined) tx.emit("node drain changed", { nodeId: node.id, why });
  if (node.eligible || !action.markEligible) return nodeAnswer(index, index, []);
  unblockClass(tx, stored, index, why);
  unblockNode(tx, stored, why);
  return nodeAnswer(index, index, drain === undefined ? createNodeEvaluations(tx, stored, why) : []);
}

function strategy(
  node: Node,
  wanted: (OutsideAction & { readonly kind: "drain-node" })["drain"],
  now: Instant,
): DrainStrategy | undefined {
  if (wanted === undefined) return undefined;
  return {
    deadlineMs: wanted.deadlineMs,
    ignoreSystemJobs: wanted.ignoreSystemJobs,
    forceDeadline: wanted.deadlineMs > 0 ? now + wanted.deadlineMs : undefined,
    startedAt: node.drain?.startedAt ?? now,
  };
}

function eventOf(node: Node, drain: DrainStrategy | undefined): NodeEventText | undefined {
  if (drain === undefined) return node.drain === undefined ? undefined : nodeEventText.drainDisabled;
  return node.drain === undefined ? nodeEventText.drainSet : nodeEventText.drainUpdated;
}

function lastDrain(
  node: Node,
  drain: DrainStrategy | undefined,
  meta: Readonly<Record<string, string>> | undefined,
  now: Instant,
): Node["lastDrain"] {
  if (node.drain === undefined && drain === undefined) return node.lastDrain;
  return drainRecord(node, drain === undefined ? "canceled" : "draining", now, meta);
}

function reason(node: Node, drain: DrainStrategy | undefined): string {
  if (drain === undefined) return `An operator ended the drain of ${node.name}.`;
  return node.drain === undefined
    ? `An operator drains ${node.name}.`
    : `An operator changed the drain of ${node.name}.`;
}
