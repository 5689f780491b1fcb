import type { JsonObject, JsonValue } from "../../model/json.js";

/** Equality of JSON; an absent member equals null. */
export function sameJson(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === b) return true;
  if (a === null || b === null || a === undefined || b === undefined) return (a ?? null) === (b ?? null);
  if (typeof a !== "object" || typeof b !== "object" || Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a as JsonObject, b as JsonObject];
  for (const name of Object.keys(left)) if (!sameJson(left[name], right[name])) return false;
  return Object.keys(right).every((name) => name in left || (right[name] ?? null) === null);
}
