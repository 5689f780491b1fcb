import type { JsonObject, JsonValue } from "../../../src/model/json.js";

/** The value without null members at any depth: the recordings hold none, absent equals null (FORMAT.md). */
export function withoutNulls(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((member: JsonValue) => withoutNulls(member));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value as JsonObject).filter(([, member]) => member !== null && member !== undefined);
  return Object.fromEntries(entries.map(([name, member]) => [name, withoutNulls(member ?? null)]));
}

/** The first places where two values differ, one a line; empty where they agree. */
export function differenceOf(ours: JsonValue | undefined, theirs: JsonValue | undefined, path: string): string {
  if (ours === theirs) return "";
  if (Array.isArray(ours) && Array.isArray(theirs) && ours.length === theirs.length) {
    return ours
      .map((member, at) => differenceOf(member as JsonValue, theirs[at] as JsonValue, `${path}[${at}]`))
      .join("");
  }
  if (isObject(ours) && isObject(theirs)) {
    const names = new Set([...Object.keys(ours), ...Object.keys(theirs)]);
    return [...names].map((name) => differenceOf(ours[name], theirs[name], `${path}.${name}`)).join("");
  }
  return `${path}: ${shown(ours)} instead of ${shown(theirs)}\n`;
}

/** Whether two texts have the same lines in some order. */
export function permutedLines(ours: string, theirs: string): boolean {
  return ours.split("\n").sort().join("\n") === theirs.split("\n").sort().join("\n");
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shown(value: JsonValue | undefined): string {
  return JSON.stringify(value, (_, member) => (typeof member === "bigint" ? String(member) : member)) ?? "nothing";
}
