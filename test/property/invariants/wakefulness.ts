import { connectionOf, mayReport } from "../../../src/cluster/nodes/connections.js";
import { clientTerminal } from "../../../src/model/allocation.js";
import { isActive } from "../../../src/model/deployment.js";
import { jobKey } from "../../../src/model/job.js";
import type { World } from "../../../src/model/world.js";
import { show } from "./deployments.js";
import type { Change } from "./invariant.js";
import { naming } from "./promotion.js";

/** A timer belongs to someone who remembers it: what nobody remembers, nobody can cancel. DESIGN, "Timers are data". */
export function everyTimerIsRememberedByWhoSetIt(world: World): string | undefined {
  for (const [key, { action }] of world.timers.byDue.entries()) {
    switch (action.kind) {
      case "run-allocation":
        if (world.runners.get(action.allocationId)?.timer !== key)
          return `${action.kind} ${action.allocationId} at ${key}`;
        break;
      case "check-progress-deadline":
        if (world.watchers.get(action.deploymentId)?.cutoffTimer !== key)
          return `${action.kind} ${action.deploymentId} at ${key}`;
        break;
      case "create-watcher-evaluation":
        if (world.watchers.get(action.deploymentId)?.batchTimer !== key)
          return `${action.kind} ${action.deploymentId} at ${key}`;
        break;
      case "enqueue-evaluation":
        if (world.broker.delayed.get(action.evaluationId) !== key)
          return `${action.kind} ${action.evaluationId} at ${key}`;
        break;
      default:
        break;
    }
  }
  return undefined;
}

/** And the other way round: nobody waits for a timer that does not exist. */
export function everyRememberedTimerExists(world: World): string | undefined {
  const { byDue } = world.timers;
  for (const runner of world.runners.values()) {
    if (runner.timer !== undefined && !byDue.has(runner.timer) && !world.runnersToRun.has(runner.allocationId)) {
      return `the client of ${runner.allocationId} waits for ${runner.timer}`;
    }
  }
  for (const watcher of world.watchers.values()) {
    const { batchTimer } = watcher;
    if (batchTimer !== undefined && !byDue.has(batchTimer))
      return `the watcher of ${watcher.deploymentId} waits for ${batchTimer}`;
  }
  for (const [id, timer] of world.broker.delayed.entries())
    if (!byDue.has(timer)) return `evaluation ${id} waits for ${timer}`;
  return undefined;
}

/** Nothing that was due is left behind: time stops at every timer. */
export function timePassesNoTimer({ before, after }: Change): string | undefined {
  if (after.now < before.now) return `from ${before.now} back to ${after.now}`;
  if (after.now === before.now) return undefined;
  const first = before.timers.byDue.minKey();
  const due = first === undefined ? undefined : before.timers.byDue.get(first)?.due;
  return due !== undefined && due < after.now ? `a timer was due at ${due}, time went to ${after.now}` : undefined;
}

/**
 * Each active deployment of a registered job has its watcher, and no other has one. A plan that comes after a purge may leave
 * a deployment of the job that was. Spec 02 §7.
 */
export function activeDeploymentsAreWatched(world: World): string | undefined {
  for (const id of world.watchers.keys()) {
    const deployment = world.deployments.get(id);
    if (deployment === undefined) return `deployment ${id} is watched and does not exist`;
    if (!isActive(deployment)) return `${show(deployment)} is watched and ${deployment.status}`;
  }
  for (const deployment of world.deployments.values()) {
    const job = world.jobs.get(jobKey(deployment.namespace, deployment.jobId));
    const registered = job?.createIndex === deployment.jobCreateIndex;
    if (registered && isActive(deployment) && !world.watchers.has(deployment.id))
      return `${show(deployment)} is not watched`;
  }
  return undefined;
}

/** What is not over on its client is run there, or will be, unless client and servers are out of touch. Spec 04 §15.3. */
export function livingAllocationsHaveAClient(world: World): string | undefined {
  for (const allocation of world.allocations.values()) {
    if (!world.nodes.has(allocation.nodeId) || connectionOf(world, allocation.nodeId).link !== "up") continue;
    if (clientTerminal(allocation) || world.runners.has(allocation.id) || world.runnersToRun.has(allocation.id))
      continue;
    return `${naming(allocation)} is ${allocation.clientStatus}, and its client does not know it`;
  }
  return undefined;
}

/** Clients run what exists; what was deleted they are about to forget, as soon as they hear of it. */
export function clientsRunWhatExists(world: World): string | undefined {
  for (const [id, { nodeId }] of world.runners.entries()) {
    if (connectionOf(world, nodeId).link !== "up") continue;
    if (!world.allocations.has(id) && !world.runnersToRun.has(id)) return `a client runs ${id}, which does not exist`;
  }
  return undefined;
}

/** At rest the servers know what the clients know, but for clients that they do not hear, and reports on their way. */
export function clientsHaveToldEverything(world: World): string | undefined {
  for (const runner of world.runners.values()) {
    if (world.plannedReports.has(runner.nodeId) || !mayReport(world, runner.nodeId)) continue;
    const allocation = world.allocations.get(runner.allocationId);
    if (allocation === undefined || runner.startedAt === undefined) continue;
    if (runner.unsent) return `the client of ${naming(allocation)} has news that it does not send`;
    if (runner.clientStatus !== allocation.clientStatus && runner.kill === undefined) {
      return `${naming(allocation)} is ${runner.clientStatus} on its client, ${allocation.clientStatus} on the servers`;
    }
  }
  return undefined;
}

/** At rest the servers know the verdicts on health that their clients reached for this deployment. Spec 02 §6.6. */
export function verdictsAreKnown(world: World): string | undefined {
  for (const runner of world.runners.values()) {
    if (runner.unsent || world.plannedReports.has(runner.nodeId) || !mayReport(world, runner.nodeId)) continue;
    const allocation = world.allocations.get(runner.allocationId);
    if (allocation === undefined || runner.deploymentId !== allocation.deploymentId) continue;
    if (runner.health.verdict !== undefined && allocation.deploymentStatus?.healthy === undefined) {
      return `${naming(allocation)} is ${runner.health.verdict.healthy ? "healthy" : "unhealthy"}, and the servers do not know`;
    }
  }
  return undefined;
}
