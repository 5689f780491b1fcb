import { ApiError } from "../../api/nomadApi.js";
import type { Call, Reply, Route } from "../call.js";

/** `/v1/client/fs/<what>/<allocation>`: tasks do not run here, so there are neither files nor logs. Spec 07 §15. */
export const clientFileRoutes: readonly Route[] = [{ path: "/v1/client/fs/*", handle: refuseContents }];

const kinds: readonly string[] = ["cat", "logs", "ls", "readat", "stat", "stream"];

async function refuseContents(call: Call): Promise<Reply> {
  const [kind = "", allocationId = ""] = call.rest.split("/");
  if (!kinds.includes(kind)) throw new ApiError(404, "");
  if (kind === "logs") {
    checkLogParameters(call.parameters);
    const request = { task: "", type: "stdout", origin: "start", offset: 0 } as const;
    return { kind: "bare", value: await call.agent.api.readTaskLog({ ID: allocationId, NodeID: "" }, request) };
  }
  const path = call.parameters.get("path") ?? "";
  if (path === "" && kind !== "ls") throw new ApiError(400, "must provide a file name");
  return { kind: "bare", value: await call.agent.api.statAllocationFile(allocationId, path) };
}

function checkLogParameters(parameters: URLSearchParams): void {
  const type = parameters.get("type") ?? "";
  const origin = parameters.get("origin") || "start";
  if (!parameters.get("task")) throw new ApiError(400, "must provide task name");
  if (type !== "stdout" && type !== "stderr") throw new ApiError(400, "must provide log type (stdout/stderr)");
  if (origin !== "start" && origin !== "end") throw new ApiError(400, "origin must be start or end");
}
