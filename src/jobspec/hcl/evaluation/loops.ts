import type { Expression, ForExpression } from "../syntax/node.js";
import { convert } from "../values/convert.js";
import { goQuote } from "../values/goQuote.js";
import { fromInteger } from "../values/number.js";
import { isPrimitive, type Type, typeName } from "../values/type.js";
import { unify } from "../values/unify.js";
import { list, number, object, text, tuple, typeOf, unknown, type Value } from "../values/value.js";
import type { Evaluation } from "./evaluation.js";
import { type Scope, scopeOf } from "./scope.js";

type Splat = Extract<Expression, { readonly kind: "splat" }>;

/** The keys and elements of a collection in HCL's order; undefined for what cannot be walked. The elements of a set are their own keys. */
export function elementsOf(value: Value): readonly (readonly [Value, Value])[] | undefined {
  switch (value.kind) {
    case "list":
    case "tuple":
      return value.elements.map((element, at) => [number(fromInteger(at)), element]);
    case "set":
      return value.elements.map((element) => [element, element]);
    case "map":
    case "object":
      return [...value.members].map(([name, member]) => [text(name), member]);
    default:
      return undefined;
  }
}

/** `[for v in c : …]` and `{for k, v in c : …}`. */
export function forValue(evaluation: Evaluation, loop: ForExpression, scope: Scope | undefined): Value {
  const collection = evaluation.value(loop.collection, scope);
  if (collection.kind === "null") {
    const detail = "A null value cannot be used as the collection in a 'for' expression.";
    return evaluation.fail(loop.collection, "Iteration over null value", detail);
  }
  const elements = elementsOf(collection);
  if (collection.kind === "unknown" && (collection.type === "dynamic" || !isPrimitive(collection.type))) return unknown;
  if (elements === undefined) {
    const detail = `A value of type ${typeName(typeOf(collection))} cannot be used as the collection in a 'for' expression.`;
    return evaluation.fail(loop.collection, "Iteration over non-iterable value", detail);
  }
  evaluation.budget.spend(elements.length, loop);
  if (!conditionIsSound(evaluation, loop, scope)) return unknown;
  return loop.key === undefined
    ? tupleOfLoop(evaluation, loop, elements, scope)
    : objectOfLoop(evaluation, loop, loop.key, elements, scope);
}

const invalidCondition = "Invalid 'for' condition";

/** A condition of the wrong type is complained about once, not for each element. */
function conditionIsSound(evaluation: Evaluation, loop: ForExpression, scope: Scope | undefined): boolean {
  const { condition } = loop;
  if (condition === undefined) return true;
  const { value, failed } = evaluation.attempt(() =>
    evaluation.value(condition, loopScope(loop, unknown, unknown, scope)),
  );
  if (value.kind === "null") {
    evaluation.fail(condition, "Condition is null", "The value of the 'if' clause must not be null.");
    return false;
  }
  const converted = convert(value, "bool");
  if (!converted.ok) {
    evaluation.fail(condition, invalidCondition, `The 'if' clause value is invalid: ${converted.message}.`);
  }
  return converted.ok && !failed;
}

function loopScope(loop: ForExpression, key: Value, value: Value, around: Scope | undefined): Scope {
  const names: [string, Value][] = loop.keyName === undefined ? [] : [[loop.keyName, key]];
  return scopeOf([...names, [loop.valueName, value]], around);
}

/** What becomes of an element: it counts, it is left out, or nobody can tell. */
type Inclusion = "in" | "out" | "unknown";

/** @param isKnown While all is well: after a first complaint there is no second of its kind. */
function inclusion(evaluation: Evaluation, loop: ForExpression, scope: Scope, isKnown: boolean): Inclusion {
  const { condition } = loop;
  if (condition === undefined) return "in";
  const value = evaluation.value(condition, scope);
  if (value.kind === "null") {
    if (isKnown) evaluation.fail(condition, invalidCondition, "The value of the 'if' clause must not be null.");
    return "unknown";
  }
  const converted = convert(value, "bool");
  if (converted.ok) {
    if (converted.value.kind !== "bool") return "unknown";
    return converted.value.isTrue ? "in" : "out";
  }
  if (isKnown) {
    evaluation.fail(condition, invalidCondition, `The 'if' clause value is invalid: ${converted.message}.`);
  }
  return "unknown";
}

