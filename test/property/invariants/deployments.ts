import type { Deployment, DeploymentGroup } from "../../../src/model/deployment.js";
import { isActive } from "../../../src/model/deployment.js";
import { jobKey } from "../../../src/model/job.js";
import { deploymentsOfJob, findJob, findJobVersion } from "../../../src/model/snapshot.js";
import type { World } from "../../../src/model/world.js";
import { replaced } from "./changed.js";
import type { Change } from "./invariant.js";

/** Spec 01 §18.2 item 1, 02 §19 item 3. */
export function aJobHasAtMostOneActiveDeployment(world: World): string | undefined {
  for (const [key, ids] of world.deploymentsByJob.entries()) {
    const active = ids.filter((id) => {
      const deployment = world.deployments.get(id);
      return deployment !== undefined && isActive(deployment);
    });
    if (active.length > 1) return `${nameOf(key)} has the active deployments ${active.join(", ")}`;
  }
  return undefined;
}

/** Once all evaluations of a job are processed. Spec 01 §18.2 item 1, 02 §19 item 3. */
export function anActiveDeploymentBelongsToTheRegisteredVersion(world: World): string | undefined {
  for (const deployment of world.deployments.valuesArray()) {
    if (!isActive(deployment)) continue;
    const job = findJob(world, deployment.namespace, deployment.jobId);
    if (job === undefined) return `${show(deployment)} is active, and its job is gone`;
    if (job.stop) return `${show(deployment)} is active, and its job is stopped`;
    if (job.version !== deployment.jobVersion || job.createIndex !== deployment.jobCreateIndex) {
      return `${show(deployment)} is of version ${deployment.jobVersion}, the job has version ${job.version}`;
    }
  }
  return undefined;
}

/** Spec 01 §18.2 item 4, 02 §19 item 1. */
export function promotedNeverGoesBack({ changed }: Change): string | undefined {
  for (const { before, after } of replaced(changed.deployments)) {
    for (const [name, was, is] of groupsOf(before, after)) {
      if (was.promoted && is?.promoted !== true) return `group ${name} of ${show(after)}`;
    }
  }
  return undefined;
}

/** Service jobs: what was placed stays counted and listed, in its order. Spec 01 §18.2 item 4, 02 §19 item 1. */
export function placedAllocationsAndCanariesNeverShrink({ changed }: Change): string | undefined {
  for (const { before, after } of replaced(changed.deployments)) {
    for (const [name, was, is] of groupsOf(before, after)) {
      if (is === undefined) return `group ${name} left ${show(after)}`;
      if (is.placedAllocations < was.placedAllocations) {
        return `group ${name} of ${show(after)} had ${was.placedAllocations} placed, has ${is.placedAllocations}`;
      }
      if (was.placedCanaries.some((id, at) => is.placedCanaries[at] !== id)) {
        return `group ${name} of ${show(after)} had the canaries ${was.placedCanaries.join(", ")}, has ${is.placedCanaries.join(", ")}`;
      }
    }
  }
  return undefined;
}

/** Spec 01 §18.2 item 4, 02 §19 item 1. */
export function terminalDeploymentsKeepTheirStatus({ changed }: Change): string | undefined {
  for (const { before, after } of replaced(changed.deployments)) {
    if (isActive(before)) continue;
    if (before.status !== after.status || before.statusDescription !== after.statusDescription) {
      return `${show(before)} was ${before.status}, is ${after.status} (${after.statusDescription})`;
    }
  }
  return undefined;
}

/** The progress clock: it may start, never stop, and only be put forward. Spec 02 §5.3, §19 item 1. */
export function requireProgressByNeverMovesBackwards({ changed }: Change): string | undefined {
  for (const { before, after } of replaced(changed.deployments)) {
    for (const [name, was, is] of groupsOf(before, after)) {
      if (was.requireProgressBy === undefined) continue;
      if (is?.requireProgressBy === undefined || is.requireProgressBy < was.requireProgressBy) {
        return `group ${name} of ${show(after)}: from ${was.requireProgressBy} to ${is?.requireProgressBy}`;
      }
    }
  }
  return undefined;
}

