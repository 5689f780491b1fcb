import type { CollectionSettings } from "./garbageCollection.js";
import { defaultCollection } from "./garbageCollection.js";
import type { Milliseconds } from "./time.js";

/**
 * How long the cluster's inner ways take (spec 04 §15.1). `instant`: nothing but what lessons need to see.
 * `realistic`: Nomad's own batching delays and sync intervals.
 */
export type LatencyProfile = "instant" | "realistic";

/** What a cluster was started with. */
export interface Settings {
  readonly region: string;
  readonly latency: LatencyProfile;
  readonly minHeartbeatTtlMs: Milliseconds;
  readonly heartbeatGraceMs: Milliseconds;
  readonly collection: CollectionSettings;
}

export const defaultSettings: Settings = {
  region: "global",
  latency: "instant",
  minHeartbeatTtlMs: 10_000,
  heartbeatGraceMs: 10_000,
  collection: defaultCollection,
};
