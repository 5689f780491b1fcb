import type { Milliseconds } from "../../model/time.js";

/**
 * Milliseconds of the model as the API's nanoseconds: a number while that is exact, a `bigint` beyond 2^53. Spec 07 §4.
 */
export function toNanoseconds(duration: Milliseconds): number | bigint {
  const whole = Math.trunc(duration);
  const fraction = Math.round((duration - whole) * 1_000_000);
  return inJson(BigInt(whole) * 1_000_000n + BigInt(fraction));
}

/** The other way: exact for whole milliseconds of any size. */
export function fromNanoseconds(nanoseconds: number | bigint): Milliseconds {
  const exact = BigInt(nanoseconds);
  const whole = exact / 1_000_000n;
  return Number(whole) + Number(exact - whole * 1_000_000n) / 1_000_000;
}

/** An integer of the model as JSON that loses no digit when it is printed. */
export function jsonInteger(value: number): number | bigint {
  return Number.isSafeInteger(value) ? value : BigInt(value);
}

function inJson(exact: bigint): number | bigint {
  const rounded = Number(exact);
  return Number.isSafeInteger(rounded) ? rounded : exact;
}
