import { decodeBase64 } from "../base64.js";
import { parseJsonSequence } from "../json.js";
import type { AllocationFilesApi } from "../nomadApi/allocationFiles.js";
import type { Query } from "../nomadApi.js";
import { type HttpClient, segment } from "./client.js";

/**
 * Requests for contents go to the node's own agent, which has to be told its region; there is one agent here, which hands on
 * what it gets. Spec 07 §15.
 */
export function httpAllocationFiles({ read, readText }: HttpClient): AllocationFilesApi {
  const path = (what: string, allocationId: string) => `/v1/client/fs/${what}/${segment(allocationId)}`;
  return {
    statAllocationFile: async (allocationId, file, query) =>
      (await read<never>(path("stat", allocationId), query, { path: file })).value,
    listAllocationFiles: async (allocationId, file, query) =>
      (await read<never>(path("ls", allocationId), query, { path: file })).value,
    readAllocationFile: (allocationId, file, query) =>
      readText(path("cat", allocationId), ofNode(query), { path: file }),
    readAllocationFileFrom: (allocationId, file, offset, query) =>
      readText(path("readat", allocationId), ofNode(query), { path: file, offset: String(offset), limit: "-1" }),
    readTaskLog: async (allocationId, { task, type, origin, offset }, query) =>
      framedText(
        await readText(path("logs", allocationId), ofNode(query), {
          task,
          type,
          origin,
          offset: String(offset),
          follow: "false",
        }),
      ),
  };
}

function ofNode(query: Query | undefined): Query {
  return { ...query, region: query?.region || "global" };
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
