import { serverTerminal, terminal } from "../../../src/model/allocation.js";
import type { Job } from "../../../src/model/job.js";
import { isTemplate, keyOfJob } from "../../../src/model/job.js";
import { noActivity } from "../../../src/model/jobActivity.js";
import { allocationsOfJob, deploymentsOfJob } from "../../../src/model/snapshot.js";
import type { World } from "../../../src/model/world.js";
import { added, replaced } from "./changed.js";
import { show } from "./deployments.js";
import type { Change } from "./invariant.js";
import { naming } from "./promotion.js";

/** The registered job stands in the list of its versions, which is newest first and short. Spec 05 §8.2. */
export function theRegisteredJobIsOneOfItsVersions(world: World): string | undefined {
  for (const [key, job] of world.jobs.entries()) {
    const versions = world.jobVersions.get(key) ?? [];
    if (!versions.includes(job)) return `version ${job.version} of ${job.id} is registered and not in the list`;
    const numbers = versions.map((version) => version.version);
    if (numbers.some((number, at) => at > 0 && number >= (numbers[at - 1] ?? 0))) {
      return `${job.id} has the versions ${numbers.join(", ")}`;
    }
    if (versions.filter((version) => version.versionTag === undefined).length > 6)
      return `${job.id} keeps ${numbers.join(", ")}`;
  }
  return world.jobs.size === world.jobVersions.size ? undefined : "versions of a job are kept that is not registered";
}

/** New allocations belong to a job that is wanted. Spec 01 §15. */
export function aStoppedJobGetsNoAllocations({ changed, after: world }: Change): string | undefined {
  for (const allocation of added(changed.allocations)) {
    const job = world.jobs.get(keyOfJob(allocation.job));
    if (job === undefined) return `${naming(allocation)} was placed, its job is gone`;
    if (job.stop) return `${naming(allocation)} was placed, its job is stopped`;
  }
  return undefined;
}

/** Once its evaluations are processed, nothing of a stopped or purged job goes on. Spec 01 §18.2 item 14. */
export function nothingOfAStoppedJobGoesOn(world: World): string | undefined {
  for (const allocation of world.allocations.valuesArray()) {
    const job = world.jobs.get(keyOfJob(allocation.job));
    if ((job === undefined || job.stop) && !terminal(allocation))
      return `${naming(allocation)} is ${allocation.clientStatus}`;
  }
  return undefined;
}

/**
 * A status is what the allocations, deployments and evaluations of the job say, once all is processed. Named exception: an
 * evaluation that is blocked again may leave a new deployment behind without a look at the status. Spec 02 §11.
 */
export function aJobsStatusIsWhatIsGoingOn(world: World): string | undefined {
  for (const [key, job] of world.jobs.entries()) {
    if (world.blocked.byJob.has(key)) continue;
    const expected = statusOf(world, key, job);
    if (job.status !== expected) return `${job.id} is ${job.status}, it should be ${expected}`;
  }
  return undefined;
}

function statusOf(world: World, key: string, job: Job): string {
  if (job.type === "system" || isTemplate(job)) return job.stop ? "dead" : "running";
  const activity = world.jobActivity.get(key) ?? noActivity;
  if (activity.activeDeployments > 0 || activity.liveAllocations > 0) return "running";
  if (activity.openEvaluations > 0) return "pending";
  return activity.evaluations > 0 || job.stop ? "dead" : "pending";
}

/** Members that the server writes by itself: they say nothing about what was asked for. */
const serverMembers = new Set([
  "status",
  "stable",
  "version",
  "createIndex",
  "modifyIndex",
  "jobModifyIndex",
  "submitTime",
]);

/**
 * A failure that rolls back writes exactly one new version, equal to the stable one that it names and unlike the one that
 * failed, which is the job as the deployment's watcher knows it. Spec 02 §9, §19 item 8.
 */
