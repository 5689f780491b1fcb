import type { Allocation } from "../model/allocation.js";
import { terminal } from "../model/allocation.js";
import type { PlanResult } from "../model/attempt.js";
import type { Deployment } from "../model/deployment.js";
import { newEvaluation } from "../model/evaluation.js";
import { jobKey, keyOfJob } from "../model/job.js";
import type { Plan, PlannedPreemption, PlannedStop, PlannedUpdate } from "../model/plan.js";
import { storeAllocation } from "./allocationWrites.js";
import { storeEvaluations } from "./evaluations.js";
import type { NodePart } from "./planVerification.js";
import { partsOf, rejection } from "./planVerification.js";
import { writeDeployment, writeDeploymentStatus } from "./state/deployments.js";
import { touchEvaluation } from "./state/evaluations.js";
import { updateJobStatus } from "./state/jobs.js";
import type { Transaction } from "./transaction.js";

/**
 * Verifies a plan against the state of now and commits what still fits, in one write. A rejected node loses its stops and
 * its placements; with `all_at_once` one rejection voids everything. Spec 03 §5, 01 §15, 02 §5.1.
 */
export function applyPlan(tx: Transaction, plan: Plan): PlanResult {
  const parts = partsOf(plan);
  const rejected = new Set<string>();
  for (const part of parts) {
    const reason = rejection(tx.world, part);
    if (reason === undefined) continue;
    rejected.add(part.nodeId);
    tx.emit("plan rejected", {
      evaluationId: plan.evaluationId,
      nodeId: part.nodeId,
      why: `The node's part of the plan no longer fits: ${reason}.`,
    });
  }
  const void_ = plan.allAtOnce && rejected.size > 0;
  const accepted = void_ ? [] : parts.filter((part) => !rejected.has(part.nodeId));
  const planned = plan.updates.length + plan.placements.length;
  const deployment = void_ ? undefined : plan.deployment;
  const statusUpdates = void_ ? [] : plan.deploymentUpdates;
  const nothing = accepted.length === 0 && deployment === undefined && statusUpdates.length === 0;
  if (nothing) return { progress: false, refresh: rejected.size > 0, placed: {}, full: planned === 0 };

  const index = tx.nextIndex();
  if (deployment !== undefined) commitDeployment(tx, deployment, accepted, index);
  for (const update of statusUpdates) {
    const why = `${update.description}.`;
    if (!writeDeploymentStatus(tx, update.deploymentId, update.status, update.description, index, why)) break;
  }
  touchEvaluation(tx, plan.evaluationId, index);
  tx.emit("plan committed", { evaluationId: plan.evaluationId, why: planSummary(accepted) });
  const placed = commitAllocations(tx, accepted, index);
  return {
    progress: true,
    refresh: rejected.size > 0,
    placed,
    full: accepted.reduce((sum, part) => sum + part.updates.length + part.placements.length, 0) === planned,
  };
}

function planSummary(parts: readonly NodePart[]): string {
  const count = (pick: (part: NodePart) => readonly unknown[]) =>
    parts.reduce((sum, part) => sum + pick(part).length, 0);
  const placed = count((part) => part.placements);
  const stopped = count((part) => part.stops);
  const updated = count((part) => part.updates);
  return `Placed ${placed}, stopped ${stopped}, updated in place ${updated}.`;
}

/**
 * A deployment that exists keeps its counters and clocks; one that is new loses the canaries that did not make it.
 * Spec 02 §5.1 step 2.
 */
function commitDeployment(tx: Transaction, planned: Deployment, accepted: readonly NodePart[], index: number): void {
  const stored = tx.world.deployments.get(planned.id);
  if (stored === undefined) {
    const created = { ...planned, createIndex: index, modifyIndex: index, createTime: tx.world.now };
    writeDeployment(tx, { ...created, taskGroups: withPlacedCanariesOnly(planned, accepted, tx) });
    tx.emit("deployment created", {
      namespace: planned.namespace,
      jobId: planned.jobId,
      deploymentId: planned.id,
      why: `Version ${planned.jobVersion} changes what runs. ${planned.statusDescription}.`,
    });
    // Also where nothing could be placed: the recorded plans of a job whose only node drains find it running.
    updateJobStatus(tx, planned.namespace, planned.jobId);
    return;
  }
  const groups: Record<string, Deployment["taskGroups"][string]> = { ...stored.taskGroups };
  for (const [name, group] of Object.entries(withPlacedCanariesOnly(planned, accepted, tx))) {
    const kept = stored.taskGroups[name];
    groups[name] =
      kept === undefined
        ? group
        : {
            ...group,
            promoted: group.promoted || kept.promoted,
            placedAllocations: kept.placedAllocations,
            healthyAllocations: kept.healthyAllocations,
            unhealthyAllocations: kept.unhealthyAllocations,
            requireProgressBy: kept.requireProgressBy,
          };
  }
  writeDeployment(tx, { ...planned, taskGroups: groups, createIndex: stored.createIndex, modifyIndex: index });
}

