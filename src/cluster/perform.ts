import type { Action } from "../model/action.js";
import type { Result, Step } from "../model/step.js";
import { done, refused } from "../model/step.js";
import type { World } from "../model/world.js";
import { retryAfterConflicts } from "./blocked.js";
import { enqueueDelayed } from "./broker.js";
import { runAllocation } from "./client/client.js";
import { reportAllocations } from "./client/reporting.js";
import { checkProgressDeadline, createWatcherEvaluation, lookAtDeployment } from "./deploymentWatcher.js";
import { collectOld } from "./garbage/collect.js";
import { catchUpClient, sendHeartbeat } from "./nodes/clientReturn.js";
import { commitDrain, lookAtDrains, reachDrainDeadline } from "./nodes/drainer.js";
import { missHeartbeat } from "./nodes/heartbeats.js";
import { launchDueJob } from "./periodic/launch.js";
import { applyQueuedPlan, concludeEvaluation, evaluate } from "./processing.js";
import { applyNamespace } from "./requests/applyNamespace.js";
import { applyNodePool } from "./requests/applyNodePool.js";
import { collectGarbage } from "./requests/collectGarbage.js";
import { configureScheduler } from "./requests/configureScheduler.js";
import { cutOffNode } from "./requests/cutOffNode.js";
import { deleteEvaluations } from "./requests/deleteEvaluations.js";
import { deleteNamespace } from "./requests/deleteNamespace.js";
import { deleteNodePool } from "./requests/deleteNodePool.js";
import { deregisterJob } from "./requests/deregisterJob.js";
import { dispatchJob } from "./requests/dispatchJob.js";
import { drainNode } from "./requests/drainNode.js";
import { evaluateJob } from "./requests/evaluateJob.js";
import { evaluateNode } from "./requests/evaluateNode.js";
import { failDeployment } from "./requests/failDeployment.js";
import { failTasks } from "./requests/failTasks.js";
import { forcePeriodicJob } from "./requests/forcePeriodicJob.js";
import { markJobStable } from "./requests/markJobStable.js";
import { passTime } from "./requests/passTime.js";
import { pauseDeployment } from "./requests/pauseDeployment.js";
import { pinIdentifiers } from "./requests/pinIdentifiers.js";
import { promoteDeployment } from "./requests/promoteDeployment.js";
import { purgeNode } from "./requests/purgeNode.js";
import { reconnectNode } from "./requests/reconnectNode.js";
import { registerJob } from "./requests/registerJob.js";
import { registerNode } from "./requests/registerNode.js";
import { restartAllocation } from "./requests/restartAllocation.js";
import { revertJob } from "./requests/revertJob.js";
import { scaleJob } from "./requests/scaleJob.js";
import { setAllocationHealth } from "./requests/setAllocationHealth.js";
import { setNodeEligibility } from "./requests/setNodeEligibility.js";
import { setNodeMetadata } from "./requests/setNodeMetadata.js";
import { signalAllocation } from "./requests/signalAllocation.js";
import { stopAllocation } from "./requests/stopAllocation.js";
import { tagJobVersion, untagJobVersion } from "./requests/tagJobVersion.js";
import { unblockDeployment } from "./requests/unblockDeployment.js";
import { Transaction } from "./transaction.js";

/**
 * The one way in which a World changes: World × Action → World, with what happened and what is answered. Pure and total: a
 * refused action leaves the World as it is and says why; nothing is ever thrown. DESIGN, "a transition system".
 */
export function perform(world: World, action: Action): Step {
  const tx = new Transaction(world);
  let result: Result;
  try {
    result = performIn(tx, action);
  } catch (error) {
    result = refused(
      500,
      `${kindOf(action)} broke off: ${error instanceof Error ? error.message : "no reason was given"}`,
    );
  }
  if (!result.ok) return { world, events: [], result };
  return { world: tx.commit(), events: tx.events, result };
}

/** What to call an action in a message; also for values that are none. */
function kindOf(action: unknown): string {
  const kind: unknown = typeof action === "object" && action !== null && "kind" in action ? action.kind : undefined;
  return typeof kind === "string" ? kind : typeof kind;
}

