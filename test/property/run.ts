import { isDeepStrictEqual } from "node:util";
import { nextTimer, pending } from "../../src/cluster/pending.js";
import { perform } from "../../src/cluster/perform.js";
import { settle } from "../../src/cluster/settle.js";
import type { Action, OutsideAction } from "../../src/model/action.js";
import type { Event } from "../../src/model/event.js";
import { drawBelow } from "../../src/model/random.js";
import type { Result } from "../../src/model/step.js";
import type { Instant, Milliseconds } from "../../src/model/time.js";
import type { World } from "../../src/model/world.js";
import {
  rulesOfCanonicalOrder,
  rulesOfChange,
  rulesOfEveryState,
  rulesOfEveryStateInCanonicalOrder,
  rulesOfRest,
  rulesOfRestInCanonicalOrder,
  rulesOfTheWholeState,
  rulesOfTheWholeStateInCanonicalOrder,
} from "./invariants/all.js";
import { changedBetween } from "./invariants/changed.js";
import type { Change, StateRule } from "./invariants/invariant.js";
import { inWords, Violation } from "./invariants/invariant.js";

/**
 * In which order inside actions come: `canonical`, all of them at once after each request, as scenarios and the agent have
 * it; or `any`, one at a time, whichever someone picks.
 */
export type Order = "canonical" | "any";

const rulesOfEveryCanonicalState = [...rulesOfEveryState, ...rulesOfEveryStateInCanonicalOrder];

/** More inside actions than this at one instant, and the cluster goes round in circles. */
const maxActionsAtOneInstant = 3_000;

/**
 * The one way in which a run may go round in circles: part of a plan is refused for ever, since a failed allocation stands on
 * a node that takes nothing, and the other part is carried out and taken back again and again. Nomad does the same, in its
 * own time (spec 03 §5.1, "Consequence of 5–7").
 */
export class Livelock extends Error {
  override readonly name = "Livelock";
}

/** Evaluations gave up on conflicting plans at this very instant. */
function refusedAgainAndAgain(world: World): boolean {
  return world.evaluations
    .valuesArray()
    .some(({ triggeredBy, createTime }) => triggeredBy === "max-plan-attempts" && createTime === world.now);
}

/** One cluster under test: every action that it performs is held against the invariants. */
export class Run {
  readonly order: Order;
  /** Every action so far, outside and inside ones. */
  readonly actions: Action[] = [];
  #world: World;
  #actionsAtThisInstant = 0;

  constructor(world: World, order: Order) {
    this.order = order;
    this.#world = world;
  }

  get world(): World {
    return this.#world;
  }

  /** What an operator or a fault does. A refusal has to leave the very same World. */
  request(action: OutsideAction): Result {
    const result = this.#perform(action);
    if (result.ok && this.order === "canonical") this.settle();
    this.checkWhole();
    return result;
  }

  /** Virtual time passes; in any order only as far as the next timer. */
  pass(duration: Milliseconds): void {
    const until = this.#world.now + duration;
    if (this.order === "any") {
      this.#passTo(Math.min(until, nextTimer(this.#world) ?? until));
      this.checkWhole();
      return;
    }
    this.settle();
    while (this.#world.now < until) {
      this.#passTo(Math.min(until, nextTimer(this.#world) ?? until));
      this.settle();
    }
    this.checkWhole();
  }