/** Spec 02 §5.2, §19 item 2. */
export function healthyCountFallsOnlyAsUnhealthyCountRises({ changed }: Change): string | undefined {
  for (const { before, after } of replaced(changed.deployments)) {
    for (const [name, was, is] of groupsOf(before, after)) {
      if (is === undefined) continue;
      const lost = was.healthyAllocations - is.healthyAllocations;
      const gained = is.unhealthyAllocations - was.unhealthyAllocations;
      if (gained < 0 || lost > Math.max(0, gained)) {
        return `group ${name} of ${show(after)}: healthy ${was.healthyAllocations} to ${is.healthyAllocations}, unhealthy ${was.unhealthyAllocations} to ${is.unhealthyAllocations}`;
      }
    }
  }
  return undefined;
}

/** Service jobs: no allocation has a verdict that was not placed. Spec 02 §19 item 2. */
export function verdictsNeverExceedPlacements(world: World): string | undefined {
  for (const deployment of world.deployments.valuesArray()) {
    for (const [name, group] of Object.entries(deployment.taskGroups)) {
      if (group.healthyAllocations + group.unhealthyAllocations <= group.placedAllocations) continue;
      return `group ${name} of ${show(deployment)}: ${group.healthyAllocations} healthy, ${group.unhealthyAllocations} unhealthy, ${group.placedAllocations} placed`;
    }
  }
  return undefined;
}

/** At the moment of success. Later losses of health may lower the counter. Spec 02 §4.7, §19 item 6. */
export function successTakesEnoughHealthyAllocationsAndMakesTheVersionStable({
  changed,
  after: world,
}: Change): string | undefined {
  for (const { before, after } of changed.deployments) {
    if (after?.status !== "successful" || before?.status === "successful") continue;
    for (const [name, group] of Object.entries(after.taskGroups)) {
      const needed = Math.max(group.desiredTotal, group.desiredCanaries);
      if (group.healthyAllocations < needed) {
        return `${show(after)} is successful, and group ${name} has ${group.healthyAllocations} of ${needed} healthy`;
      }
      if (group.desiredCanaries > 0 && !group.promoted)
        return `${show(after)} is successful, and group ${name} is not promoted`;
    }
    const version = findJobVersion(world, after.namespace, after.jobId, after.jobVersion);
    if (version !== undefined && !version.stable) return `version ${version.version} of ${after.jobId} is not stable`;
  }
  return undefined;
}

/** The job's own list of deployments: each belongs to it, oldest first. */
export function deploymentsOfAJobStandInTheOrderOfTheirCreation(world: World): string | undefined {
  for (const job of world.jobs.valuesArray()) {
    const indexes = deploymentsOfJob(world, job.namespace, job.id).map((deployment) => deployment.createIndex);
    if (indexes.some((index, at) => at > 0 && index <= (indexes[at - 1] ?? 0))) {
      return `${job.id} has deployments of the indexes ${indexes.join(", ")}`;
    }
  }
  return undefined;
}

/** In canonical order: a paused deployment does not fail by its deadline. Spec 02 §7.5, §19 item 9. */
export function aPausedDeploymentNeverMissesItsDeadline({ changed, action }: Change): string | undefined {
  if (action.kind !== "check-progress-deadline") return undefined;
  for (const { before, after } of replaced(changed.deployments)) {
    if (before.status === "paused" && after.status === "failed") return show(after);
  }
  return undefined;
}

/** The state of the groups before, with what they are now. */
export function* groupsOf(
  before: Deployment,
  after: Deployment,
): Iterable<readonly [string, DeploymentGroup, DeploymentGroup | undefined]> {
  if (before.taskGroups === after.taskGroups) return;
  for (const [name, was] of Object.entries(before.taskGroups)) yield [name, was, after.taskGroups[name]];
}

/** The active deployment of the version that is registered. */
export function rolloutOf(world: World, namespace: string, jobId: string): Deployment | undefined {
  const job = findJob(world, namespace, jobId);
  if (job === undefined || job.stop) return undefined;
  const ids = world.deploymentsByJob.get(jobKey(namespace, jobId)) ?? [];
  const latest = world.deployments.get(ids.at(-1) ?? "");
  if (latest === undefined || !isActive(latest)) return undefined;
  return latest.jobVersion === job.version && latest.jobCreateIndex === job.createIndex ? latest : undefined;
}

export function show(deployment: Deployment): string {
  return `deployment ${deployment.id.slice(0, 8)} of ${deployment.jobId} version ${deployment.jobVersion}`;
}

function nameOf(key: string): string {
  return key.split("\u0000")[1] ?? key;
}
