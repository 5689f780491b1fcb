import type { Allocation } from "../../src/model/allocation.js";
import { indexOfName, serverTerminal } from "../../src/model/allocation.js";
import type { Deployment } from "../../src/model/deployment.js";
import type { DesiredUpdates, EvaluationTrigger } from "../../src/model/evaluation.js";
import type { Job } from "../../src/model/job.js";
import { keyOfJob } from "../../src/model/job.js";
import type { Node } from "../../src/model/node.js";
import type { Plan } from "../../src/model/plan.js";
import type { Snapshot } from "../../src/model/snapshot.js";
import { allocationsOfJob, latestDeployment } from "../../src/model/snapshot.js";
import { allocationText } from "../../src/scheduler/descriptions.js";
import { committed, withAllocation, withDeployment } from "./commit.js";
import { nodeOf } from "./placement/worldOf.js";
import { evaluationOf, process, sceneOf } from "./scene.js";

/**
 * Plays a roll-out step by step for the worked examples of spec 01 §17: each evaluation answers in short words what was
 * planned (`o1` of version 0, `n1` of a later one, by index), and which counters are not zero.
 */
export class RollOut {
  #state: Snapshot;
  #versions: Job[] = [];

  constructor(nodes: readonly Node[] = ["a", "b", "c", "d", "e", "f"].map((id) => nodeOf(`node-${id}`))) {
    this.#state = sceneOf({ nodes, versions: [] });
  }

  /** Registers the next version and evaluates it. */
  register(job: Job): readonly string[] {
    const version = this.#versions.length;
    const index = 100 * (version + 1);
    const registered = { ...job, version, modifyIndex: index, jobModifyIndex: index };
    this.#versions.push(registered);
    const key = keyOfJob(registered);
    this.#state = {
      ...this.#state,
      jobs: this.#state.jobs.with(key, registered, true),
      jobVersions: this.#state.jobVersions.with(key, [...this.#versions].reverse(), true),
    };
    return this.evaluate("job-register");
  }

  evaluate(triggeredBy: EvaluationTrigger = "deployment-watcher"): readonly string[] {
    const { attempt, evaluation } = process(this.#state, evaluationOf(this.#job, triggeredBy));
    const before = this.#state;
    this.#state = committed(this.#state, attempt);
    const counters = Object.entries(evaluation?.planAnnotations?.desiredUpdates ?? {});
    const several = counters.length > 1;
    return [
      ...planWords(attempt.plan, before, several),
      ...counters.map(([group, counted]) => (several ? `${group}: ` : "") + counterWords(counted)),
    ];
  }

  /** Starts every new allocation and declares it healthy; allocations that were told to stop are gone. */
  allHealthy(): this {
    for (const allocation of this.live()) {
      if (allocation.clientStatus !== "pending" && allocation.deploymentStatus?.healthy !== undefined) continue;
      this.#write({
        ...allocation,
        clientStatus: "running",
        deploymentStatus: {
          canary: allocation.deploymentStatus?.canary ?? false,
          healthy: true,
          timestamp: 0,
          modifyIndex: 0,
        },
      });
    }
    for (const allocation of this.#allocations()) {
      if (serverTerminal(allocation)) this.#write({ ...allocation, clientStatus: "complete" });
    }
    return this;
  }

  promote(...groups: readonly string[]): readonly string[] {
    const deployment = this.deployment;
    const taskGroups = Object.fromEntries(
      Object.entries(deployment.taskGroups).map(([name, group]) => [
        name,
        groups.length === 0 || groups.includes(name) ? { ...group, promoted: true } : group,
      ]),
    );
    const promoted = { ...deployment, taskGroups };
    const waits = Object.values(taskGroups).some((group) => group.desiredCanaries > 0 && !group.promoted);
    const text = waits ? deployment.statusDescription : "Deployment is running";
    this.#state = withDeployment(this.#state, { ...promoted, statusDescription: text });
    for (const allocation of this.live()) {
      if (allocation.deploymentStatus?.canary !== true || taskGroups[allocation.taskGroup]?.promoted !== true) continue;
      this.#write({ ...allocation, deploymentStatus: { ...allocation.deploymentStatus, canary: false } });
    }
    return this.evaluate();
  }

  setStatus(status: Deployment["status"]): this {
    this.#state = withDeployment(this.#state, { ...this.deployment, status });
    return this;
  }

  /** Changes live allocations, picked by their short name. */
  change(name: string, change: Partial<Allocation>): this {
    const found = this.live().find((allocation) => shortName(allocation, false) === name);
    if (found === undefined) throw new Error(`no live ${name}`);
    this.#write({ ...found, ...change });
    return this;
  }

  nodeDown(name: string): this {
    const found = this.live().find((allocation) => shortName(allocation, false) === name);
    const node = found && this.#state.nodes.get(found.nodeId);
    if (!node) throw new Error(`no live ${name}`);
    this.#state = { ...this.#state, nodes: this.#state.nodes.with(node.id, { ...node, status: "down" }, true) };
    return this;
  }

  live(): readonly Allocation[] {
    return this.#allocations().filter((allocation) => !serverTerminal(allocation));
  }

  get deployment(): Deployment {
    const latest = latestDeployment(this.#state, "default", this.#job.id);
    if (latest === undefined) throw new Error("no deployment");
    return latest;
  }

  get state(): Snapshot {
    return this.#state;
  }

  #allocations(): readonly Allocation[] {
    return allocationsOfJob(this.#state, "default", this.#job.id);
  }

  get #job(): Job {
    const current = this.#versions.at(-1);
    if (current === undefined) throw new Error("nothing is registered");
    return current;
  }

  #write(allocation: Allocation): void {
    this.#state = withAllocation(this.#state, allocation);
  }
}

