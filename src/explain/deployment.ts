import type { Allocation } from "../model/allocation.js";
import { isHealthy, isUnhealthy, serverTerminal, terminal } from "../model/allocation.js";
import type { Deployment, DeploymentGroup } from "../model/deployment.js";
import { isActive, isCanarying } from "../model/deployment.js";
import { jobKey } from "../model/job.js";
import type { World } from "../model/world.js";
import { explainAllocation } from "./allocation.js";
import { counted } from "./counted.js";
import type { Explanation, Prediction } from "./explanation.js";
import { inOrder } from "./explanation.js";

/** Why a deployment is not promoted or not finished, and what it waits for. Spec 02 §4, §7. */
export function explainDeployment(world: World, deployment: Deployment): Explanation {
  const heading = `Deployment ${deployment.id.slice(0, 8)} of job "${deployment.jobId}", version ${deployment.jobVersion}`;
  if (!isActive(deployment)) return { heading, reasons: [`${deployment.statusDescription}.`], next: [] };
  const ids = world.allocationsByDeployment.get(deployment.id)?.keysArray() ?? [];
  const placed = ids.flatMap((id) => world.allocations.get(id) ?? []);
  const living = placed.filter((allocation) => !terminal(allocation));
  const undecided = living.filter((allocation) => allocation.deploymentStatus?.healthy === undefined);
  const groups = Object.entries(deployment.taskGroups);
  const paused =
    deployment.status === "paused" ? ["It is paused: nothing new is placed or updated before a resume."] : [];
  const reasons = groups.map(([name, group]) => {
    const ofGroup = placed.filter((allocation) => allocation.taskGroup === name);
    return `${name}: ${groupReason(world, deployment, name, group, ofGroup)}`;
  });
  const predictions = undecided.flatMap((allocation) => explainAllocation(world, allocation).next);
  return {
    heading,
    reasons: [...paused, ...reasons],
    next: inOrder([...predictions, ...deadlinePredictions(world, deployment)]),
  };
}

function groupReason(
  world: World,
  deployment: Deployment,
  name: string,
  group: DeploymentGroup,
  placed: readonly Allocation[],
): string {
  const living = placed.filter((allocation) => !terminal(allocation));
  const unhealthy = placed.filter((allocation) => isUnhealthy(allocation) && stopsTheLine(allocation)).length;
  if (isCanarying(group)) return canaryReason(world, deployment, group);
  const { healthyAllocations: healthy, desiredTotal } = group;
  if (healthy >= desiredTotal) return `done, ${healthy} of ${desiredTotal} became healthy.`;
  if (unhealthy > 0)
    return `${counted(unhealthy, "allocation is", "allocations are")} unhealthy, so nothing more is updated.`;
  const open = living.length - living.filter(isHealthy).length;
  const job = world.jobs.get(jobKey(deployment.namespace, deployment.jobId));
  const maxParallel = job?.taskGroups.find((candidate) => candidate.name === name)?.update?.maxParallel ?? 1;
  if (group.placedAllocations === 0) return "nothing found a place yet, so its clock does not run.";
  if (open > 0) {
    return `${healthy} of ${desiredTotal} healthy; ${counted(open, "more has", "more have")} no verdict yet, and max_parallel is ${maxParallel}.`;
  }
  return `${healthy} of ${desiredTotal} healthy.`;
}

/** An unhealthy allocation stops all updates while it runs, and when it has failed until it is replaced. Spec 02 §4.5. */
function stopsTheLine(allocation: Allocation): boolean {
  const failed = allocation.clientStatus === "failed" && !serverTerminal(allocation);
  return !terminal(allocation) || (failed && allocation.nextAllocation === undefined);
}

/** The living count for a promotion; the counter may be higher (spec 02 §8.5). */
function canaryReason(world: World, deployment: Deployment, group: DeploymentGroup): string {
  const canaries = group.placedCanaries.flatMap((id) => world.allocations.get(id) ?? []);
  const ready = canaries.filter((canary) => isHealthy(canary) && !terminal(canary)).length;
  const need = `needs ${counted(group.desiredCanaries, "healthy canary", "healthy canaries")}, has ${ready}`;
  if (ready < group.desiredCanaries) return `${need}.`;
  if (!group.autoPromote) return `${need}: it waits for nomad job promote ${deployment.jobId}.`;
  const everHealthy = canaries.filter(isHealthy).length;
  if (everHealthy > group.desiredCanaries) {
    return `${need}, but ${everHealthy} were ever healthy, so it never promotes itself: nomad job promote ${deployment.jobId}.`;
  }
  return `${need}: it promotes itself when every group is as far.`;
}

/** The deadline ends the deployment unless every group has what it needs by then. Spec 02 §7.5. */
export function deadlinePredictions(world: World, deployment: Deployment): readonly Prediction[] {
  const watcher = world.watchers.get(deployment.id);
  const at = watcher?.cutoffTimer === undefined ? undefined : watcher.cutoff;
  if (at === undefined || at <= world.now || deployment.status === "paused") return [];
  const short = Object.values(deployment.taskGroups).some(
    (group) => group.healthyAllocations < (isCanarying(group) ? group.desiredCanaries : group.desiredTotal),
  );
  const text = short
    ? `the progress deadline fails deployment ${deployment.id.slice(0, 8)}, unless there is progress before`
    : `the progress deadline passes without effect: everything waits for promotion`;
  return [{ at, text, claim: { kind: "deployment deadline", deploymentId: deployment.id, fails: short } }];
}