function performIn(tx: Transaction, action: Action): Result {
  if (typeof action !== "object" || action === null) return refused(400, "an action is an object with a kind");
  switch (action.kind) {
    case "register-job":
      return registerJob(tx, action);
    case "deregister-job":
      return deregisterJob(tx, action);
    case "revert-job":
      return revertJob(tx, action);
    case "scale-job":
      return scaleJob(tx, action);
    case "evaluate-job":
      return evaluateJob(tx, action);
    case "mark-job-stable":
      return markJobStable(tx, action);
    case "tag-job-version":
      return tagJobVersion(tx, action);
    case "untag-job-version":
      return untagJobVersion(tx, action);
    case "promote-deployment":
      return promoteDeployment(tx, action);
    case "fail-deployment":
      return failDeployment(tx, action);
    case "pause-deployment":
      return pauseDeployment(tx, action);
    case "unblock-deployment":
      return unblockDeployment(tx, action);
    case "set-allocation-health":
      return setAllocationHealth(tx, action);
    case "stop-allocation":
      return stopAllocation(tx, action);
    case "dispatch-job":
      return dispatchJob(tx, action);
    case "force-periodic-job":
      return forcePeriodicJob(tx, action);
    case "delete-evaluations":
      return deleteEvaluations(tx, action);
    case "collect-garbage":
      return collectGarbage(tx);
    case "restart-allocation":
      return restartAllocation(tx, action);
    case "signal-allocation":
      return signalAllocation(tx, action);
    case "configure-scheduler":
      return configureScheduler(tx, action);
    case "apply-namespace":
      return applyNamespace(tx, action);
    case "delete-namespace":
      return deleteNamespace(tx, action);
    case "apply-node-pool":
      return applyNodePool(tx, action);
    case "delete-node-pool":
      return deleteNodePool(tx, action);
    case "set-node-metadata":
      return setNodeMetadata(tx, action);
    case "register-node":
      return registerNode(tx, action);
    case "drain-node":
      return drainNode(tx, action);
    case "set-node-eligibility":
      return setNodeEligibility(tx, action);
    case "evaluate-node":
      return evaluateNode(tx, action);
    case "purge-node":
      return purgeNode(tx, action);
    case "cut-off-node":
      return cutOffNode(tx, action);
    case "reconnect-node":
      return reconnectNode(tx, action);
    case "fail-tasks":
      return failTasks(tx, action);
    case "pin-identifiers":
      return pinIdentifiers(tx, action);
    case "pass-time":
      return passTime(tx, action);
    case "run-allocation":
      runAllocation(tx, action.allocationId);
      return done;
    case "report-allocations":
      reportAllocations(tx, action.nodeId);
      return done;
    case "send-heartbeat":
      sendHeartbeat(tx, action.nodeId);
      return done;
    case "catch-up-client":
      catchUpClient(tx, action.nodeId);
      return done;
    case "miss-heartbeat":
      missHeartbeat(tx, action.nodeId);
      return done;
    case "look-at-drains":
      lookAtDrains(tx);
      return done;
    case "commit-drain":
      commitDrain(tx);
      return done;
    case "reach-drain-deadline":
      reachDrainDeadline(tx);
      return done;
    case "watch-deployment":
      lookAtDeployment(tx, action.deploymentId);
      return done;
    case "create-watcher-evaluation":
      createWatcherEvaluation(tx, action.deploymentId);
      return done;
    case "check-progress-deadline":
      checkProgressDeadline(tx, action.deploymentId);
      return done;
    case "launch-periodic-job":
      launchDueJob(tx, action.namespace, action.jobId);
      return done;
    case "collect":
      collectOld(tx, action.what);
      return done;
    case "enqueue-evaluation":
      if (!retryAfterConflicts(tx, action.evaluationId)) enqueueDelayed(tx, action.evaluationId);
      return done;
    case "evaluate":
      return evaluate(tx, action.evaluationId);
    case "apply-plan":
      return applyQueuedPlan(tx, action.evaluationId);
    case "conclude":
      return concludeEvaluation(tx, action.evaluationId);
    default:
      return refused(400, `there is no action of the kind ${kindOf(action)}`);
  }
}
