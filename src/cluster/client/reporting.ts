import type { Allocation, AllocationHealth, ClientStatus } from "../../model/allocation.js";
import { clientTerminal, terminal } from "../../model/allocation.js";
import type { AllocationRunner } from "../../model/allocationRunner.js";
import type { Evaluation } from "../../model/evaluation.js";
import { newEvaluation } from "../../model/evaluation.js";
import { frozen } from "../../model/frozen.js";
import type { Job } from "../../model/job.js";
import { findTaskGroup, jobKey } from "../../model/job.js";
import { allocationsOfJob } from "../../model/snapshot.js";
import { withEntry } from "../../model/table.js";
import type { TaskState } from "../../model/taskState.js";
import type { World } from "../../model/world.js";
import { storeAllocation } from "../allocationWrites.js";
import { unblockClass, unblockNode } from "../blocked.js";
import { dropDelayed } from "../broker.js";
import { storeEvaluations } from "../evaluations.js";
import { mayReport, noteReport } from "../nodes/connections.js";
import { rescheduleEligible } from "../rescheduleEligibility.js";
import { writeEvaluations } from "../state/evaluations.js";
import { updateJobStatus } from "../state/jobs.js";
import type { Transaction } from "../transaction.js";
import { forget } from "./client.js";
import { dropPlannedReport } from "./plannedReports.js";
import { finished } from "./runner.js";

/** What a client may say of one allocation (spec 04 §6.1). */
interface ClientUpdate {
  readonly allocation: Allocation;
  readonly clientStatus: ClientStatus;
  readonly clientDescription: string;
  readonly taskStates: Readonly<Record<string, TaskState>>;
  readonly health: AllocationHealth | undefined;
}

/**
 * A client sends what changed on its allocations, and the servers take it in one write: status, health with the counters of
 * the deployment, evaluations for what failed or came back, and capacity that came free. Spec 04 §6, 02 §6.6.
 */
export function reportAllocations(tx: Transaction, nodeId: string): void {
  dropPlannedReport(tx, nodeId);
  if (!mayReport(tx.world, nodeId)) return;
  const ids = tx.world.unsentReports.get(nodeId)?.keysArray() ?? [];
  tx.world.unsentReports = tx.world.unsentReports.without(nodeId);
  const updates: ClientUpdate[] = [];
  for (const id of ids) {
    const runner = tx.world.runners.get(id);
    const allocation = tx.world.allocations.get(id);
    if (runner === undefined || allocation === undefined) continue;
    updates.push(updateOf(runner, allocation));
    if (finished(runner)) forget(tx, runner);
    else tx.world.runners = withEntry(tx.world.runners, id, acknowledgedRunner(runner));
  }
  if (updates.length > 0) takeUpdates(tx, updates, nodeId);
}

function acknowledgedRunner(runner: AllocationRunner): AllocationRunner {
  return frozen({ ...runner, unsent: false, acknowledged: runner.clientStatus });
}

function updateOf(runner: AllocationRunner, allocation: Allocation): ClientUpdate {
  return {
    allocation,
    clientStatus: runner.clientStatus,
    clientDescription: runner.clientDescription,
    taskStates: Object.fromEntries(Object.entries(runner.tasks).map(([name, task]) => [name, task.state])),
    health: runner.health.verdict,
  };
}

function takeUpdates(tx: Transaction, updates: readonly ClientUpdate[], nodeId: string): void {
  const evaluations = updateEvaluations(tx, updates);
  const index = tx.nextIndex();
  for (const update of updates) takeUpdate(tx, update, index);
  const jobs = new Map(updates.map(({ allocation }) => [jobKey(allocation.namespace, allocation.jobId), allocation]));
  for (const { evaluation, why } of evaluations) {
    storeEvaluations(tx, [evaluation], index);
    tx.emit("evaluation created", {
      namespace: evaluation.namespace,
      jobId: evaluation.jobId,
      evaluationId: evaluation.id,
      why,
    });
  }
  for (const allocation of jobs.values()) updateJobStatus(tx, allocation.namespace, allocation.jobId);
  noteReport(tx, nodeId, index);
  const node = tx.world.nodes.get(nodeId);
  const freed = updates.some(({ clientStatus }) => clientStatus === "complete" || clientStatus === "failed");
  if (node === undefined || !freed) return;
  const why = `An allocation on ${node.name} ended, so there is room again.`;
  unblockClass(tx, node, index, why);
  unblockNode(tx, node, why);
}

/** The client's fields overwrite the stored ones; health as spec 04 §6.3 step 2 says. */
function takeUpdate(tx: Transaction, update: ClientUpdate, index: number): void {
  const stored = tx.world.allocations.get(update.allocation.id);
  if (stored === undefined) return;
  const returned = returnedFollowup(tx, stored, update, index);
  const written = storeAllocation(
    tx,
    stored,
    {
      clientStatus: update.clientStatus,
      clientDescription: update.clientDescription,
      taskStates: update.taskStates,
      deploymentStatus: mergedHealth(stored.deploymentStatus, update.health, index),
      followupEvaluationId: returned ? undefined : stored.followupEvaluationId,
    },
    index,
    "client",
  );
  tellWhatChanged(tx, stored, written);
}

