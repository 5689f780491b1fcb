import { ApiError } from "../../api/nomadApi.js";
import type { NodeListStub } from "../../api/objects/node.js";
import { answerRead } from "../blockingQuery.js";
import type { Call, Handler, Reply, Route } from "../call.js";
import { byMethod } from "../call.js";
import { byText, pageOf } from "../listPage.js";
import { readFlag } from "../queryParameters.js";
import { applyMetadata, drainNode, evaluateNode, purgeNode, readMetadata, setEligibility } from "./nodeWrites.js";

/** `/v1/nodes`, `/v1/node/…` and the metadata of clients. Spec 07 §1 rules 3 and 6, §11. */
export const nodeRoutes: readonly Route[] = [
  { path: "/v1/nodes", handle: byMethod({ GET: listNodes }) },
  { path: "/v1/client/metadata", handle: metadata },
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

/** `GET` and `POST` only. */
function metadata(call: Call): Reply | Promise<Reply> {
  if (call.method === "GET") return readMetadata(call);
  if (call.method !== "POST") throw new ApiError(405, "Invalid method");
  return applyMetadata(call);
}