function tupleOfLoop(
  evaluation: Evaluation,
  loop: ForExpression,
  elements: readonly (readonly [Value, Value])[],
  scope: Scope | undefined,
): Value {
  const made: Value[] = [];
  let isKnown = true;
  for (const [key, value] of elements) {
    const inner = loopScope(loop, key, value, scope);
    const included = inclusion(evaluation, loop, inner, isKnown);
    if (included === "in") made.push(evaluation.value(loop.value, inner));
    else if (included === "unknown") isKnown = false;
  }
  return isKnown ? tuple(made) : unknown;
}

function objectOfLoop(
  evaluation: Evaluation,
  loop: ForExpression,
  keyExpression: Expression,
  elements: readonly (readonly [Value, Value])[],
  scope: Scope | undefined,
): Value {
  const made = new Map<string, Value[]>();
  let isKnown = true;
  for (const [key, value] of elements) {
    const inner = loopScope(loop, key, value, scope);
    const included = inclusion(evaluation, loop, inner, isKnown);
    if (included === "out") continue;
    const name = included === "in" ? loopKey(evaluation, keyExpression, inner, isKnown) : undefined;
    if (name === undefined) {
      isKnown = false;
      continue;
    }
    const content = evaluation.value(loop.value, inner);
    const before = made.get(name);
    if (before === undefined) made.set(name, [content]);
    else if (loop.groups) before.push(content);
    else {
      const detail = `Two different items produced the key ${goQuote(name)} in this 'for' expression. If duplicates are expected, use the ellipsis (...) after the value expression to enable grouping by key.`;
      evaluation.fail(keyExpression, "Duplicate object key", detail);
    }
  }
  if (!isKnown) return unknown;
  return object([...made].map(([name, contents]) => [name, loop.groups ? tuple(contents) : (contents[0] ?? unknown)]));
}

function loopKey(evaluation: Evaluation, key: Expression, scope: Scope, isKnown: boolean): string | undefined {
  const value = evaluation.value(key, scope);
  const fail = (detail: string): undefined => {
    if (isKnown) evaluation.fail(key, "Invalid object key", detail);
    return undefined;
  };
  if (value.kind === "null") return fail("Key expression in 'for' expression must not produce a null value.");
  const converted = convert(value, "string");
  if (!converted.ok) return fail(`The key expression produced an invalid result: ${converted.message}.`);
  return converted.value.kind === "string" ? converted.value.text : undefined;
}

/** `c.*.name` and `c[*].name`: of each element; a single value counts as a list of one, null as an empty one. */
export function splatValue(evaluation: Evaluation, splat: Splat, scope: Scope | undefined): Value {
  const { value: source, failed } = evaluation.attempt(() => evaluation.value(splat.source, scope));
  if (failed) return unknown;
  const type = typeOf(source);
  const isSequence = typeof type !== "string" && (type.kind === "tuple" || type.kind === "list" || type.kind === "set");
  if (source.kind === "null") {
    if (!isSequence) return tuple([]);
    const detail = "Splat expressions (with the * symbol) cannot be applied to null sequences.";
    return evaluation.fail(splat.source, "Splat of null value", detail);
  }
  if (source.kind === "unknown") return unknown;
  const elements = "elements" in source ? source.elements : [source];
  evaluation.budget.spend(elements.length, splat);
  const made = evaluation.attempt(() =>
    elements.map((element) => evaluation.valueOfEach(splat.item, element, splat.each, scope)),
  );
  const isCollection = source.kind === "list" || source.kind === "set";
  if (made.failed && !isCollection) return { kind: "unknown", type: { kind: "tuple", of: made.value.map(typeOf) } };
  if (made.failed) return { kind: "unknown", type: { kind: "list", of: "dynamic" } };
  if (!isCollection) return tuple(made.value);
  return list(elementType(evaluation, splat, source.of, made.value, scope), made.value);
}

/** Elements of a list are of one type; an empty one has the type that its elements would have. */
function elementType(
  evaluation: Evaluation,
  splat: Splat,
  of: Type,
  made: readonly Value[],
  scope: Scope | undefined,
): Type {
  if (made.length > 0) return unify(made.map(typeOf)) ?? "dynamic";
  const sample: Value = { kind: "unknown", type: of };
  return typeOf(evaluation.aside(() => evaluation.valueOfEach(splat.item, sample, splat.each, scope)).value);
}
