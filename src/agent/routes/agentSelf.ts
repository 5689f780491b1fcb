import { disabledToken } from "../../api/build/disabledToken.js";
import { agentSelf, serverAddress, serverMember } from "../../api/build/servers.js";
import { ApiError } from "../../api/nomadApi.js";
import type { Call, Reply, Route } from "../call.js";
import { byMethod, notSimulated } from "../call.js";

/** What the agent says of itself and of the servers, of which there is one. Spec 07 §13. */
export const agentRoutes: readonly Route[] = [
  { path: "/v1/agent/self", handle: byMethod({ GET: readSelf }) },
  { path: "/v1/agent/members", handle: byMethod({ GET: listMembers }) },
  { path: "/v1/agent/servers", handle: byMethod({ GET: (call) => bare([serverAddress(call.agent.address.host)]) }) },
  { path: "/v1/agent/health", handle: byMethod({ GET: readHealth }) },
  { path: "/v1/status/leader", handle: byMethod({ GET: (call) => bare(serverAddress(call.agent.address.host)) }) },
  { path: "/v1/status/peers", handle: byMethod({ GET: (call) => bare([serverAddress(call.agent.address.host)]) }) },
  { path: "/v1/regions", handle: byMethod({ GET: (call) => bare([call.agent.world.settings.region]) }) },
  { path: "/v1/acl/token/self", handle: byMethod({ GET: () => bare(disabledToken) }) },
  { path: "/v1/acl/*", handle: () => aclsDisabled() },
  { path: "/v1/vars", handle: byMethod({ GET: emptyList }) },
  { path: "/v1/var/*", handle: byMethod({ GET: noVariable, write: refuseVariable, DELETE: refuseVariable }) },
  { path: "/v1/service/*", handle: byMethod({ GET: emptyList }) },
  { path: "/v1/services", handle: byMethod({ GET: emptyList }) },
  { path: "/v1/volumes", handle: byMethod({ GET: emptyList }) },
  { path: "/v1/plugins", handle: byMethod({ GET: emptyList }) },
];

function bare(value: unknown): Reply {
  return { kind: "bare", value };
}

/** Things that are not simulated: there are none of them. */
function emptyList(call: Call): Reply {
  return { kind: "read", value: [], index: Math.max(1, call.agent.world.index) };
}

function noVariable(): never {
  throw new ApiError(404, "variable not found");
}

function refuseVariable(): never {
  throw notSimulated("variables are");
}

function listMembers({ agent }: Call): Reply {
  const members = [serverMember(agent.world, agent.address.host)];
  return bare({ ServerName: "coalmine", ServerRegion: agent.world.settings.region, ServerDC: "dc1", Members: members });
}

function readSelf({ agent }: Call): Reply {
  return bare(agentSelf(agent.world, agent.address.host, false));
}

function readHealth(call: Call): Reply {
  if (call.parameters.get("type") === "client") {
    throw new ApiError(500, '{"client":{"ok":false,"message":"client not enabled"}}');
  }
  return bare({ server: { ok: true, message: "ok" } });
}

function aclsDisabled(): never {
  throw new ApiError(400, "ACL support disabled");
}
