import type { LatencyProfile } from "../model/settings.js";
import type { Instant, Milliseconds } from "../model/time.js";

/**
 * How long a deployment watcher collects requests before its evaluation is created: one second for the job, a quarter of a
 * second across deployments. Spec 02 §7.7, 04 §15.1.
 */
export function watcherBatchMs(profile: LatencyProfile): Milliseconds {
  return profile === "realistic" ? 1_250 : 0;
}

const tickMs = 200;

/** News that is not urgent goes out with every fifth tick. */
const slowTickMs = 5 * tickMs;

/** How long the servers collect the reports of clients before they write them. */
const serverBatchMs = 50;

/** Ticks of a client fall this long after full fifths of a second, so that they never coincide with what a test does then. */
const tickPhaseMs = 100;

/**
 * When news of this moment will have reached the servers, with realistic latency. Every client has ticks of its own, which its
 * ID decides. Spec 02 §6.6, 04 §15.1.
 */
export function reportInstant(nodeId: string, urgent: boolean, now: Instant): Instant {
  const phase = tickPhaseMs + (Number.parseInt(nodeId.slice(0, 4), 16) % 5) * tickMs + serverBatchMs;
  const interval = urgent ? tickMs : slowTickMs;
  return now + interval - modulo(now - phase, interval);
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
