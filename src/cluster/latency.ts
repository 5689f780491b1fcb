import type { LatencyProfile } from "../model/settings.js";
import type { Milliseconds } from "../model/time.js";

/**
 * How long a deployment watcher collects requests before its evaluation is created: one second for the job, a quarter of a
 * second across deployments. Spec 02 §7.7, 04 §15.1.
 */
export function watcherBatchMs(profile: LatencyProfile): Milliseconds {
  return profile === "realistic" ? 1_250 : 0;
}
