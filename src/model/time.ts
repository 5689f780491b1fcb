/** A moment of virtual time: whole milliseconds since the Unix epoch. */
export type Instant = number;

/** A length of time in milliseconds. May carry a fraction where a job file asks for less than a millisecond. */
export type Milliseconds = number;

const unitsMs = [
  ["h", 3_600_000],
  ["m", 60_000],
] as const;

/**
 * A duration as Go prints it: largest unit first, zero minor units kept (`5m0s`, `1h0m0s`, `1.5s`, `500ms`, `0s`).
 * Spec 05 §1, 06 §2.5.
 */
export function goDuration(duration: Milliseconds): string {
  if (duration === 0) return "0s";
  const sign = duration < 0 ? "-" : "";
  const whole = Math.abs(duration);
  if (whole < 1000) return sign + subSecondText(whole);
  let rest = whole;
  let text = "";
  for (const [unit, size] of unitsMs) {
    const amount = Math.floor(rest / size);
    if (amount > 0 || text !== "") text += `${amount}${unit}`;
    rest -= amount * size;
  }
  return `${sign}${text}${trimmedFraction(rest / 1000, 9)}s`;
}

function subSecondText(whole: Milliseconds): string {
  if (whole >= 1) return `${trimmedFraction(whole, 6)}ms`;
  if (whole >= 0.001) return `${trimmedFraction(whole * 1000, 3)}µs`;
  return `${Math.round(whole * 1_000_000)}ns`;
}

function trimmedFraction(value: number, digits: number): string {
  return value.toFixed(digits).replace(/\.?0+$/, "");
}

const goUnitMs: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};

/** Reads a duration as Go writes it (`1m30s`, `500ms`, `-2h`); undefined if the text is none. */
export function parseGoDuration(text: string): Milliseconds | undefined {
  const match = /^([+-]?)((?:\d+\.?\d*|\.\d+)(?:ns|us|[\u00b5\u03bc]s|ms|s|m|h))+$/.exec(text);
  if (text === "0" || text === "+0" || text === "-0") return 0;
  if (match === null) return undefined;
  let sum = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+\.?\d*|\.\d+)(ns|us|[\u00b5\u03bc]s|ms|s|m|h)/g)) {
    sum += Number(amount) * (goUnitMs[unit ?? ""] ?? 0);
  }
  const rounded = Math.round(sum * 1_000_000) / 1_000_000;
  return match[1] === "-" ? -rounded : rounded;
}
