import { Interrupted } from "../cli/command.js";
import { somethingComes } from "../explain/next.js";
import type { Milliseconds } from "../model/time.js";
import type { World } from "../model/world.js";
import type { Wait } from "../session/virtualClock.js";

/** A command may wait so long for news of a cluster in which nothing happens: monitors with a short wait show something then. */
const patienceMs: Milliseconds = 10_000;

/**
 * Watches the waits of one command. A monitor would let a day of virtual time run while it waits for an operator who sits in front
 * of it: once nothing will happen by itself any more, waiting for news has no end.
 */
export class StandstillWatch {
  #vainMs: Milliseconds = 0;

  /** Whether the command waited in vain. */
  get standsStill(): boolean {
    return this.#vainMs > patienceMs;
  }

  /** @throws {Interrupted} when there is nothing to wait for. */
  whileWaiting(world: World, { until, forNews }: Wait): void {
    if (!forNews) return;
    this.#vainMs = somethingComes(world) ? 0 : this.#vainMs + until - world.now;
    if (this.standsStill) throw new Interrupted("Nothing more happens by itself.");
  }
}
