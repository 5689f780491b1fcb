import type { Job } from "../model/job.js";
import type { JsonObject } from "../model/json.js";
import { encodeBlock } from "./schema/block.js";
import { jobSchema, noUpdate } from "./schema/job.js";

/**
 * A stored job as the API shows it: every member present, durations and times in nanoseconds (a `bigint` beyond 2^53),
 * empty lists and maps as null. Spec 07 §4, §17.1.
 */
export function encodeJob(job: Job): JsonObject {
  return encodeBlock(jobSchema, { ...job, update: { ...noUpdate, ...job.update } });
}
