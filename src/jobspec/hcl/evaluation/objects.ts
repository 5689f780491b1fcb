import { type Expression, keywordOf, type ObjectEntry } from "../syntax/node.js";
import { convert } from "../values/convert.js";
import { object, text, unknown, type Value } from "../values/value.js";
import type { Evaluation } from "./evaluation.js";
import type { Scope } from "./scope.js";

/** `{ name = value }`; without all of its names an object is unknown. */
export function objectValue(evaluation: Evaluation, entries: readonly ObjectEntry[], scope: Scope | undefined): Value {
  const members: [string, Value][] = [];
  let isKnown = true;
  for (const entry of entries) {
    const key = evaluation.attempt(() => keyValue(evaluation, entry, scope));
    const value = evaluation.value(entry.value, scope);
    const name = key.failed ? undefined : memberName(evaluation, key.value, entry);
    if (name === undefined) isKnown = false;
    else members.push([name, value]);
  }
  return isKnown ? object(members) : unknown;
}

/** A bare word is the name itself. */
function keyValue(evaluation: Evaluation, { key, isComputed }: ObjectEntry, scope: Scope | undefined): Value {
  if (!isComputed) {
    if (key.kind === "reference" && key.steps.length > 0) return ambiguous(evaluation, key);
    const word = keywordOf(key);
    if (word !== undefined) return text(word);
  }
  return evaluation.value(key, scope);
}

function ambiguous(evaluation: Evaluation, key: Expression): Value {
  const detail =
    "If this expression is intended to be a reference, wrap it in parentheses. If it's instead intended as a literal name containing periods, wrap it in quotes to create a string literal.";
  return evaluation.fail(key, "Ambiguous attribute key", detail);
}

function memberName(evaluation: Evaluation, key: Value, entry: ObjectEntry): string | undefined {
  if (key.kind === "null") {
    evaluation.fail(entry.value, "Null value as key", "Can't use a null value as a key.");
    return undefined;
  }
  const converted = convert(key, "string");
  if (converted.ok) return converted.value.kind === "string" ? converted.value.text : undefined;
  evaluation.fail(entry.key, "Incorrect key type", `Can't use this value as a key: ${converted.message}.`);
  return undefined;
}
