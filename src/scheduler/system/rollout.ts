import type { Deployment } from "../../model/deployment.js";
import { deploymentText, isActive } from "../../model/deployment.js";
import type { Job } from "../../model/job.js";
import { jobStopped } from "../../model/job.js";
import type { Node } from "../../model/node.js";
import type { DeploymentStatusUpdate } from "../../model/plan.js";
import type { TaskGroup } from "../../model/taskGroup.js";
import type { GroupState } from "../reconcile/rollout.js";
import { newDeployment, newGroupState } from "../reconcile/rollout.js";
import type { NodeDiff, Presence } from "./diff.js";

/**
 * The deployment of a system job while one evaluation looks at it: which one is current, whether one is created, and the
 * working copies of its groups' states. Decided anew on each node that is visited. Spec 04 §13.1, §13.2.
 */
export class SystemRollout {
  /** In the order of the plan. */
  readonly updates: DeploymentStatusUpdate[] = [];
  readonly #job: Job | undefined;
  readonly #latest: Deployment | undefined;
  readonly #draw: () => string;
  readonly #now: number;
  #current: Deployment | undefined;
  #old: Deployment | undefined;
  #created = false;
  #states = new Map<string, GroupState>();

  /** @param draw Draws the ID of a new deployment. */
  constructor(job: Job | undefined, latest: Deployment | undefined, now: number, draw: () => string) {
    this.#job = job;
    this.#latest = latest;
    this.#now = now;
    this.#draw = draw;
    this.#current = latest;
    this.#states = statesOf(latest);
  }

  /** The deployment that this evaluation works for: the current one, created or not, or else the latest. */
  get deployment(): Deployment | undefined {
    return this.#current ?? this.#latest;
  }

  /** The job had no deployment at all before. */
  get hadNone(): boolean {
    return this.#latest === undefined;
  }

  /** The group's state in the current deployment, or else in the latest. A working copy. */
  stateOf(group: string): GroupState | undefined {
    return this.#states.get(group);
  }

  get states(): ReadonlyMap<string, GroupState> {
    return this.#states;
  }

  /** Looks at the deployment from one node, and lets the node create or extend it. */
  visit(nodeId: string, diff: NodeDiff, presence: Presence, mayCreate: boolean): void {
    this.#triage();
    const job = this.#job;
    if (jobStopped(job) || !mayCreate || this.#old?.jobVersion === job.version) return;
    if (!isNewHere(job, nodeId, diff, presence)) return;
    for (const group of job.taskGroups) this.#join(job, group);
  }

  /** Takes a creation back: allocations of this version exist already, without a deployment (spec 04 §13.2). */
  undoCreation(): void {
    if (!this.#created) return;
    this.#current = undefined;
    this.#created = false;
    this.#states = statesOf(this.#latest);
  }

  /** Announces a created deployment; applied after the object, so that its clocks start (spec 02 §13.2). */
  announceCreation(): void {
    if (!this.#created || this.#current === undefined) return;
    this.updates.push({ deploymentId: this.#current.id, status: "running", description: deploymentText.running });
  }

  /** The rows of spec 04 §13.1. The job's stop is noted once a node, a newer version once. */
  #triage(): void {
    const latest = this.#latest;
    if (latest === undefined) return;
    const job = this.#job;
    if (jobStopped(job)) {
      this.#old = latest;
      this.#current = undefined;
      if (isActive(latest)) this.#cancel(latest, deploymentText.stoppedJob);
      return;
    }
    if (this.#current !== latest) return;
    const sameVersion = latest.jobVersion === job.version && latest.jobCreateIndex === job.createIndex;
    if (isActive(latest) && !sameVersion) this.#cancel(latest, deploymentText.newerJob);
    else if (latest.status !== "successful") return;
    this.#old = latest;
    this.#current = undefined;
  }

  #cancel(deployment: Deployment, description: string): void {
    this.updates.push({ deploymentId: deployment.id, status: "cancelled", description });
  }

  #join(job: Job, group: TaskGroup): void {
    const current = this.#current;
    if (current !== undefined && this.#states.has(group.name)) return;
    if ((group.update?.maxParallel ?? 0) === 0 || group.count === 0) return;
    if (current !== undefined && forbidsJoining(current)) return;
    if (current === undefined) {
      this.#current = newDeployment(job, this.#draw(), job.priority, this.#now).deployment;
      this.#created = true;
      this.#states = new Map();
    }
    this.#states.set(group.name, newGroupState(group));
  }
}

function statesOf(deployment: Deployment | undefined): Map<string, GroupState> {
  return new Map(Object.entries(deployment?.taskGroups ?? {}).map(([name, state]) => [name, { ...state }]));
}

function forbidsJoining({ status }: Deployment): boolean {
  return status === "paused" || status === "pending" || status === "failed";
}

/** The node has something to update, or has never had an allocation of this very version. */
function isNewHere(job: Job, nodeId: string, diff: NodeDiff, presence: Presence): boolean {
  if (diff.update.length > 0) return true;
  const isThisVersion = (version: Job): boolean =>
    version.version === job.version && version.createIndex === job.createIndex;
  const known = [...presence.live(nodeId), ...presence.terminal(nodeId)];
  return !known.some((allocation) => isThisVersion(allocation.job));
}

/** Nodes older than this know no system deployments (spec 04 §13). */
const firstVersion = [1, 11, 0];

export function knowsSystemDeployments(node: Node): boolean {
  const version = node.attributes["nomad.version"];
  if (version === undefined) return true;
  const parts = version.split(/[.+-]/).slice(0, 3).map(Number);
  for (const [at, wanted] of firstVersion.entries()) {
    const part = parts[at] ?? 0;
    if (part !== wanted) return part > wanted;
  }
  return true;
}
