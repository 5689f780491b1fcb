import { inOrderOfGenerality } from "./generality.js";
import { isPrimitive, isSameType, type Type } from "./type.js";

/** So many kinds of elements are no list. */
const mostTypes = 200;

/**
 * Whether values of one type can be of another; of a string that is to become a number only the value itself tells. Spec 05 §6.3.
 */
export function isConvertible(from: Type, to: Type): boolean {
  if (to === "dynamic" || from === "dynamic" || isSameType(from, to)) return true;
  if (isPrimitive(from) || isPrimitive(to)) return isPrimitivePair(from, to);
  switch (to.kind) {
    case "list":
    case "set":
      if (from.kind === "tuple") return haveCommonType(from.of, to.of) && !isMixedWithNull(from.of, to.of);
      return (from.kind === "list" || from.kind === "set") && isConvertible(from.of, to.of);
    case "map":
      if (from.kind === "object") return haveCommonType([...from.of.values()], to.of);
      return from.kind === "map" && isConvertible(from.of, to.of);
    case "tuple": {
      if (from.kind !== "tuple" || from.of.length !== to.of.length) return false;
      return from.of.every((type, at) => isConvertible(type, to.of[at] ?? "dynamic"));
    }
    case "object": {
      if (from.kind === "map") return [...to.of.values()].every((type) => isConvertible(from.of, type));
      if (from.kind !== "object") return false;
      const { of: given } = from;
      return [...to.of].every(([name, type]) => {
        const attribute = given.get(name);
        return attribute !== undefined && isConvertible(attribute, type);
      });
    }
  }
}

/**
 * The most general type that all of the types can be converted to: what a conditional comes to, or the elements of a list of any
 * type. Objects with the same attributes stay objects, others become maps; tuples of different lengths become lists.
 *
 * @returns Undefined if there is none, and for no types at all.
 */
export function unify(types: readonly Type[]): Type | undefined {
  const distinct = distinctTypes(types);
  if (distinct.length === 0 || distinct.length > mostTypes) return undefined;
  const alike = unifyAlike(distinct);
  if (alike !== "otherwise") return alike;
  return inOrderOfGenerality(distinct).find((wanted) => distinct.every((type) => isConvertible(type, wanted)));
}

/** How often a type occurs is of no interest, and lists are long. */
function distinctTypes(types: readonly Type[]): readonly Type[] {
  const distinct: Type[] = [];
  for (const type of types) {
    if (distinct.length > mostTypes) break;
    if (!distinct.some((other) => isSameType(other, type))) distinct.push(type);
  }
  return distinct;
}

/** Types of one kind have a common type that need not be one of them. */
function unifyAlike(types: readonly Type[]): Type | undefined | "otherwise" {
  const known = types.filter((type) => type !== "dynamic");
  const hasDynamic = known.length < types.length;
  const kinds = new Set(known.map((type) => (typeof type === "string" ? type : type.kind)));
  const [kind] = kinds;
  if (kinds.size === 1) {
    if (kind === undefined || known.some((type) => typeof type === "string")) return "otherwise";
    return hasDynamic ? "dynamic" : unifyKind(kind, known);
  }
  if (kinds.size === 2 && kinds.has("map") && kinds.has("object")) {
    return unifyMixed(types, "object", objectsAsMap) ?? "otherwise";
  }
  if (kinds.size === 2 && kinds.has("list") && kinds.has("tuple")) {
    return unifyMixed(types, "tuple", tuplesAsList) ?? "otherwise";
  }
  return kinds.has("object") && kinds.has("tuple") ? undefined : "otherwise";
}

function unifyKind(kind: string, types: readonly Type[]): Type | undefined {
  if (kind === "object") return unifyObjects(types);
  if (kind === "tuple") return unifyTuples(types);
  const of = unify(types.map((type) => (typeof type === "string" ? type : (type.of as Type))));
  return of === undefined ? undefined : { kind: kind as "list" | "set" | "map", of };
}

function unifyObjects(types: readonly Type[]): Type | undefined {
  const members = types.map(attributesOf);
  const [first = new Map<string, Type>()] = members;
  const areSameNames = members.every((each) => each.size === first.size && [...each.keys()].every((n) => first.has(n)));
  if (!areSameNames) return objectsAsMap(types);
  const of = new Map<string, Type>();
  for (const name of first.keys()) {
    const common = unify(members.map((each) => each.get(name) ?? "dynamic"));
    if (common === undefined) return undefined;
    of.set(name, common);
  }
  return { kind: "object", of };
}

function unifyTuples(types: readonly Type[]): Type | undefined {
  const elements = types.map(elementsOf);
  const [first = []] = elements;
  if (elements.some((each) => each.length !== first.length)) return tuplesAsList(types);
  const of: Type[] = [];
  for (const at of first.keys()) {
    const common = unify(elements.map((each) => each[at] ?? "dynamic"));
    if (common === undefined) return undefined;
    of.push(common);
  }
  return { kind: "tuple", of };
}

/** Maps beside objects, lists beside tuples: the structural ones first become a collection of their own. */
function unifyMixed(
  types: readonly Type[],
  structural: "object" | "tuple",
  asCollection: (types: readonly Type[]) => Type | undefined,
): Type | undefined {
  const isStructural = (type: Type) => typeof type !== "string" && type.kind === structural;
  const collection = asCollection(types.filter(isStructural));
  if (collection === undefined) return undefined;
  const common = unify(types.map((type) => (isStructural(type) ? collection : type)));
  return common === "dynamic" ? undefined : common;
}

function objectsAsMap(types: readonly Type[]): Type | undefined {
  const of = unify(types.flatMap((type) => [...attributesOf(type).values()]));
  return of === undefined ? undefined : collectionFor(types, { kind: "map", of });
}

function tuplesAsList(types: readonly Type[]): Type | undefined {
  const of = unify(types.flatMap(elementsOf));
  return of === undefined ? undefined : collectionFor(types, { kind: "list", of });
}

function collectionFor(types: readonly Type[], wanted: Type): Type | undefined {
  return types.every((type) => isConvertible(type, wanted)) ? wanted : undefined;
}

/** Everything becomes a string; a string may read as a number or a bool. */
function isPrimitivePair(from: Type, to: Type): boolean {
  if (!isPrimitive(from) || !isPrimitive(to)) return false;
  return from === "string" || to === "string" || from === to;
}

/** Elements of any single type need one that all of them can be. */
function haveCommonType(types: readonly Type[], wanted: Type): boolean {
  if (types.length === 0) return true;
  return wanted === "dynamic" ? unify(types) !== undefined : types.every((type) => isConvertible(type, wanted));
}

/** Nulls among lists and objects leave the common type open, and lists cannot have that. */
function isMixedWithNull(types: readonly Type[], wanted: Type): boolean {
  return wanted === "dynamic" && unify(types) === "dynamic" && types.some((type) => type !== "dynamic");
}

function attributesOf(type: Type): ReadonlyMap<string, Type> {
  return typeof type !== "string" && type.kind === "object" ? type.of : new Map<string, Type>();
}

function elementsOf(type: Type): readonly Type[] {
  return typeof type !== "string" && type.kind === "tuple" ? type.of : [];
}
