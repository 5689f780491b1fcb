import { pending } from "../../src/cluster/pending.js";
import { perform } from "../../src/cluster/perform.js";
import { advance, settle } from "../../src/cluster/settle.js";
import type { Action } from "../../src/model/action.js";
import type { Allocation } from "../../src/model/allocation.js";
import type { Deployment, DeploymentGroup } from "../../src/model/deployment.js";
import type { Evaluation } from "../../src/model/evaluation.js";
import type { Job } from "../../src/model/job.js";
import { jobKey } from "../../src/model/job.js";
import type { Table } from "../../src/model/table.js";
import { withEntry } from "../../src/model/table.js";
import type { World } from "../../src/model/world.js";
import { group, job, jobJson } from "../builders/jobs.js";
import { worldOf } from "../builders/worlds.js";
import { changedBetween } from "./invariants/changed.js";
import type { Change } from "./invariants/invariant.js";

/** The job of all planted Worlds, by its key in the World's tables. */
export const key = jobKey("default", "example");

function version(image: string): Action {
  const web = group({ count: 3, image, update: { canary: 1, maxParallel: 1, autoRevert: true } });
  return { kind: "register-job", job: jobJson(job({ groups: [web] })) };
}

function after(world: World, action: Action): World {
  const step = perform(world, action);
  if (!step.result.ok) throw new Error(step.result.message);
  return settle(step.world);
}

const minuteMs = 60_000;

/** Version 0 runs and is stable; the canary of version 1 is healthy and waits for its promotion. */
export const canarying: World = (() => {
  const stable = advance(after(worldOf(), version("web:1")), worldOf().now + minuteMs);
  const waiting = after(stable, version("web:2"));
  return advance(waiting, waiting.now + minuteMs);
})();

/** The action that carries out the plan of the promotion, with the World before and after it. */
export const replacing: Change = (() => {
  const promoted = perform(canarying, {
    kind: "promote-deployment",
    deploymentId: rollout(canarying).id,
    groups: "all",
  });
  let world = promoted.world;
  for (;;) {
    const [action] = pending(world).filter(({ kind }) => ["evaluate", "apply-plan"].includes(kind));
    if (action === undefined) throw new Error("the promotion has no plan");
    const step = perform(world, action);
    if (action.kind === "apply-plan") return changeOf(world, step.world, action);
    world = step.world;
  }
})();

/** Promoted; the first replacement runs and is not healthy yet. */
export const rolling: World = settle(replacing.after);

/** Version 1 runs everywhere. */
export const finished: World = advance(rolling, rolling.now + 2 * minuteMs);

export function changeOf(
  before: World,
  after: World,
  action: Action = { kind: "pass-time", until: after.now },
): Change {
  return { before, action, events: [], after, changed: changedBetween(before, after) };
}

/** The latest deployment. */
export function rollout(world: World): Deployment {
  const ids = world.deploymentsByJob.get(key) ?? [];
  return found(world.deployments.get(ids.at(-1) ?? ""));
}

export function theCanary(world: World): Allocation {
  return found(world.allocations.get(rollout(world).taskGroups.web?.placedCanaries[0] ?? ""));
}

/** The allocation that was stopped for an update. */
export function updated(world: World): Allocation {
  return found(
    world.allocations.valuesArray().find(({ desiredDescription }) => desiredDescription.includes("is being updated")),
  );
}

/** An allocation of version 0 that still runs. */
export function old(world: World): Allocation {
  const runs = (allocation: Allocation) => allocation.job.version === 0 && allocation.desiredStatus === "run";
  return found(world.allocations.valuesArray().find(runs));
}

/** The allocation that an action placed in another one's place. */
export function placed(change: Change): Allocation {
  return found(change.changed.allocations.find(({ before }) => before === undefined)?.after);
}

export function registered(world: World): Job {
  return found(world.jobs.get(key));
}

export function anEvaluation(world: World): Evaluation {
  return found(world.evaluations.valuesArray()[0]);
}

/** Puts an allocation into the table and into its job's, past all that keeps the rest in step. */
export function plant(world: World, allocation: Allocation): World {
  const ofJob = found(world.allocationsByJob.get(key));
  return {
    ...world,
    allocations: withEntry(world.allocations, allocation.id, allocation),
    allocationsByJob: withEntry(world.allocationsByJob, key, withEntry(ofJob, allocation.id, allocation)),
  };
}

export function plantDeployment(world: World, deployment: Deployment): World {
  return { ...world, deployments: withEntry(world.deployments, deployment.id, deployment) };
}

/** Changes the state of the group in the latest deployment. */
export function plantGroup(world: World, change: Partial<DeploymentGroup>): World {
  const deployment = rollout(world);
  const web = found(deployment.taskGroups.web);
  return plantDeployment(world, { ...deployment, taskGroups: { web: { ...web, ...change } } });
}

export function plantEvaluation(world: World, change: Partial<Evaluation>): World {
  const evaluation = { ...anEvaluation(world), ...change };
  return { ...world, evaluations: withEntry(world.evaluations, evaluation.id, evaluation) };
}

/** Registers a changed job, and puts it into the list of versions. */
export function plantJob(world: World, change: Partial<Job>): World {
  const changed = { ...registered(world), ...change };
  const versions = found(world.jobVersions.get(key)).map((each, at) => (at === 0 ? changed : each));
  return {
    ...world,
    jobs: withEntry(world.jobs, key, changed),
    jobVersions: withEntry(world.jobVersions, key, versions),
  };
}

/** The table with its first value changed. */
export function withFirst<Value extends object>(table: Table<Value>, change: (value: Value) => Value): Table<Value> {
  const first = found(table.minKey());
  return withEntry(table, first, change(found(table.get(first))));
}

export function found<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("the planted World does not hold what the test needs");
  return value;
}
