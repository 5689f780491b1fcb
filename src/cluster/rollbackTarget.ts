import type { Job } from "../model/job.js";

/** Members that do not count when a rollback target is held against the job that failed (spec 02 §9). */
const ignored: ReadonlySet<keyof Job> = new Set<keyof Job>([
  "status",
  "stable",
  "version",
  "createIndex",
  "modifyIndex",
  "jobModifyIndex",
  "submitTime",
]);

/** Whether rolling back to `target` would change nothing: everything but the server's own members is equal. Spec 02 §9. */
export function sameRollbackTarget(target: Job, job: Job): boolean {
  const names = Object.keys(target) as (keyof Job)[];
  return names.every((name) => ignored.has(name) || equal(target[name], job[name]));
}

function equal(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  const left = a as Readonly<Record<string, unknown>>;
  const right = b as Readonly<Record<string, unknown>>;
  return keys.every((key) => key in right && equal(left[key], right[key]));
}
