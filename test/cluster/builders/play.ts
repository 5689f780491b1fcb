import { expect } from "vitest";
import { Simulator } from "../../../src/cluster/simulator.js";
import type { OutsideAction } from "../../../src/model/action.js";
import type { Allocation } from "../../../src/model/allocation.js";
import { indexOfName, terminal } from "../../../src/model/allocation.js";
import type { Deployment, DeploymentGroup } from "../../../src/model/deployment.js";
import type { Evaluation } from "../../../src/model/evaluation.js";
import type { Job } from "../../../src/model/job.js";
import type { JobSummary } from "../../../src/model/jobSummary.js";
import type { JsonValue } from "../../../src/model/json.js";
import type { NodeDescription } from "../../../src/model/nodeDescription.js";
import type { LatencyProfile } from "../../../src/model/settings.js";
import { defaultSettings } from "../../../src/model/settings.js";
import { allocationsOfJob, deploymentsOfJob, findJob } from "../../../src/model/snapshot.js";
import type { Done } from "../../../src/model/step.js";
import type { TaskState } from "../../../src/model/taskState.js";
import type { Instant } from "../../../src/model/time.js";
import type { World } from "../../../src/model/world.js";
import { emptyWorld } from "../../../src/model/world.js";

/** A whole second, so that clocks are easy to read. */
const start = Date.UTC(2026, 0, 5, 16, 0, 0);

export interface PlaySettings {
  readonly nodes?: number | readonly NodeDescription[];
  readonly latency?: LatencyProfile;
}

/** A cluster that a test plays with, and the ways in which tests read it. Times are seconds since {@link Play.begin}. */
export class Play {
  readonly simulator: Simulator;
  #origin: Instant = start;

  constructor({ nodes = 3, latency = "instant" }: PlaySettings = {}) {
    this.simulator = new Simulator(emptyWorld(start, 1, { ...defaultSettings, latency }));
    const named =
      typeof nodes === "number" ? Array.from({ length: nodes }, (_, i) => ({ name: `client-${i + 1}` })) : nodes;
    for (const node of named) this.does({ kind: "register-node", node });
  }

  get world(): World {
    return this.simulator.world;
  }

  /** Now, in seconds. */
  get clock(): number {
    return (this.world.now - this.#origin) / 1000;
  }

  /** From now on seconds count from here. */
  begin(): void {
    this.#origin = this.world.now;
  }

  at(second: number): void {
    this.simulator.advanceTo(this.#origin + Math.round(second * 1000));
  }

  /** Performs a request that has to succeed. */
  does(action: OutsideAction): Done {
    const result = this.simulator.request(action);
    if (!result.ok) throw new Error(`${action.kind}: ${result.status} ${result.message}`);
    return result;
  }

  /** Performs a request that has to be refused and to leave the World as it is; answers `status text`. */
  refuses(action: OutsideAction): string {
    const before = this.world;
    const result = this.simulator.request(action);
    expect(this.world).toBe(before);
    return result.ok ? "accepted" : `${result.status} ${result.message}`;
  }

  register(job: JsonValue, given: Partial<OutsideAction & { readonly kind: "register-job" }> = {}): Done {
    return this.does({ kind: "register-job", job, ...given });
  }

  promote(groups: "all" | readonly string[] = "all"): Done {
    return this.does({ kind: "promote-deployment", deploymentId: this.deployment().id, groups });
  }

  /** Ends all running tasks of an allocation. */
  fail(allocation: Allocation): Done {
    return this.does({ kind: "fail-tasks", allocationId: allocation.id, exitCode: 1 });
  }

  job(id = "app"): Job {
    return found(findJob(this.world, "default", id), `job ${id}`);
  }

  versions(id = "app"): readonly Job[] {
    return this.world.jobVersions.get(`default\u0000${id}`) ?? [];
  }

  summary(id = "app"): JobSummary {
    return found(this.world.summaries.get(`default\u0000${id}`), `summary of ${id}`);
  }

  /** All deployments of a job, oldest first. */
  deployments(id = "app"): readonly Deployment[] {
    return deploymentsOfJob(this.world, "default", id);
  }

  deployment(id = "app"): Deployment {
    return found(this.deployments(id).at(-1), `deployment of ${id}`);
  }

  state(group = "web", id = "app"): DeploymentGroup {
    return found(this.deployment(id).taskGroups[group], `group ${group}`);
  }

  /** All allocations of a job, in order of creation, then by name. */
  allocations(id = "app"): readonly Allocation[] {
    const all = [...allocationsOfJob(this.world, "default", id)];
    return all.sort((a, b) => a.createIndex - b.createIndex || (a.name < b.name ? -1 : 1));
  }

  /** The allocations that nobody ended, by group, index and version. */
  live(id = "app"): readonly Allocation[] {
    return this.allocations(id).filter((allocation) => !terminal(allocation));
  }

  /** The newest allocation of that name's index. */
  newest(index: number, group = "web", id = "app"): Allocation {
    const named = this.allocations(id).filter((one) => one.taskGroup === group && indexOfName(one.name) === index);
    return found(named.at(-1), `${group}[${index}]`);
  }

  allocation(id: string): Allocation {
    return found(this.world.allocations.get(id), `allocation ${id}`);
  }

  /** The state of a task as the servers know it. */
  task(allocation: Allocation, name = "main"): TaskState {
    return found(this.allocation(allocation.id).taskStates[name], `task ${name}`);
  }

  /** `second Type: text` of each event of a task, oldest first. */
  events(allocation: Allocation, name = "main"): readonly string[] {
    return this.task(allocation, name).events.map(
      (event) => `${this.second(event.time)} ${event.type}: ${event.displayMessage}`,
    );
  }

  /** All evaluations of a job, in order of creation. */
  evaluations(id = "app"): readonly Evaluation[] {
    const ids = this.world.evaluationsByJob.get(`default\u0000${id}`)?.keysArray() ?? [];
    const all = ids.map((each) => found(this.world.evaluations.get(each), `evaluation ${each}`));
    return all.sort((a, b) => a.createIndex - b.createIndex);
  }

  evaluation(id: string | undefined): Evaluation {
    return found(this.world.evaluations.get(id ?? ""), `evaluation ${id}`);
  }

  second(instant: Instant): number {
    return (instant - this.#origin) / 1000;
  }
}

export function found<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`there is no ${what}`);
  return value;
}
