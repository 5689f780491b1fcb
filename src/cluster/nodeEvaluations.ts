import type { Allocation } from "../model/allocation.js";
import { clientTerminal, serverTerminal, terminal } from "../model/allocation.js";
import type { Evaluation } from "../model/evaluation.js";
import { newEvaluation } from "../model/evaluation.js";
import type { Job } from "../model/job.js";
import { keyOfJob } from "../model/job.js";
import type { Node } from "../model/node.js";
import { datacenterMatches, inPool } from "../model/node.js";
import type { World } from "../model/world.js";
import { storeEvaluations } from "./evaluations.js";
import { updateJobStatus } from "./state/jobs.js";
import type { Transaction } from "./transaction.js";

/**
 * A node changed in a way that concerns jobs: one evaluation for each job with allocations there, and for each system job
 * that it could run, in one write. Spec 03 §1.4, 04 §3.2.
 *
 * @returns The evaluations as stored; none when no job is concerned.
 */
export function createNodeEvaluations(tx: Transaction, node: Node, why: string): readonly Evaluation[] {
  const jobs = concernedJobs(tx.world, node);
  if (jobs.length === 0) return [];
  const index = tx.nextIndex();
  const evaluations: readonly Evaluation[] = jobs.map((job) =>
    newEvaluation({
      id: tx.identify((identifiers) => identifiers.evaluation()),
      namespace: job.namespace,
      jobId: job.id,
      type: job.type,
      priority: job.priority,
      triggeredBy: "node-update",
      nodeId: node.id,
      nodeModifyIndex: node.modifyIndex,
    }),
  );
  storeEvaluations(tx, evaluations, index);
  for (const evaluation of evaluations) {
    updateJobStatus(tx, evaluation.namespace, evaluation.jobId);
    tx.emit("evaluation created", {
      namespace: evaluation.namespace,
      jobId: evaluation.jobId,
      evaluationId: evaluation.id,
      nodeId: node.id,
      why,
    });
  }
  return evaluations.map((evaluation) => tx.world.evaluations.get(evaluation.id) ?? evaluation);
}

function concernedJobs(world: World, node: Node): readonly Job[] {
  const jobs = new Map<string, Job>();
  const allocations = (world.allocationsByNode.get(node.id)?.keysArray() ?? []).flatMap(
    (id) => world.allocations.get(id) ?? [],
  );
  const liveFirst = [...allocations.filter((one) => !terminal(one)), ...allocations.filter(terminal)];
  for (const allocation of liveFirst) {
    if (!concerns(allocation)) continue;
    const key = keyOfJob(allocation.job);
    if (!jobs.has(key)) jobs.set(key, allocation.job);
  }
  for (const job of world.jobs.valuesArray()) {
    const couldRun = job.type === "system" && !job.stop && inPool(node, job.nodePool);
    if (!couldRun || !datacenterMatches(node.datacenter, job.datacenters)) continue;
    if (!jobs.has(keyOfJob(job))) jobs.set(keyOfJob(job), job);
  }
  return [...jobs.values()];
}

function concerns(allocation: Allocation): boolean {
  if (allocation.job.type === "service") return !(serverTerminal(allocation) && clientTerminal(allocation));
  return allocation.job.type === "batch" && !clientTerminal(allocation);
}
