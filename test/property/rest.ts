import type { Action } from "../../src/model/action.js";
import type { World } from "../../src/model/world.js";
import type { JobSpec } from "../builders/jobs.js";
import { group, job, jobJson } from "../builders/jobs.js";
import { namespace } from "./commands/command.js";
import { Violation } from "./invariants/invariant.js";
import { everyGroupHasItsCountInTheRegisteredVersion } from "./invariants/jobs.js";
import type { Run } from "./run.js";

/** How a run does everything that is pending at one instant. */
type SettleAll = () => void;

const hour = 3_600_000;

/**
 * The faults are over: clients come back, drains end, a client with room for all joins, and each service job gets a version
 * whose tasks start and stay up.
 * Then the cluster comes to rest, every group has its count, and one more look changes nothing. DESIGN, "A run settles";
 * spec 01 §18.2 item 8.
 */
export function comesToRestWithoutFaults(run: Run, settleAll: SettleAll): void {
  for (const nodeId of new Set([...run.world.nodes.keys(), ...run.world.connections.keys()])) {
    run.request({ kind: "reconnect-node", nodeId });
    run.request({ kind: "drain-node", nodeId, drain: undefined, markEligible: true });
    settleAll();
  }
  run.request({ kind: "register-node", node: { name: "spare", cpu: 16_000, memoryMb: 16_384 } });
  settleAll();
  for (const { id, type, stop } of run.world.jobs.valuesArray()) {
    if (type === "batch" && !stop) run.request({ kind: "deregister-job", namespace, jobId: id, purge: false });
    if (type === "service") register(run, calm(id));
    settleAll();
  }
  run.passUntilQuiet(2 * hour, settleAll, isReschedule);
  run.check(everyGroupHasItsCountInTheRegisteredVersion);
  const done = run.actions.length;
  for (const { id } of run.world.jobs.valuesArray()) {
    run.request({ kind: "evaluate-job", namespace, jobId: id, forceReschedule: false });
    settleAll();
  }
  const plan = run.actions.slice(done).find((action) => action.kind === "apply-plan");
  if (plan !== undefined) throw new Violation(`at rest one more evaluation changes nothing: ${JSON.stringify(plan)}`);
}

/** Every job is stopped: in the end nothing runs, nothing waits, and nothing is kept. Spec 01 §18.2 item 14, 05 §16. */
export function comesToAnEndWithoutJobs(run: Run, settleAll: SettleAll): void {
  for (const { id } of run.world.jobs.valuesArray()) {
    run.request({ kind: "deregister-job", namespace, jobId: id, purge: false });
  }
  run.passUntilQuiet(3 * hour, settleAll, isCollection);
  run.check(nothingOfStoppedJobsGoesOn);
  run.passUntilQuiet(72 * hour, settleAll);
  run.check(nothingIsLeftOfStoppedJobs);
}

function register(run: Run, spec: JobSpec): void {
  const result = run.request({ kind: "register-job", job: jobJson(spec) });
  if (!result.ok) throw new Error(result.message);
}

/** A job that can neither fail nor find no room. */
function calm(id: string): JobSpec {
  const update = { maxParallel: 5, minHealthyTimeMs: 1_000, healthyDeadlineMs: 60_000 };
  const groups = ["web", "cache", "edge"].map((name) =>
    group({ name, count: 2, image: "calm", cpu: 20, memoryMb: 16, update }),
  );
  return job({ id, groups });
}

function isReschedule(action: Action): boolean {
  return action.kind === "enqueue-evaluation" || isCollection(action);
}

function isCollection(action: Action): boolean {
  return action.kind === "collect";
}

function nothingOfStoppedJobsGoesOn(world: World): string | undefined {
  return firstOf({
    "allocations that clients run": world.runners.size,
    "nodes in use": world.nodeUsage.size,
    "watched deployments": world.watchers.size,
    "evaluations at work": world.deliveries.size,
    "taken slots": world.broker.slots.size,
    "delayed evaluations": world.broker.delayed.size,
    "allocations that wait for another": world.waitingFor.size,
  });
}

function nothingIsLeftOfStoppedJobs(world: World): string | undefined {
  return firstOf({
    jobs: world.jobs.size,
    allocations: world.allocations.size,
    deployments: world.deployments.size,
    evaluations: world.evaluations.size,
    summaries: world.summaries.size,
    timers: world.timers.byDue.size,
  });
}

function firstOf(left: Readonly<Record<string, number>>): string | undefined {
  const some = Object.entries(left).find(([, amount]) => amount > 0);
  return some === undefined ? undefined : `${some[1]} ${some[0]}`;
}