function mergedHealth(
  stored: AllocationHealth | undefined,
  reported: AllocationHealth | undefined,
  index: number,
): AllocationHealth | undefined {
  if (reported?.healthy === undefined || stored?.healthy === reported.healthy) return stored;
  return { ...(stored ?? reported), healthy: reported.healthy, timestamp: reported.timestamp, modifyIndex: index };
}

/**
 * An allocation that was unknown is back: the evaluation that would have given it up is canceled, unless another allocation
 * still waits for it. Spec 04 §6.3 step 5.
 */
function returnedFollowup(tx: Transaction, stored: Allocation, update: ClientUpdate, index: number): boolean {
  const id = stored.followupEvaluationId;
  const wasUnknown = stored.clientStatusHistory.at(-1)?.value === "unknown";
  const speaks = update.clientStatus === "running" || clientTerminal({ ...stored, clientStatus: update.clientStatus });
  if (id === undefined || !wasUnknown || !speaks) return false;
  const stillNeeded = allocationsOfJob(tx.world, stored.namespace, stored.jobId).some(
    (other) => other.id !== stored.id && other.followupEvaluationId === id && !terminal(other),
  );
  const evaluation = tx.world.evaluations.get(id);
  if (!stillNeeded && evaluation !== undefined) {
    dropDelayed(tx, id);
    writeEvaluations(tx, [{ ...evaluation, status: "canceled", statusDescription: "allocs reconnected" }], index);
  }
  return true;
}

function tellWhatChanged(tx: Transaction, before: Allocation, after: Allocation): void {
  const about = {
    namespace: after.namespace,
    jobId: after.jobId,
    taskGroup: after.taskGroup,
    allocationId: after.id,
    ...(after.deploymentId === undefined ? {} : { deploymentId: after.deploymentId }),
  };
  if (before.clientStatus !== after.clientStatus) {
    tx.emit("allocation reported", {
      ...about,
      why: `${after.name} is ${after.clientStatus}: ${after.clientDescription}.`,
    });
  }
  const health = after.deploymentStatus?.healthy;
  if (health === undefined || health === before.deploymentStatus?.healthy) return;
  tx.emit(health ? "allocation healthy" : "allocation unhealthy", {
    ...about,
    why: health
      ? `${after.name} kept its tasks running for min_healthy_time.`
      : `${after.name} failed, or was not healthy by its healthy_deadline.`,
  });
}

/** At most one evaluation a job; the first allocation of the batch decides its trigger. Spec 04 §6.2. */
function updateEvaluations(
  tx: Transaction,
  updates: readonly ClientUpdate[],
): readonly { readonly evaluation: Evaluation; readonly why: string }[] {
  const made = new Map<string, { readonly evaluation: Evaluation; readonly why: string }>();
  for (const update of updates) {
    const { allocation } = update;
    const key = jobKey(allocation.namespace, allocation.jobId);
    const job = tx.world.jobs.get(key);
    const trigger = made.has(key) ? undefined : updateTrigger(tx.world, update, job);
    if (trigger === undefined) continue;
    const source = job ?? allocation.job;
    const evaluation = newEvaluation({
      id: tx.identify((identifiers) => identifiers.evaluation()),
      namespace: allocation.namespace,
      jobId: allocation.jobId,
      type: source.type,
      priority: source.priority,
      triggeredBy: trigger,
      jobModifyIndex: job?.modifyIndex ?? 0,
    });
    made.set(key, { evaluation, why: triggerReason[trigger](allocation.name) });
  }
  return [...made.values()];
}

type UpdateTrigger = "job-deregister" | "alloc-failure" | "reconnect";

const triggerReason: Readonly<Record<UpdateTrigger, (name: string) => string>> = {
  "job-deregister": (name) => `${name} ended and its job is gone.`,
  "alloc-failure": (name) => `${name} failed and its reschedule policy allows another try.`,
  reconnect: (name) => `${name} was unknown and is back.`,
};

function updateTrigger(world: World, update: ClientUpdate, job: Job | undefined): UpdateTrigger | undefined {
  const { allocation, clientStatus } = update;
  const over = clientTerminal({ ...allocation, clientStatus });
  const wasUnknown = allocation.clientStatus === "unknown";
  if (!over && !wasUnknown) return undefined;
  if (job === undefined) return "job-deregister";
  const failedAnew = clientStatus === "failed" && allocation.followupEvaluationId === undefined;
  const group = findTaskGroup(job, allocation.taskGroup);
  if (over && failedAnew && group === undefined) return undefined;
  if (wasUnknown) return "reconnect";
  const eligible = failedAnew && rescheduleEligible(allocation, group?.reschedule, world.now);
  return eligible ? "alloc-failure" : undefined;
}
