import { ApiError } from "../../api/nomadApi.js";
import type { Call, Handler, Reply } from "../call.js";
import { byMethod, readMembers } from "../call.js";

/** `/v1/job/<job>/versions/<name>/tag`: a job whose ID holds a slash cannot be tagged. Spec 07 §1 rule 2, 05 §8.5. */
export const versionTag: Handler = byMethod({ write: tagVersion, DELETE: untagVersion });

/** @returns The job and the name in what stands before `/tag`. */
function readPath(call: Call): { readonly jobId: string; readonly name: string } {
  const [jobId = "", word, name = "", ...more] = call.rest.split("/");
  if (word !== "versions" || more.length > 0) throw new ApiError(404, "invalid job tag endpoint");
  return { jobId, name };
}

async function tagVersion(call: Call): Promise<Reply> {
  const { jobId, name } = readPath(call);
  const members = readMembers(call);
  const request = {
    Version: members.integer("Version") ?? 0,
    Latest: members.flag("Latest") ?? false,
    Description: members.text("Description") ?? "",
  };
  const namespace = call.query.namespace ?? (members.text("Namespace") || undefined);
  return {
    kind: "bare",
    value: { ...(await call.agent.api.tagJobVersion(jobId, name, request, { namespace })), ...noMeta },
  };
}

async function untagVersion(call: Call): Promise<Reply> {
  const { jobId, name } = readPath(call);
  const { namespace } = call.query;
  return { kind: "bare", value: { ...(await call.agent.api.untagJobVersion(jobId, name, { namespace })), ...noMeta } };
}

/** Query metadata that the answers carry along, unset. */
const noMeta = { LastContact: 0, KnownLeader: false, NextToken: "" } as const;
