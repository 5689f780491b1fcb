import type { Simulator } from "../../cluster/simulator.js";
import { agentSelf, serverAddress, serverMember } from "../build/servers.js";
import type { AgentApi } from "../nomadApi/agent.js";
import { notSimulated } from "./requests.js";

const host = "127.0.0.1";

/** The one server of a simulated cluster. */
export function agentApi(simulator: Simulator): AgentApi {
  return {
    readAgent: async () => agentSelf(simulator.world, host, true),
    listServers: async () => ({
      ServerName: "coalmine",
      ServerRegion: simulator.world.settings.region,
      ServerDC: "dc1",
      Members: [serverMember(simulator.world, host)],
    }),
    readLeader: async () => serverAddress(host),
    forceLeave: async () => {
      throw notSimulated("servers that leave are");
    },
    joinServers: async () => {
      throw notSimulated("servers that join are");
    },
  };
}