  /** Everything that is pending at this instant, in canonical order. */
  settle(): void {
    settle(this.#world, (action, events, world) => this.#note(action, events, world));
    this.#check(rulesOfRest);
    this.#check(rulesOfRestInCanonicalOrder);
  }

  /** One of the inside actions that are ready. */
  performOne(choice: number): InsideStep {
    const ready = pending(this.#world);
    const action = ready[choice % Math.max(1, ready.length)];
    if (action === undefined) return "nothing is pending";
    const result = this.#perform(action);
    if (!result.ok) throw new Violation(`what is pending is never refused: ${action.kind}: ${result.message}`);
    return action.kind;
  }

  /** Everything that is pending at this instant, in an order drawn from a stream. */
  settleInAnyOrder(stream: () => number): void {
    while (pending(this.#world).length > 0) this.performOne(drawBelow(stream, 1_000_000));
    this.#check(rulesOfRest);
  }

  /** Lets everything happen, timer by timer, until only timers that satisfy `mayRemain` are left, or nothing. */
  passUntilQuiet(
    limit: Milliseconds,
    settleAll: () => void,
    mayRemain: (action: Action) => boolean = () => false,
  ): void {
    const end = this.#world.now + limit;
    settleAll();
    for (;;) {
      const waiting = this.#world.timers.byDue.valuesArray().filter(({ action }) => !mayRemain(action));
      const next = nextTimer(this.#world);
      if (waiting.length === 0 || next === undefined) {
        this.checkWhole();
        return;
      }
      if (next > end) {
        const kinds = waiting.map(({ action, due }) => `${action.kind} at ${new Date(due).toISOString()}`);
        throw new Violation(`every run comes to rest: after ${limit} ms it still waits for ${kinds.join(", ")}`);
      }
      this.#passTo(Math.max(next, this.#world.now));
      settleAll();
    }
  }

  check(rule: StateRule): void {
    this.#check([rule]);
  }

  #passTo(until: Instant): void {
    if (until < this.#world.now) return;
    const result = this.#perform({ kind: "pass-time", until });
    if (!result.ok) throw new Violation(`time passes from timer to timer: ${result.message}`);
  }

  #perform(action: Action): Result {
    const before = this.#world;
    const step = perform(before, action);
    if (!step.result.ok) {
      const { message } = step.result;
      if (message.includes("broke off")) throw new Violation(`no action breaks off: ${message}`);
      if (step.world !== before) throw new Violation(`a refused action leaves the very same World: ${action.kind}`);
      if (step.events.length > 0) throw new Violation(`nothing happens by a refused action: ${action.kind}`);
      return step.result;
    }
    this.#note(action, step.events, step.world);
    return step.result;
  }

  #note(action: Action, events: readonly Event[], world: World): void {
    const before = this.#world;
    this.actions.push(action);
    this.#world = world;
    this.#actionsAtThisInstant = before.now === world.now ? this.#actionsAtThisInstant + 1 : 0;
    if (this.#actionsAtThisInstant > maxActionsAtOneInstant) {
      if (refusedAgainAndAgain(world)) throw new Livelock();
      throw new Violation(
        `a bounded number of actions at each instant: still ${action.kind} after ${maxActionsAtOneInstant}`,
      );
    }
    const change: Change = { before, action, events, after: world, changed: changedBetween(before, world) };
    for (const rule of rulesOfChange) this.#fail(rule, rule(change), action);
    if (this.order === "canonical") for (const rule of rulesOfCanonicalOrder) this.#fail(rule, rule(change), action);
    const stateRules = this.order === "canonical" ? rulesOfEveryCanonicalState : rulesOfEveryState;
    for (const { rule, reads } of stateRules) {
      if (reads.some((table) => before[table] !== world[table])) this.#fail(rule, rule(world), action);
    }
  }

  /** Everything that takes a look at the whole World. */
  checkWhole(): void {
    this.#check(rulesOfTheWholeState);
    if (this.order === "canonical") this.#check(rulesOfTheWholeStateInCanonicalOrder);
  }

  #check(rules: readonly StateRule[]): void {
    for (const rule of rules) this.#fail(rule, rule(this.#world), this.actions.at(-1));
  }

  #fail(rule: { readonly name: string }, text: string | undefined, action: Action | undefined): void {
    if (text === undefined) return;
    const after = action === undefined ? "" : `, after ${action.kind}`;
    throw new Violation(`${inWords(rule)}: ${text}${after}, at index ${this.#world.index}`);
  }
}

type InsideStep = Action["kind"] | "nothing is pending";

/** Whether two Worlds hold the same, table by table. */
export function sameWorld(a: World, b: World): boolean {
  return isDeepStrictEqual(plainOf(a), plainOf(b));
}

/** The World with its tables as lists of entries: their inner shape depends on the order of writing. */
function plainOf(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(plainOf);
  if ("toArray" in value && typeof value.toArray === "function") return plainOf(value.toArray());
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plainOf(member)]));
}
