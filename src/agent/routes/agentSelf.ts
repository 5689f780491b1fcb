import { ApiError } from "../../api/nomadApi.js";
import type { Agent } from "../agent.js";
import type { Call, Reply, Route } from "../call.js";
import { byMethod } from "../call.js";
import { nomadVersion, serverPort } from "../identity.js";

/** What the agent says of itself and of the servers, of which there is one. Spec 07 §13. */
export const agentRoutes: readonly Route[] = [
  { path: "/v1/agent/self", handle: byMethod({ GET: readSelf }) },
  { path: "/v1/agent/members", handle: byMethod({ GET: listMembers }) },
  { path: "/v1/agent/servers", handle: byMethod({ GET: (call) => bare([serverAddress(call.agent)]) }) },
  { path: "/v1/agent/health", handle: byMethod({ GET: readHealth }) },
  { path: "/v1/status/leader", handle: byMethod({ GET: (call) => bare(serverAddress(call.agent)) }) },
  { path: "/v1/status/peers", handle: byMethod({ GET: (call) => bare([serverAddress(call.agent)]) }) },
  { path: "/v1/regions", handle: byMethod({ GET: (call) => bare([call.agent.world.settings.region]) }) },
  { path: "/v1/acl/token/self", handle: byMethod({ GET: () => bare(disabledToken) }) },
  { path: "/v1/acl/*", handle: () => aclsDisabled() },
  { path: "/v1/vars", handle: byMethod({ GET: emptyList }) },
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

function serverAddress({ address }: Agent): string {
  return `${address.host}:${serverPort}`;
}

function memberObject({ address, world }: Agent) {
  return {
    Name: `coalmine.${world.settings.region}`,
    Addr: address.host,
    Port: serverPort + 1,
    Tags: {
      role: "nomad",
      region: world.settings.region,
      dc: "dc1",
      build: nomadVersion,
      vsn: "1",
      raft_vsn: "3",
      rpc_addr: address.host,
      port: String(serverPort),
      bootstrap: "1",
    },
    Status: "alive",
    ProtocolMin: 1,
    ProtocolMax: 5,
    ProtocolCur: 2,
    DelegateMin: 2,
    DelegateMax: 5,
    DelegateCur: 4,
  };
}

function listMembers({ agent }: Call): Reply {
  const members = [memberObject(agent)];
  return bare({ ServerName: "coalmine", ServerRegion: agent.world.settings.region, ServerDC: "dc1", Members: members });
}

/** A server without a client of its own: the simulated clients are other machines. */
function readSelf({ agent }: Call): Reply {
  const version = { Version: nomadVersion, VersionPrerelease: "", VersionMetadata: "", Revision: "", BuildDate: null };
  return bare({
    config: {
      Region: agent.world.settings.region,
      Datacenter: "dc1",
      NodeName: "coalmine",
      Version: version,
      ACL: { Enabled: false },
      UI: { Enabled: false, ShowCLIHints: false, Consul: { BaseUIURL: "" }, Vault: { BaseUIURL: "" } },
    },
    member: memberObject(agent),
    stats: {
      nomad: { server: "true", leader: "true", bootstrap: "true", leader_addr: serverAddress(agent) },
      raft: { state: "Leader", last_log_index: String(agent.world.index) },
    },
  });
}

function readHealth(call: Call): Reply {
  if (call.parameters.get("type") === "client") {
    throw new ApiError(500, '{"client":{"ok":false,"message":"client not enabled"}}');
  }
  return bare({ server: { ok: true, message: "ok" } });
}

/** The answer by which clients see that ACLs are off. Spec 07 §14. */
const disabledToken = {
  AccessorID: "acls-disabled",
  SecretID: "",
  Name: "ACLs disabled token",
  Type: "client",
  Policies: null,
  Roles: null,
  Global: false,
  Hash: null,
  CreateTime: "0001-01-01T00:00:00Z",
  ExpirationTime: null,
  ExpirationTTL: "",
  CreateIndex: 0,
  ModifyIndex: 0,
};

function aclsDisabled(): never {
  throw new ApiError(400, "ACL support disabled");
}
