import type { NodeDescription } from "../../src/model/nodeDescription.js";
import type { LatencyProfile } from "../../src/model/settings.js";
import type { World } from "../../src/model/world.js";
import { openCluster } from "../../src/session/stage.js";

/** A Monday, so that dates in failures are easy to read. */
const start = Date.UTC(2026, 0, 5, 16, 0, 0);

export interface WorldSpec {
  readonly seed: number;
  readonly latency: LatencyProfile;
  readonly nodes: readonly NodeDescription[];
}

/** A cluster at rest, its clients ready. */
export function worldOf(spec: Partial<WorldSpec> = {}): World {
  const { seed = 1, latency = "instant", nodes = [{ name: "client-1" }] } = spec;
  return openCluster({ clock: start, seed, latency, nodes }).world;
}
