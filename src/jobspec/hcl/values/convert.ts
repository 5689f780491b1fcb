import { mismatch } from "./mismatch.js";
import { numberText, parseNumber } from "./numberText.js";
import { set } from "./order.js";
import { isPrimitive, isSameType, type Type } from "./type.js";
import { isConvertible, unify } from "./unify.js";
import { bool, list, map, number, object, text, tuple, typeOf, type Value } from "./value.js";

/** A value of the wanted type, or HCL's reason why there is none. */
export type Conversion =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly message: string };

/** Carries a reason out of a nested value. */
class Unconvertible extends Error {}

/**
 * A value as one of another type, as HCL converts arguments, variables and attributes: `5` and `"5"` become each other, tuples
 * become lists and sets, objects maps; an object loses the attributes that nobody wants. Null and unknown stay what they are.
 * Spec 05 §6.3.
 */
export function convert(value: Value, wanted: Type): Conversion {
  const given = typeOf(value);
  if (isSameType(given, wanted)) return { ok: true, value };
  if (!isConvertible(given, wanted)) return { ok: false, message: mismatch(given, wanted) };
  try {
    return { ok: true, value: converted(value, wanted) };
  } catch (error) {
    if (error instanceof Unconvertible) return { ok: false, message: error.message };
    throw error;
  }
}

/** The types are known to be convertible. */
function converted(value: Value, wanted: Type): Value {
  if (wanted === "dynamic") return value;
  switch (value.kind) {
    case "null":
    case "unknown":
      return { kind: value.kind, type: filledIn(wanted, value.type) };
    case "string":
    case "number":
    case "bool":
      return primitive(value, wanted);
    default:
      return typeof wanted === "string" ? value : composite(value, wanted);
  }
}

function primitive(value: Value & { kind: "string" | "number" | "bool" }, wanted: Type): Value {
  if (value.kind === wanted) return value;
  if (value.kind === "number") return text(numberText(value.number));
  if (value.kind === "bool") return text(String(value.isTrue));
  return wanted === "number" ? numberIn(value.text) : boolIn(value.text);
}

function numberIn(content: string): Value {
  const parsed = parseNumber(content);
  if (parsed === undefined) throw new Unconvertible("a number is required");
  return number(parsed);
}

function boolIn(content: string): Value {
  if (content === "true" || content === "1") return bool(true);
  if (content === "false" || content === "0") return bool(false);
  const lower = content.toLowerCase();
  const hint = lower === "true" || lower === "false" ? `; to convert from string, use lowercase "${lower}"` : "";
  throw new Unconvertible(`a bool is required${hint}`);
}

type Composite = Exclude<Value, { kind: "null" | "unknown" | "string" | "number" | "bool" }>;

function composite(value: Composite, wanted: Exclude<Type, string>): Value {
  if (wanted.kind === "object") return attributes(membersOf(value), wanted.of);
  if (wanted.kind === "tuple") {
    return tuple(elementsOf(value).map((element, at) => converted(element, wanted.of[at] ?? "dynamic")));
  }
  const of = elementType(value, wanted.of);
  if (wanted.kind === "map") {
    const members = [...membersOf(value)].map(([name, member]) => [name, converted(member, of)] as const);
    const common = commonType(
      members.map(([, member]) => member),
      of,
      wanted.kind,
    );
    return map(
      common,
      members.map(([name, member]) => [name, converted(member, common)]),
    );
  }
  const elements = elementsOf(value).map((element) => converted(element, of));
  const common = commonType(elements, of, wanted.kind);
  const alike = elements.map((element) => converted(element, common));
  return wanted.kind === "set" ? set(common, alike) : list(common, alike);
}

/** An object keeps what is wanted; a map must have it. */
function attributes(members: ReadonlyMap<string, Value>, wanted: ReadonlyMap<string, Type>): Value {
  return object(
    [...wanted].map(([name, type]) => {
      const member = members.get(name);
      if (member === undefined) throw new Unconvertible(`map has no element for required attribute "${name}"`);
      return [name, converted(member, type)] as const;
    }),
  );
}

/** The one type of the members: the wanted one, or for any single type what they have in common. */
function elementType(value: Composite, wanted: Type): Type {
  if (wanted !== "dynamic") return wanted;
  if (value.kind === "tuple") return unify(value.elements.map(typeOf)) ?? wanted;
  if (value.kind === "object") return unify([...value.members.values()].map(typeOf)) ?? wanted;
  return value.of;
}

/** Members of an open type may still differ after each was converted for itself; nulls of no type fit anywhere. */
function commonType(members: readonly Value[], wanted: Type, kind: string): Type {
  if (members.length === 0 || isPrimitive(wanted)) return wanted;
  const types = members.map(typeOf).filter((type) => type !== "dynamic");
  const [first] = types;
  if (first === undefined) return wanted;
  if (wanted === "dynamic") {
    if (types.every((type) => isSameType(type, first))) return first;
    throw new Unconvertible(
      `${kind === "map" ? "attribute" : "element"} types must all match for conversion to ${kind}`,
    );
  }
  return unify(types) ?? cannotUnify();
}

function cannotUnify(): never {
  throw new Unconvertible("cannot find a common base type for all elements");
}

/** The type of a null or an unknown: the wanted one, its open parts as they were. */
function filledIn(wanted: Type, given: Type): Type {
  if (given === "dynamic" || (typeof wanted === "string" && wanted !== "dynamic")) return wanted;
  if (wanted === "dynamic") return given;
  if (typeof given === "string" || typeof wanted === "string") return wanted;
  if (wanted.kind === "tuple") {
    if (given.kind !== "tuple") return wanted;
    return { kind: "tuple", of: wanted.of.map((type, at) => filledIn(type, given.of[at] ?? type)) };
  }
  if (wanted.kind === "object") {
    const of = given.kind === "object" ? given.of : undefined;
    const each = given.kind === "map" ? given.of : undefined;
    return {
      kind: "object",
      of: new Map([...wanted.of].map(([name, type]) => [name, filledIn(type, of?.get(name) ?? each ?? type)])),
    };
  }
  const member =
    given.kind === "tuple" ? unify(given.of) : given.kind === "object" ? unify([...given.of.values()]) : given.of;
  return { kind: wanted.kind, of: filledIn(wanted.of, member ?? wanted.of) };
}

function elementsOf(value: Composite): readonly Value[] {
  return "elements" in value ? value.elements : [];
}

function membersOf(value: Composite): ReadonlyMap<string, Value> {
  return "members" in value ? value.members : new Map<string, Value>();
}
