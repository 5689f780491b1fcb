import type { Allocation, ClientStatus } from "../../model/allocation.js";
import { frozen } from "../../model/frozen.js";
import type { Job, JobStatus } from "../../model/job.js";
import { jobKey, keyOfJob } from "../../model/job.js";
import type { GroupSummary, JobSummary } from "../../model/jobSummary.js";
import { emptyGroupSummary } from "../../model/jobSummary.js";
import { withEntry } from "../../model/table.js";
import type { Transaction } from "../transaction.js";

/** The summary of a job that is stored: made with its first version, groups are added and never removed. Spec 02 §12. */
export function summarizeJob(tx: Transaction, job: Job, index: number): void {
  const key = keyOfJob(job);
  const known = tx.world.summaries.get(key);
  const missing = job.taskGroups.filter((group) => known?.groups[group.name] === undefined);
  if (known !== undefined && missing.length === 0) return;
  const groups = { ...known?.groups };
  for (const group of missing) groups[group.name] = emptyGroupSummary;
  const summary: JobSummary = {
    namespace: job.namespace,
    jobId: job.id,
    groups,
    children: known?.children ?? { pending: 0, running: 0, dead: 0 },
    createIndex: known?.createIndex ?? index,
    modifyIndex: index,
  };
  tx.world.summaries = withEntry(tx.world.summaries, key, frozen(summary));
}

/**
 * Moves a child between the counts of its parent's summary, as its status changes. A child that is purged counts as dead
 * from then on. Spec 02 §12, 05 §10.
 *
 * @param before The child's status so far; undefined for a new child.
 */
export function countChild(tx: Transaction, child: Job, before: JobStatus | undefined, after: JobStatus): void {
  if (child.parentId === "" || before === after) return;
  const key = jobKey(child.namespace, child.parentId);
  const summary = tx.world.summaries.get(key);
  if (summary === undefined) return;
  const children = { ...summary.children };
  children[after] += 1;
  if (before !== undefined) children[before] = Math.max(0, children[before] - 1);
  const next: JobSummary = { ...summary, children, modifyIndex: tx.world.index };
  tx.world.summaries = withEntry(tx.world.summaries, key, frozen(next));
}

const binOf: Readonly<Record<ClientStatus, keyof GroupSummary>> = {
  pending: "starting",
  running: "running",
  complete: "complete",
  failed: "failed",
  lost: "lost",
  unknown: "unknown",
};

/**
 * Moves an allocation between the bins of its job's summary. `failed` and `complete` never go down; the desired status
 * plays no role; allocations of an earlier job of the same ID are not counted. Spec 02 §12.
 */
export function countAllocation(tx: Transaction, before: Allocation | undefined, after: Allocation): void {
  if (before?.clientStatus === after.clientStatus) return;
  const key = jobKey(after.namespace, after.jobId);
  const summary = tx.world.summaries.get(key);
  const group = summary?.groups[after.taskGroup];
  if (summary === undefined || group === undefined || summary.createIndex !== after.job.createIndex) return;
  const next = { ...group };
  next[binOf[after.clientStatus]] += 1;
  if (before === undefined) {
    next.queued = Math.max(0, next.queued - 1);
  } else if (before.clientStatus !== "failed" && before.clientStatus !== "complete") {
    const bin = binOf[before.clientStatus];
    next[bin] = Math.max(0, next[bin] - 1);
  }
  writeGroup(tx, key, summary, after.taskGroup, next);
}

/** Every write of an evaluation with queued counts sets them in the summary (spec 02 §12). */
export function countQueued(tx: Transaction, key: string, queued: Readonly<Record<string, number>>): void {
  for (const name of Object.keys(queued)) {
    const summary = tx.world.summaries.get(key);
    const group = summary?.groups[name];
    const count = queued[name] ?? 0;
    if (summary === undefined || group === undefined || group.queued === count) continue;
    writeGroup(tx, key, summary, name, { ...group, queued: count });
  }
}

function writeGroup(tx: Transaction, key: string, summary: JobSummary, name: string, group: GroupSummary): void {
  const next: JobSummary = { ...summary, groups: { ...summary.groups, [name]: group }, modifyIndex: tx.world.index };
  tx.world.summaries = withEntry(tx.world.summaries, key, frozen(next));
}
