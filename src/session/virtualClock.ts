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

interface Limit {
  readonly at: Instant;
  readonly error: () => Interrupted;
}

/**
 * The clock of a session: virtual time passes while a command waits, never past the limit that it runs under.
 */
export class VirtualClock {
  readonly #simulator: Simulator;
  readonly #beforeWaiting: () => Promise<void>;
  #limits: readonly Limit[] = [];

  /** @param beforeWaiting Comes before each wait, and may end it by throwing an interruption. */
  constructor(simulator: Simulator, beforeWaiting: () => Promise<void> = async () => undefined) {
    this.#simulator = simulator;
    this.#beforeWaiting = beforeWaiting;
  }

  /** Nanoseconds since the epoch, as commands want it. */
  now(): bigint {
    return BigInt(this.#simulator.now) * 1_000_000n;
  }

  /** @throws {Interrupted} when the limit comes first; time stands at the limit then. */
  async sleep(milliseconds: Milliseconds): Promise<void> {
    await this.passTo(this.#simulator.now + Math.ceil(milliseconds));
  }

  /** @throws {Interrupted} */
  async passTo(instant: Instant): Promise<void> {
    await this.#beforeWaiting();
    const limit = this.#nearestLimit();
    if (limit !== undefined && instant > limit.at) {
      this.#simulator.advanceTo(limit.at);
      throw limit.error();
    }
    this.#simulator.advanceTo(instant);
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
