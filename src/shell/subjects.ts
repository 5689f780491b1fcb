import type { Candidate, Subject } from "../cli/completion.js";
import { jobKey } from "../model/job.js";
import type { Table } from "../model/table.js";
import { entriesWithPrefix } from "../model/table.js";
import type { World } from "../model/world.js";

/** More than this nobody wants to see under a line. */
const mostShown = 100;

/** As commands show them; a longer beginning is completed to the whole. */
const shortIdLength = 8;

/** Where names are looked up. */
export interface Lookup {
  readonly world: World;
  readonly namespace: string;
  /** The arguments before the name. */
  readonly positionals: readonly string[];
}

/** The things of a kind whose name or ID begins with some letters. */
export function namesOf(subject: Exclude<Subject, "file">, start: string, lookup: Lookup): readonly Candidate[] {
  const { world, namespace, positionals } = lookup;
  switch (subject) {
    case "job":
      return jobs(lookup, start);
    case "group":
      return positionals.length === 0 ? groupsOfAll(lookup, start) : groupsOf(lookup, positionals[0] ?? "", start);
    case "node":
      return nodesById(world, start);
    case "allocation":
      return allocations(world, namespace, start);
    case "deployment":
      return deployments(world, namespace, start);
    case "evaluation":
      return evaluations(world, namespace, start);
    case "namespace":
      return withStart(world.namespaces.keysArray(), start);
    case "node pool":
      return withStart(world.nodePools.keysArray(), start);
  }
}

/** By the beginning of their IDs: what Nomad's own commands about nodes take. */
export function nodesById(world: World, start: string): readonly Candidate[] {
  return entriesWithPrefix(world.nodes, start, mostShown).map(([id, node]) => ({
    word: shortened(id, start),
    about: `${node.name}, ${node.status}`,
  }));
}

export function nodesByName(world: World, start: string): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const { name, status } of world.nodes.values()) {
    if (name.startsWith(start)) found.push({ word: name, about: status });
    if (found.length >= mostShown) break;
  }
  return found;
}

function jobs({ world, namespace }: Lookup, start: string): readonly Candidate[] {
  return entriesWithPrefix(world.jobs, jobKey(namespace, start), mostShown).map(([, job]) => ({
    word: job.id,
    about: `${job.type}, ${job.status}`,
  }));
}

function allocations(world: World, namespace: string, start: string): readonly Candidate[] {
  return byId(world.allocations, namespace, start, ({ name, clientStatus }) => `${name}, ${clientStatus}`);
}

function deployments(world: World, namespace: string, start: string): readonly Candidate[] {
  return byId(world.deployments, namespace, start, ({ jobId, status }) => `${jobId}, ${status}`);
}

function evaluations(world: World, namespace: string, start: string): readonly Candidate[] {
  return byId(
    world.evaluations,
    namespace,
    start,
    ({ jobId, triggeredBy, status }) => `${jobId}, ${triggeredBy}, ${status}`,
  );
}

function byId<Value extends { readonly namespace: string }>(
  table: Table<Value>,
  namespace: string,
  start: string,
  about: (value: Value) => string,
): readonly Candidate[] {
  return entriesWithPrefix(table, start, mostShown)
    .filter(([, value]) => value.namespace === namespace)
    .map(([id, value]) => ({ word: shortened(id, start), about: about(value) }));
}

function groupsOf({ world, namespace }: Lookup, jobId: string, start: string): readonly Candidate[] {
  const job = world.jobs.get(jobKey(namespace, jobId));
  return withStart(job?.taskGroups.map(({ name }) => name) ?? [], start);
}

/** A flag comes before the job that it is about, so groups of all jobs are possible. */
function groupsOfAll(lookup: Lookup, start: string): readonly Candidate[] {
  return jobs(lookup, "").flatMap(({ word }) => groupsOf(lookup, word, start));
}

function withStart(names: readonly string[], start: string): readonly Candidate[] {
  return names.filter((name) => name.startsWith(start)).map((word) => ({ word, about: "" }));
}

function shortened(id: string, start: string): string {
  return start.length > shortIdLength ? id : id.slice(0, shortIdLength);
}
