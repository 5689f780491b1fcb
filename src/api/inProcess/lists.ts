import type { Allocation } from "../../model/allocation.js";
import { clientTerminal, serverTerminal } from "../../model/allocation.js";
import type { Deployment } from "../../model/deployment.js";
import type { Evaluation } from "../../model/evaluation.js";
import type { Job } from "../../model/job.js";
import { jobKey } from "../../model/job.js";
import type { Node } from "../../model/node.js";
import { deploymentsOfJob } from "../../model/snapshot.js";
import type { KeySet, Table } from "../../model/table.js";
import { entriesWithPrefix } from "../../model/table.js";
import type { World } from "../../model/world.js";
import { ApiError } from "../nomadApi.js";

/** What a list is asked for. */
export interface ListQuery {
  readonly namespace?: string | undefined;
  readonly prefix?: string | undefined;
}

const anyNamespace = "*";

/** Jobs by namespace and ID, those of one namespace or of all, whose ID starts with a prefix. Spec 06 §2.10. */
export function listJobs(world: World, query: ListQuery): readonly Job[] {
  const prefix = query.prefix ?? "";
  if (query.namespace === anyNamespace) {
    return world.jobs.valuesArray().filter((job) => job.id.startsWith(prefix));
  }
  return entriesWithPrefix(world.jobs, jobKey(query.namespace ?? "default", prefix)).map(([, job]) => job);
}

/** In the order of the server for lists without a prefix: create index, then ID; with one: ID. Spec 06 §2.10. */
export function listByPrefix<Value extends { readonly id: string; readonly createIndex: number }>(
  table: Table<Value>,
  query: ListQuery,
  kind: "alloc" | "eval" | "deployment" | "node",
): readonly Value[] {
  if (query.prefix === undefined || query.prefix === "") {
    return table.valuesArray().sort((a, b) => a.createIndex - b.createIndex || (a.id < b.id ? -1 : 1));
  }
  checkPrefix(query.prefix, kind);
  return entriesWithPrefix(table, query.prefix).map(([, value]) => value);
}

/** What the server says of a prefix that is none of a UUID. Spec 07 §5. */
function checkPrefix(prefix: string, kind: string): void {
  const digits = prefix.replaceAll("-", "");
  const where = kind === "deployment" ? "index error: " : `${kind} lookup failed: index error: `;
  if (prefix.length > 36) {
    throw new ApiError(500, `${where}Invalid UUID length. UUID have 36 characters; got ${prefix.length}`);
  }
  if (digits.length % 2 === 1) throw new ApiError(500, `${where}Input (without hyphens) must be even length`);
  const odd = /[^0-9a-fA-F]/.exec(digits)?.[0];
  if (odd === undefined) return;
  const code = odd.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0");
  throw new ApiError(500, `${where}Invalid UUID: encoding/hex: invalid byte: U+${code} '${odd}'`);
}

/** Those of the present registration, or of every one; all when the job is gone. Spec 07 §9.4. */
export function jobAllocations(world: World, namespace: string, jobId: string, all: boolean): readonly Allocation[] {
  const job = world.jobs.get(jobKey(namespace, jobId));
  const allocations = world.allocationsByJob.get(jobKey(namespace, jobId))?.valuesArray() ?? [];
  return all || job === undefined
    ? allocations
    : allocations.filter((allocation) => allocation.job.createIndex === job.createIndex);
}

/** By ID; the same rule of registrations. */
export function jobDeployments(world: World, namespace: string, jobId: string, all: boolean): readonly Deployment[] {
  const job = world.jobs.get(jobKey(namespace, jobId));
  const deployments = [...deploymentsOfJob(world, namespace, jobId)].sort((a, b) => (a.id < b.id ? -1 : 1));
  return all || job === undefined
    ? deployments
    : deployments.filter((deployment) => deployment.jobCreateIndex === job.createIndex);
}

/** By status text, then ID: the order of the server's index. Spec 06 §2.10. */
export function jobEvaluations(world: World, namespace: string, jobId: string): readonly Evaluation[] {
  return members(world.evaluationsByJob.get(jobKey(namespace, jobId)), world.evaluations).sort((a, b) =>
    a.status === b.status ? (a.id < b.id ? -1 : 1) : a.status < b.status ? -1 : 1,
  );
}

/** Live ones first, then terminal ones, each by ID. Spec 04 §1. */
export function nodeAllocations(world: World, node: Node): readonly Allocation[] {
  const over = (allocation: Allocation) => (serverTerminal(allocation) || clientTerminal(allocation) ? 1 : 0);
  return members(world.allocationsByNode.get(node.id), world.allocations).sort(
    (a, b) => over(a) - over(b) || (a.id < b.id ? -1 : 1),
  );
}

/** The entries of an index set, by ID. */
export function members<Value>(ids: KeySet | undefined, table: Table<Value>): Value[] {
  return (ids?.keysArray() ?? []).flatMap((id) => table.get(id) ?? []);
}
