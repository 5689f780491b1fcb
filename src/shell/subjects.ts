import { jobKey } from "../model/job.js";
import { entriesWithPrefix } from "../model/table.js";
import type { World } from "../model/world.js";

/** A word that could stand in a command line, and what it stands for. */
export interface Candidate {
  readonly word: string;
  readonly about?: string | undefined;
}

/** What a word of a command line names. */
export type Subject =
  | "job"
  | "node"
  | "allocation"
  | "deployment"
  | "evaluation"
  | "group"
  | "file"
  | "namespace"
  | "pool";

/** More than this nobody wants to see under a line. */
const mostShown = 100;

/** As commands show them; a longer beginning is completed to the whole. */
const shortIdLength = 8;

/** The things of a kind whose name or ID begins with some letters. */
export function candidatesOf(
  subject: Exclude<Subject, "group" | "file">,
  world: World,
  start: string,
): readonly Candidate[] {
  switch (subject) {
    case "job":
      return jobs(world, start);
    case "node":
      return [...nodesByName(world, start), ...(start === "" ? [] : nodesById(world, start))];
    case "allocation":
      return allocations(world, start);
    case "deployment":
      return deployments(world, start);
    case "evaluation":
      return evaluations(world, start);
    case "namespace":
      return withStart(world.namespaces, start);
    case "pool":
      return withStart(world.nodePools, start);
  }
}

/** By the beginning of their IDs alone: what Nomad's own commands about nodes take. */
export function nodesById(world: World, start: string): readonly Candidate[] {
  return entriesWithPrefix(world.nodes, start, mostShown).map(([id, node]) => ({
    word: shortened(id, start),
    about: `${node.name}, ${node.status}`,
  }));
}

function nodesByName(world: World, start: string): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const { name, status } of world.nodes.values()) {
    if (name.startsWith(start)) found.push({ word: name, about: status });
    if (found.length >= mostShown) break;
  }
  return found;
}

function jobs(world: World, start: string): readonly Candidate[] {
  return entriesWithPrefix(world.jobs, jobKey("default", start), mostShown).map(([, job]) => ({
    word: job.id,
    about: `${job.type}, ${job.status}`,
  }));
}

function allocations(world: World, start: string): readonly Candidate[] {
  return entriesWithPrefix(world.allocations, start, mostShown).map(([id, { name, clientStatus }]) => ({
    word: shortened(id, start),
    about: `${name}, ${clientStatus}`,
  }));
}

function deployments(world: World, start: string): readonly Candidate[] {
  return entriesWithPrefix(world.deployments, start, mostShown).map(([id, { jobId, status }]) => ({
    word: shortened(id, start),
    about: `${jobId}, ${status}`,
  }));
}

function evaluations(world: World, start: string): readonly Candidate[] {
  return entriesWithPrefix(world.evaluations, start, mostShown).map(([id, { jobId, triggeredBy, status }]) => ({
    word: shortened(id, start),
    about: `${jobId}, ${triggeredBy}, ${status}`,
  }));
}

/** The task groups of a job. */
export function groupsOf(world: World, jobId: string, start: string): readonly Candidate[] {
  const job = world.jobs.get(jobKey("default", jobId));
  return withStart(job?.taskGroups.map(({ name }) => name) ?? [], start);
}

function withStart(names: readonly string[], start: string): readonly Candidate[] {
  return names.filter((name) => name.startsWith(start)).map((word) => ({ word }));
}

function shortened(id: string, start: string): string {
  return start.length > shortIdLength ? id : id.slice(0, shortIdLength);
}
