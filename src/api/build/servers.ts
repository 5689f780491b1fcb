import type { World } from "../../model/world.js";
import type { AgentSelf, ApiServerMember } from "../objects/server.js";

/** The release of Nomad whose decisions and answers are simulated. */
const nomadVersion = "2.0.5";

/** Where a simulated server says that the others reach it. */
const serverPort = 4647;

export function serverAddress(host: string): string {
  return `${host}:${serverPort}`;
}

/** The one server there is. Spec 07 §13. */
export function serverMember({ settings }: World, host: string): ApiServerMember {
  return {
    Name: `coalmine.${settings.region}`,
    Addr: host,
    Port: serverPort + 1,
    Tags: {
      role: "nomad",
      region: settings.region,
      dc: "dc1",
      build: nomadVersion,
      vsn: "1",
      raft_vsn: "3",
      rpc_addr: host,
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

/** A server without a client of its own: the simulated clients are other machines. Spec 07 §13. */
export function agentSelf(world: World, host: string, showsHints: boolean): AgentSelf {
  const version = { Version: nomadVersion, VersionPrerelease: "", VersionMetadata: "", Revision: "", BuildDate: null };
  return {
    config: {
      Region: world.settings.region,
      Datacenter: "dc1",
      NodeName: "coalmine",
      Version: version,
      ACL: { Enabled: false },
      UI: { Enabled: false, ShowCLIHints: showsHints, Consul: { BaseUIURL: "" }, Vault: { BaseUIURL: "" } },
    },
    member: serverMember(world, host),
    stats: {
      nomad: { server: "true", leader: "true", bootstrap: "true", leader_addr: serverAddress(host) },
      raft: { state: "Leader", last_log_index: String(world.index) },
    },
  };
}
