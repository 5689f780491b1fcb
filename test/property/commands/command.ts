import type { Command } from "fast-check";
import type { OutsideAction } from "../../../src/model/action.js";
import type { Allocation } from "../../../src/model/allocation.js";
import { terminal } from "../../../src/model/allocation.js";
import type { Deployment } from "../../../src/model/deployment.js";
import { allocationsOfJob, deploymentsOfJob } from "../../../src/model/snapshot.js";
import type { World } from "../../../src/model/world.js";
import type { JobSpec } from "../../builders/jobs.js";
import type { Run } from "../run.js";

export const namespace = "default";

/** What the operator remembers: the file of each job as it was submitted last. */
export interface Notebook {
  readonly files: Map<string, JobSpec>;
}

/**
 * What someone does to the cluster. Commands name things by position (the second allocation of `api`), so that a shortened
 * run still makes sense; after a run they also tell what it came to.
 */
export abstract class Doing implements Command<Notebook, Run> {
  #outcome = "";

  check(): boolean {
    return true;
  }

  run(notebook: Notebook, run: Run): void {
    this.#outcome = " …";
    this.#outcome = ` → ${this.act(notebook, run)}`;
  }

  toString(): string {
    return `${this.describe()}${this.#outcome}`;
  }

  /** What is done, in an operator's words. */
  protected abstract describe(): string;

  /** @returns What came of it, in a few words. */
  protected abstract act(notebook: Notebook, run: Run): string;
}

/** Performs a request and says what it answered. */
export function ask(run: Run, action: OutsideAction | undefined): string {
  if (action === undefined) return "there is none";
  const result = run.request(action);
  return result.ok ? "done" : result.message.replace(/\s+/g, " ").slice(0, 80);
}

/** A deployment of a job, counted from the newest. */
export function deploymentAt(world: World, jobId: string, age: number): Deployment | undefined {
  return deploymentsOfJob(world, namespace, jobId).at(-1 - age);
}

/** An allocation of a job, counted from the first; running ones only, if wanted. */
export function allocationAt(world: World, jobId: string, position: number, alive: boolean): Allocation | undefined {
  const candidates = allocationsOfJob(world, namespace, jobId).filter((allocation) => !alive || !terminal(allocation));
  return candidates[position % Math.max(1, candidates.length)];
}
