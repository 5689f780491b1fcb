import type { JsonObject, JsonValue } from "../../model/json.js";
import type { Diagnostics } from "./diagnostic.js";
import { parseDuration } from "./duration.js";
import { simpleText, type Value } from "./evaluate.js";

const summary = "Unsuitable value type";
const notWhole = "value must be a whole number, between -9223372036854775808 and 9223372036854775807";
const most = 2 ** 63;

/**
 * A value as the JSON of a member's kind (the names of src/jobspec/schema/kind.ts): numbers and booleans may stand in quotes,
 * durations are strings, or whole numbers of nanoseconds. Spec 05 §6.1, §6.6.
 *
 * @returns Undefined after a complaint.
 */
export function convert(kind: string, value: Value, diagnostics: Diagnostics): JsonValue | undefined {
  switch (kind) {
    case "text":
    case "bytes":
      return text(value, diagnostics);
    case "integer":
      return integer(value, diagnostics);
    case "boolean":
      return boolean(value, diagnostics);
    case "duration":
    case "nanoseconds":
      return duration(value, diagnostics);
    case "texts":
      return texts(value, diagnostics);
    case "textMap":
      return mapOf(value, (member) => text(member, diagnostics), diagnostics);
    case "textsMap":
      return mapOf(value, (member) => texts(member, diagnostics), diagnostics);
    default:
      return diagnostics.add(
        value.at,
        "Not supported by Coalmine",
        "This argument cannot be read from a job file yet.",
      );
  }
}

/** A string; simple values become strings. */
export function text(value: Value, diagnostics: Diagnostics): string | undefined {
  return simpleText(value) ?? unsuitable(value, "string", diagnostics);
}

/** JSON of what has no schema: a map also becomes a list of one, nulls vanish. Spec 05 §6.6. */
export function schemaless(value: Value): JsonValue | undefined {
  if (value.kind === "object") return [schemalessMap(value)];
  return schemalessMember(value);
}

function schemalessMember(value: Value): JsonValue | undefined {
  switch (value.kind) {
    case "text":
      return value.text;
    case "number":
      return value.number;
    case "boolean":
      return value.boolean;
    case "null":
      return undefined;
    case "tuple":
      return value.elements.map((element) => schemalessMember(element) ?? null);
    case "object":
      return schemalessMap(value);
  }
}

function schemalessMap(value: Value & { readonly kind: "object" }): JsonObject {
  const members = value.members.map(([name, member]) => [name, schemaless(member)] as const);
  return Object.fromEntries(members.filter(([, member]) => member !== undefined));
}

function integer(value: Value, diagnostics: Diagnostics): number | undefined {
  const given = numberIn(value);
  if (given === undefined) return unsuitable(value, "number", diagnostics);
  if (!Number.isInteger(given) || Math.abs(given) >= most) return refuse(value, notWhole, diagnostics);
  return given;
}

function numberIn(value: Value): number | undefined {
  if (value.kind === "number") return value.number;
  if (value.kind !== "text" || !/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value.text)) return undefined;
  return Number(value.text);
}

function boolean(value: Value, diagnostics: Diagnostics): boolean | undefined {
  if (value.kind === "boolean") return value.boolean;
  if (value.kind === "text" && (value.text === "true" || value.text === "false")) return value.text === "true";
  return unsuitable(value, "bool", diagnostics);
}

function duration(value: Value, diagnostics: Diagnostics): number | bigint | undefined {
  if (value.kind === "number") return integer(value, diagnostics);
  if (value.kind === "null") return diagnostics.add(value.at, summary, "Unsuitable duration value: nil");
  if (value.kind === "boolean") {
    return refuse(value, "expected a string but found {{{} %!s(cty.primitiveTypeKind=66)}}", diagnostics);
  }
  if (value.kind !== "text") return unsuitable(value, "string", diagnostics);
  const parsed = parseDuration(value.text);
  if (parsed.ok) return parsed.nanoseconds;
  return diagnostics.add(value.at, summary, `Unsuitable duration value: ${parsed.complaint}`);
}

function texts(value: Value, diagnostics: Diagnostics): readonly string[] | undefined {
  if (value.kind !== "tuple") return unsuitable(value, "list of string", diagnostics);
  if (value.elements.some((element) => element.kind === "null")) {
    return refuse(value, "null value is not allowed", diagnostics);
  }
  const elements = value.elements.map((element) => text(element, diagnostics));
  const complete = elements.filter((element) => element !== undefined);
  return complete.length === elements.length ? complete : undefined;
}

function mapOf(
  value: Value,
  member: (value: Value) => JsonValue | undefined,
  diagnostics: Diagnostics,
): JsonObject | undefined {
  if (value.kind !== "object") return unsuitable(value, "map of string", diagnostics);
  const members = value.members.map(([name, content]) => [name, member(content)] as const);
  return members.some(([, content]) => content === undefined) ? undefined : Object.fromEntries(members);
}

function unsuitable(value: Value, wanted: string, diagnostics: Diagnostics): undefined {
  return refuse(value, mismatch(value, wanted), diagnostics);
}

function mismatch(value: Value, wanted: string): string {
  if (value.kind === "null") return "null value is not allowed";
  const collection = value.kind === "tuple" || value.kind === "object";
  const wantsCollection = wanted.includes(" of ");
  if (wantsCollection) return collection ? `${wanted} required` : `${wanted} required, but have ${typeName(value)}`;
  if (collection || wanted === "string") return `${wanted} required, but have ${typeName(value)}`;
  return `a ${wanted} is required`;
}

function typeName(value: Value): string {
  if (value.kind === "text") return "string";
  return value.kind === "boolean" ? "bool" : value.kind;
}

function refuse(value: Value, complaint: string, diagnostics: Diagnostics): undefined {
  return diagnostics.add(value.at, summary, `Unsuitable value: ${complaint}`);
}
