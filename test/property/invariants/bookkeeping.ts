import type { Allocation } from "../../../src/model/allocation.js";
import { clientTerminal, terminal } from "../../../src/model/allocation.js";
import { isActive } from "../../../src/model/deployment.js";
import { evaluationTerminal } from "../../../src/model/evaluation.js";
import { jobKey } from "../../../src/model/job.js";
import type { JobActivity } from "../../../src/model/jobActivity.js";
import { noActivity } from "../../../src/model/jobActivity.js";
import type { GroupSummary } from "../../../src/model/jobSummary.js";
import { emptyGroupSummary } from "../../../src/model/jobSummary.js";
import { comparableResources } from "../../../src/model/resources.js";
import type { KeySet, Table } from "../../../src/model/table.js";
import type { World } from "../../../src/model/world.js";
import { replaced } from "./changed.js";
import type { Change } from "./invariant.js";

/** Every index beside the table of allocations, reckoned anew. DESIGN, "Size and speed". */
export function allocationIndicesAreWhatTheTableSays(world: World): string | undefined {
  const ofNode = new Map<string, Set<string>>();
  const ofDeployment = new Map<string, Set<string>>();
  const ofEvaluation = new Map<string, Set<string>>();
  const ofJob = new Map<string, Map<string, Allocation>>();
  for (const allocation of world.allocations.values()) {
    const key = jobKey(allocation.namespace, allocation.jobId);
    ofJob.set(key, (ofJob.get(key) ?? new Map()).set(allocation.id, allocation));
    put(ofNode, allocation.nodeId, allocation.id);
    put(ofEvaluation, allocation.evaluationId, allocation.id);
    if (allocation.deploymentId !== undefined) put(ofDeployment, allocation.deploymentId, allocation.id);
  }
  for (const [key, stored] of world.allocationsByJob.entries()) {
    const expected = ofJob.get(key) ?? new Map<string, Allocation>();
    const differs = stored.size !== expected.size || stored.toArray().some(([id, value]) => expected.get(id) !== value);
    if (differs) return `the allocations of ${jobOf(key)} are not those of the table`;
  }
  if (world.allocationsByJob.size !== ofJob.size) return "some job's allocations are not indexed";
  return (
    wrongSets("node", world.allocationsByNode, ofNode) ??
    wrongSets("deployment", world.allocationsByDeployment, ofDeployment) ??
    wrongSets("evaluation", world.allocationsByEvaluation, ofEvaluation)
  );
}

/** Evaluations and deployments by job, reckoned anew. */
export function jobIndicesAreWhatTheTablesSay(world: World): string | undefined {
  const evaluations = new Map<string, Set<string>>();
  for (const evaluation of world.evaluations.values()) {
    put(evaluations, jobKey(evaluation.namespace, evaluation.jobId), evaluation.id);
  }
  const deployments = new Map<string, Set<string>>();
  for (const deployment of world.deployments.values()) {
    put(deployments, jobKey(deployment.namespace, deployment.jobId), deployment.id);
  }
  for (const [key, ids] of world.deploymentsByJob.entries()) {
    const expected = deployments.get(key) ?? new Set();
    if (ids.length !== expected.size || ids.some((id) => !expected.has(id)))
      return `deployments of ${jobOf(key)}: ${ids.join(", ")}`;
  }
  if (world.deploymentsByJob.size !== deployments.size) return "some job's deployments are not indexed";
  return wrongSets("job", world.evaluationsByJob, evaluations);
}

/** What runs on each node, and the room that it takes. Spec 03 §6.2. */
export function nodeUsageIsWhatRunsThere(world: World): string | undefined {
  const live = new Map<string, Allocation[]>();
  for (const allocation of world.allocations.values()) {
    if (clientTerminal(allocation)) continue;
    live.set(allocation.nodeId, [...(live.get(allocation.nodeId) ?? []), allocation]);
  }
  if (world.nodeUsage.size !== live.size)
    return `usage of ${world.nodeUsage.size} nodes is stored, ${live.size} have any`;
  for (const [nodeId, usage] of world.nodeUsage.entries()) {
    const expected = live.get(nodeId) ?? [];
    const sums = { cpu: 0, memoryMb: 0, diskMb: 0 };
    for (const allocation of expected) {
      const { cpu, memoryMb, diskMb } = comparableResources(allocation.resources);
      sums.cpu += cpu;
      sums.memoryMb += memoryMb;
      sums.diskMb += diskMb;
    }
    const same =
      usage.live.length === expected.length && usage.live.every((allocation, at) => allocation === expected[at]);
    if (!same) return `node ${nodeId.slice(0, 8)} lists other allocations than run there`;
    if (usage.cpu !== sums.cpu || usage.memoryMb !== sums.memoryMb || usage.diskMb !== sums.diskMb) {
      return `node ${nodeId.slice(0, 8)}: ${usage.cpu} MHz, ${usage.memoryMb} MB, ${usage.diskMb} MB stored; ${JSON.stringify(sums)} run`;
    }
  }
  return undefined;
}

