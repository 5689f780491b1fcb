import type { Node } from "../../model/node.js";
import { drawBelow, randomStream } from "../../model/random.js";
import type { Instant, Milliseconds } from "../../model/time.js";
import type { World } from "../../model/world.js";
import type { Transaction } from "../transaction.js";
import { connectionOf, setConnection } from "./connections.js";
import { takeHeartbeat, takeSilence } from "./nodeStatus.js";

/** The servers want to be asked no more often than this, over all clients (spec 04 §2.3). */
const heartbeatsPerSecond = 50;

/**
 * How long a client waits from one heartbeat to the next: at least the configured time, longer in large clusters; up to
 * twice as long by chance with realistic latency. Spec 04 §2.3.
 */
export function heartbeatTtlMs(world: World, nodeId: string): Milliseconds {
  const base = Math.max(world.settings.minHeartbeatTtlMs, (world.nodes.size / heartbeatsPerSecond) * 1000);
  if (world.settings.latency !== "realistic") return base;
  return base + drawBelow(heartbeatStream(world, nodeId, "ttl"), base);
}

/** Of its regular heartbeats, the last one until now. With realistic latency it fell anywhere in the last interval. */
export function lastRegularHeartbeat(world: World, nodeId: string): Instant {
  const since = connectionOf(world, nodeId).heartbeatsSince;
  const ttlMs = heartbeatTtlMs(world, nodeId);
  const silentMs =
    world.settings.latency === "realistic"
      ? drawBelow(heartbeatStream(world, nodeId, "phase"), ttlMs)
      : (world.now - since) % ttlMs;
  return Math.max(since, world.now - silentMs);
}

function heartbeatStream(world: World, nodeId: string, purpose: string): () => number {
  return randomStream(world.identifiers.seed, `heartbeat/${purpose}/${nodeId}`, world.timers.set);
}

/** The servers' timer for a client that has fallen silent: its interval and the grace after the last heartbeat. */
export function awaitHeartbeat(tx: Transaction, nodeId: string, last: Instant): void {
  const due = last + heartbeatTtlMs(tx.world, nodeId) + tx.world.settings.heartbeatGraceMs;
  tx.cancelTimer(connectionOf(tx.world, nodeId).missTimer);
  setConnection(tx, nodeId, { missTimer: tx.setTimer(due, "deadline", { kind: "miss-heartbeat", nodeId }) });
}

/** The timer ran out: the node is down or disconnected; one that is not down is waited for again. Spec 04 §2.4. */
export function missHeartbeat(tx: Transaction, nodeId: string): void {
  tx.cancelTimer(connectionOf(tx.world, nodeId).missTimer);
  setConnection(tx, nodeId, { missTimer: undefined });
  const node = tx.world.nodes.get(nodeId);
  if (node === undefined) return;
  if (takeSilence(tx, node).status !== "down") awaitHeartbeat(tx, nodeId, tx.world.now);
}

/** A heartbeat that changes something; while the node is not ready the next one will, too. Spec 04 §2.5. */
export function heartbeat(tx: Transaction, node: Node): void {
  if (takeHeartbeat(tx, node).status === "ready") return;
  const due = tx.world.now + heartbeatTtlMs(tx.world, node.id);
  const heartbeatTimer = tx.setTimer(due, "client", { kind: "send-heartbeat", nodeId: node.id });
  setConnection(tx, node.id, { heartbeatTimer });
}
