import type { SystemApi } from "../nomadApi/system.js";
import type { ApiCluster } from "./cluster.js";

export function inProcessSystem({ request }: ApiCluster): SystemApi {
  return {
    collectGarbage: async () => {
      request({ kind: "collect-garbage" });
    },
    // Summaries are always right here: there is nothing to reconcile.
    reconcileSummaries: async () => undefined,
  };
}
