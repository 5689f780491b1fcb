import { ApiError } from "../../api/nomadApi.js";
import { fromNanoseconds } from "../../api/objects/nanoseconds.js";
import type { ApiNodePool } from "../../api/objects/nodePool.js";
import type { NodePoolRequest } from "../../model/action.js";
import type { Milliseconds } from "../../model/time.js";
import { parseGoDuration } from "../../model/time.js";
import { answerRead } from "../blockingQuery.js";
import type { Call, Reply, Route } from "../call.js";
import { byMethod, readOptionalMembers } from "../call.js";
import { byText, pageOf } from "../listPage.js";
import type { RequestMembers } from "../requestMembers.js";

/** `/v1/node/pools` and `/v1/node/pool/…`. Spec 07 §1 rule 3, §8.2, §11. */
export const nodePoolRoutes: readonly Route[] = [
  { path: "/v1/node/pools", handle: byMethod({ GET: listPools, write: applyPool }) },
  { path: "/v1/node/pool/*", handle: byMethod({ GET: ofPool, write: applyNamed, DELETE: deletePool }) },
];

const poolOrder = byText<ApiNodePool>(({ Name }) => Name);

function listPools(call: Call): Promise<Reply> {
  return answerRead(call, { object: true, tables: [] }, async () => {
    const { value } = await call.agent.api.listNodePools({ prefix: call.query.prefix, filter: call.query.filter });
    const index = Math.max(1, call.agent.tables.of(["nodePools"]));
    return pageOf({ value, index }, call.query, poolOrder);
  });
}

function ofPool(call: Call): Promise<Reply> {
  const match = /^(.*?)(?:\/(nodes|jobs))?$/s.exec(call.rest);
  const name = match?.[1] ?? "";
  const { agent, query } = call;
  if (match?.[2] === undefined) {
    return answerRead(call, { object: true, tables: ["nodePools"] }, () => agent.api.readNodePool(name));
  }
  if (query.prefix !== undefined) throw new ApiError(400, "prefix argument not allowed");
  return answerRead(call, { object: true, tables: ["nodePools"] }, async () => {
    if (match[2] === "nodes") {
      const { value } = await agent.api.listNodePoolNodes(name, { filter: query.filter });
      return { value, index: Math.max(1, agent.tables.of(["nodes"])) };
    }
    const { value } = await agent.api.listNodePoolJobs(name, { namespace: query.namespace, filter: query.filter });
    return { value, index: agent.tables.of(["jobs", "summaries"]) };
  });
}

function applyNamed(call: Call): Reply {
  const nodePool = readPoolBody(call);
  if (nodePool.name !== call.rest) throw new ApiError(400, "Node pool name does not match request path");
  return applyPool(call);
}

function applyPool(call: Call): Reply {
  const { index } = call.agent.perform({ kind: "apply-node-pool", nodePool: readPoolBody(call) });
  return { kind: "empty", index };
}

function deletePool(call: Call): Reply {
  const { index } = call.agent.perform({ kind: "delete-node-pool", name: call.rest });
  return { kind: "empty", index };
}

function readPoolBody(call: Call): NodePoolRequest {
  const members = readOptionalMembers(call);
  const name = members.text("Name") ?? "";
  if (members.object("SchedulerConfiguration") !== undefined)
    throw new ApiError(400, `invalid node pool "${name}": Node Pools Governance is unlicensed.`);
  const description = members.text("Description");
  return { name, description, meta: members.textMap("Meta"), identityTtlMs: readTtl(members) };
}

/** A Go duration as the command line sends it, or nanoseconds. */
function readTtl(members: RequestMembers): Milliseconds | undefined {
  const given = members.value("NodeIdentityTTL");
  if (given === undefined || given === "") return undefined;
  if (typeof given !== "string") return fromNanoseconds(members.nanoseconds("NodeIdentityTTL") ?? 0n);
  const duration = parseGoDuration(given);
  if (duration === undefined) throw new ApiError(400, `time: invalid duration "${given}"`);
  return duration;
}
