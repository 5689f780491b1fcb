import type { Evaluation } from "../evaluation/evaluation.js";
import type { Scope } from "../evaluation/scope.js";
import type { Argument } from "../syntax/body.js";
import type { Span } from "../syntax/range.js";
import type { Value } from "../values/value.js";

/** A body that is being read, and the names in scope there: inside of dynamic blocks their iterators too. */
export interface Reading {
  readonly evaluation: Evaluation;
  readonly scope: Scope | undefined;
}

export function complain({ evaluation }: Reading, at: Span, summary: string, detail: string): undefined {
  evaluation.diagnostics.add(evaluation.place(at), summary, detail);
  return undefined;
}

export function argumentValue({ evaluation, scope }: Reading, { expression }: Argument): Value {
  return evaluation.value(expression, scope);
}