function withPlacedCanariesOnly(
  planned: Deployment,
  accepted: readonly NodePart[],
  tx: Transaction,
): Deployment["taskGroups"] {
  const placing = new Set(accepted.flatMap((part) => part.placements.map((allocation) => allocation.id)));
  return Object.fromEntries(
    Object.entries(planned.taskGroups).map(([name, group]) => [
      name,
      {
        ...group,
        placedCanaries: group.placedCanaries.filter((id) => placing.has(id) || tx.world.allocations.has(id)),
      },
    ]),
  );
}

/** New and updated allocations, then stopped ones, then preempted ones. Spec 02 §5.1 steps 5 to 7. */
function commitAllocations(
  tx: Transaction,
  accepted: readonly NodePart[],
  index: number,
): Readonly<Record<string, number>> {
  const placed: Record<string, number> = {};
  const touched = new Map<string, Allocation>();
  const note = (allocation: Allocation) => touched.set(jobKey(allocation.namespace, allocation.jobId), allocation);
  for (const part of accepted) {
    for (const update of part.updates) commitUpdate(tx, update, index, note);
    for (const placement of part.placements) {
      if (!commitPlacement(tx, placement, index, note)) continue;
      placed[placement.taskGroup] = (placed[placement.taskGroup] ?? 0) + 1;
    }
  }
  for (const part of accepted) for (const stop of part.stops) commitStop(tx, stop, index, note);
  const preempted = accepted.flatMap((part) => part.preemptions);
  for (const preemption of preempted) commitPreemption(tx, preemption, index, note);
  for (const last of touched.values()) {
    updateJobStatus(tx, last.namespace, last.jobId, terminal(last) ? undefined : "running");
  }
  if (preempted.length > 0) createPreemptionEvaluations(tx, preempted, index);
  return placed;
}

/** A new allocation of a job that was stopped or purged meanwhile is dropped silently. Spec 01 §15. */
function commitPlacement(
  tx: Transaction,
  placement: Allocation,
  index: number,
  note: (allocation: Allocation) => void,
): boolean {
  const job = tx.world.jobs.get(keyOfJob(placement.job));
  if (job === undefined || job.stop) return false;
  const stored = storeAllocation(tx, placement, {}, index, "server");
  note(stored);
  linkPrevious(tx, stored, index);
  tx.emit("allocation placed", {
    ...about(stored),
    nodeId: stored.nodeId,
    why: placementReason(stored),
  });
  return true;
}

function placementReason(allocation: Allocation): string {
  const canary = allocation.deploymentStatus?.canary === true ? "a canary of " : "";
  const successor =
    allocation.previousAllocation === undefined ? "" : `, in place of ${allocation.previousAllocation.slice(0, 8)}`;
  return `${allocation.name} runs ${canary}version ${allocation.job.version} on ${allocation.nodeName}${successor}.`;
}

function linkPrevious(tx: Transaction, allocation: Allocation, index: number): void {
  const previous = tx.world.allocations.get(allocation.previousAllocation ?? "");
  if (previous !== undefined) storeAllocation(tx, previous, { nextAllocation: allocation.id }, index, "client");
}

/** The client's half of an existing allocation stays as it is, unless the plan says `lost` or `unknown`. Spec 01 §15. */
function commitUpdate(
  tx: Transaction,
  update: PlannedUpdate,
  index: number,
  note: (allocation: Allocation) => void,
): void {
  const stored = tx.world.allocations.get(update.allocation.id);
  if (stored === undefined) return;
  const planned = update.allocation;
  const setsStatus = planned.clientStatus === "lost" || planned.clientStatus === "unknown";
  const written = storeAllocation(
    tx,
    planned,
    {
      clientStatus: setsStatus ? planned.clientStatus : stored.clientStatus,
      clientDescription: setsStatus ? planned.clientDescription : stored.clientDescription,
      taskStates: stored.taskStates,
      nextAllocation: stored.nextAllocation,
    },
    index,
    "server",
  );
  note(written);
  tx.emit("allocation updated", { ...about(written), why: updateReason[update.kind] });
}

