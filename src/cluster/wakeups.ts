import type { Allocation } from "../model/allocation.js";
import { clientTerminal } from "../model/allocation.js";
import type { Deployment } from "../model/deployment.js";
import { isActive } from "../model/deployment.js";
import type { DeploymentWatcher } from "../model/deploymentWatcher.js";
import { frozen } from "../model/frozen.js";
import { jobKey } from "../model/job.js";
import { emptyTable, withEntry } from "../model/table.js";
import type { Transaction } from "./transaction.js";

/** The client has to look at this allocation: the servers wrote it, or something it waits for has happened. */
export function wakeRunner(tx: Transaction, allocationId: string): void {
  tx.world.runnersToRun = withEntry(tx.world.runnersToRun, allocationId, true);
}

/** An allocation is gone as far as others are concerned: those that wait for it may start. Spec 04 §9.2. */
export function wakeSuccessors(tx: Transaction, allocation: Allocation): void {
  if (clientTerminal(allocation) || allocation.clientStatus === "unknown") releaseSuccessors(tx, allocation.id);
}

/** The same for an allocation that was deleted. */
export function releaseSuccessors(tx: Transaction, allocationId: string): void {
  const successors = tx.world.waitingFor.get(allocationId);
  if (successors === undefined) return;
  tx.world.waitingFor = tx.world.waitingFor.without(allocationId);
  for (const id of successors.keysArray()) wakeRunner(tx, id);
}

/** Starts a watcher with each new active deployment, tells it of changes, and ends it with the deployment. Spec 02 §7. */
export function watchDeployment(tx: Transaction, deployment: Deployment): void {
  const watcher = tx.world.watchers.get(deployment.id);
  if (!isActive(deployment)) {
    if (watcher !== undefined) endWatcher(tx, watcher);
    return;
  }
  if (watcher !== undefined) {
    tellWatcher(tx, deployment.id, "deployment");
    return;
  }
  const job = tx.world.jobs.get(jobKey(deployment.namespace, deployment.jobId));
  if (job === undefined) return;
  const started: DeploymentWatcher = {
    deploymentId: deployment.id,
    job,
    unseen: "allocations",
    cutoff: undefined,
    cutoffTimer: undefined,
    deadlineHit: false,
    batchTimer: undefined,
    replacements: emptyTable(),
  };
  putWatcher(tx, started);
  tx.world.watchersToLook = withEntry(tx.world.watchersToLook, deployment.id, true);
}

/** Something changed that the watcher has not looked at. A change of an allocation outweighs one of the deployment. */
export function tellWatcher(tx: Transaction, deploymentId: string, change: "deployment" | "allocations"): void {
  const watcher = tx.world.watchers.get(deploymentId);
  if (watcher === undefined) return;
  if (watcher.unseen !== change && watcher.unseen !== "allocations") putWatcher(tx, { ...watcher, unseen: change });
  tx.world.watchersToLook = withEntry(tx.world.watchersToLook, deploymentId, true);
}

export function putWatcher(tx: Transaction, watcher: DeploymentWatcher): void {
  tx.world.watchers = withEntry(tx.world.watchers, watcher.deploymentId, frozen(watcher));
}

/** A deployment is deleted: its watcher stops. */
export function endWatching(tx: Transaction, deploymentId: string): void {
  const watcher = tx.world.watchers.get(deploymentId);
  if (watcher !== undefined) endWatcher(tx, watcher);
}

/** A pending batch of a stopped watcher is dropped (spec 02 §7). */
function endWatcher(tx: Transaction, watcher: DeploymentWatcher): void {
  tx.cancelTimer(watcher.cutoffTimer);
  tx.cancelTimer(watcher.batchTimer);
  tx.world.watchers = tx.world.watchers.without(watcher.deploymentId);
  tx.world.watchersToLook = tx.world.watchersToLook.without(watcher.deploymentId);
}

/** A node's drain was set, changed or ended, or the node is gone. Spec 04 §4.3. */
export function tellDrainer(tx: Transaction, nodeId: string): void {
  const { drainer } = tx.world;
  tx.world.drainer = frozen({ ...drainer, nodesToLook: withEntry(drainer.nodesToLook, nodeId, true) });
}

/** An allocation changed: the drainer looks at its job again, if that is one of those it watches. Spec 04 §4.3. */
export function tellDrainerOfJob(tx: Transaction, allocation: Allocation): void {
  const { drainer } = tx.world;
  if (drainer.jobsToLook || !drainer.watchedJobs.has(jobKey(allocation.namespace, allocation.jobId))) return;
  tx.world.drainer = frozen({ ...drainer, jobsToLook: true });
}
