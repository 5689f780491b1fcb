/** The machine's clock: the only place where virtual time meets real time. Handed in, so that tests can turn it. */
export interface WallClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** @returns What cancels it. */
  after(milliseconds: number, run: () => void): () => void;
  /** Lets everything else that is ready go first. */
  breath(): Promise<void>;
}

/** Timers of Node cannot be longer than this. */
const longestTimerMs = 2 ** 31 - 1;

export const machineClock: WallClock = {
  now: () => Date.now(),
  after: (milliseconds, run) => {
    const timer = setTimeout(run, Math.min(Math.max(milliseconds, 0), longestTimerMs));
    return () => clearTimeout(timer);
  },
  breath: () => new Promise((resolve) => setImmediate(resolve)),
};
