import type { JsonObject, JsonValue } from "../../model/json.js";

export type DiffType = "None" | "Added" | "Deleted" | "Edited";

/** One member that differs; all values as text, an absent one is empty. Spec 05 §11.1. */
export interface FieldDiff extends JsonObject {
  readonly Type: DiffType;
  readonly Name: string;
  readonly Old: string;
  readonly New: string;
  readonly Annotations: readonly string[] | null;
}

/**
 * The simple members of a job, group or task that differ, and those of its maps of strings, sorted by name. Spec 05 §11.2.
 *
 * @param names The members that are compared; nested objects and lists among them are not.
 * @param before Undefined where the object is new.
 */
export function fieldDiffs(
  names: readonly string[],
  before: JsonObject | undefined,
  after: JsonObject | undefined,
): readonly FieldDiff[] {
  const old = flattened(names, before);
  const next = flattened(names, after);
  const all = [...new Set([...old.keys(), ...next.keys()])].sort(byBytes);
  return all.flatMap((name) => fieldDiff(name, old.get(name) ?? "", next.get(name) ?? ""));
}

/** An empty string counts as missing; `0` and `false` do not. */
function fieldDiff(name: string, old: string, next: string): readonly FieldDiff[] {
  if (old === next) return [];
  const type = old === "" ? "Added" : next === "" ? "Deleted" : "Edited";
  return [{ Type: type, Name: name, Old: old, New: next, Annotations: null }];
}

function flattened(names: readonly string[], object: JsonObject | undefined): ReadonlyMap<string, string> {
  const flat = new Map<string, string>();
  for (const name of names) {
    const value = object?.[name];
    if (value === null || value === undefined) continue;
    if (typeof value !== "object") flat.set(name, primitiveText(value));
    else if (!Array.isArray(value)) addMap(flat, name, value as JsonObject);
  }
  return flat;
}

function addMap(flat: Map<string, string>, name: string, map: JsonObject): void {
  for (const [key, member] of Object.entries(map)) flat.set(`${name}[${key}]`, primitiveText(member ?? ""));
}

function primitiveText(value: JsonValue): string {
  return typeof value === "string" ? value : String(value);
}

/** UTF-16 order is byte order for all that names are made of. */
function byBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
