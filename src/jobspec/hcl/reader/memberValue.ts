import type { JsonObject, JsonValue } from "../../../model/json.js";
import { parseDuration } from "../duration.js";
import type { Span } from "../syntax/range.js";
import { convert } from "../values/convert.js";
import { toInteger } from "../values/number.js";
import type { Type } from "../values/type.js";
import { isWhollyKnown, typeOf, type Value } from "../values/value.js";
import { complain, type Reading } from "./reading.js";
import { typeDump } from "./typeDump.js";

/** What a member holds: the names of src/jobspec/schema/kind.ts, and the type of Go that numbers must fit. */
export interface MemberKind {
  readonly name: string;
  readonly goType: string;
}

const summary = "Unsuitable value type";
const texts: Type = { kind: "list", of: "string" };
const wanted: Readonly<Record<string, Type>> = {
  text: "string",
  bytes: "string",
  integer: "number",
  boolean: "bool",
  texts,
  textMap: { kind: "map", of: "string" },
  textsMap: { kind: "map", of: texts },
};

/**
 * A value as the JSON of a member: numbers and booleans may stand in quotes, durations are strings, or whole numbers of
 * nanoseconds. Spec 05 §6.1, §6.6.
 *
 * @param at Where the expression starts: complaints point there.
 * @returns Undefined after a complaint.
 */
export function memberValue(reading: Reading, kind: MemberKind, value: Value, at: Span): JsonValue | undefined {
  if (kind.name === "duration" || kind.name === "nanoseconds") return durationValue(reading, value, at);
  const type = wanted[kind.name];
  if (type === undefined) {
    return complain(reading, at, "Unsupported argument", "This argument cannot be set in a job file.");
  }
  const converted = convert(value, type);
  if (!converted.ok) return unsuitable(reading, at, converted.message);
  const outcome = plainJson(converted.value, kind.goType);
  return outcome.ok ? outcome.json : unsuitable(reading, at, outcome.message);
}

function unsuitable(reading: Reading, at: Span, message: string): undefined {
  return complain(reading, at, summary, `Unsuitable value: ${message}`);
}

/** A driver's or a policy's value has no type to be unsuitable for, but has to be known. */
export function requireKnown(reading: Reading, value: Value, at: Span): Value | undefined {
  return isWhollyKnown(value) ? value : unsuitable(reading, at, "value must be known");
}

type Plain = { readonly ok: true; readonly json: JsonValue } | { readonly ok: false; readonly message: string };

function plainJson(value: Value, goType: string): Plain {
  switch (value.kind) {
    case "string":
      return { ok: true, json: value.text };
    case "bool":
      return { ok: true, json: value.isTrue };
    case "number": {
      const range = rangeOf(goType);
      const whole = toInteger(value.number);
      if (whole === undefined || whole < range.least || whole > range.most)
        return { ok: false, message: notWhole(range) };
      return { ok: true, json: exact(whole) };
    }
    case "null":
      return { ok: false, message: "null value is not allowed" };
    case "unknown":
      return { ok: false, message: "value must be known" };
    case "map":
    case "object":
      return plainMembers(value.members, goType);
    default:
      return plainElements(value.elements, goType);
  }
}

function plainElements(elements: readonly Value[], goType: string): Plain {
  const outcomes = elements.map((element) => plainJson(element, goType));
  const failed = outcomes.find((outcome) => !outcome.ok);
  if (failed !== undefined) return failed;
  return { ok: true, json: outcomes.flatMap((outcome) => (outcome.ok ? [outcome.json] : [])) };
}

function plainMembers(members: ReadonlyMap<string, Value>, goType: string): Plain {
  const json: Record<string, JsonValue> = {};
  for (const [name, member] of members) {
    const outcome = plainJson(member, goType);
    if (!outcome.ok) return outcome;
    json[name] = outcome.json;
  }
  return { ok: true, json: json as JsonObject };
}

interface IntegerRange {
  readonly least: bigint;
  readonly most: bigint;
}

const int64: IntegerRange = { least: -(2n ** 63n), most: 2n ** 63n - 1n };

function rangeOf(goType: string): IntegerRange {
  if (goType.startsWith("uint")) return { least: 0n, most: goType === "uint8" ? 255n : 2n ** 64n - 1n };
  return goType === "int8" ? { least: -128n, most: 127n } : int64;
}

function notWhole({ least, most }: IntegerRange): string {
  const inclusive = least === 0n ? " inclusive" : "";
  return `value must be a whole number, between ${least} and ${most}${inclusive}`;
}

function exact(whole: bigint): number | bigint {
  return Number.isSafeInteger(Number(whole)) ? Number(whole) : whole;
}

function durationValue(reading: Reading, value: Value, at: Span): JsonValue | undefined {
  switch (value.kind) {
    case "string": {
      const parsed = parseDuration(value.text);
      if (parsed.ok) return parsed.nanoseconds;
      return complain(reading, at, summary, `Unsuitable duration value: ${parsed.complaint}`);
    }
    case "number":
      return memberValue(reading, { name: "integer", goType: "int64" }, value, at);
    case "null":
      return complain(reading, at, summary, "Unsuitable duration value: nil");
    case "unknown":
      return unsuitable(reading, at, "value must be known");
    default:
      return unsuitable(reading, at, `expected a string but found ${typeDump(typeOf(value))}`);
  }
}
