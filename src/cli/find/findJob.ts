import type { Query } from "../../api/nomadApi.js";
import type { JobListStub } from "../../api/objects/job.js";
import { jobTable } from "../blocks/jobList.js";
import type { Invocation } from "../definition.js";
import { CommandFailure, describeError } from "../failure.js";
import { quote } from "../text/quote.js";

/** The job that a prefix means, and the query that reaches it in its namespace. */
export interface FoundJob {
  readonly id: string;
  readonly query: Query;
}

/** Jobs of one kind, where a command can use no other. */
export interface JobKind {
  /** `parameterized` in "No parameterized job(s) …". */
  readonly adjective: string;
  /** What the API filters by. */
  readonly filter: string;
}

/**
 * The one job that a prefix or an ID means. Spec 06 §3.1.
 *
 * @param kind What kind of job is looked for; without it any.
 * @throws {CommandFailure} when it means none or several.
 */
export async function findJob(invocation: Invocation, argument: string, kind?: JobKind): Promise<FoundJob> {
  const { style, query } = invocation;
  const prefix = argument.trim();
  const jobs = await listMatches(invocation, prefix, kind);
  if (jobs === undefined) return { id: prefix, query: { region: query.region } };
  const [first, second] = jobs;
  if (first === undefined) throw new CommandFailure(style.jobSearch.notFound(prefix, kind?.adjective));
  const allNamespaces = query.namespace === "*";
  const isExact = first.ID === prefix && !(allNamespaces && second?.ID === prefix);
  if (second !== undefined && !isExact) {
    const isTruncated = jobs.length === style.jobSearch.limit;
    throw new CommandFailure(style.jobSearch.ambiguous(prefix, jobTable(jobs, allNamespaces, style), isTruncated));
  }
  return { id: first.ID, query: { ...query, namespace: first.JobSummary.Namespace } };
}

/** Undefined where the right to list is missing: then the argument is taken as the ID. */
async function listMatches(
  { lists, style, query }: Invocation,
  prefix: string,
  kind: JobKind | undefined,
): Promise<readonly JobListStub[] | undefined> {
  try {
    return await lists.jobs({ ...query, prefix, perPage: style.jobSearch.limit, filter: kind?.filter });
  } catch (error) {
    if (describeError(error).includes("Permission denied")) return undefined;
    throw new CommandFailure(`Error querying job prefix ${quote(prefix)}: ${describeError(error)}`);
  }
}
