import type { Instant } from "../model/time.js";
import type { WallClock } from "./wallClock.js";

/** `manual`: virtual time stands still between advances; `real`: it follows the wall clock. Spec 08. */
export type ClockMode = "manual" | "real";

/** What the clock moves. */
interface Cluster {
  readonly world: { readonly now: Instant };
  readonly nextTimer: Instant | undefined;
  advanceTo(until: Instant): void;
}

/** How much faster than the wall clock virtual time may go. */
export const fastest = 100_000;

/**
 * Moves a cluster along with the wall clock, or leaves it alone. In the mode `real` it sleeps until the next timer is due;
 * whoever reads or changes the cluster catches up first. Spec 08.
 */
export class AgentClock {
  readonly #cluster: Cluster;
  readonly #wall: WallClock;
  #mode: ClockMode = "manual";
  #speed = 1;
  /** Where both clocks stood when the mode was set. */
  #anchor = { wall: 0, virtual: 0 };
  #cancel: (() => void) | undefined;

  constructor(cluster: Cluster, wall: WallClock) {
    this.#cluster = cluster;
    this.#wall = wall;
  }

  get mode(): ClockMode {
    return this.#mode;
  }

  get speed(): number {
    return this.#speed;
  }

  /** From now on the clock goes like this. */
  set(mode: ClockMode, speed: number): void {
    this.#mode = mode;
    this.#speed = speed;
    this.#anchor = { wall: this.#wall.now(), virtual: this.#cluster.world.now };
    this.#sleep();
  }

  /** Virtual time moves to where the wall clock says it is. */
  catchUp(): void {
    if (this.#mode !== "real") return;
    this.#cluster.advanceTo(this.#due());
    this.#sleep();
  }

  /** Virtual time was moved by hand: the wall clock goes on from there. */
  moved(): void {
    this.#anchor = { wall: this.#wall.now(), virtual: this.#cluster.world.now };
    this.#sleep();
  }

  /** No timer is left behind. */
  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #due(): Instant {
    const passed = (this.#wall.now() - this.#anchor.wall) * this.#speed;
    return Math.max(this.#cluster.world.now, this.#anchor.virtual + Math.floor(passed));
  }

  #sleep(): void {
    this.stop();
    const next = this.#mode === "real" ? this.#cluster.nextTimer : undefined;
    if (next === undefined) return;
    const wait = Math.ceil((next - this.#anchor.virtual) / this.#speed) - (this.#wall.now() - this.#anchor.wall);
    this.#cancel = this.#wall.after(wait, () => this.catchUp());
  }
}
