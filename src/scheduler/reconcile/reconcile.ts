import type { Allocation } from "../../model/allocation.js";
import { terminal } from "../../model/allocation.js";
import type { Deployment } from "../../model/deployment.js";
import { deploymentText } from "../../model/deployment.js";
import type { Evaluation } from "../../model/evaluation.js";
import type { Identifiers } from "../../model/identifiers.js";
import type { Job } from "../../model/job.js";
import { jobStopped } from "../../model/job.js";
import type { DeploymentStatusUpdate } from "../../model/plan.js";
import type { Instant } from "../../model/time.js";
import type { Taints } from "../taint.js";
import type { AllocationSet } from "./allocationSet.js";
import type { DecideChange } from "./changes.js";
import { classifyAll } from "./classify.js";
import type { GroupOutcome } from "./outcome.js";
import { newOutcome } from "./outcome.js";
import { finishedDeployment, triageDeployment } from "./rollout.js";
import { stopEverything } from "./stops.js";
import { reconcileGroup } from "./taskGroup.js";

/** What the reconciler looks at (spec 01 §3). */
export interface ReconcileInput {
  /** Undefined: purged. */
  readonly job: Job | undefined;
  readonly batch: boolean;
  readonly evaluation: Evaluation;
  /** The one with the highest create index; undefined for batch jobs. */
  readonly latestDeployment: Deployment | undefined;
  /** All of the job ID, also those of an earlier job of that ID. */
  readonly allocations: readonly Allocation[];
  readonly taints: Taints;
  readonly now: Instant;
  readonly identifiers: Identifiers;
  readonly decideChange: DecideChange;
}

/** What must change, before anybody asks where (spec 01 §3). */
export interface Reconciliation {
  /** Created in this call. */
  readonly deployment: Deployment | undefined;
  readonly deploymentUpdates: readonly DeploymentStatusUpdate[];
  /** By group: those of the job in its order, then removed ones by name. */
  readonly groups: ReadonlyMap<string, GroupOutcome>;
}

/** Decides what has to stop, start and change so that the job is as it is wanted. Spec 01 §4. */
export function reconcile(input: ReconcileInput): Reconciliation {
  const { job, latestDeployment } = input;
  const { rollout, update } = triageDeployment(job, latestDeployment);
  const deploymentUpdates = update === undefined ? [] : [update];
  const members = byGroup(job, input.allocations);
  const groups = new Map<string, GroupOutcome>();
  if (jobStopped(job)) {
    for (const [name, allocations] of members) groups.set(name, stopGroupOfStoppedJob(input, allocations));
    return { deployment: undefined, deploymentUpdates, groups };
  }

  let complete = true;
  for (const [name, allocations] of members) {
    const outcome = reconcileGroup({ ...input, job, rollout }, name, allocations);
    groups.set(name, outcome);
    complete &&= outcome.complete;
  }
  if (rollout.current !== undefined && complete) {
    deploymentUpdates.push({
      deploymentId: rollout.current.deployment.id,
      status: "successful",
      description: deploymentText.successful,
    });
  }
  const deployment = rollout.current?.created === true ? finishedDeployment(rollout.current) : undefined;
  return { deployment, deploymentUpdates, groups };
}

/** Only what is not terminal yet is stopped and counted (spec 01 §4 step 3). */
function stopGroupOfStoppedJob(input: ReconcileInput, allocations: AllocationSet): GroupOutcome {
  const outcome = newOutcome(0);
  const live = allocations.filter((allocation) => !terminal(allocation));
  outcome.stops.push(...stopEverything(classifyAll(live, input.taints, input.now)));
  outcome.counters.stop = live.length;
  return outcome;
}

/** Every group of the job, in its order, then groups that exist only in old allocations, by name (spec 01 §19). */
function byGroup(job: Job | undefined, allocations: readonly Allocation[]): ReadonlyMap<string, AllocationSet> {
  const members = new Map<string, Allocation[]>();
  for (const group of job?.taskGroups ?? []) members.set(group.name, []);
  const orphans = new Map<string, Allocation[]>();
  for (const allocation of allocations) {
    const known = members.get(allocation.taskGroup);
    if (known !== undefined) {
      known.push(allocation);
      continue;
    }
    const orphaned = orphans.get(allocation.taskGroup);
    if (orphaned === undefined) orphans.set(allocation.taskGroup, [allocation]);
    else orphaned.push(allocation);
  }
  for (const name of [...orphans.keys()].sort()) members.set(name, orphans.get(name) ?? []);
  return members;
}
