import { CommandFailure } from "../failure.js";
import { integer, toggle } from "../flags.js";

/** How long Nomad takes a line to be, in bytes. */
const bytesOfLine = 120;
const defaultLines = 10;
const unset = -1;

/** The flags of commands that show the end of a text. */
export const tailFlags = {
  f: toggle("Read for compatibility: what is there is shown, what is to come is not awaited."),
  tail: toggle("Only the end."),
  n: integer("With -tail: so many lines.", unset),
  c: integer("With -tail: so many bytes.", unset),
} as const;

interface TailWishes {
  readonly tail: boolean;
  readonly n: number;
  readonly c: number;
}

/** The end of a text: where to begin reading, and how many lines of what was read to show. */
export interface Tail {
  /** Bytes before the end. */
  readonly bytes: number;
  readonly lines: number | undefined;
}

/**
 * How much of the end is wanted; undefined for the whole text.
 *
 * @throws {CommandFailure} when it is said in two ways.
 */
export function tailOf({ tail, n, c }: TailWishes): Tail | undefined {
  if (!tail) return undefined;
  if (n !== unset && c !== unset) throw new CommandFailure("Both -n and -c are not allowed");
  if (c !== unset) return { bytes: c, lines: undefined };
  return { bytes: (n === unset ? defaultLines : n) * bytesOfLine, lines: n === unset ? defaultLines : n };
}

/** The last lines of a text. */
export function lastLines(text: string, count: number | undefined): string {
  if (count === undefined) return text;
  const lines = text.split("\n");
  const isClosed = lines.at(-1) === "";
  return lines.slice(Math.max(0, lines.length - count - (isClosed ? 1 : 0))).join("\n");
}
