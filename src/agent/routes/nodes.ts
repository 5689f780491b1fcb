import { ApiError } from "../../api/nomadApi.js";
import type { NodeListStub } from "../../api/objects/node.js";
import { answerRead } from "../blockingQuery.js";
import type { Call, Handler, Reply, Route } from "../call.js";
import { byMethod } from "../call.js";
import { byText, pageOf } from "../listPage.js";
import { readFlag } from "../queryParameters.js";
import { drainNode, evaluateNode, purgeNode, setEligibility } from "./nodeWrites.js";

/** `/v1/nodes`, `/v1/node/…` and the node pools. Spec 07 §1 rule 3, §11. */
export const nodeRoutes: readonly Route[] = [
  { path: "/v1/nodes", handle: byMethod({ GET: listNodes }) },
  { path: "/v1/node/pools", handle: byMethod({ GET: listPools }) },
  { path: "/v1/node/pool/*", handle: byMethod({ GET: ofPool }) },
  {
    path: "/v1/node/*",
    handle: (call) => {
      for (const [suffix, handle] of bySuffix) {
        if (!call.rest.endsWith(suffix)) continue;
        return handle({ ...call, rest: call.rest.slice(0, -suffix.length) });
      }
      return byMethod({ GET: readNode })(call);
    },
  },
];

const bySuffix: readonly (readonly [string, Handler])[] = [
  ["/evaluate", byMethod({ write: evaluateNode })],
  ["/allocations", byMethod({ GET: listAllocations })],
  ["/drain", byMethod({ write: drainNode })],
  ["/eligibility", byMethod({ write: setEligibility })],
  ["/purge", byMethod({ write: purgeNode })],
];

const nodeOrder = byText<NodeListStub>(({ ID }) => ID);

function listNodes(call: Call): Promise<Reply> {
  const { prefix, filter } = call.query;
  const os = readFlag(call.parameters, "os", 400, "Failed to parse node list fields: ") ?? false;
  return answerRead(call, { tables: ["nodes"] }, async () =>
    pageOf(await call.agent.api.listNodes({ prefix, filter, os }), { ...call.query, reverse: false }, nodeOrder),
  );
}

function readNode(call: Call): Promise<Reply> {
  return answerRead(call, { object: true, tables: ["nodes"] }, () => call.agent.api.readNode(call.rest));
}

/** The newest change of one of its allocations; without any, the table's. Spec 07 §6. */
function listAllocations(call: Call): Promise<Reply> {
  const tables = ["allocations"] as const;
  return answerRead(call, { object: true, tables }, async () => {
    const { value } = await call.agent.api.listNodeAllocations(call.rest);
    const newest = Math.max(0, ...value.map((allocation) => allocation.ModifyIndex ?? 0));
    return { value, index: newest || Math.max(1, call.agent.tables.of(tables)) };
  });
}

const poolTexts: Readonly<Record<string, string>> = {
  all: "Node pool with all nodes in the cluster.",
  default: "Default node pool.",
};

/** Pools are made by the nodes that name them. */
function poolObject(name: string) {
  return {
    Name: name,
    Description: poolTexts[name] ?? "",
    Meta: null,
    SchedulerConfiguration: null,
    NodeIdentityTTL: 86_400_000_000_000n,
    Hash: null,
    CreateIndex: 1,
    ModifyIndex: 1,
  };
}

function listPools(call: Call): Promise<Reply> {
  return answerRead(call, { object: true, tables: [] }, async () => {
    const names = call.agent.world.nodePools.filter((name) => name.startsWith(call.query.prefix ?? ""));
    const value = (call.query.reverse ? [...names].reverse() : names).map(poolObject);
    return { value, index: Math.max(1, call.agent.tables.of(["nodes"])) };
  });
}

function ofPool(call: Call): Promise<Reply> {
  const match = /^(.*?)(?:\/(nodes|jobs))?$/s.exec(call.rest);
  const name = match?.[1] ?? "";
  if (match?.[2] !== undefined && call.query.prefix !== undefined) {
    throw new ApiError(400, "prefix argument not allowed");
  }
  return answerRead(call, { object: true, tables: ["nodes"] }, async () => {
    if (!call.agent.world.nodePools.includes(name)) throw new ApiError(404, "node pool not found");
    if (match?.[2] === undefined) return { value: poolObject(name), index: 1 };
    return match[2] === "nodes" ? nodesOfPool(call, name) : jobsOfPool(call, name);
  });
}

async function nodesOfPool({ agent }: Call, pool: string) {
  const { value } = await agent.api.listNodes();
  const index = Math.max(1, agent.tables.of(["nodes"]));
  return { value: value.filter((node) => pool === "all" || node.NodePool === pool), index };
}

async function jobsOfPool({ agent, query }: Call, pool: string) {
  const { value } = await agent.api.listJobs({ namespace: query.namespace });
  const index = agent.tables.of(["jobs", "summaries"]);
  return { value: value.filter((job) => pool === "all" || job.NodePool === pool), index };
}
