import type { AgentApi } from "../nomadApi/agent.js";
import type { HttpClient } from "./client.js";

/** The requests of {@link AgentApi}. */
export function agentRequests({ read, write }: HttpClient): AgentApi {
  return {
    readAgent: async (query) => (await read<never>("/v1/agent/self", query)).value,
    listServers: async (query) => (await read<never>("/v1/agent/members", query)).value,
    readLeader: async (query) => (await read<never>("/v1/status/leader", query)).value,
    forceLeave: (server, prunes, query) =>
      write("PUT", "/v1/agent/force-leave", query, { node: server, ...(prunes ? { prune: "1" } : {}) }),
    joinServers: (addresses, query) => write("PUT", "/v1/agent/join", query, { address: addresses }),
  };
}
