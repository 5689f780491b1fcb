import { Simulator } from "../cluster/simulator.js";
import type { NodeDescription } from "../model/nodeDescription.js";
import type { LatencyProfile } from "../model/settings.js";
import { defaultSettings } from "../model/settings.js";
import type { Instant } from "../model/time.js";
import { emptyWorld } from "../model/world.js";

/** What a cluster starts with. */
export interface ClusterStart {
  readonly clock: Instant;
  readonly seed: number;
  readonly latency: LatencyProfile;
  readonly nodes: readonly NodeDescription[];
}

/**
 * A fresh cluster with its clients registered, at rest.
 *
 * @throws {Error} for a node that cannot be, with the reason.
 */
export function openCluster(start: ClusterStart): Simulator {
  const simulator = new Simulator(emptyWorld(start.clock, start.seed, { ...defaultSettings, latency: start.latency }));
  for (const node of start.nodes) {
    const result = simulator.request({ kind: "register-node", node });
    if (!result.ok) throw new Error(result.message);
  }
  return simulator;
}
