import type { CommandClock } from "../cli/command.js";

/** The clock of a command that runs on a machine. */
export interface MachineClock extends CommandClock {
  /** Time passes by itself. */
  readonly isReal: boolean;
  /** An answer of the agent arrived: what it says of the time, the value of its header `X-Coalmine-Now`. */
  hear(header: string | undefined): void;
  /** Wakes nobody any more, so that the process can end. */
  stop(): void;
}

/** `COALMINE_NOW` holds something that is no time. */
export class ClockProblem extends Error {
  override readonly name = "ClockProblem";
}

/**
 * The wall clock, or, when the variable `COALMINE_NOW` hands over a time, a clock that stands there, goes on when a command
 * sleeps, and is set by the agent's answers. So the text of a recorded command can be met to the second.
 *
 * @throws {ClockProblem}
 */
export function clockOf(environment: Readonly<Record<string, string | undefined>>): MachineClock {
  const handedOver = environment.COALMINE_NOW ?? "";
  if (handedOver === "") return new WallClock();
  if (!/^\d{1,19}$/.test(handedOver)) {
    throw new ClockProblem(
      `COALMINE_NOW is "${handedOver}". Give it nanoseconds since 1970, for instance 1767628800000000000, or unset it.`,
    );
  }
  return new HandedOverClock(BigInt(handedOver));
}

class WallClock implements MachineClock {
  readonly isReal = true;
  readonly #timers = new Set<NodeJS.Timeout>();

  now(): bigint {
    return BigInt(Date.now()) * 1_000_000n;
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        resolve();
      }, milliseconds);
      this.#timers.add(timer);
    });
  }

  hear(): void {}

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }
}

class HandedOverClock implements MachineClock {
  readonly isReal = false;
  #now: bigint;

  constructor(now: bigint) {
    this.#now = now;
  }

  now(): bigint {
    return this.#now;
  }

  /** Takes no time, but lets everything else have its turn: two loops of one command may wait for each other. */
  sleep(milliseconds: number): Promise<void> {
    this.#now += BigInt(Math.round(milliseconds * 1e6));
    return new Promise((resolve) => setImmediate(resolve));
  }

  /** Never sets the clock back. */
  hear(header: string | undefined): void {
    if (header === undefined || !/^\d{1,19}$/.test(header)) return;
    const instant = BigInt(header);
    if (instant > this.#now) this.#now = instant;
  }

  stop(): void {}
}
