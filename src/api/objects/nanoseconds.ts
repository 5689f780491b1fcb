import type { Instant, Milliseconds } from "../../model/time.js";

/** A time or a duration of Nomad's API in nanoseconds; beyond 2^53, hence `bigint` (spec 07 §4). */
export type Nanoseconds = bigint;

/** An RFC 3339 time of Nomad's API; the zero time is `null` (spec 07 §4). */
export type Timestamp = string | null;

/** Milliseconds as the API's nanoseconds: exact for whole milliseconds of any size. */
export function toNanoseconds(duration: Milliseconds): Nanoseconds {
  if (Number.isInteger(duration)) return BigInt(duration) * 1_000_000n;
  const whole = Math.trunc(duration);
  const fraction = Math.round((duration - whole) * 1_000_000);
  return BigInt(whole) * 1_000_000n + BigInt(fraction);
}

/** The other way: exact for whole milliseconds, a fraction otherwise. */
export function fromNanoseconds(nanoseconds: Nanoseconds): Milliseconds {
  const whole = nanoseconds / 1_000_000n;
  return Number(whole) + Number(nanoseconds - whole * 1_000_000n) / 1_000_000;
}

/** RFC 3339 in UTC with trailing zeros of the fraction trimmed, as Go writes it. */
export function toTimestamp(instant: Instant | undefined): Timestamp {
  if (instant === undefined) return null;
  const known = texts.get(instant);
  if (known !== undefined) return known;
  const text = new Date(instant)
    .toISOString()
    .replace(/\.?0*Z$/, "Z")
    .replace(/T(\d\d:\d\d)Z$/, "T$1:00Z");
  if (texts.size >= mostTexts) texts.clear();
  texts.set(instant, text);
  return text;
}

/** A list of allocations asks thousands of times for the few instants at which something happened. */
const texts = new Map<Instant, string>();

const mostTexts = 1_000;
