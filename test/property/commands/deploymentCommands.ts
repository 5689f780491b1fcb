import type { OutsideAction } from "../../../src/model/action.js";
import type { Run } from "../run.js";
import type { Notebook } from "./command.js";
import { allocationAt, ask, Doing, deploymentAt } from "./command.js";

/** `nomad job promote`: all groups, or some of them by position; 9 stands for a group that does not exist. */
export class Promote extends Doing {
  readonly jobId: string;
  readonly age: number;
  readonly groups: "all" | readonly number[];

  constructor(jobId: string, age: number, groups: "all" | readonly number[]) {
    super();
    this.jobId = jobId;
    this.age = age;
    this.groups = groups;
  }

  protected override describe(): string {
    const groups = this.groups === "all" ? "all groups" : `groups ${this.groups.join(", ") || "none"}`;
    return `promote ${groups} of ${this.jobId}, ${deploymentName(this.age)}`;
  }

  protected override act(_: Notebook, run: Run): string {
    const deployment = deploymentAt(run.world, this.jobId, this.age);
    if (deployment === undefined) return "there is none";
    const names = Object.keys(deployment.taskGroups).sort();
    const groups =
      this.groups === "all" ? "all" : this.groups.map((at) => (at === 9 ? "nobody" : (names[at] ?? "nobody")));
    return ask(run, { kind: "promote-deployment", deploymentId: deployment.id, groups });
  }
}

export type Decision = "fail" | "pause" | "resume" | "unblock";

/** `nomad deployment fail`, `pause`, `resume`, `unblock`. */
export class Decide extends Doing {
  readonly jobId: string;
  readonly age: number;
  readonly decision: Decision;

  constructor(jobId: string, age: number, decision: Decision) {
    super();
    this.jobId = jobId;
    this.age = age;
    this.decision = decision;
  }

  protected override describe(): string {
    return `${this.decision} ${deploymentName(this.age)} of ${this.jobId}`;
  }

  protected override act(_: Notebook, run: Run): string {
    const deploymentId = deploymentAt(run.world, this.jobId, this.age)?.id;
    return ask(run, deploymentId === undefined ? undefined : decisionOn(this.decision, deploymentId));
  }
}

function decisionOn(decision: Decision, deploymentId: string): OutsideAction {
  switch (decision) {
    case "fail":
      return { kind: "fail-deployment", deploymentId };
    case "pause":
    case "resume":
      return { kind: "pause-deployment", deploymentId, pause: decision === "pause" };
    case "unblock":
      return { kind: "unblock-deployment", deploymentId };
  }
}

/** An operator's verdict on allocations, as `health_check = "manual"` needs it. */
export class SetHealth extends Doing {
  readonly jobId: string;
  readonly healthy: readonly number[];
  readonly unhealthy: readonly number[];

  constructor(jobId: string, healthy: readonly number[], unhealthy: readonly number[]) {
    super();
    this.jobId = jobId;
    this.healthy = healthy;
    this.unhealthy = unhealthy;
  }

  protected override describe(): string {
    return `set the health of ${this.jobId}: healthy [${this.healthy.join(", ")}], unhealthy [${this.unhealthy.join(", ")}]`;
  }

  protected override act(_: Notebook, run: Run): string {
    const deployment = deploymentAt(run.world, this.jobId, 0);
    if (deployment === undefined) return "there is none";
    const members = run.world.allocationsByDeployment.get(deployment.id)?.keysArray() ?? [];
    const named = (positions: readonly number[]) =>
      positions.flatMap((at) => members[at % Math.max(1, members.length)] ?? []);
    return ask(run, {
      kind: "set-allocation-health",
      deploymentId: deployment.id,
      healthy: named(this.healthy),
      unhealthy: named(this.unhealthy),
    });
  }
}

/** `nomad alloc stop`. */
export class StopAllocation extends Doing {
  readonly jobId: string;
  readonly position: number;
  readonly alive: boolean;
  readonly reschedule: boolean;

  constructor(jobId: string, position: number, alive: boolean, reschedule: boolean) {
    super();
    this.jobId = jobId;
    this.position = position;
    this.alive = alive;
    this.reschedule = reschedule;
  }

  protected override describe(): string {
    const what = this.alive ? "living allocation" : "allocation";
    return `stop ${what} ${this.position} of ${this.jobId}${this.reschedule ? " with reschedule" : ""}`;
  }

  protected override act(_: Notebook, run: Run): string {
    const allocation = allocationAt(run.world, this.jobId, this.position, this.alive);
    if (allocation === undefined) return "there is none";
    return ask(run, {
      kind: "stop-allocation",
      allocationId: allocation.id,
      noShutdownDelay: false,
      reschedule: this.reschedule,
    });
  }
}

/** A fault: the tasks of an allocation end. */
export class FailTasks extends Doing {
  readonly jobId: string;
  readonly position: number;
  readonly exitCode: number;

  constructor(jobId: string, position: number, exitCode: number) {
    super();
    this.jobId = jobId;
    this.position = position;
    this.exitCode = exitCode;
  }

  protected override describe(): string {
    return `end the tasks of living allocation ${this.position} of ${this.jobId} with ${this.exitCode}`;
  }

  protected override act(_: Notebook, run: Run): string {
    const allocation = allocationAt(run.world, this.jobId, this.position, true);
    if (allocation === undefined) return "there is none";
    return ask(run, { kind: "fail-tasks", allocationId: allocation.id, exitCode: this.exitCode });
  }
}

function deploymentName(age: number): string {
  return age === 0 ? "the latest deployment" : `deployment ${age} before the latest`;
}
