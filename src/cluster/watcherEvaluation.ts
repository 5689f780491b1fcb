import type { Deployment } from "../model/deployment.js";
import type { Evaluation } from "../model/evaluation.js";
import { newEvaluation } from "../model/evaluation.js";
import { jobKey } from "../model/job.js";
import type { Transaction } from "./transaction.js";

/** An evaluation in the deployment's name. Spec 02 §7.1. */
export function watcherEvaluation(tx: Transaction, deployment: Deployment): Evaluation {
  const job = tx.world.jobs.get(jobKey(deployment.namespace, deployment.jobId));
  const priority = deployment.evalPriority === 0 ? (job?.priority ?? 50) : deployment.evalPriority;
  return newEvaluation({
    id: tx.identify((identifiers) => identifiers.evaluation()),
    namespace: deployment.namespace,
    jobId: deployment.jobId,
    type: job?.type ?? "service",
    priority,
    triggeredBy: "deployment-watcher",
    deploymentId: deployment.id,
  });
}
