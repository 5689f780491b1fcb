import { frozen } from "../../model/frozen.js";
import type { Job } from "../../model/job.js";
import { keyOfJob } from "../../model/job.js";
import type { JobSource, JobSubmission } from "../../model/jobSubmission.js";
import { withEntry } from "../../model/table.js";
import type { Transaction } from "../transaction.js";

/** How many are kept of a job, the newest ones. */
const keptSubmissions = 6;

/** What is longer is forgotten, in characters (spec 07 §9.1). */
const longestSource = 1_000_000;

/**
 * Keeps the source of a new version. A version without one has that of the version it was copied from; a job that names no
 * version counts as a copy of version 0: a quirk of Nomad. Spec 05 §6.7.
 *
 * @param copied The number of the version that was copied.
 */
export function writeSubmission(tx: Transaction, job: Job, copied: number, source: JobSource | undefined): void {
  const key = keyOfJob(job);
  const kept = tx.world.submissions.get(key) ?? [];
  const own = source === undefined ? kept.find(({ version }) => version === copied) : usable(source);
  if (own === undefined) return;
  const { version, jobModifyIndex } = job;
  const submission: JobSubmission = { ...own, version, jobModifyIndex };
  const others = kept.filter((other) => other.version !== version);
  const newest = [submission, ...others].slice(0, keptSubmissions);
  tx.world.submissions = withEntry(tx.world.submissions, key, frozen(newest));
}

function usable(source: JobSource): JobSource | undefined {
  const flags = Object.entries(source.variableFlags ?? {}).flat();
  const length = [source.source, source.variables, ...flags].reduce((sum, text) => sum + text.length, 0);
  return length > longestSource ? undefined : source;
}
