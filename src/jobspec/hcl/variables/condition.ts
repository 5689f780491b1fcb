import { placeText } from "../diagnostic.js";
import type { Evaluation } from "../evaluation/evaluation.js";
import { scopeOf } from "../evaluation/scope.js";
import type { Expression, ReferenceExpression } from "../syntax/node.js";
import { referencesIn } from "../syntax/referencesIn.js";
import { convert } from "../values/convert.js";
import { object, type Value } from "../values/value.js";
import type { Assignment, Declaration, ValidationRule } from "./declaration.js";

const badCondition = "Invalid variable validation condition";

/** A condition has to be about its own variable and about nothing else. Spec 05 §6.3. */
export function checkCondition(evaluation: Evaluation, variable: string, condition: Expression): void {
  const references = referencesIn(condition);
  for (const reference of references) {
    if (isAbout(reference, variable)) continue;
    const detail = `The condition for variable "${variable}" can only refer to the variable itself, using var.${variable}.`;
    evaluation.fail(reference, "Invalid reference in variable validation", detail);
  }
  if (references.some((reference) => isAbout(reference, variable))) return;
  const detail = `The condition for variable "${variable}" must refer to var.${variable} in order to test incoming values.`;
  evaluation.fail(condition, badCondition, detail);
}

function isAbout({ root, steps }: ReferenceExpression, variable: string): boolean {
  const [first] = steps;
  return root === "var" && first?.kind === "attribute" && first.name === variable;
}

/** Holds the winning value of a variable against its rules. */
export function validate(
  evaluation: Evaluation,
  declaration: Declaration,
  { value, origin, at }: Pick<Assignment, "value" | "origin" | "at">,
): void {
  for (const rule of declaration.rules) {
    if (isFulfilled(evaluation, declaration.name, rule, value)) continue;
    const place = placeText(evaluation.place(rule.at));
    const detail = `${rule.message}\n\nThis was checked by the validation rule at ${place}.`;
    evaluation.diagnostics.add(at, `Invalid value for ${origin} variable`, detail);
  }
}

/** A condition that cannot be evaluated is complained about, and counts as fulfilled. */
function isFulfilled(evaluation: Evaluation, name: string, rule: ValidationRule, value: Value): boolean {
  const scope = scopeOf([["var", object([[name, value]])]]);
  const { value: result, failed } = evaluation.attempt(() => evaluation.value(rule.condition, scope));
  if (failed || result.kind === "unknown") return true;
  const converted = convert(result, "bool");
  if (converted.ok && converted.value.kind === "bool") return converted.value.isTrue;
  const why = converted.ok
    ? "must return either true or false, not null"
    : `returned a wrong value: ${converted.message}`;
  const summary = "Invalid variable validation result";
  evaluation.fail(rule.condition, summary, `Validation condition expression ${why}.`);
  return true;
}