const updateReason: Readonly<Record<PlannedUpdate["kind"], string>> = {
  "in-place": "The new version changes nothing that its tasks would have to restart for: it is updated in place.",
  disconnect: "Its node is cut off and it may come back within `lost_after`, so it is unknown.",
  reconnect: "It came back with its node.",
  "reschedule-later": "It failed and its reschedule policy wants a delay first.",
  "failed-to-reschedule": "It failed and is due for another place, but no node has room.",
};

/**
 * A stop keeps everything but what it says itself, and what it keeps is from before the plan: an update of the same allocation
 * in the same plan is lost (recorded: a failed allocation that is annotated and stopped at once has no follow-up). Spec 01 §15.
 */
function commitStop(tx: Transaction, stop: PlannedStop, index: number, note: (allocation: Allocation) => void): void {
  const stored = tx.world.allocations.get(stop.allocationId);
  const before = tx.before.allocations.get(stop.allocationId);
  if (stored === undefined || before === undefined) return;
  const written = storeAllocation(
    tx,
    before,
    {
      nextAllocation: stored.nextAllocation,
      desiredStatus: "stop",
      desiredDescription: stop.description,
      clientStatus: stop.clientStatus ?? before.clientStatus,
      followupEvaluationId: stop.followupEvaluationId ?? before.followupEvaluationId,
      clientStatusHistory: [],
    },
    index,
    "server",
  );
  note(written);
  const lost = stop.clientStatus === "lost";
  tx.emit(lost ? "allocation lost" : "allocation stopped", {
    ...about(written),
    why: stop.description === "" ? "It failed and was replaced." : `${stop.description}.`,
  });
}

/** Victims are evicted; one that is over already is left alone. Spec 03 §5.3. */
function commitPreemption(
  tx: Transaction,
  preemption: PlannedPreemption,
  index: number,
  note: (allocation: Allocation) => void,
): void {
  const stored = tx.world.allocations.get(preemption.allocationId);
  if (stored === undefined || terminal(stored)) return;
  const written = storeAllocation(
    tx,
    stored,
    {
      desiredStatus: "evict",
      desiredDescription: `Preempted by alloc ID ${preemption.preemptedBy}`,
      preemptedByAllocation: preemption.preemptedBy,
    },
    index,
    "server",
  );
  note(written);
  tx.emit("allocation preempted", {
    ...about(written),
    why: `Allocation ${preemption.preemptedBy.slice(0, 8)} of a job with a higher priority needs its room.`,
  });
}

/** One for each job that lost allocations, in the plan's own write. Spec 03 §1.3, order §16.1. */
function createPreemptionEvaluations(tx: Transaction, preempted: readonly PlannedPreemption[], index: number): void {
  const keys = new Set(
    preempted.flatMap(({ allocationId }) => {
      const victim = tx.world.allocations.get(allocationId);
      return victim === undefined ? [] : [jobKey(victim.namespace, victim.jobId)];
    }),
  );
  for (const key of [...keys].sort()) {
    const job = tx.world.jobs.get(key);
    if (job === undefined) continue;
    const evaluation = newEvaluation({
      id: tx.identify((identifiers) => identifiers.evaluation()),
      namespace: job.namespace,
      jobId: job.id,
      type: job.type,
      priority: job.priority,
      triggeredBy: "preemption",
      jobModifyIndex: job.modifyIndex,
    });
    storeEvaluations(tx, [evaluation], index);
    tx.emit("evaluation created", {
      namespace: job.namespace,
      jobId: job.id,
      evaluationId: evaluation.id,
      why: "Allocations of the job were preempted and need another place.",
    });
  }
}

function about(allocation: Allocation) {
  return {
    namespace: allocation.namespace,
    jobId: allocation.jobId,
    taskGroup: allocation.taskGroup,
    allocationId: allocation.id,
    ...(allocation.deploymentId === undefined ? {} : { deploymentId: allocation.deploymentId }),
  };
}
