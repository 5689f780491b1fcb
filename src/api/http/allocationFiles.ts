import { decodeBase64 } from "../base64.js";
import { parseJsonSequence } from "../json.js";
import type { AllocationFilesApi, AllocationPlace } from "../nomadApi/allocationFiles.js";
import type { Query } from "../nomadApi.js";
import { type HttpClient, segment, type UrlParameters } from "./client.js";

export function httpAllocationFiles({ read, readText }: HttpClient): AllocationFilesApi {
  const path = (what: string, allocationId: string) => `/v1/client/fs/${what}/${segment(allocationId)}`;

  /**
   * Contents come from the node's own agent, whose address the servers know and which has to be told its region. The agent
   * here hands such requests on, so it is asked itself. Spec 07 §15.
   */
  const readContent = async (
    what: string,
    { ID, NodeID }: AllocationPlace,
    query: Query | undefined,
    parameters: UrlParameters,
  ): Promise<string> => {
    await read(`/v1/node/${segment(NodeID)}`, query);
    return readText(path(what, ID), { ...query, region: query?.region || "global" }, parameters);
  };

  return {
    statAllocationFile: async (allocationId, file, query) =>
      (await read<never>(path("stat", allocationId), query, { path: file })).value,
    listAllocationFiles: async (allocationId, file, query) =>
      (await read<never>(path("ls", allocationId), query, { path: file })).value,
    readAllocationFile: (place, file, query) => readContent("cat", place, query, { path: file }),
    readAllocationFileFrom: (place, file, offset, query) =>
      readContent("readat", place, query, { path: file, offset: String(offset), limit: "-1" }),
    readTaskLog: async (place, { task, type, origin, offset }, query) => {
      const parameters = { task, type, origin, offset: String(offset), follow: "false" };
      return framedText(await readContent("logs", place, query, parameters));
    },
  };
}

/** Frames stand one behind the other: `{"Data":"b29wcwo=","File":"…","Offset":5}`. */
function framedText(frames: string): string {
  const pieces = parseJsonSequence(frames).flatMap((frame) =>
    typeof frame === "object" && frame !== null && "Data" in frame && typeof frame.Data === "string"
      ? [frame.Data]
      : [],
  );
  return decodeBase64(pieces);
}
