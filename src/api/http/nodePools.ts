import type { NodePoolApi } from "../nomadApi/nodePools.js";
import { type HttpClient, segment } from "./client.js";

/** The requests of {@link NodePoolApi}. */
export function nodePoolRequests({ read, write }: HttpClient): NodePoolApi {
  const path = (name: string) => `/v1/node/pool/${segment(name)}`;
  return {
    listNodePools: (query) => read("/v1/node/pools", query),
    readNodePool: (name, query) => read(path(name), query),
    listNodePoolNodes: (name, query) => read(`${path(name)}/nodes`, query),
    listNodePoolJobs: (name, query) => read(`${path(name)}/jobs`, query),
    applyNodePool: (pool, query) => write("PUT", "/v1/node/pools", query, {}, pool),
    deleteNodePool: (name, query) => write("DELETE", path(name), query),
  };
}
