import type { Action, InsideAction } from "../model/action.js";
import type { Event } from "../model/event.js";
import type { Instant } from "../model/time.js";
import type { World } from "../model/world.js";
import type { Phase } from "./pending.js";
import { firstIn, nextTimer, phases } from "./pending.js";
import { perform } from "./perform.js";

/** What a driver may want to see of each action: for event streams, statistics, or to keep a run. */
export type Observer = (action: Action, events: readonly Event[], world: World) => void;

/** More inside actions than this at one instant mean that the cluster goes round in circles. */
const maxActionsPerInstant = 100_000;

/** The cluster did not come to rest at one instant. */
export class UnsettledError extends Error {
  override readonly name = "UnsettledError";
}

/** What is quiet before deadlines are looked at. */
const busyPhases: readonly Phase[] = phases.filter((phase) => phase !== "deadline");

/**
 * Performs everything that is pending at this instant, in canonical order: each phase to its end, from the first again until
 * nothing changes, then a deadline that is due, and so on. DESIGN, "settle".
 *
 * @throws UnsettledError after a million actions at one instant.
 */
export function settle(world: World, observe?: Observer): World {
  const round = new Round(observe);
  let current = world;
  for (;;) {
    const before = current;
    for (const phase of busyPhases) current = round.runPhase(current, phase);
    if (current !== before) continue;
    const deadline = firstIn(current, "deadline");
    if (deadline === undefined) return current;
    current = round.perform(current, deadline);
  }
}

/** The actions of one instant, counted. */
class Round {
  readonly #observe: Observer | undefined;
  #actions = 0;

  constructor(observe: Observer | undefined) {
    this.#observe = observe;
  }

  runPhase(world: World, phase: Phase): World {
    let current = world;
    for (let action = firstIn(current, phase); action !== undefined; action = firstIn(current, phase)) {
      current = this.perform(current, action);
    }
    return current;
  }

  perform(world: World, action: InsideAction): World {
    if (++this.#actions > maxActionsPerInstant) {
      throw new UnsettledError(`still ${action.kind} after ${maxActionsPerInstant} actions at one instant`);
    }
    const step = perform(world, action);
    if (!step.result.ok) throw new UnsettledError(`${action.kind} was pending but refused: ${step.result.message}`);
    this.#observe?.(action, step.events, step.world);
    return step.world;
  }
}

/**
 * Lets virtual time pass: settles, jumps to the next timer not later than `until`, and so on, up to and including `until`.
 * DESIGN, "advance".
 */
export function advance(world: World, until: Instant, observe?: Observer): World {
  let current = settle(world, observe);
  while (current.now < until) {
    const timer = nextTimer(current);
    const target = timer === undefined ? until : Math.min(timer, until);
    const action: Action = { kind: "pass-time", until: target };
    const step = perform(current, action);
    if (!step.result.ok) throw new UnsettledError(step.result.message);
    observe?.(action, step.events, step.world);
    current = settle(step.world, observe);
  }
  return current;
}
