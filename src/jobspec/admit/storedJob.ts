import type { Job } from "../../model/job.js";
import type { Instant } from "../../model/time.js";
import { completeBlock } from "../schema/block.js";
import { type JobForm, jobSchema, type SubmittedJob } from "../schema/job.js";

/**
 * The server's job made of a canonical submission: members that a client may not set are dropped, and of the job's own
 * update block two members are kept. Spec 05 §2.
 */
export function storedJob(canonical: SubmittedJob, now: Instant): Job {
  const form: JobForm = completeBlock<JobForm>(jobSchema, canonical);
  const { staggerMs, maxParallel } = form.update;
  return {
    ...form,
    update: maxParallel > 0 ? { staggerMs, maxParallel } : { staggerMs: 0, maxParallel: 0 },
    submitTime: now,
  };
}
