import type { ReferenceExpression } from "../syntax/node.js";
import { extentOf } from "../values/extent.js";
import { text, type Value } from "../values/value.js";
import type { Evaluation } from "./evaluation.js";
import { lookUp, type Scope } from "./scope.js";
import { valueAfterSteps } from "./steps.js";

/** What a reference refers to; what nobody knows here is left as it was written. Spec 05 §6.4. */
export function referenceValue(
  evaluation: Evaluation,
  reference: ReferenceExpression,
  scope: Scope | undefined,
): Value {
  const { root, steps, asWritten, start } = reference;
  const value = lookUp(scope, root);
  if (value !== undefined) {
    const found = valueAfterSteps(evaluation, value, steps);
    // Whoever uses it will walk it: a large one cannot be used without end.
    evaluation.budget.spend(extentOf(found).parts, reference);
    return found;
  }
  if (evaluation.language.references === "leftAlone") return text(asWritten);
  const rootSpan = { start, end: start + root.length };
  return evaluation.fail(rootSpan, "Variables not allowed", "Variables may not be used here.");
}
