import type { SystemApi } from "../nomadApi/system.js";
import type { HttpClient } from "./client.js";

export function httpSystem({ write }: HttpClient): SystemApi {
  return {
    collectGarbage: (query) => write("PUT", "/v1/system/gc", query, {}, {}),
    reconcileSummaries: (query) => write("PUT", "/v1/system/reconcile/summaries", query, {}, {}),
  };
}
