import type { Command } from "fast-check";
import fc from "fast-check";
import type { WorldSpec } from "../builders/worlds.js";
import { worldOf } from "../builders/worlds.js";
import { opening } from "./commands/arbitrary.js";
import type { Doing, Notebook } from "./commands/command.js";
import { effort, maxCommands } from "./effort.js";
import { Violation } from "./invariants/invariant.js";
import type { Order } from "./run.js";
import { Livelock, Run } from "./run.js";

/** One run to try: how the cluster begins, and what is done to it. */
interface Trial {
  readonly spec: WorldSpec;
  readonly todo: readonly Command<Notebook, Run>[];
}

/** What is tried, and how often. */
export interface Attempts {
  readonly order: Order;
  readonly spec: fc.Arbitrary<WorldSpec>;
  readonly command: fc.Arbitrary<Doing>;
  readonly runs: number;
  /** What has to hold when the commands are done. */
  readonly atTheEnd: (run: Run, spec: WorldSpec) => void;
}

/**
 * Plays random runs and holds every action against the invariants. The first failure is shortened by leaving commands out as
 * long as the same rule breaks, since fast-check's own shrinking stays at a long run here; then it is told as a list.
 *
 * @throws {Error} with the broken rule in words, the shortest run, and how to see it again.
 */
export function everyRunKeepsItsInvariants(attempts: Attempts): void {
  const commands = fc.commands<Notebook, Run>([attempts.command], { maxCommands, size: "max" });
  let livelocks = 0;
  const property = fc.property(attempts.spec, opening, commands, (spec, first, todo) => {
    if (play({ spec, todo: [first, ...todo] }, attempts) === "livelock") livelocks += 1;
  });
  const details = fc.check(property, { ...effort(attempts.runs), endOnFailure: true });
  if (!details.failed) {
    if (livelocks > 1 + details.numRuns / 50)
      throw new Error(`${livelocks} of ${details.numRuns} runs went round in circles`);
    return;
  }
  if (details.counterexample === null) throw new Error(`no run was tried: ${details.numSkips} were skipped`);
  const [spec, first, todo] = details.counterexample;
  const failure = details.errorInstance;
  const shortest = shortened({ spec, todo: [first, ...todo] }, ruleOf(failure), attempts);
  const again = `COALMINE_SEED=${details.seed} COALMINE_PATH=${details.counterexamplePath}`;
  throw new Error(report(shortest, attempts, again), { cause: failure });
}

/** @returns How it ended; every other end is thrown. */
function play({ spec, todo }: Trial, { order, atTheEnd }: Attempts): "rest" | "livelock" {
  const run = new Run(worldOf(spec), order);
  try {
    fc.modelRun(() => ({ model: { files: new Map() }, real: run }), todo);
    atTheEnd(run, spec);
    return "rest";
  } catch (error) {
    if (error instanceof Livelock) return "livelock";
    throw error;
  }
}

function outcomeOf(trial: Trial, attempts: Attempts): unknown {
  try {
    play(trial, attempts);
    return undefined;
  } catch (error) {
    return error;
  }
}

/** What comes before the colon: where it broke may differ. */
function ruleOf(error: unknown): string {
  if (error instanceof Violation) return error.message.split(":")[0] ?? "";
  return error instanceof Error ? error.name : String(error);
}

/** Leaves out halves, quarters and so on down to single commands, while the same rule breaks. */
function shortened(trial: Trial, rule: string, attempts: Attempts): Trial {
  let shortest = trial;
  for (let size = Math.ceil(trial.todo.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < shortest.todo.length; ) {
      const candidate = { ...shortest, todo: [...shortest.todo.slice(0, at), ...shortest.todo.slice(at + size)] };
      const outcome = outcomeOf(candidate, attempts);
      if (outcome !== undefined && ruleOf(outcome) === rule) shortest = candidate;
      else at += size;
    }
  }
  return shortest;
}

function report(trial: Trial, attempts: Attempts, again: string): string {
  const outcome = outcomeOf(trial, attempts);
  const { seed, latency, nodes } = trial.spec;
  const lines = [
    outcome instanceof Error ? outcome.message : String(outcome),
    "",
    `A cluster with seed ${seed}, latency ${latency} and the nodes ${nodes.map((node) => JSON.stringify(node)).join(", ")}:`,
    ...trial.todo.map((command, at) => `${String(at + 1).padStart(3)}. ${command.toString()}`),
    "",
    `See it again: ${again} npx vitest run test/property`,
  ];
  return lines.join("\n");
}
