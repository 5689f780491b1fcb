import { compareBytes } from "../../byteOrder.js";
import type { HclNumber } from "./number.js";
import type { Type } from "./type.js";

/**
 * What an expression of a job file comes to. Collections (`list`, `set`, `map`) have members of one type; `tuple` and `object`
 * are what `[…]` and `{…}` make. Members of sets, maps and objects stand in the order in which HCL walks them: by name, or for
 * sets by {@link import("./order.js")}. Spec 05 §6.4.
 */
export type Value =
  /** In Unicode's form NFC. */
  | { readonly kind: "string"; readonly text: string }
  | { readonly kind: "number"; readonly number: HclNumber }
  | { readonly kind: "bool"; readonly isTrue: boolean }
  | { readonly kind: "null"; readonly type: Type }
  /** What an expression is that failed: a complaint has been made already. */
  | { readonly kind: "unknown"; readonly type: Type }
  | { readonly kind: "list" | "set"; readonly of: Type; readonly elements: readonly Value[] }
  | { readonly kind: "tuple"; readonly elements: readonly Value[] }
  | { readonly kind: "map"; readonly of: Type; readonly members: ReadonlyMap<string, Value> }
  | { readonly kind: "object"; readonly members: ReadonlyMap<string, Value> };

export const unknown: Value = { kind: "unknown", type: "dynamic" };
export const nothing: Value = { kind: "null", type: "dynamic" };

export function text(content: string): Value {
  return { kind: "string", text: content.normalize("NFC") };
}

export function bool(isTrue: boolean): Value {
  return { kind: "bool", isTrue };
}

export function number(value: HclNumber): Value {
  return { kind: "number", number: value };
}

export function tuple(elements: readonly Value[]): Value {
  return { kind: "tuple", elements };
}

/** An object of members in any order. */
export function object(members: Iterable<readonly [string, Value]>): Value {
  return { kind: "object", members: byName(members) };
}

export function list(of: Type, elements: readonly Value[]): Value {
  return { kind: "list", of, elements };
}

/** A map of members in any order. */
export function map(of: Type, members: Iterable<readonly [string, Value]>): Value {
  return { kind: "map", of, members: byName(members) };
}

/** Later members replace earlier ones of the same name; names are compared byte by byte. */
function byName(members: Iterable<readonly [string, Value]>): ReadonlyMap<string, Value> {
  return new Map([...new Map(members)].sort(([left], [right]) => compareBytes(left, right)));
}

export function typeOf(value: Value): Type {
  switch (value.kind) {
    case "null":
    case "unknown":
      return value.type;
    case "list":
    case "set":
    case "map":
      return { kind: value.kind, of: value.of };
    case "tuple":
      return { kind: "tuple", of: value.elements.map(typeOf) };
    case "object":
      return { kind: "object", of: new Map([...value.members].map(([name, member]) => [name, typeOf(member)])) };
    default:
      return value.kind;
  }
}

/** Whether no part of the value is unknown. */
export function isWhollyKnown(value: Value): boolean {
  switch (value.kind) {
    case "unknown":
      return false;
    case "list":
    case "set":
    case "tuple":
      return value.elements.every(isWhollyKnown);
    case "map":
    case "object":
      return [...value.members.values()].every(isWhollyKnown);
    default:
      return true;
  }
}
