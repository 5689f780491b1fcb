import { Simulator } from "../cluster/simulator.js";
import type { World } from "../model/world.js";
import type { Stage } from "../session/page/frontMatter.js";
import { readPage } from "../session/page/page.js";
import { PageProblem } from "../session/page/problem.js";
import { openCluster } from "../session/stage.js";
import { longestWaitMs } from "../session/virtualClock.js";
import type { PageProgress } from "./pageProgress.js";
import { progressAfter, progressAtStart } from "./pageProgress.js";
import type { PageSource, Run, Step } from "./run/run.js";
import { RunProblem } from "./run/runFile.js";

/** All that a line can change. Immutable: going back is having the old one again. */
export interface ShellState {
  readonly world: World;
  /** By name: the files of the page, and those that were written here. They come before the files of the machine. */
  readonly files: ReadonlyMap<string, string>;
  readonly progress: PageProgress;
  /** How the World came to be. */
  readonly run: Run;
}

/** What a line led to. */
export interface Moment {
  readonly line: string;
  readonly state: ShellState;
}

/** @throws {Error} for a node that cannot be. */
export function stateOfStage(stage: Stage): ShellState {
  const run: Run = { stage, page: undefined, steps: [] };
  return { world: openCluster(stage).world, files: new Map(), progress: progressAtStart(undefined), run };
}

/**
 * Where a page begins: its stage, its files, and nothing of its commands done.
 *
 * @throws {PageProblem}
 */
export function stateOfPage(source: PageSource): ShellState {
  const page = readPage(source.file, source.text);
  const run: Run = { stage: page.stage, page: source, steps: [] };
  return {
    world: openCluster(page.stage).world,
    files: new Map(Object.entries(page.files)),
    progress: progressAtStart(page),
    run,
  };
}

/** A state with one more step. */
export function stateAfter(state: ShellState, world: World, step: Step): ShellState {
  return {
    world,
    files: step.files.size === 0 ? state.files : new Map([...state.files, ...step.files]),
    progress: progressAfter(state.progress, step.line),
    run: { ...state.run, steps: [...state.run.steps, step] },
  };
}

/**
 * Lives through a saved run: where it begins, and what each of its lines led to.
 *
 * @param file For complaints.
 * @throws {RunProblem} when the cluster refuses what the run says was done.
 */
export function momentsOfRun(
  file: string,
  run: Run,
): { readonly start: ShellState; readonly moments: readonly Moment[] } {
  const start = stateAtStart(file, run);
  const moments: Moment[] = [];
  let state = start;
  for (const [place, step] of run.steps.entries()) {
    state = stateAfter(state, worldAfter(file, state.world, step, place), step);
    moments.push({ line: step.line, state });
  }
  return { start, moments };
}

function stateAtStart(file: string, { stage, page }: Run): ShellState {
  try {
    const state = page === undefined ? stateOfStage(stage) : stateOfPage(page);
    return { ...state, world: openCluster(stage).world, run: { stage, page, steps: [] } };
  } catch (error) {
    if (error instanceof PageProblem) throw new RunProblem(file, " page.text", error.message);
    throw new RunProblem(file, " stage.nodes", `${error instanceof Error ? error.message : "it cannot be opened"}.`);
  }
}

function worldAfter(file: string, world: World, { actions }: Step, place: number): World {
  const simulator = new Simulator(world);
  for (const [number, action] of actions.entries()) {
    const path = ` steps[${place}].actions[${number}]`;
    if (action.kind === "pass-time") {
      if (action.until - simulator.now > longestWaitMs) {
        throw new RunProblem(file, `${path}.until`, "No command takes longer than 24 virtual hours.");
      }
      simulator.advanceTo(action.until);
      continue;
    }
    const result = simulator.request(action);
    if (!result.ok) throw new RunProblem(file, path, `The cluster refuses it: ${result.message}.`);
  }
  return simulator.world;
}
