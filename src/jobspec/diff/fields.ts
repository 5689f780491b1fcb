import { compareText } from "../../model/table.js";
import type { Flat } from "./flat.js";
import type { DiffType, FieldDiff } from "./tree.js";

/** The members that differ, by name. Spec 05 §11.2. */
export function changedFields(old: Flat, next: Flat): readonly FieldDiff[] {
  return allFields(old, next).filter(({ Type }) => Type !== "None");
}

/** All members of both sides, by name: the context of a change. Spec 05 §11.1, §11.2. */
export function allFields(old: Flat, next: Flat): readonly FieldDiff[] {
  const names = new Set([...old.keys(), ...next.keys()]);
  return [...names].sort(compareText).map((name) => fieldDiff(name, old.get(name) ?? "", next.get(name) ?? ""));
}

/** One member. An empty string counts as missing; `0` and `false` do not. Spec 05 §11.2. */
export function fieldDiff(name: string, old: string, next: string): FieldDiff {
  return { Type: fieldType(old, next), Name: name, Old: old, New: next, Annotations: null };
}

function fieldType(old: string, next: string): DiffType {
  if (old === next) return "None";
  if (old === "") return "Added";
  return next === "" ? "Deleted" : "Edited";
}
