import { ApiError } from "../../api/nomadApi.js";
import type { Call, Reply, Route } from "../call.js";
import { byMethod, readMembers } from "../call.js";

/** `/v1/search`: what starts with a text. Spec 07 §12. */
export const searchRoutes: readonly Route[] = [{ path: "/v1/search", handle: byMethod({ write: search }) }];

const contexts = [
  "allocs",
  "jobs",
  "nodes",
  "node_pools",
  "evals",
  "deployment",
  "plugins",
  "volumes",
  "scaling_policy",
  "vars",
  "namespaces",
  "host_volumes",
];

async function search(call: Call): Promise<Reply> {
  const members = readMembers(call);
  const context = members.text("Context") ?? "";
  if (context !== "" && context !== "all" && !contexts.includes(context)) {
    const known = `[${contexts.join(" ")}]`;
    throw new ApiError(500, `context must be one of ${known} or 'all' for all contexts; got "${context}"`);
  }
  const namespace = call.query.namespace ?? (members.text("Namespace") || undefined);
  const found = await call.agent.api.search(members.text("Prefix") ?? "", context, { namespace });
  const { index } = call.agent.world;
  return { kind: "read", value: { ...found, Index: index, LastContact: 0, KnownLeader: true, NextToken: "" }, index };
}
