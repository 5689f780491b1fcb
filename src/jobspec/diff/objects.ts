import type { JsonObject } from "../../model/json.js";
import { compareText } from "../../model/table.js";
import { allFields, fieldDiff } from "./fields.js";
import { type Flat, flatMembers, type Member } from "./flat.js";
import { innerBlock, innerTexts } from "./inner.js";
import { sameJson } from "./sameJson.js";
import { type DiffType, type FieldDiff, type ObjectDiff, orNull } from "./tree.js";

/** A block of one of the two jobs, in the API's form; undefined where that job has none. */
export type Side = JsonObject | undefined;

/** Compares a block of the old job with the one of the new job. */
export type Compare = (old: Side, next: Side) => ObjectDiff | undefined;

/** What an object shows of a block. */
export interface Contents {
  readonly fields: readonly FieldDiff[];
  readonly objects?: readonly (ObjectDiff | undefined)[];
}

/** The blocks inside a block, in the order in which they are shown; those that did not change are undefined. */
type InnerObjects = (old: Side, next: Side) => readonly (ObjectDiff | undefined)[];

/** A block with its primitive members, all of them, and the blocks in it. Spec 05 §11.1, §11.3. */
export function blockObject(
  name: string,
  members: readonly Member[],
  old: Side,
  next: Side,
  inner: InnerObjects = () => [],
): ObjectDiff | undefined {
  return objectOf(name, old, next, () => ({
    fields: allFields(flatMembers(members, old), flatMembers(members, next)),
    objects: inner(old, next),
  }));
}

/** The member of two blocks that is such a block. */
export function blockMember(
  name: string,
  members: readonly Member[],
  old: Side,
  next: Side,
  inner?: InnerObjects,
): ObjectDiff | undefined {
  return blockObject(name, members, innerBlock(old, name), innerBlock(next, name), inner);
}

/**
 * A block as an object: added or deleted where one side lacks it, edited where the sides differ in anything, shown or not.
 * Spec 05 §11.3.
 */
export function objectOf(name: string, old: Side, next: Side, contents: () => Contents): ObjectDiff | undefined {
  if (sameJson(old, next)) return undefined;
  const { fields, objects } = contents();
  return objectDiff(sideType(old, next), name, fields, objects);
}

/**
 * A block of nothing but primitive members: it is what has become of them. Edited if one of them is, or if some were added and
 * some deleted. Spec 05 §11.3.
 */
export function simpleObject(name: string, members: readonly Member[], old: Side, next: Side): ObjectDiff | undefined {
  return flatObject(name, flatMembers(members, old), flatMembers(members, next));
}

/** The member of two blocks that is such a block. */
export function simpleMember(name: string, members: readonly Member[], old: Side, next: Side): ObjectDiff | undefined {
  return simpleObject(name, members, innerBlock(old, name), innerBlock(next, name));
}

/** Such a block of which the members are flattened already. */
export function flatObject(name: string, old: Flat, next: Flat): ObjectDiff | undefined {
  const fields = allFields(old, next);
  const type = combinedType(fields.map(({ Type }) => Type));
  return type === "None" ? undefined : objectDiff(type, name, fields);
}

/**
 * Blocks that are found again by a key: what only one side has is added or deleted. Spec 05 §11.3.
 *
 * @param keyOf The full text, where an edited block is another one.
 */
export function matchedObjects(
  old: readonly JsonObject[],
  next: readonly JsonObject[],
  keyOf: (block: JsonObject) => string,
  compare: Compare,
): readonly ObjectDiff[] {
  const olds = new Map(old.map((block) => [keyOf(block), block]));
  const news = new Map(next.map((block) => [keyOf(block), block]));
  const keys = new Set([...olds.keys(), ...news.keys()]);
  return inOrder([...keys].map((key) => compare(olds.get(key), news.get(key))));
}

const typeOrder: readonly DiffType[] = ["Edited", "Added", "Deleted", "None"];

/**
 * A list of objects in the order of the API: by name, by type, smaller ones first. Nomad leaves the order of what is left to
 * chance; here it is the order in the job. Spec 05 §11.3.
 */
export function inOrder(objects: readonly (ObjectDiff | undefined)[]): readonly ObjectDiff[] {
  return present(objects).sort(
    (a, b) =>
      compareText(a.Name, b.Name) ||
      typeOrder.indexOf(a.Type) - typeOrder.indexOf(b.Type) ||
      (a.Fields?.length ?? 0) - (b.Fields?.length ?? 0) ||
      (a.Objects?.length ?? 0) - (b.Objects?.length ?? 0),
  );
}

/**
 * The member of two blocks that is a set of strings: one field a value, each named like the object; undefined for an empty one.
 * Spec 05 §11.3.
 */
export function textSet(name: string, old: Side, next: Side): ObjectDiff | undefined {
  const [olds, news] = [new Set(innerTexts(old, name)), new Set(innerTexts(next, name))];
  const fields = [...new Set([...olds, ...news])]
    .map((value) => fieldDiff(name, olds.has(value) ? value : "", news.has(value) ? value : ""))
    .sort((a, b) => compareText(a.Old, b.Old) || compareText(a.New, b.New));
  if (fields.length === 0) return undefined;
  return objectDiff(combinedType(fields.map(({ Type }) => Type)), name, fields);
}

/** The same, undefined also for a set that did not change. */
export function changedTextSet(name: string, old: Side, next: Side): ObjectDiff | undefined {
  const set = textSet(name, old, next);
  return set?.Type === "None" ? undefined : set;
}

/** On which sides a block is. */
export function sideType(old: Side, next: Side): Exclude<DiffType, "None"> {
  if (old === undefined) return "Added";
  return next === undefined ? "Deleted" : "Edited";
}

function combinedType(types: readonly DiffType[]): DiffType {
  const [added, deleted] = [types.includes("Added"), types.includes("Deleted")];
  if (types.includes("Edited") || (added && deleted)) return "Edited";
  if (added) return "Added";
  return deleted ? "Deleted" : "None";
}

function objectDiff(
  type: DiffType,
  name: string,
  fields: readonly FieldDiff[],
  objects: readonly (ObjectDiff | undefined)[] = [],
): ObjectDiff {
  return { Type: type, Name: name, Fields: orNull(fields), Objects: orNull(present(objects)) };
}

function present(objects: readonly (ObjectDiff | undefined)[]): ObjectDiff[] {
  return objects.filter((object) => object !== undefined);
}