export function aRollbackIsOneNewVersionEqualToAStableOne({
  before: world,
  changed,
  after,
}: Change): string | undefined {
  for (const { before, after: is } of replaced(changed.deployments)) {
    if (before.status === "failed" || is.status !== "failed") continue;
    const target = / - rolling back to job version (\d+)$/.exec(is.statusDescription)?.[1];
    const key = `${is.namespace}\u0000${is.jobId}`;
    const was = world.jobs.get(key);
    const now = after.jobs.get(key);
    if (was === undefined || now === undefined) continue;
    if (target === undefined) {
      if (now.version !== was.version)
        return `${show(is)} failed without a rollback, and version ${now.version} appeared`;
      continue;
    }
    const stable = world.jobVersions.get(key)?.find((version) => version.version === Number(target));
    if (stable?.stable !== true) return `${show(is)} went back to version ${target}, which is not stable`;
    if (now.version !== was.version + 1) return `${show(is)} went back, from version ${was.version} to ${now.version}`;
    if (specification(now) !== specification(stable))
      return `version ${now.version} of ${is.jobId} is not version ${target} again`;
    const failed = world.watchers.get(is.id)?.job;
    if (failed !== undefined && specification(now) === specification(failed)) {
      return `version ${now.version} of ${is.jobId} is what failed`;
    }
  }
  return undefined;
}

function specification(job: Job): string {
  return JSON.stringify(
    Object.entries(job).filter(([name]) => !serverMembers.has(name)),
    (_, value) => (typeof value === "bigint" ? String(value) : value),
  );
}

/**
 * Every allocation that should run does, in the registered version, and no other: what repeated evaluations reach when
 * nothing fails and there is room; its deployment is successful. Named exception: when the count shrinks while more failed
 * allocations are due for their successors, the deployment wants more than the count and never gets it (spec 01 §5 steps 22
 * and 28). Spec 01 §18.2 item 8.
 */
export function everyGroupHasItsCountInTheRegisteredVersion(world: World): string | undefined {
  for (const job of world.jobs.valuesArray()) {
    if (job.stop) continue;
    const present = allocationsOfJob(world, job.namespace, job.id).filter((allocation) => !terminal(allocation));
    for (const group of job.taskGroups) {
      const running = present.filter((allocation) => allocation.taskGroup === group.name);
      if (running.length !== group.count) return `${job.id}.${group.name} has ${running.length} of ${group.count}`;
      const old = running.find((allocation) => allocation.job.version !== job.version);
      if (old !== undefined) return `${naming(old)} runs, the job has version ${job.version}`;
    }
    const latest = deploymentsOfJob(world, job.namespace, job.id).at(-1);
    if (latest === undefined || latest.jobVersion !== job.version) continue;
    const wantsTooMany = job.taskGroups.some(({ name, count }) => (latest.taskGroups[name]?.desiredTotal ?? 0) > count);
    if (latest.status !== "successful" && !wantsTooMany) {
      return `${show(latest)} is ${latest.status} (${latest.statusDescription})`;
    }
  }
  return undefined;
}

/** A link to the next allocation, as long as that is not collected, is answered by its link to this one. Spec 01 §15. */
export function successorsKnowTheirPredecessors(world: World): string | undefined {
  for (const allocation of world.allocations.valuesArray()) {
    if (allocation.nextAllocation === undefined) continue;
    const next = world.allocations.get(allocation.nextAllocation);
    if (next !== undefined && next.previousAllocation !== allocation.id)
      return `${naming(allocation)} names a successor that does not know it`;
  }
  return undefined;
}

/**
 * What is over stays over: desired `stop` or `evict`, and `complete`, `failed` or `lost`. The servers may write `lost` over
 * the others, when they knew it was on a node that was down. Spec 01 §1, §15.
 */
export function whatIsOverStaysOver({ changed }: Change): string | undefined {
  for (const { before, after } of replaced(changed.allocations)) {
    if (serverTerminal(before) && !serverTerminal(after)) return `${naming(before)} is wanted again`;
    if (terminal(before) && !terminal(after))
      return `${naming(before)} was ${before.clientStatus}, is ${after.clientStatus}`;
    const over = ["complete", "failed"].includes(before.clientStatus);
    if (over && before.clientStatus !== after.clientStatus && after.clientStatus !== "lost") {
      return `${naming(before)} was ${before.clientStatus}, is ${after.clientStatus}`;
    }
  }
  return undefined;
}

/**
 * A stop is written once. Named exceptions: what was stopped on a node that went down is lost besides (spec 01 §14.2 step 2),
 * and batch allocations that a drain stopped stop again with their group (§4.1). Spec 01 §18.2 item 6.
 */
export function aStopTargetsWhatIsNotStopped({ changed }: Change): string | undefined {
  for (const { before, after } of replaced(changed.allocations)) {
    if (!serverTerminal(before) || before.desiredDescription === after.desiredDescription) continue;
    if (after.clientStatus === "lost" || before.desiredTransition.migrateDisablePlacement === true) continue;
    return `${naming(before)} had "${before.desiredDescription}", has "${after.desiredDescription}"`;
  }
  return undefined;
}
