import type { Allocation } from "../../model/allocation.js";
import { terminal } from "../../model/allocation.js";
import type { Drainer } from "../../model/drainer.js";
import { frozen } from "../../model/frozen.js";
import { jobKey } from "../../model/job.js";
import type { DrainStrategy } from "../../model/node.js";
import { withEntry } from "../../model/table.js";
import type { Milliseconds } from "../../model/time.js";
import type { Transaction } from "../transaction.js";
import { deadlineOf, nextDeadline } from "./drainDeadlines.js";
import { completeDrain, markForMigration } from "./drainEnd.js";
import { emptied, remainingOn, selectFromJob } from "./drainSelection.js";
import { allocationsOfNode } from "./nodeStatus.js";

/** How long a request of the drainer is held back to be joined by others; real Nomad's, whatever the latency (04 §15.1). */
const batchWindowMs: Milliseconds = 1_000;

/** Whether the drainer has something to look at; while it submits a request it looks at nothing. Spec 04 §4.3. */
export function drainerIsReady(drainer: Drainer): boolean {
  if (drainer.submission !== undefined) return false;
  return drainer.nodesToLook.size > 0 || drainer.deadlineReached !== undefined || drainer.jobsToLook;
}

/** Takes one input: a node first, then deadlines that have come, then the watched jobs. Spec 04 §4.3. */
export function lookAtDrains(tx: Transaction): void {
  const { drainer } = tx.world;
  if (!drainerIsReady(drainer)) return;
  const nodeId = drainer.nodesToLook.minKey();
  if (nodeId !== undefined) lookAtNode(tx, nodeId);
  else if (drainer.deadlineReached !== undefined) submitOverdue(tx, drainer.deadlineReached);
  else lookAtJobs(tx);
}

/** A new or changed drain is tracked: its deadline, and the jobs that have something to lose. Spec 04 §4.3. */
function lookAtNode(tx: Transaction, nodeId: string): void {
  setDrainer(tx, { nodesToLook: tx.world.drainer.nodesToLook.without(nodeId) });
  const node = tx.world.nodes.get(nodeId);
  const tracked = tx.world.drainer.tracked.get(nodeId);
  if (node?.drain === undefined) {
    if (tracked !== undefined) untrack(tx, nodeId);
    return;
  }
  if (tracked !== undefined && sameDrain(tracked, node.drain)) return;
  setDrainer(tx, { tracked: withEntry(tx.world.drainer.tracked, nodeId, node.drain) });
  watchJobsOf(tx, nodeId);
  if (emptied(tx.world, nodeId)) endDrain(tx, nodeId, false);
  armDeadline(tx);
}

function sameDrain(a: DrainStrategy, b: DrainStrategy): boolean {
  return (
    a.deadlineMs === b.deadlineMs && a.forceDeadline === b.forceDeadline && a.ignoreSystemJobs === b.ignoreSystemJobs
  );
}

function watchJobsOf(tx: Transaction, nodeId: string): void {
  let { watchedJobs } = tx.world.drainer;
  const known = watchedJobs.size;
  for (const allocation of allocationsOfNode(tx.world, nodeId)) {
    if (terminal(allocation) || allocation.job.type === "system") continue;
    watchedJobs = withEntry(watchedJobs, jobKey(allocation.namespace, allocation.jobId), true);
  }
  if (watchedJobs.size > known) setDrainer(tx, { watchedJobs, jobsToLook: true });
}

function untrack(tx: Transaction, nodeId: string): void {
  setDrainer(tx, { tracked: tx.world.drainer.tracked.without(nodeId) });
  armDeadline(tx);
}

