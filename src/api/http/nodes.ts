import type { NodeWritesApi } from "../nomadApi/nodes.js";
import { type HttpClient, segment } from "./client.js";

/** The requests of {@link NodeWritesApi}. */
export function nodeWriteRequests({ read, write }: HttpClient): NodeWritesApi {
  const metadataPath = "/v1/client/metadata";
  return {
    drainNode: (nodeId, request, query) =>
      write("PUT", `/v1/node/${segment(nodeId)}/drain`, query, {}, { NodeID: nodeId, ...request }),
    setNodeEligibility: (nodeId, isEligible, query) =>
      write(
        "PUT",
        `/v1/node/${segment(nodeId)}/eligibility`,
        query,
        {},
        { NodeID: nodeId, Eligibility: isEligible ? "eligible" : "ineligible" },
      ),
    readNodeMetadata: async (nodeId, query) =>
      (await read<never>(metadataPath, query, nodeId === "" ? {} : { node_id: nodeId })).value,
    applyNodeMetadata: (nodeId, meta, query) => write("POST", metadataPath, query, {}, { NodeID: nodeId, Meta: meta }),
  };
}
