import { frozen } from "../../model/frozen.js";
import type { Node, NodeEvent } from "../../model/node.js";
import { withEntry } from "../../model/table.js";
import { nodeMayBeCollected } from "../garbage/looks.js";
import type { Transaction } from "../transaction.js";
import { tellDrainer } from "../wakeups.js";

/** At most this many events are kept for a node; the oldest is dropped first (spec 04 §2.1). */
const keptEvents = 10;

/** What a node event says; time and index are filled in. */
export type NodeEventText = Pick<NodeEvent, "message" | "subsystem"> & Partial<Pick<NodeEvent, "details">>;

/** The texts of spec 04 §2.8. */
export const nodeEventText = {
  registered: { subsystem: "Cluster", message: "Node registered" },
  heartbeatMissed: { subsystem: "Cluster", message: "Node heartbeat missed" },
  reregistered: { subsystem: "Cluster", message: "Node reregistered by heartbeat" },
  eligible: { subsystem: "Cluster", message: "Node marked as eligible for scheduling" },
  ineligible: { subsystem: "Cluster", message: "Node marked as ineligible for scheduling" },
  drainSet: { subsystem: "Drain", message: "Node drain strategy set" },
  drainUpdated: { subsystem: "Drain", message: "Node drain strategy updated" },
  drainDisabled: { subsystem: "Drain", message: "Node drain disabled" },
  drainComplete: { subsystem: "Drain", message: "Node drain complete" },
} as const satisfies Readonly<Record<string, NodeEventText>>;

/** Commits a change of a node at an index, with the event that goes with it. Spec 04 §2.1. */
export function storeNode(
  tx: Transaction,
  node: Node,
  change: Partial<Node>,
  index: number,
  event?: NodeEventText,
): Node {
  const stored: Node = frozen({
    ...node,
    ...change,
    events: event === undefined ? node.events : withNodeEvent(node.events, event, tx.world.now, index),
    statusUpdatedAt: tx.world.now,
    modifyIndex: index,
  });
  tx.world.nodes = withEntry(tx.world.nodes, node.id, stored);
  if (stored.drain !== node.drain) tellDrainer(tx, node.id);
  nodeMayBeCollected(tx, stored);
  return stored;
}

/** The events of a node with one more. */
export function withNodeEvent(
  events: readonly NodeEvent[],
  { message, subsystem, details = {} }: NodeEventText,
  timestamp: number,
  createIndex: number,
): readonly NodeEvent[] {
  return [...events, { message, subsystem, details, timestamp, createIndex }].slice(-keptEvents);
}
