import type { Expression, ForExpression } from "../syntax/node.js";
import type { Span } from "../syntax/range.js";
import { convert } from "../values/convert.js";
import { text, type Value } from "../values/value.js";
import type { Evaluation } from "./evaluation.js";
import type { Scope } from "./scope.js";

const summary = "Invalid template interpolation value";
const unknownText: Value = { kind: "unknown", type: "string" };

/** A string with what is interpolated; null, lists and maps cannot be. Spec 05 §6.4. */
export function templateValue(
  evaluation: Evaluation,
  whole: Span,
  parts: readonly Expression[],
  scope: Scope | undefined,
): Value {
  let content = "";
  let isKnown = true;
  const before = evaluation.diagnostics.count;
  for (const part of parts) {
    const value = evaluation.value(part, scope);
    if (value.kind === "null") {
      const detail = "The expression result is null. Cannot include a null value in a string template.";
      evaluation.fail(part, summary, detail);
    } else if (value.kind === "unknown") isKnown = false;
    else {
      const converted = convert(value, "string");
      if (!converted.ok) {
        const detail = `Cannot include the given value in a string template: ${converted.message}.`;
        evaluation.fail(part, summary, detail);
      } else if (converted.value.kind !== "string") isKnown = false;
      else if (evaluation.diagnostics.count === before) content += converted.value.text;
    }
  }
  evaluation.budget.spend(content.length, whole);
  return isKnown ? text(content) : unknownText;
}

/** The texts that a loop of a template makes, one after the other. */
export function joinedTemplate(evaluation: Evaluation, loop: ForExpression, scope: Scope | undefined): Value {
  const made = evaluation.value(loop, scope);
  if (made.kind !== "tuple") return unknownText;
  let content = "";
  for (const element of made.elements) {
    const converted = convert(element, "string");
    if (!converted.ok || converted.value.kind !== "string") return unknownText;
    content += converted.value.text;
  }
  evaluation.budget.spend(content.length, loop);
  return text(content);
}
