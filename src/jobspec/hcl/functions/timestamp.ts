import { goQuote } from "../values/goQuote.js";

/** A moment as RFC 3339 writes it: what the clock shows there, and how far that is from UTC. */
export interface Timestamp {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly nanosecond: number;
  readonly offsetMinutes: number;
}

export type ParsedTimestamp =
  | { readonly ok: true; readonly timestamp: Timestamp }
  | { readonly ok: false; readonly message: string };

const strict = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(?:Z|([+-])(\d{2}):(\d{2}))$/;

/** Reads a timestamp; what is wrong with it is said in HCL's words. */
export function parseTimestamp(source: string): ParsedTimestamp {
  const match = strict.exec(source);
  if (match === null) return { ok: false, message: complaint(source) };
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const [fraction = "", sign = "+", offsetHours = "0", offsetRest = "0"] = match
    .slice(7)
    .map((each) => each ?? undefined);
  if (Number(offsetHours) > 23 || Number(offsetRest) > 59) return { ok: false, message: complaint(source) };
  const offsetMinutes = (sign === "-" ? -1 : 1) * (Number(offsetHours) * 60 + Number(offsetRest));
  const nanosecond = Number(fraction.slice(0, 9).padEnd(9, "0"));
  const timestamp = validTimestamp({ year, month, day, hour, minute, second, nanosecond, offsetMinutes });
  return timestamp === undefined ? { ok: false, message: complaint(source) } : { ok: true, timestamp };
}

/** The timestamp if the calendar and the clock know it. */
export function validTimestamp(timestamp: Timestamp): Timestamp | undefined {
  const { year, month, day, hour, minute, second } = timestamp;
  const isReal = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(month, year);
  return isReal && hour < 24 && minute < 60 && second < 60 ? timestamp : undefined;
}

/** What the clock at the same place shows some nanoseconds later. */
export function later(timestamp: Timestamp, nanoseconds: bigint): Timestamp {
  const date = dateOf(timestamp);
  const total = BigInt(date.getTime()) * 1_000_000n + BigInt(timestamp.nanosecond) + nanoseconds;
  const seconds = (total - mod(total, 1_000_000_000n)) / 1_000_000_000n;
  const moved = new Date(Number(seconds) * 1000);
  return {
    year: moved.getUTCFullYear(),
    month: moved.getUTCMonth() + 1,
    day: moved.getUTCDate(),
    hour: moved.getUTCHours(),
    minute: moved.getUTCMinutes(),
    second: moved.getUTCSeconds(),
    nanosecond: Number(mod(total, 1_000_000_000n)),
    offsetMinutes: timestamp.offsetMinutes,
  };
}

/** From 0 for Sunday. */
export function weekdayOf(timestamp: Timestamp): number {
  return dateOf(timestamp).getUTCDay();
}

/** RFC 3339 without fractions of a second. */
export function timestampText(timestamp: Timestamp): string {
  const { year, month, day, hour, minute, second, offsetMinutes } = timestamp;
  const sign = year < 0 ? "-" : "";
  const date = `${sign}${String(Math.abs(year)).padStart(4, "0")}-${twoDigits(month)}-${twoDigits(day)}`;
  const zone = offsetMinutes === 0 ? "Z" : offsetText(offsetMinutes, ":");
  return `${date}T${twoDigits(hour)}:${twoDigits(minute)}:${twoDigits(second)}${zone}`;
}

/** `+01:00`, or without the colon. */
export function offsetText(minutes: number, separator: string): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${twoDigits(Math.trunc(size / 60))}${separator}${twoDigits(size % 60)}`;
}

export function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

function dateOf({ year, month, day, hour, minute, second }: Timestamp): Date {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  return date;
}

function daysIn(month: number, year: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function mod(value: bigint, divisor: bigint): bigint {
  return ((value % divisor) + divisor) % divisor;
}

/** One element of the form: what stands before it, what it is called, how it reads and how large it may be. */
interface Element {
  readonly before: string;
  readonly name: string;
  readonly pattern: RegExp;
  readonly range: readonly [number, number];
}

const elements: readonly Element[] = [
  { before: "", name: "year", pattern: /^\d{4}/, range: [0, 9999] },
  { before: "-", name: "month", pattern: /^\d{2}/, range: [1, 12] },
  { before: "-", name: "day of month", pattern: /^\d{2}/, range: [0, 99] },
  { before: "T", name: "hour", pattern: /^\d{1,2}/, range: [0, 23] },
  { before: ":", name: "minute", pattern: /^\d{2}/, range: [0, 59] },
  { before: ":", name: "second", pattern: /^\d{2}/, range: [0, 59] },
];

/** Go reads from left to right and HCL translates where it stopped. */
function complaint(source: string): string {
  const problem = firstProblem(source);
  return `not a valid RFC3339 timestamp${problem}`;
}

function firstProblem(source: string): string {
  let rest = source;
  const read: number[] = [];
  for (const { before, name, pattern, range } of elements) {
    if (!rest.startsWith(before)) return missing(before, rest);
    rest = rest.slice(before.length);
    const [digits] = pattern.exec(rest) ?? [];
    if (digits === undefined) return unusable(rest, name);
    rest = rest.slice(digits.length);
    if (Number(digits) < range[0] || Number(digits) > range[1]) return unusable(rest, name);
    read.push(Number(digits));
  }
  rest = rest.replace(/^[.,]\d+/, "");
  return zoneProblem(rest) ?? dateProblem(read) ?? looseProblem(source);
}

function missing(sign: string, rest: string): string {
  if (sign === "T") return ": missing required time introducer 'T'";
  if (rest === "") return `: end of string where ${goQuote(sign)} is expected`;
  return `: found ${goQuote(rest)} where ${goQuote(sign)} is expected`;
}

function unusable(rest: string, name: string): string {
  if (rest === "") return `: end of string before ${name}`;
  if (name === "hour" && rest.includes(":")) return ": hour must be between 0 and 23 inclusive";
  if ((name === "hour" || name === "minute") && rest.length !== 2) return `: ${name} must have exactly two digits`;
  return `: cannot use ${goQuote(rest)} as ${name}`;
}

function zoneProblem(rest: string): string | undefined {
  const zone = /^(?:Z|[+-](\d{2}):(\d{2}))/.exec(rest);
  if (zone === null) return unusable(rest, "UTC offset");
  const after = rest.slice(zone[0].length);
  if (Number(zone[1] ?? 0) > 24 || Number(zone[2] ?? 0) > 60) return unusable(after, "UTC offset");
  return after === "" ? undefined : unusable(after, "timestamp segment");
}

function dateProblem([year = 0, month = 1, day = 0]: readonly number[]): string | undefined {
  return day < 1 || day > daysIn(month, year) ? ": day out of range" : undefined;
}

/** What Go lets pass and RFC 3339 does not. */
function looseProblem(source: string): string {
  if (source[12] === ":") return unusable(source[11] ?? "", "hour");
  if (source[19] === ",") return unusable(",", "timestamp segment");
  return unusable(source.slice(-6), "UTC offset");
}
