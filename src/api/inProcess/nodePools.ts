import type { Simulator } from "../../cluster/simulator.js";
import { inPool, type Node } from "../../model/node.js";
import { entriesWithPrefix } from "../../model/table.js";
import { parseGoDuration } from "../../model/time.js";
import { jobListStub, jobObject } from "../build/jobs.js";
import { nodePoolObject } from "../build/nodePools.js";
import { nodeObject, nodeStub } from "../build/nodes.js";
import { filtered } from "../filter/filtered.js";
import type { NodePoolApi } from "../nomadApi/nodePools.js";
import type { Answer } from "../nomadApi.js";
import { ApiError } from "../nomadApi.js";
import { listJobs } from "./lists.js";
import { performRequest } from "./requests.js";

/** Node pools of a simulated cluster. */
export function nodePools(simulator: Simulator): NodePoolApi {
  const answer = <Value>(value: Value, index = simulator.world.index): Answer<Value> => ({ value, index });
  const required = (name: string) => {
    const pool = simulator.world.nodePools.get(name);
    if (pool === undefined) throw new ApiError(404, "node pool not found");
    return pool;
  };
  return {
    listNodePools: async (query) => {
      const pools = entriesWithPrefix(simulator.world.nodePools, query?.prefix ?? "");
      return answer(
        filtered(
          pools.map(([, pool]) => nodePoolObject(pool)),
          query?.filter,
          "nodePool",
          (pool) => pool,
        ),
      );
    },
    readNodePool: async (name) => {
      const pool = required(name);
      return answer(nodePoolObject(pool), pool.modifyIndex);
    },
    listNodePoolNodes: async (name, query) => {
      required(name);
      const nodes = simulator.world.nodes.valuesArray().filter((node) => inPool(node, name));
      const object = (node: Node) => nodeObject(node, simulator.world.connections.get(node.id));
      return answer(filtered(nodes, query?.filter, "node", object).map((node) => nodeStub(node, false)));
    },
    listNodePoolJobs: async (name, query) => {
      required(name);
      const jobs = listJobs(simulator.world, { namespace: query?.namespace });
      const inside = jobs.filter((job) => name === "all" || job.nodePool === name);
      const found = filtered(inside, query?.filter, "job", jobObject);
      return answer(found.map((job) => jobListStub(simulator.world, job)));
    },
    applyNodePool: async (pool) => {
      if (pool.SchedulerConfiguration !== null) throw unlicensed(pool.Name);
      const nodePool = {
        name: pool.Name,
        description: pool.Description,
        meta: pool.Meta ?? {},
        identityTtlMs: pool.NodeIdentityTTL === "" ? undefined : readTtl(pool.NodeIdentityTTL),
      };
      performRequest(simulator, { kind: "apply-node-pool", nodePool });
    },
    deleteNodePool: async (name) => {
      performRequest(simulator, { kind: "delete-node-pool", name });
    },
  };
}

function readTtl(text: string): number {
  const duration = parseGoDuration(text);
  if (duration === undefined) throw new ApiError(400, `time: invalid duration "${text}"`);
  return duration;
}

/** Governance by pools is Enterprise (spec 05 §19). */
function unlicensed(name: string): ApiError {
  return new ApiError(400, `invalid node pool "${name}": Node Pools Governance is unlicensed.`);
}