/** `o1`: version 0, index 1; `c0`: a canary; `n2`: any other later one. */
function shortName(allocation: Allocation, withGroup: boolean): string {
  const kind = allocation.job.version === 0 ? "o" : allocation.deploymentStatus?.canary === true ? "c" : "n";
  return `${withGroup ? `${allocation.taskGroup}.` : ""}${kind}${indexOfName(allocation.name)}`;
}

const reasons: Readonly<Record<string, string>> = {
  [allocationText.notNeeded]: "not needed",
  [allocationText.migrating]: "migrates",
  [allocationText.lost]: "lost",
  [allocationText.rescheduled]: "rescheduled",
  "": "replaced",
};

function planWords(plan: Plan | undefined, state: Snapshot, withGroup: boolean): readonly string[] {
  if (plan === undefined) return ["no plan"];
  const words: string[] = [];
  for (const { status } of plan.deploymentUpdates) words.push(`deployment ${status}`);
  const stored = (id: string): Allocation | undefined => state.allocations.get(id);
  for (const stop of plan.stops) {
    const old = stored(stop.allocationId);
    if (old === undefined || stop.description === allocationText.updating) continue;
    words.push(`stop ${shortName(old, withGroup)} (${reasons[stop.description] ?? stop.description})`);
  }
  for (const placed of plan.placements) {
    const old = placed.previousAllocation === undefined ? undefined : stored(placed.previousAllocation);
    const swap = plan.stops.some(
      (stop) => stop.allocationId === old?.id && stop.description === allocationText.updating,
    );
    const name = `${withGroup ? `${placed.taskGroup}.` : ""}${placed.deploymentStatus?.canary ? "canary " : ""}[${indexOfName(placed.name)}]`;
    if (swap && old !== undefined) words.push(`swap ${shortName(old, withGroup)} for ${name}`);
    else
      words.push(
        `place ${name} v${placed.job.version}${old === undefined ? "" : ` after ${shortName(old, withGroup)}`}`,
      );
  }
  const inPlace = plan.updates.filter(({ kind }) => kind === "in-place").length;
  if (inPlace > 0) words.push(`update ${inPlace} in place`);
  for (const { kind, allocation } of plan.updates) {
    if (kind !== "in-place") words.push(`${kind} ${shortName(stored(allocation.id) ?? allocation, withGroup)}`);
  }
  return words.sort();
}

function counterWords(counters: DesiredUpdates): string {
  const set = Object.entries(counters).filter(([, amount]) => amount !== 0);
  return set.map(([name, amount]) => `${name} ${amount}`).join(", ");
}
