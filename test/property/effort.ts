import type { Parameters } from "fast-check";

const { env } = process;

/** How many commands a run has on average: `COALMINE_COMMANDS`; lengths are spread evenly, so the longest has twice as many. */
export const maxCommands = 2 * (amount(env.COALMINE_COMMANDS) ?? 60);

/**
 * How hard to try: `COALMINE_RUNS` runs a property, with the seed `COALMINE_SEED` and, to see one failure again, its
 * `COALMINE_PATH`. Each failure prints its seed and path.
 *
 * @param runs How many runs when nothing is asked for.
 */
export function effort<Values>(runs: number): Parameters<Values> {
  const seed = amount(env.COALMINE_SEED);
  const path = env.COALMINE_PATH;
  return {
    numRuns: amount(env.COALMINE_RUNS) ?? runs,
    ...(seed === undefined ? {} : { seed }),
    ...(path === undefined ? {} : { path }),
  };
}

/** In milliseconds: no property is ended by the clock of the machine. */
export const noTimeLimit = 24 * 3_600_000;

function amount(text: string | undefined): number | undefined {
  if (text === undefined || text === "") return undefined;
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new Error(`"${text}" is no whole number`);
  return number;
}
