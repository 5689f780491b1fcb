import type { JsonObject, JsonValue } from "../../model/json.js";
import { isObject } from "../../model/json.js";
import { canonicalJob } from "../canonicalize/job.js";
import { decodeJob } from "../decode.js";
import { completeBlock, encodeBlock } from "../schema/block.js";
import { jobSchema } from "../schema/job.js";

/** By the list or member that holds them: what stays as it was written, or absent, where a stored job has a zero. */
const serverOwned: Readonly<Record<string, readonly string[]>> = {
  Job: ["DispatchIdempotencyToken", "SubmitTime"],
  TaskGroups: ["PreventRescheduleOnLost"],
  Resources: ["MemoryMaxMB", "SecretsMB", "DiskMB", "IOPS"],
  Services: ["Namespace"],
  Disconnect: ["LostAfter"],
  // A job file's link has a URL, a stored job's a Url.
  Links: ["Url"],
};

/**
 * A job of a job file with the defaults of the first pass, as `/v1/jobs/parse` answers when it is asked for the canonical form:
 * what only the server fills in stays empty. Spec 05 §2, 07 §9.7.
 *
 * @param job The job in the API's form, as it was written.
 */
export function canonicalForm(job: JsonObject): JsonObject {
  const decoded = decodeJob(job);
  if (!decoded.ok) return job;
  const first = canonicalJob(decoded.job);
  const encoded = encodeBlock(jobSchema, completeBlock(jobSchema, first));
  // A stored job always has an update block; handed back to a batch job, it would be refused.
  const canonical = first.update === undefined ? { ...encoded, Update: null } : encoded;
  return { ...(filled(job, canonical, "Job") as JsonObject), Status: "" };
}

/** The canonical value, with what was written where the canonical form is silent. */
function filled(written: JsonValue | undefined, canonical: JsonValue | undefined, holder: string): JsonValue {
  if (canonical === null || canonical === undefined) return written ?? null;
  if (Array.isArray(canonical)) {
    const same = Array.isArray(written) && written.length === canonical.length ? (written as readonly JsonValue[]) : [];
    return canonical.map((member: JsonValue, at) => filled(same[at], member, holder));
  }
  if (!isObject(canonical)) return canonical;
  const given = isObject(written ?? null) ? (written as JsonObject) : {};
  const owned = serverOwned[holder] ?? [];
  const added = Object.keys(canonical).filter((name) => !owned.includes(name));
  const members = [...Object.keys(given), ...added].map((name): [string, JsonValue] => {
    return [name, owned.includes(name) ? (given[name] ?? null) : filled(given[name], canonical[name], name)];
  });
  return Object.fromEntries(members);
}
