import type { Milliseconds } from "../model/time.js";
import { parseGoDuration } from "../model/time.js";

/** A length of time as `sleep` and `timeout` take it: a Go duration, or a bare number of seconds. */
export function readDuration(text: string): Milliseconds | undefined {
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1_000 : parseGoDuration(text);
  return seconds === undefined || seconds < 0 ? undefined : seconds;
}
