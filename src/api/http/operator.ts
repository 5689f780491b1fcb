import type { OperatorApi, RaftPeer } from "../nomadApi/operator.js";
import { ApiError } from "../nomadApi.js";
import type { HttpClient } from "./client.js";

const schedulerPath = "/v1/operator/scheduler/configuration";
const autopilotPath = "/v1/operator/autopilot/configuration";

/** The requests of {@link OperatorApi}. */
export function operatorRequests(client: HttpClient): OperatorApi {
  const { read, write } = client;
  return {
    readSchedulerConfiguration: (query) => read(schedulerPath, query),
    writeSchedulerConfiguration: (configuration, expectedIndex, query) =>
      write("PUT", schedulerPath, query, { cas: String(expectedIndex) }, configuration),

    readAutopilotConfiguration: async (query) => (await read<never>(autopilotPath, query)).value,
    writeAutopilotConfiguration: (configuration, expectedIndex, query) =>
      write("PUT", autopilotPath, query, { cas: String(expectedIndex) }, configuration),
    readAutopilotHealth: async (query) => (await read<never>("/v1/operator/autopilot/health", query)).value,

    readRaftConfiguration: async (query) => (await read<never>("/v1/operator/raft/configuration", query)).value,
    removeRaftPeer: (peer, query) => write("DELETE", "/v1/operator/raft/peer", query, peerParameters(peer)),
    transferRaftLeadership: (peer, query) =>
      write("PUT", "/v1/operator/raft/transfer-leadership", query, peerParameters(peer)),

    readLicense: async (query) => {
      const { status, body } = await client.exchange({ method: "GET", path: "/v1/operator/license", query });
      throw status === 204 ? new Error("Nomad Enterprise only endpoint") : new ApiError(status, body);
    },

    request: ({ method, path, headers, body }, query) => client.exchange({ method, path, headers, body, query }),
  };
}

function peerParameters(peer: RaftPeer): Readonly<Record<string, string>> {
  return { ...peer };
}