/** All watched jobs at one moment; those that are done are watched no longer. Spec 04 §4.4. */
function lookAtJobs(tx: Transaction): void {
  const { watchedJobs, lookedAtIndex } = tx.world.drainer;
  const drain: Allocation[] = [];
  const nodesLeft = new Set<string>();
  let remaining = watchedJobs;
  for (const key of watchedJobs.keysArray()) {
    const job = tx.world.jobs.get(key);
    const selection = job === undefined ? undefined : selectFromJob(tx.world, job, lookedAtIndex);
    drain.push(...(selection?.drain ?? []));
    for (const allocation of selection?.migrated ?? []) nodesLeft.add(allocation.nodeId);
    if (selection === undefined || selection.done || job?.type === "system") remaining = remaining.without(key);
  }
  setDrainer(tx, { watchedJobs: remaining, jobsToLook: false, lookedAtIndex: tx.world.index });
  if (drain.length > 0) submit(tx, drain, [...nodesLeft], []);
  else endEmptied(tx, [...nodesLeft]);
}

/** Deadlines have come: whatever is left has to go, `max_parallel` or not. Spec 04 §4.7. */
function submitOverdue(tx: Transaction, until: number): void {
  const { tracked } = tx.world.drainer;
  setDrainer(tx, { deadlineReached: undefined });
  const overdue = tracked.keysArray().filter((nodeId) => {
    const strategy = tracked.get(nodeId);
    const deadline = strategy === undefined ? undefined : deadlineOf(strategy);
    return deadline !== undefined && deadline <= until;
  });
  if (overdue.length === 0) return;
  const left = overdue.flatMap((nodeId) => {
    const node = tx.world.nodes.get(nodeId);
    return node === undefined ? [] : remainingOn(tx.world, node);
  });
  submit(tx, left, [], overdue);
}

function submit(
  tx: Transaction,
  allocations: readonly Allocation[],
  nodesLeft: readonly string[],
  nodesOverdue: readonly string[],
): void {
  const timer = tx.setTimer(tx.world.now + batchWindowMs, "drainer", { kind: "commit-drain" });
  const allocationIds = allocations.map((allocation) => allocation.id);
  setDrainer(tx, { submission: { timer, allocationIds, nodesLeft, nodesOverdue } });
}

/** The batch window is over. What was selected is marked as it was selected, whatever changed meanwhile. Spec 04 §4.3. */
export function commitDrain(tx: Transaction): void {
  const { submission } = tx.world.drainer;
  if (submission === undefined) return;
  tx.cancelTimer(submission.timer);
  setDrainer(tx, { submission: undefined });
  markForMigration(tx, submission.allocationIds);
  for (const nodeId of submission.nodesOverdue) endDrain(tx, nodeId, true);
  endEmptied(tx, submission.nodesLeft);
}

function endEmptied(tx: Transaction, nodeIds: readonly string[]): void {
  for (const nodeId of nodeIds) {
    if (tx.world.drainer.tracked.has(nodeId) && emptied(tx.world, nodeId)) endDrain(tx, nodeId, false);
  }
}

function endDrain(tx: Transaction, nodeId: string, byDeadline: boolean): void {
  const node = tx.world.nodes.get(nodeId);
  if (node?.drain !== undefined) completeDrain(tx, node, byDeadline);
  untrack(tx, nodeId);
}

/** Sets the timer anew for the deadline that comes first, or notes that it has come. Spec 04 §4.7. */
function armDeadline(tx: Transaction): void {
  tx.cancelTimer(tx.world.drainer.deadlineTimer);
  const due = nextDeadline(tx.world.drainer.tracked.valuesArray());
  if (due === undefined) setDrainer(tx, { deadlineTimer: undefined, deadlineReached: undefined });
  else if (due <= tx.world.now) setDrainer(tx, { deadlineTimer: undefined, deadlineReached: due });
  else setDrainer(tx, { deadlineTimer: tx.setTimer(due, "deadline", { kind: "reach-drain-deadline" }) });
}

export function reachDrainDeadline(tx: Transaction): void {
  tx.cancelTimer(tx.world.drainer.deadlineTimer);
  setDrainer(tx, { deadlineTimer: undefined, deadlineReached: tx.world.now });
}

function setDrainer(tx: Transaction, change: Partial<Drainer>): void {
  tx.world.drainer = frozen({ ...tx.world.drainer, ...change });
}
