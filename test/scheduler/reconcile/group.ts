import type { Allocation } from "../../../src/model/allocation.js";
import type { Deployment } from "../../../src/model/deployment.js";
import type { DesiredUpdates } from "../../../src/model/evaluation.js";
import { Identifiers, identifierState } from "../../../src/model/identifiers.js";
import type { Job } from "../../../src/model/job.js";
import type { Node } from "../../../src/model/node.js";
import { emptyTable } from "../../../src/model/table.js";
import type { TaskGroup } from "../../../src/model/taskGroup.js";
import type { DecideChange } from "../../../src/scheduler/reconcile/changes.js";
import type { Reconciliation } from "../../../src/scheduler/reconcile/reconcile.js";
import { reconcile } from "../../../src/scheduler/reconcile/reconcile.js";
import { Taints } from "../../../src/scheduler/taint.js";
import { allocationOf, groupOf, jobOf, nodeOf } from "../placement/worldOf.js";
import { evaluationOf } from "../scene.js";

/** Reconciling one group without placement: the constant change functions of Nomad's own tests stand in for it. */
export const ignore: DecideChange = () => "ignore";
export const destructive: DecideChange = () => "destructive";
export const inPlace: DecideChange = (allocation) => ({ updated: allocation });

export const now = 1_000_000_000;

/** The present job: version 10, its allocations `present`; `older` ones are of version 9. */
export function jobWith(group: Partial<TaskGroup>, given: Partial<Job> = {}): Job {
  return jobOf({ version: 10, createIndex: 1, jobModifyIndex: 100, taskGroups: [groupOf(group)], ...given });
}

/** Allocations with consecutive indexes, each on a node of its own. */
export function some(job: Job, count: number, given: Partial<Allocation> = {}, from = 0, prefix = "a"): Allocation[] {
  return Array.from({ length: count }, (_, at) => {
    const index = from + at;
    const id = `${prefix}${String(index).padStart(3, "0")}`;
    return allocationOf(id, `node-${index}`, job, { name: `${job.id}.web[${index}]`, ...given });
  });
}

export function older(job: Job): Job {
  return { ...job, version: job.version - 1, jobModifyIndex: job.jobModifyIndex - 1 };
}

export interface Situation {
  readonly job: Job | undefined;
  readonly allocations?: readonly Allocation[];
  readonly deployment?: Deployment;
  readonly change?: DecideChange;
  readonly batch?: boolean;
  readonly evaluationId?: string;
  /** Nodes that are not simply ready. */
  readonly nodes?: readonly Node[];
}

export function reconciled(situation: Situation): Reconciliation {
  const { job, allocations = [], deployment, change = ignore, batch = false, nodes = [] } = situation;
  let table = emptyTable<Node>();
  for (const { nodeId } of allocations) table = table.with(nodeId, nodeOf(nodeId), true);
  for (const node of nodes) table = table.with(node.id, node, true);
  const evaluation = evaluationOf(job ?? jobOf(), "job-register");
  return reconcile({
    job,
    batch,
    evaluation: { ...evaluation, id: situation.evaluationId ?? evaluation.id },
    latestDeployment: deployment,
    allocations,
    taints: new Taints(table, 0),
    now,
    identifiers: new Identifiers(identifierState(1)),
    decideChange: change,
  });
}

/** What was decided for the group `web`, in short: numbers of each kind, and the indexes of placements and stops. */
export function summary(result: Reconciliation): Record<string, unknown> {
  const outcome = result.groups.get("web");
  if (outcome === undefined) return {};
  const indexes = (names: readonly string[]): string => names.map((name) => /\[(\d+)\]/.exec(name)?.[1]).join(" ");
  const all = {
    place: indexes(outcome.placements.map(({ name }) => name)),
    destructive: indexes(outcome.destructive.map(({ allocation }) => allocation.name)),
    inPlace: outcome.inPlace.length,
    stop: indexes(outcome.stops.map(({ allocation }) => allocation.name)),
    annotated: indexes(outcome.annotated.map(({ name }) => name)),
    followups: outcome.followups.length,
    deployment: result.deployment?.taskGroups.web?.desiredTotal,
    updates: result.deploymentUpdates.map(({ status }) => status).join(" "),
    counters: counterWords(outcome.counters),
  };
  return Object.fromEntries(
    Object.entries(all).filter(([, value]) => value !== "" && value !== 0 && value !== undefined),
  );
}

function counterWords(counters: DesiredUpdates): string {
  return Object.entries(counters)
    .filter(([, amount]) => amount !== 0)
    .map(([name, amount]) => `${name} ${amount}`)
    .join(", ");
}
