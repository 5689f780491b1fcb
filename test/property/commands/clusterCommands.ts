import type { NodeDescription } from "../../../src/model/nodeDescription.js";
import type { Milliseconds } from "../../../src/model/time.js";
import type { Run } from "../run.js";
import type { Notebook } from "./command.js";
import { ask, Doing } from "./command.js";

/** Virtual time passes. */
export class PassTime extends Doing {
  readonly duration: Milliseconds;

  constructor(duration: Milliseconds) {
    super();
    this.duration = duration;
  }

  protected override describe(): string {
    return `pass ${this.duration} ms`;
  }

  protected override act(_: Notebook, run: Run): string {
    run.pass(this.duration);
    return new Date(run.world.now).toISOString();
  }
}

/** A client joins. */
export class AddNode extends Doing {
  readonly node: NodeDescription;

  constructor(node: NodeDescription) {
    super();
    this.node = node;
  }

  protected override describe(): string {
    return `add node ${JSON.stringify(this.node)}`;
  }

  protected override act(_: Notebook, run: Run): string {
    return ask(run, { kind: "register-node", node: this.node });
  }
}

/** One of the actions that are ready inside the cluster, whichever the number picks; in any order only. */
export class PerformOne extends Doing {
  readonly choice: number;

  constructor(choice: number) {
    super();
    this.choice = choice;
  }

  protected override describe(): string {
    return `perform pending action ${this.choice}`;
  }

  protected override act(_: Notebook, run: Run): string {
    return run.performOne(this.choice);
  }
}
