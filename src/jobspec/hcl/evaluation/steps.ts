import type { Step } from "../syntax/node.js";
import type { Span } from "../syntax/range.js";
import { convert } from "../values/convert.js";
import { goQuote } from "../values/goQuote.js";
import { toInteger } from "../values/number.js";
import { isPrimitive, type Type, typeName } from "../values/type.js";
import { typeOf, unknown, type Value } from "../values/value.js";
import type { Evaluation } from "./evaluation.js";

/** Steps into a value one after the other; the first that fails ends it. */
export function valueAfterSteps(evaluation: Evaluation, from: Value, steps: readonly Step[]): Value {
  let value = from;
  for (const step of steps) {
    const { value: next, failed } = evaluation.attempt(() =>
      step.kind === "attribute"
        ? attributeValue(evaluation, value, step.name, step)
        : indexValue(evaluation, value, step.key, step),
    );
    if (failed) return unknown;
    value = next;
  }
  return value;
}

const unsupported = "Unsupported attribute";

/** `value.name`: a member of an object or a map. */
function attributeValue(evaluation: Evaluation, value: Value, name: string, at: Span): Value {
  const fail = (detail: string): Value => evaluation.fail(at, unsupported, detail);
  switch (value.kind) {
    case "null":
      return evaluation.fail(
        at,
        "Attempt to get attribute from null value",
        "This value is null, so it does not have any attributes.",
      );
    case "object":
      return value.members.get(name) ?? fail(`This object does not have an attribute named ${goQuote(name)}.`);
    case "map": {
      const detail = `This map does not have an element with the key ${goQuote(name)}.`;
      return value.members.get(name) ?? evaluation.fail(at, "Missing map element", detail);
    }
    case "unknown":
      return isPrimitive(value.type) ? fail(primitiveAttribute(value.type)) : unknown;
    case "list":
    case "set":
      return fail(elementAttribute(value, name));
    case "tuple":
      return fail("This value does not have any attributes.");
    default:
      return fail(primitiveAttribute(typeOf(value)));
  }
}

function primitiveAttribute(type: Type): string {
  return `Can't access attributes on a primitive-typed value (${typeName(type)}).`;
}

/** Whoever asks a collection for an attribute of its elements probably means the elements. */
function elementAttribute({ kind, of }: Extract<Value, { readonly of: unknown }>, name: string): string {
  if (typeof of === "string" || of.kind !== "object") return "This value does not have any attributes.";
  if (kind === "set") {
    return "Can't access attributes on a set of objects. Did you mean to access an attribute across all elements of the set?";
  }
  const which = of.of.has(name) ? `attribute ${goQuote(name)}` : "an attribute";
  return `Can't access attributes on a list of objects. Did you mean to access ${which} for a specific element of the list, or across all elements of the list?`;
}

const invalidIndex = "Invalid index";
const notThere = "The given key does not identify an element in this collection value";

/** `collection[key]`. */
export function indexValue(evaluation: Evaluation, collection: Value, key: Value, at: Span): Value {
  const fail = (detail: string): Value => evaluation.fail(at, invalidIndex, detail);
  if (collection.kind === "null") {
    return evaluation.fail(at, "Attempt to index null value", "This value is null, so it does not have any indices.");
  }
  if (key.kind === "null") return fail("Can't use a null value as an indexing key.");
  if (key.kind === "unknown" && key.type === "dynamic") return unknown;
  switch (collection.kind) {
    case "list":
    case "tuple":
      return element(collection.elements, key, fail);
    case "map":
    case "object":
      return member(collection, key, fail);
    case "set":
      return fail(
        "Elements of a set are identified only by their value and don't have any separate index or key to select with, so it's only possible to perform operations across all elements of the set.",
      );
    case "unknown":
      return isPrimitive(collection.type) ? fail("This value does not have any indices.") : unknown;
    default:
      return fail("This value does not have any indices.");
  }
}

function element(elements: readonly Value[], key: Value, fail: (detail: string) => Value): Value {
  const converted = convert(key, "number");
  if (!converted.ok) return fail(`${notThere}: ${converted.message}.`);
  if (converted.value.kind !== "number") return unknown;
  const index = toInteger(converted.value.number);
  if (index === undefined) {
    return fail(`${notThere}: indexing a sequence requires a whole number, but the given index has a fractional part.`);
  }
  if (index < 0n) return fail(`${notThere}: a negative number is not a valid index for a sequence.`);
  const found = index < BigInt(elements.length) ? elements[Number(index)] : undefined;
  if (found !== undefined) return found;
  // Only the index right behind the last element is told apart.
  if (index > BigInt(elements.length)) return fail(`${notThere}.`);
  if (elements.length === 0) return fail(`${notThere}: the collection has no elements.`);
  return fail(`${notThere}: the given index is greater than or equal to the length of the collection.`);
}

function member(
  collection: Extract<Value, { readonly kind: "map" | "object" }>,
  key: Value,
  fail: (detail: string) => Value,
): Value {
  const converted = convert(key, "string");
  if (!converted.ok) return fail(`${notThere}: ${converted.message}.`);
  if (converted.value.kind !== "string") return unknown;
  const found = collection.members.get(converted.value.text);
  if (found !== undefined) return found;
  const isNumber = collection.kind === "object" && key.kind === "number";
  const hint = isNumber ? " An object only supports looking up attributes by name, not by numeric index." : "";
  return fail(`${notThere}.${hint}`);
}
