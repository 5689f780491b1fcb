import { compareBytes } from "../../byteOrder.js";
import { goQuote } from "./goQuote.js";
import { compare, type HclNumber, toInteger } from "./number.js";
import { formatNumber, numberText } from "./numberText.js";
import { hasDynamic, isSameType, type Type } from "./type.js";
import { typeOf, type Value } from "./value.js";

/**
 * Whether two values are equal, as `==` means it: values of different types never are, except that null equals null.
 *
 * @returns Undefined where an unknown part decides.
 */
export function isEqual(left: Value, right: Value): boolean | undefined {
  if (left.kind === "unknown" || right.kind === "unknown") return undefined;
  if (left.kind === "null" || right.kind === "null") return left.kind === right.kind;
  const types = [typeOf(left), typeOf(right)] as const;
  if (types.some(hasDynamic)) return couldBeSame(...types) ? sameMembers(left, right) : false;
  return isSameType(...types) && sameMembers(left, right);
}

/** A set of elements of one type in any order: each once, in the order in which HCL walks them. */
export function set(of: Type, elements: readonly Value[]): Value {
  return { kind: "set", of, elements: distinct(elements).toSorted(compareElements) };
}

/** The elements of one type without those that equal an earlier one. */
export function distinct(elements: readonly Value[]): readonly Value[] {
  const seen = new Membership();
  return elements.filter((element) => seen.add(element));
}

/** Which values of one type have been seen. */
export class Membership {
  readonly #buckets = new Map<string, Value[]>();

  /** Whether the value is new. */
  add(element: Value): boolean {
    if (this.has(element)) return false;
    const key = keyOf(element, exactNumber);
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) this.#buckets.set(key, [element]);
    else bucket.push(element);
    return true;
  }

  has(element: Value): boolean {
    const bucket = this.#buckets.get(keyOf(element, exactNumber)) ?? [];
    return bucket.some((other) => isEqual(other, element) === true);
  }
}

/** Null and unknown elements come last; only the order of strings, numbers and bools has a meaning. */
function compareElements(left: Value, right: Value): number {
  const ranks = rank(left) - rank(right);
  if (ranks !== 0) return ranks;
  if (left.kind === "string" && right.kind === "string") return compareBytes(left.text, right.text);
  if (left.kind === "number" && right.kind === "number") return compare(left.number, right.number);
  return compareBytes(keyOf(left, roundedNumber), keyOf(right, roundedNumber));
}

function rank({ kind }: Value): number {
  return kind === "null" ? 2 : kind === "unknown" ? 1 : 0;
}

/** A text by which values of one type are told apart; numbers are spelled as the purpose wants them. */
function keyOf(value: Value, spelled: (number: HclNumber) => string): string {
  switch (value.kind) {
    case "unknown":
      return "?";
    case "null":
      return "~";
    case "number":
      return spelled(value.number);
    case "bool":
      return value.isTrue ? "T" : "F";
    case "string":
      return goQuote(value.text);
    case "map":
      return `{${[...value.members].map(([name, member]) => `${goQuote(name)}:${keyOf(member, spelled)};`).join("")}}`;
    case "object":
      return `<${[...value.members.values()].map((member) => `${keyOf(member, spelled)};`).join("")}>`;
    case "tuple":
      return `<${value.elements.map((element) => `${keyOf(element, spelled)};`).join("")}>`;
    default:
      return `[${value.elements.map((element) => `${keyOf(element, spelled)};`).join("")}]`;
  }
}

function roundedNumber(value: HclNumber): string {
  return formatNumber(value, "g", 10);
}

function exactNumber(value: HclNumber): string {
  return String(toInteger(value) ?? numberText(value));
}

function sameMembers(left: Value, right: Value): boolean | undefined {
  switch (left.kind) {
    case "string":
      return right.kind === "string" && left.text === right.text;
    case "bool":
      return right.kind === "bool" && left.isTrue === right.isTrue;
    case "number":
      return right.kind === "number" && sameNumber(left.number, right.number);
    case "map":
    case "object": {
      if (right.kind !== left.kind || left.members.size !== right.members.size) return false;
      return every([...left.members], ([name, member]) => {
        const other = right.members.get(name);
        return other === undefined ? false : isEqual(member, other);
      });
    }
    case "list":
    case "set":
    case "tuple": {
      if (right.kind !== left.kind || left.elements.length !== right.elements.length) return false;
      return every(left.elements.entries(), ([at, element]) => {
        const other = right.elements[at];
        return other === undefined ? false : isEqual(element, other);
      });
    }
    default:
      return left.kind === right.kind;
  }
}

/** Fractions are equal if they print the same, whatever their precision. */
function sameNumber(left: HclNumber, right: HclNumber): boolean {
  return exactNumber(left) === exactNumber(right);
}

function every<T>(items: Iterable<T>, test: (item: T) => boolean | undefined): boolean | undefined {
  for (const item of items) {
    const answer = test(item);
    if (answer !== true) return answer;
  }
  return true;
}

function couldBeSame(left: Type, right: Type): boolean {
  if (left === "dynamic" || right === "dynamic") return true;
  if (typeof left === "string" || typeof right === "string") return left === right;
  if (left.kind === "tuple" && right.kind === "tuple") {
    const others = right.of;
    return left.of.length === others.length && left.of.every((type, at) => couldBeSame(type, others[at] ?? "dynamic"));
  }
  if (left.kind === "object" && right.kind === "object") {
    const others = right.of;
    return (
      left.of.size === others.size &&
      [...left.of].every(([name, type]) => {
        const other = others.get(name);
        return other !== undefined && couldBeSame(type, other);
      })
    );
  }
  if (left.kind !== right.kind) return false;
  return couldBeSame(left.of as Type, right.of as Type);
}
