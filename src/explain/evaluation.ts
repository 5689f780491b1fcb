import type { Evaluation } from "../model/evaluation.js";
import { jobKey } from "../model/job.js";
import type { AllocationMetrics } from "../model/metrics.js";
import type { World } from "../model/world.js";
import { counted } from "./counted.js";
import type { Explanation, Prediction } from "./explanation.js";

/** Why an evaluation is not done, or what it could not do. Spec 03 §1–3. */
export function explainEvaluation(world: World, evaluation: Evaluation): Explanation {
  const heading = `Evaluation ${evaluation.id.slice(0, 8)} of job "${evaluation.jobId}" (${evaluation.triggeredBy})`;
  return { heading, reasons: reasonsOf(world, evaluation), next: start(world, evaluation) };
}

function reasonsOf(world: World, evaluation: Evaluation): readonly string[] {
  const failures = Object.entries(evaluation.failedTaskGroups).map(
    ([group, metrics]) => `${group}: ${placementFailure(metrics)}`,
  );
  switch (evaluation.status) {
    case "blocked":
      return ["It waits for capacity: a node that joins or becomes usable, or an allocation that ends.", ...failures];
    case "complete":
      return failures.length === 0
        ? ["It is complete."]
        : ["It is complete, but not everything found a place.", ...failures];
    case "pending":
      return [pendingReason(world, evaluation)];
    default:
      return [`It is ${evaluation.status}: ${evaluation.statusDescription}.`];
  }
}

function pendingReason(world: World, evaluation: Evaluation): string {
  if (evaluation.waitUntil !== undefined && evaluation.waitUntil > world.now) return "It is not due yet.";
  const slot = world.broker.slots.get(jobKey(evaluation.namespace, evaluation.jobId));
  if (slot !== undefined && slot !== evaluation.id)
    return `It waits behind evaluation ${slot.slice(0, 8)} of the same job.`;
  return "It is about to be processed.";
}

function start(world: World, evaluation: Evaluation): readonly Prediction[] {
  if (evaluation.status !== "pending" || evaluation.waitUntil === undefined || evaluation.waitUntil <= world.now)
    return [];
  return [
    {
      at: evaluation.waitUntil,
      text: `evaluation ${evaluation.id.slice(0, 8)} is processed`,
      claim: { kind: "evaluation starts", evaluationId: evaluation.id },
    },
  ];
}

/** Why no node was found, in an operator's words. Spec 03 §14. */
function placementFailure(metrics: AllocationMetrics): string {
  const missing = metrics.coalescedFailures + 1;
  const what = `${counted(missing, "allocation")} without a place`;
  if (metrics.nodesEvaluated === 0) return `${what}; no node is ready in the job's datacenters and node pool.`;
  const filtered = Object.entries(metrics.constraintFiltered).map(
    ([reason, nodes]) => `${nodes} excluded by "${reason}"`,
  );
  const exhausted = Object.entries(metrics.dimensionExhausted).map(
    ([dimension, nodes]) => `${nodes} without enough ${dimension}`,
  );
  return `${what}; of ${metrics.nodesEvaluated} nodes ${[...filtered, ...exhausted].join(", ")}.`;
}
