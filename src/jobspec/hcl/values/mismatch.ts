import { compareBytes } from "../../byteOrder.js";
import { goQuote } from "./goQuote.js";
import { constraintName, isCollection, isPrimitive, isSameType, isStructural, type Type, typeName } from "./type.js";
import { isConvertible } from "./unify.js";

type OfKind<K> = Extract<Type, { readonly kind: K }>;

/** Why values of one type cannot be of another: the most useful single reason. Spec 05 §6.3. */
export function mismatch(given: Type, wanted: Type): string {
  if (isKind(given, "object") && isKind(wanted, "object")) return objectMismatch(given, wanted);
  if (isCollection(wanted)) {
    if (isStructural(given)) return structuralMismatch(given, wanted);
    if (isCollection(given)) return collectionMismatch(given, wanted);
  }
  if (isConfusing(given, wanted)) return wantedNoun(wanted);
  return `${typeName(wanted)} required, but have ${typeName(given)}`;
}

function objectMismatch(given: OfKind<"object">, wanted: OfKind<"object">): string {
  const missing = [...wanted.of.keys()]
    .filter((name) => !given.of.has(name))
    .sort(compareBytes)
    .map(goQuote);
  const last = missing.at(-1);
  if (last !== undefined) {
    if (missing.length === 1) return `attribute ${last} is required`;
    const others = missing.slice(0, -1).join(", ");
    return `attributes ${others}${missing.length > 2 ? "," : ""} and ${last} are required`;
  }
  for (const [name, type] of wanted.of) {
    const attribute = given.of.get(name) ?? type;
    if (!isConvertible(attribute, type)) return `attribute ${goQuote(name)}: ${mismatch(attribute, type)}`;
  }
  return "incorrect object attributes";
}

function structuralMismatch(given: OfKind<"tuple" | "object">, wanted: OfKind<"list" | "set" | "map">): string {
  if ((given.kind === "object") !== (wanted.kind === "map")) return `${constraintName(wanted)} required`;
  if (wanted.of === "dynamic") return `all ${wanted.kind} elements must have the same type`;
  const members = given.kind === "tuple" ? given.of.entries() : given.of.entries();
  for (const [at, type] of members) {
    if (isSameType(type, wanted.of) || isConvertible(type, wanted.of)) continue;
    return `element ${typeof at === "number" ? at : goQuote(at)}: ${mismatch(type, wanted.of)}`;
  }
  return `all elements must be ${constraintName(wanted.of)}`;
}

function collectionMismatch(given: OfKind<"list" | "set" | "map">, wanted: OfKind<"list" | "set" | "map">): string {
  if ((given.kind === "map") !== (wanted.kind === "map")) return `${constraintName(wanted)} required`;
  return `incorrect ${wanted.kind} element type: ${mismatch(given.of, wanted.of)}`;
}

/** Where both names would lead astray: whether a string reads as a number is no matter of its type. */
function isConfusing(given: Type, wanted: Type): boolean {
  if (isPrimitive(given) !== isPrimitive(wanted)) return false;
  if (wanted === "string") return false;
  if ((wanted === "bool" && given === "number") || (wanted === "number" && given === "bool")) return false;
  return !(isKind(given, "tuple") && isKind(wanted, "object"));
}

function wantedNoun(wanted: Type): string {
  return `${constraintName(wanted)} required`;
}

function isKind<K extends "tuple" | "object">(type: Type, kind: K): type is OfKind<K> {
  return typeof type !== "string" && type.kind === kind;
}
