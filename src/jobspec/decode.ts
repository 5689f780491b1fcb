import type { JsonValue } from "../model/json.js";
import { decodeBlock } from "./schema/block.js";
import { jobSchema, type SubmittedJob } from "./schema/job.js";
import { Place } from "./schema/place.js";

export type Decoded =
  | { readonly ok: true; readonly job: SubmittedJob }
  | { readonly ok: false; readonly message: string };

/**
 * Reads the job of a request in the API's JSON: names in any case, unknown members ignored, null as unset. The first value of
 * a wrong type is the answer, in the words of Go's decoder. Spec 05 §1, 07 §4.
 *
 * @param member The member of the document that holds the job; undefined where the document is the job.
 */
export function decodeJob(json: JsonValue, member: string | undefined = "Job"): Decoded {
  const place = Place.root("JobRegisterRequest", member ?? "");
  const job = decodeBlock(jobSchema, json, place);
  if (job === undefined || place.complaint !== undefined) return { ok: false, message: place.complaint ?? "" };
  return { ok: true, job };
}
