import { namespaceObject } from "../../api/build/namespaces.js";
import { ApiError } from "../../api/nomadApi.js";
import type { NamespaceRequest } from "../../model/action.js";
import type { NamespaceCapabilities } from "../../model/namespace.js";
import { entriesWithPrefix } from "../../model/table.js";
import { answerRead } from "../blockingQuery.js";
import type { Call, Reply, Route } from "../call.js";
import { byMethod, readOptionalMembers } from "../call.js";
import type { RequestMembers } from "../requestMembers.js";

/** `/v1/namespaces` and `/v1/namespace/…`. Spec 07 §8.2, §11. */
export const namespaceRoutes: readonly Route[] = [
  { path: "/v1/namespaces", handle: byMethod({ GET: listNamespaces }) },
  { path: "/v1/namespace", handle: byMethod({ write: applyNamespace }) },
  { path: "/v1/namespace/*", handle: byMethod({ GET: readNamespace, write: applyNamed, DELETE: deleteNamespace }) },
];

function listNamespaces(call: Call): Promise<Reply> {
  return answerRead(call, { object: true, tables: [] }, async () => {
    const found = entriesWithPrefix(call.agent.world.namespaces, call.query.prefix ?? "");
    const index = Math.max(1, call.agent.tables.of(["namespaces"]));
    return { value: found.map(([, namespace]) => namespaceObject(namespace)), index };
  });
}

function readNamespace(call: Call): Promise<Reply> {
  return answerRead(call, { object: true, tables: ["namespaces"] }, () => call.agent.api.readNamespace(call.rest));
}

function applyNamed(call: Call): Reply {
  if (call.rest === "") throw new ApiError(400, "Missing Namespace Name");
  const { name } = readNamespaceBody(call);
  if (name !== call.rest) throw new ApiError(400, "Namespace name does not match request path");
  return applyNamespace(call);
}

function applyNamespace(call: Call): Reply {
  const { index } = call.agent.perform({ kind: "apply-namespace", namespace: readNamespaceBody(call) });
  return { kind: "empty", index };
}

function deleteNamespace(call: Call): Reply {
  const { index } = call.agent.perform({ kind: "delete-namespace", name: call.rest });
  return { kind: "empty", index };
}

function readNamespaceBody(call: Call): NamespaceRequest {
  const members = readOptionalMembers(call);
  if (members.object("NodePoolConfiguration") !== undefined)
    throw new ApiError(500, "invalid node pool configuration: Node Pools Governance is unlicensed.");
  const capabilities = members.object("Capabilities");
  return {
    name: members.text("Name") ?? "",
    description: members.text("Description"),
    quota: members.text("Quota"),
    meta: members.textMap("Meta"),
    capabilities: capabilities === undefined ? undefined : readCapabilities(capabilities),
  };
}

function readCapabilities(members: RequestMembers): NamespaceCapabilities {
  const texts = (name: string) => (members.value(name) === undefined ? undefined : members.texts(name));
  return {
    enabledTaskDrivers: texts("EnabledTaskDrivers"),
    disabledTaskDrivers: texts("DisabledTaskDrivers"),
    enabledNetworkModes: texts("EnabledNetworkModes"),
    disabledNetworkModes: texts("DisabledNetworkModes"),
  };
}
