import { entriesWithPrefix } from "../../model/table.js";
import type { World } from "../../model/world.js";
import type { SearchResponse } from "../nomadApi.js";
import { listJobs } from "./lists.js";

/** At most this many matches a context (spec 06 §3.5). */
const limit = 20;

/**
 * `PUT /v1/search`: the IDs of every kind that start with a prefix. UUIDs are looked up by an even number of digits and then
 * held against the whole prefix. Spec 06 §3.5 step 2, 07 §12.
 */
export function searchWorld(world: World, prefix: string, context: string, namespace: string): SearchResponse {
  const contexts: Readonly<Record<string, () => readonly string[]>> = {
    allocs: () => uuids(world.allocations, prefix),
    deployment: () => uuids(world.deployments, prefix),
    evals: () => uuids(world.evaluations, prefix),
    nodes: () => uuids(world.nodes, prefix),
    jobs: () => listJobs(world, { namespace, prefix }).map((job) => job.id),
    namespaces: () => names(world.namespaces, prefix),
    node_pools: () => names(world.nodePools, prefix),
    plugins: () => [],
    volumes: () => [],
    scaling_policy: () => uuids(world.scalingPolicies, prefix),
    vars: () => [],
    host_volumes: () => [],
  };
  const asked = context === "" || context === "all" ? Object.keys(contexts) : [context];
  const found = asked.map((name): [string, readonly string[]] => [name, contexts[name]?.() ?? []]);
  return {
    Matches: Object.fromEntries(found.map(([name, ids]) => [name, ids.slice(0, limit)])),
    Truncations: Object.fromEntries(found.map(([name, ids]) => [name, ids.length > limit])),
  };
}

function uuids(table: Parameters<typeof entriesWithPrefix>[0], prefix: string): readonly string[] {
  const digits = prefix.replaceAll("-", "");
  if (!/^[0-9a-f-]*$/i.test(prefix) || prefix.length > 36) return [];
  const even = digits.length % 2 === 0 ? prefix : prefix.slice(0, -1);
  return entriesWithPrefix(table, even, limit + 1)
    .map(([id]) => id)
    .filter((id) => id.startsWith(prefix));
}

function names(table: Parameters<typeof entriesWithPrefix>[0], prefix: string): readonly string[] {
  return entriesWithPrefix(table, prefix, limit + 1).map(([name]) => name);
}
