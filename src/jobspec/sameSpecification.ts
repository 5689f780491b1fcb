import type { Job } from "../model/job.js";

/** Members that the server sets: they take no part in the comparison. */
const serverOwned: ReadonlySet<string> = new Set([
  "status",
  "stable",
  "version",
  "createIndex",
  "modifyIndex",
  "jobModifyIndex",
  "submitTime",
]);

/**
 * Whether registering a job would change nothing. Everything but the server's own members counts: the stop flag, the version
 * tag, the token and the order of lists as well. Spec 05 §7.3.
 *
 * @param submitted The job after admission.
 */
export function sameSpecification(submitted: Job, stored: Job): boolean {
  if (submitted === stored) return true;
  const a = submitted as unknown as Readonly<Record<string, unknown>>;
  const b = stored as unknown as Readonly<Record<string, unknown>>;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => serverOwned.has(key) || sameValue(a[key], b[key]));
}

/** Equality of plain data; an absent member equals an undefined one. */
function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) return sameList(a, b);
  return sameMembers(a as Readonly<Record<string, unknown>>, b as Readonly<Record<string, unknown>>);
}

function sameList(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
  return a.every((member, at) => sameValue(member, b[at]));
}

function sameMembers(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean {
  for (const key of Object.keys(a)) {
    if (!sameValue(a[key], Object.hasOwn(b, key) ? b[key] : undefined)) return false;
  }
  return Object.keys(b).every((key) => b[key] === undefined || Object.hasOwn(a, key));
}
