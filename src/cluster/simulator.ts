import type { Action, OutsideAction } from "../model/action.js";
import type { Event } from "../model/event.js";
import type { Result } from "../model/step.js";
import type { Instant } from "../model/time.js";
import type { World } from "../model/world.js";
import { nextTimer } from "./pending.js";
import { perform } from "./perform.js";
import { advance, settle } from "./settle.js";

/** Is told of every action, with what it led to. */
export type Listener = (action: Action, events: readonly Event[], world: World) => void;

/**
 * The driver that scenarios, the shell, the agent and tests share: it holds the World of now, performs requests and lets
 * what they cause at that instant happen, and lets time pass. DESIGN, "settle" and "advance".
 */
export class Simulator {
  #world: World;
  readonly #listeners = new Set<Listener>();

  constructor(world: World) {
    this.#world = world;
  }

  get world(): World {
    return this.#world;
  }

  get now(): Instant {
    return this.#world.now;
  }

  /** When something will happen by itself; undefined when nothing will. */
  get nextTimer(): Instant | undefined {
    return nextTimer(this.#world);
  }

  /**
   * Performs a request and everything that it causes at this instant. A refusal changes nothing.
   *
   * @throws UnsettledError when the cluster does not come to rest.
   */
  request(action: OutsideAction): Result {
    const step = perform(this.#world, action);
    if (!step.result.ok) return step.result;
    this.#tell(action, step.events, step.world);
    this.#world = settle(step.world, (inside, events, world) => this.#tell(inside, events, world));
    return step.result;
  }

  /**
   * Lets virtual time pass up to and including an instant; one that is over is ignored.
   *
   * @throws UnsettledError when the cluster does not come to rest.
   */
  advanceTo(until: Instant): void {
    this.#world = advance(this.#world, until, (action, events, world) => this.#tell(action, events, world));
  }

  /** Goes back, or elsewhere: Worlds are values. */
  restore(world: World): void {
    this.#world = world;
  }

  /** @returns What ends the listening. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(action: Action, events: readonly Event[], world: World): void {
    for (const listener of this.#listeners) listener(action, events, world);
  }
}
