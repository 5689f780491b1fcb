import { parseDuration } from "../duration.js";
import { goQuote } from "../values/goQuote.js";
import { text } from "../values/value.js";
import { textAt } from "./arguments.js";
import { type FunctionSpec, refuse } from "./functionSpec.js";
import { allowLength } from "./limits.js";
import { later, offsetText, parseTimestamp, type Timestamp, timestampText, twoDigits, weekdayOf } from "./timestamp.js";

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October"];
const monthNames: readonly string[] = [...months, "November", "December"];
const weekdays: readonly string[] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** Functions of timestamps. Spec 05 §6.5. */
export const dateFunctions: readonly FunctionSpec[] = [
  {
    name: "formatdate",
    parameters: [
      { name: "format", type: "string" },
      { name: "time", type: "string" },
    ],
    compute: (args) => {
      const parsed = parseTimestamp(textAt(args, 1));
      return parsed.ok ? text(formatted(textAt(args, 0), parsed.timestamp)) : refuse(parsed.message, 1);
    },
  },
  {
    name: "timeadd",
    parameters: [
      { name: "timestamp", type: "string" },
      { name: "duration", type: "string" },
    ],
    compute: (args) => {
      const parsed = parseTimestamp(textAt(args, 0));
      if (!parsed.ok) return refuse(parsed.message);
      const duration = parseDuration(textAt(args, 1));
      if (!duration.ok) return refuse(duration.complaint);
      return text(timestampText(later(parsed.timestamp, BigInt(duration.nanoseconds))));
    },
  },
];

/** How a letter may be repeated, what each length shows, and what the complaint about other lengths says. */
interface Verb {
  readonly shows: Readonly<Record<number, (time: Timestamp) => string>>;
  readonly allowed: string;
}

const verbs: Readonly<Record<string, Verb>> = {
  Y: {
    shows: { 2: ({ year }) => twoDigits(year % 100), 4: ({ year }) => String(year).padStart(4, "0") },
    allowed: 'year must either be "YY" or "YYYY"',
  },
  M: {
    shows: {
      ...numeric(({ month }) => month),
      3: (time) => monthName(time).slice(0, 3),
      4: monthName,
    },
    allowed: 'month must be "M", "MM", "MMM", or "MMMM"',
  },
  D: { shows: numeric(({ day }) => day), allowed: 'day of month must either be "D" or "DD"' },
  E: {
    shows: { 3: (time) => weekdayName(time).slice(0, 3), 4: weekdayName },
    allowed: 'day of week must either be "EEE" or "EEEE"',
  },
  h: { shows: numeric(({ hour }) => hour), allowed: '24-hour must either be "h" or "hh"' },
  H: { shows: numeric(({ hour }) => hour % 12 || 12), allowed: '12-hour must either be "H" or "HH"' },
  A: { shows: { 2: ({ hour }) => (hour < 12 ? "AM" : "PM") }, allowed: 'must be "AA"' },
  a: { shows: { 2: ({ hour }) => (hour < 12 ? "am" : "pm") }, allowed: 'must be "aa"' },
  m: { shows: numeric(({ minute }) => minute), allowed: 'minute must either be "m" or "mm"' },
  s: { shows: numeric(({ second }) => second), allowed: 'second must either be "s" or "ss"' },
  Z: {
    shows: {
      1: ({ offsetMinutes }) => (offsetMinutes === 0 ? "Z" : offsetText(offsetMinutes, ":")),
      3: ({ offsetMinutes }) => (offsetMinutes === 0 ? "UTC" : offsetText(offsetMinutes, "")),
      4: ({ offsetMinutes }) => offsetText(offsetMinutes, ""),
      5: ({ offsetMinutes }) => offsetText(offsetMinutes, ":"),
    },
    allowed: "timezone must be Z, ZZZZ, or ZZZZZ",
  },
};

/** Letters stand for parts of the time, other characters for themselves, and so does what stands in single quotes. */
function formatted(format: string, time: Timestamp): string {
  const tokens = format.match(/''|'(?:''|[^'])*'?|([A-Za-z])\1*|[^A-Za-z']+/g) ?? [];
  const parts = tokens.map((token) => {
    if (token.startsWith("'")) return quoted(token);
    return /^[A-Za-z]/.test(token) ? shown(token, time) : token;
  });
  allowLength(parts.reduce((length, part) => length + part.length, 0));
  return parts.join("");
}

function quoted(token: string): string {
  if (token === "''") return "'";
  if (token.length === 1 || !token.endsWith("'")) refuse("unterminated literal '", 0);
  return token.slice(1, -1).replaceAll("''", "'");
}

function shown(token: string, time: Timestamp): string {
  const verb = verbs[token[0] ?? ""];
  if (verb === undefined) return refuse(`invalid date format verb ${goQuote(token)}`, 0);
  const show = verb.shows[token.length];
  return show?.(time) ?? refuse(`invalid date format verb ${goQuote(token)}: ${verb.allowed}`, 0);
}

function numeric(part: (time: Timestamp) => number): Readonly<Record<number, (time: Timestamp) => string>> {
  return { 1: (time) => String(part(time)), 2: (time) => twoDigits(part(time)) };
}

function monthName({ month }: Timestamp): string {
  return monthNames[month - 1] ?? "";
}

function weekdayName(time: Timestamp): string {
  return weekdays[weekdayOf(time)] ?? "";
}
