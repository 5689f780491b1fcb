import type { Expression } from "../syntax/node.js";
import { between } from "../syntax/range.js";
import { convert } from "../values/convert.js";
import { goQuote } from "../values/goQuote.js";
import { isSameType, type Type, typeName } from "../values/type.js";
import { unify } from "../values/unify.js";
import { typeOf, unknown, type Value } from "../values/value.js";
import type { Evaluation } from "./evaluation.js";
import type { Scope } from "./scope.js";

type Conditional = Extract<Expression, { readonly kind: "conditional" }>;

/**
 * `condition ? a : b`. Both results are evaluated and converted to one type, the complaints about the one that is not taken are
 * dropped.
 */
export function conditionalValue(evaluation: Evaluation, expression: Conditional, scope: Scope | undefined): Value {
  const { condition, whenTrue, whenFalse } = expression;
  const yes = evaluation.aside(() => evaluation.value(whenTrue, scope));
  const no = evaluation.aside(() => evaluation.value(whenFalse, scope));
  const type = commonType(yes.value, no.value);
  if (type === undefined) {
    const detail = `The true and false result expressions must have consistent types. ${difference(typeOf(yes.value), typeOf(no.value))}.`;
    return evaluation.fail(between(whenTrue, whenFalse), "Inconsistent conditional result types", detail);
  }
  const decision = decided(evaluation, condition, evaluation.value(condition, scope));
  if (decision === undefined) return { kind: "unknown", type };
  const taken = decision ? yes : no;
  evaluation.diagnostics.append(taken.complaints);
  const converted = type === "dynamic" ? ({ ok: true, value: taken.value } as const) : convert(taken.value, type);
  if (converted.ok) return converted.value;
  const detail = `The ${decision} result value has the wrong type: ${converted.message}.`;
  return evaluation.fail(decision ? whenTrue : whenFalse, "Inconsistent conditional result types", detail);
}

function commonType(yes: Value, no: Value): Type | undefined {
  if (isPlainNull(yes)) return typeOf(no);
  if (isPlainNull(no)) return typeOf(yes);
  const types = [typeOf(yes), typeOf(no)];
  return types.includes("dynamic") ? "dynamic" : unify(types);
}

function isPlainNull(value: Value): boolean {
  return value.kind === "null" && value.type === "dynamic";
}

function decided(evaluation: Evaluation, condition: Expression, value: Value): boolean | undefined {
  if (value.kind === "null") {
    const detail = "The condition value is null. Conditions must either be true or false.";
    evaluation.fail(condition, "Null condition", detail);
    return undefined;
  }
  if (value === unknown || value.kind === "unknown") return undefined;
  const converted = convert(value, "bool");
  if (converted.ok) return converted.value.kind === "bool" ? converted.value.isTrue : undefined;
  evaluation.fail(condition, "Incorrect condition type", "The condition expression must be of type bool.");
  return undefined;
}

/** In which way the types of the two results differ. */
function difference(yes: Type, no: Type): string {
  if (typeof yes !== "string" && typeof no !== "string") {
    if (yes.kind === "object" && no.kind === "object") {
      const found = objectDifference(yes.of, no.of);
      if (found !== undefined) return found;
    } else if (yes.kind === "tuple" && no.kind === "tuple") {
      const found = tupleDifference(yes.of, no.of);
      if (found !== undefined) return found;
    } else if (yes.kind === no.kind && yes.kind !== "tuple" && yes.kind !== "object") {
      const [mine, other] = [yes.of, no.of as Type];
      if (typeof mine !== "string" && typeof other !== "string" && isStructural(mine) && mine.kind === other.kind) {
        return `Mismatched ${yes.kind} element types: ${difference(mine, other)}`;
      }
    }
  }
  if (typeName(yes) === typeName(no)) {
    return "At least one deeply-nested attribute or element is not compatible across both the 'true' and the 'false' value";
  }
  return `The 'true' value is ${typeName(yes)}, but the 'false' value is ${typeName(no)}`;
}

function isStructural(type: Exclude<Type, string>): boolean {
  return type.kind === "object" || type.kind === "tuple";
}

function objectDifference(yes: ReadonlyMap<string, Type>, no: ReadonlyMap<string, Type>): string | undefined {
  for (const [name, type] of yes) {
    const quoted = goQuote(name);
    const other = no.get(name);
    if (other === undefined) {
      return `The 'true' value includes object attribute ${quoted}, which is absent in the 'false' value`;
    }
    if (!isSameType(type, other)) return `Type mismatch for object attribute ${quoted}: ${difference(type, other)}`;
  }
  const extra = [...no.keys()].find((name) => !yes.has(name));
  return extra === undefined
    ? undefined
    : `The 'false' value includes object attribute ${goQuote(extra)}, which is absent in the 'true' value`;
}

function tupleDifference(yes: readonly Type[], no: readonly Type[]): string | undefined {
  if (yes.length !== no.length) {
    return `The 'true' tuple has length ${yes.length}, but the 'false' tuple has length ${no.length}`;
  }
  for (const [at, type] of yes.entries()) {
    const other = no[at];
    if (other !== undefined && !isSameType(type, other)) {
      return `Type mismatch for tuple element ${at}: ${difference(type, other)}`;
    }
  }
  return undefined;
}