/** The counts that a job's status is reckoned from. Spec 02 §11. */
export function jobActivityIsWhatIsGoingOn(world: World): string | undefined {
  const expected = new Map<string, { -readonly [Member in keyof JobActivity]: JobActivity[Member] }>();
  const of = (key: string) => {
    const known = expected.get(key) ?? { ...noActivity };
    expected.set(key, known);
    return known;
  };
  for (const allocation of world.allocations.values()) {
    if (!terminal(allocation)) of(jobKey(allocation.namespace, allocation.jobId)).liveAllocations += 1;
  }
  for (const deployment of world.deployments.values()) {
    if (isActive(deployment)) of(jobKey(deployment.namespace, deployment.jobId)).activeDeployments += 1;
  }
  for (const evaluation of world.evaluations.values()) {
    const activity = of(jobKey(evaluation.namespace, evaluation.jobId));
    activity.evaluations += 1;
    if (!evaluationTerminal(evaluation)) activity.openEvaluations += 1;
  }
  for (const key of new Set([...expected.keys(), ...world.jobActivity.keys()])) {
    const stored = JSON.stringify(world.jobActivity.get(key) ?? noActivity);
    const reckoned = JSON.stringify(expected.get(key) ?? noActivity);
    if (stored !== reckoned) return `${jobOf(key)}: ${stored} is stored, ${reckoned} is going on`;
  }
  return undefined;
}

/**
 * The bins that an allocation leaves again hold those that are in them; `failed` and `complete` never go down, so they hold
 * at least those. Allocations of an earlier job of the same ID do not count. Spec 02 §12.
 */
export function summariesCountTheAllocations(world: World): string | undefined {
  for (const [key, summary] of world.summaries.entries()) {
    const counted = new Map<string, { -readonly [Bin in keyof GroupSummary]: GroupSummary[Bin] }>();
    for (const allocation of world.allocationsByJob.get(key)?.values() ?? []) {
      if (allocation.job.createIndex !== summary.createIndex) continue;
      const group = counted.get(allocation.taskGroup) ?? { ...emptyGroupSummary };
      counted.set(allocation.taskGroup, group);
      group[allocation.clientStatus === "pending" ? "starting" : allocation.clientStatus] += 1;
    }
    for (const [name, stored] of Object.entries(summary.groups)) {
      const real = counted.get(name) ?? emptyGroupSummary;
      const wrong = (["starting", "running", "lost", "unknown"] as const).find((bin) => stored[bin] !== real[bin]);
      const short = (["failed", "complete"] as const).find((bin) => stored[bin] < real[bin]);
      const bin = wrong ?? short;
      if (bin !== undefined) return `${summary.jobId}.${name}: ${stored[bin]} ${bin} in the summary, ${real[bin]} are`;
      if (stored.queued < 0) return `${summary.jobId}.${name}: ${stored.queued} queued`;
    }
  }
  return undefined;
}

/** `failed` and `complete` of a summary grow by those that become so, one by one. Spec 02 §12. */
export function summariesCountEveryEnd({ before, after, changed }: Change): string | undefined {
  if (before.summaries === after.summaries && changed.allocations.length === 0) return undefined;
  const ends = new Map<string, number>();
  for (const { before: was, after: is } of changed.allocations) {
    if (is === undefined || was?.clientStatus === is.clientStatus) continue;
    const key = `${jobKey(is.namespace, is.jobId)}/${is.taskGroup}/${is.job.createIndex}/${is.clientStatus}`;
    ends.set(key, (ends.get(key) ?? 0) + 1);
  }
  for (const [key, summary] of after.summaries.entries()) {
    const was = before.summaries.get(key);
    if (was === summary && ends.size === 0) continue;
    for (const [name, group] of Object.entries(summary.groups)) {
      const old = was?.createIndex === summary.createIndex ? was.groups[name] : undefined;
      for (const bin of ["failed", "complete"] as const) {
        const grown = group[bin] - (old?.[bin] ?? 0);
        const ended = ends.get(`${key}/${name}/${summary.createIndex}/${bin}`) ?? 0;
        if (grown !== ended) return `${summary.jobId}.${name}: ${bin} grew by ${grown}, ${ended} became so`;
      }
    }
  }
  return undefined;
}

/** Whatever is written carries an index of the write, and keeps the index of its creation. Spec 05 §1. */
export function whatIsWrittenCarriesTheIndexOfItsWrite({ before, after, changed }: Change): string | undefined {
  if (after.index < before.index) return `the index went from ${before.index} back to ${after.index}`;
  for (const kind of ["allocations", "deployments", "evaluations", "jobs"] as const) {
    for (const { after: is } of changed[kind]) {
      if (is === undefined) continue;
      const fresh = is.modifyIndex > before.index && is.modifyIndex <= after.index;
      if (!fresh)
        return `${kind}: ${is.id} was written at ${is.modifyIndex}, between ${before.index} and ${after.index}`;
    }
    for (const { before: was, after: is } of replaced<{ readonly id: string; readonly createIndex: number }>(
      changed[kind],
    )) {
      if (was.createIndex !== is.createIndex)
        return `${kind}: ${is.id} was created at ${was.createIndex}, then at ${is.createIndex}`;
    }
  }
  return undefined;
}

function put(sets: Map<string, Set<string>>, owner: string, member: string): void {
  const set = sets.get(owner) ?? new Set<string>();
  set.add(member);
  sets.set(owner, set);
}

function wrongSets(
  what: string,
  stored: Table<KeySet>,
  expected: ReadonlyMap<string, ReadonlySet<string>>,
): string | undefined {
  if (stored.size !== expected.size) return `${stored.size} owners are indexed by ${what}, there are ${expected.size}`;
  for (const [owner, members] of stored.entries()) {
    const real = expected.get(owner) ?? new Set<string>();
    if (members.size !== real.size || members.keysArray().some((id) => !real.has(id))) {
      return `the index by ${what} of ${owner} is wrong`;
    }
  }
  return undefined;
}

function jobOf(key: string): string {
  return key.split("\u0000")[1] ?? key;
}
