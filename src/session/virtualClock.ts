import { Interrupted } from "../cli/interrupted.js";
import type { Simulator } from "../cluster/simulator.js";
import type { Instant, Milliseconds } from "../model/time.js";

/** The time limit of `timeout` ran out: like Ctrl-C to the command that waits. */
export class TimedOut extends Interrupted {
  override readonly name = "TimedOut";
}

/** A command waited longer than any command may. */
export class EndlessWait extends Interrupted {
  override readonly name = "EndlessWait";
}

/** No command may wait longer than this; a page whose command does is wrong (DESIGN, "Documents that run"). */
export const longestWaitMs: Milliseconds = 24 * 3_600_000;

/** Virtual time is about to pass for a command that waits. */
export interface Wait {
  /** The end of the wait, or the next moment before it at which something happens. */
  readonly until: Instant;
  /** A query waits for a change in the cluster; otherwise the command sleeps for reasons of its own. */
  readonly forNews: boolean;
}

/** Comes between the moments of a wait, and may end it by throwing an interruption. */
type WhileWaiting = (wait: Wait) => Promise<void>;

interface Limit {
  readonly at: Instant;
  readonly error: () => Interrupted;
}

/**
 * The clock of a session: virtual time passes while a command waits, never past the limit that it runs under.
 */
export class VirtualClock {
  readonly #simulator: Simulator;
  readonly #whileWaiting: WhileWaiting | undefined;
  #limits: readonly Limit[] = [];

  constructor(simulator: Simulator, whileWaiting?: WhileWaiting) {
    this.#simulator = simulator;
    this.#whileWaiting = whileWaiting;
  }

  /** Nanoseconds since the epoch, as commands want it. */
  now(): bigint {
    return BigInt(this.#simulator.now) * 1_000_000n;
  }

  /** @throws {Interrupted} when the limit comes first; time stands at the limit then. */
  async sleep(milliseconds: Milliseconds): Promise<void> {
    await this.#pass(this.#simulator.now + Math.ceil(milliseconds), false);
  }

  /** @throws {Interrupted} */
  async passTo(instant: Instant): Promise<void> {
    await this.#pass(instant, true);
  }

  async #pass(instant: Instant, forNews: boolean): Promise<void> {
    const limit = this.#nearestLimit();
    const isOver = limit !== undefined && instant > limit.at;
    const end = isOver ? limit.at : instant;
    if (this.#whileWaiting !== undefined) await this.#passWatched(end, forNews, this.#whileWaiting);
    this.#simulator.advanceTo(end);
    if (isOver) throw limit.error();
  }

  /** From one moment at which something happens to the next, so that someone can step in between. */
  async #passWatched(end: Instant, forNews: boolean, whileWaiting: WhileWaiting): Promise<void> {
    const simulator = this.#simulator;
    for (;;) {
      const until = Math.min(end, Math.max(simulator.now + 1, simulator.nextTimer ?? end));
      await whileWaiting({ until, forNews });
      simulator.advanceTo(until);
      if (until >= end) return;
    }
  }

  /** Runs something that may wait at most this long. */
  async within<Result>(duration: Milliseconds, error: () => Interrupted, run: () => Promise<Result>): Promise<Result> {
    const limit: Limit = { at: this.#simulator.now + duration, error };
    this.#limits = [...this.#limits, limit];
    try {
      return await run();
    } finally {
      this.#limits = this.#limits.filter((other) => other !== limit);
    }
  }

  #nearestLimit(): Limit | undefined {
    return this.#limits.reduce<Limit | undefined>(
      (nearest, limit) => (nearest === undefined || limit.at < nearest.at ? limit : nearest),
      undefined,
    );
  }
}
