import type { BinaryOperator, Expression } from "../syntax/node.js";
import { convert } from "../values/convert.js";
import {
  add,
  type Calculated,
  compare,
  divide,
  type HclNumber,
  modulo,
  multiply,
  negate,
  subtract,
} from "../values/number.js";
import { isEqual } from "../values/order.js";
import type { Type } from "../values/type.js";
import { bool, number, type Value } from "../values/value.js";
import type { Evaluation } from "./evaluation.js";
import type { Scope } from "./scope.js";

type Binary = Extract<Expression, { readonly kind: "binary" }>;
type Unary = Extract<Expression, { readonly kind: "unary" }>;

const invalid = "Invalid operand";
const noNull = "argument must not be null";

/** What an operator computes with, and what comes out. */
interface Operation {
  readonly operands: Type;
  readonly result: Type;
}

const arithmetic: Operation = { operands: "number", result: "number" };
const comparison: Operation = { operands: "number", result: "bool" };
const logic: Operation = { operands: "bool", result: "bool" };
const equality: Operation = { operands: "dynamic", result: "bool" };

const operations: Readonly<Record<BinaryOperator, Operation>> = {
  "||": logic,
  "&&": logic,
  "==": equality,
  "!=": equality,
  ">": comparison,
  ">=": comparison,
  "<": comparison,
  "<=": comparison,
  "+": arithmetic,
  "-": arithmetic,
  "*": arithmetic,
  "/": arithmetic,
  "%": arithmetic,
};

/** Both operands are evaluated, whatever the first comes to: HCL takes no short cut. */
export function binaryValue(evaluation: Evaluation, expression: Binary, scope: Scope | undefined): Value {
  const { operands, result } = operations[expression.operator];
  const { value, failed } = evaluation.attempt(() => {
    const left = evaluation.value(expression.left, scope);
    const right = evaluation.value(expression.right, scope);
    return {
      left: operand(evaluation, left, operands, "left operand", expression.left),
      right: operand(evaluation, right, operands, "right operand", expression.right),
    };
  });
  if (failed) return { kind: "unknown", type: result };
  return computed(evaluation, expression, () => applied(expression.operator, value.left, value.right), result);
}

export function unaryValue(evaluation: Evaluation, expression: Unary, scope: Scope | undefined): Value {
  const type = expression.operator === "-" ? "number" : "bool";
  const { value, failed } = evaluation.attempt(() => {
    const given = evaluation.value(expression.operand, scope);
    return operand(evaluation, given, type, "unary operand", expression.operand);
  });
  if (failed) return { kind: "unknown", type };
  return computed(evaluation, expression, () => inverse(value), type);
}

function operand(evaluation: Evaluation, value: Value, type: Type, which: string, at: Expression): Value {
  const converted = convert(value, type);
  if (converted.ok) return converted.value;
  return evaluation.fail(at, invalid, `Unsuitable value for ${which}: ${converted.message}.`);
}

/** An operation has a value, or a sentence about why it has none. */
function computed(evaluation: Evaluation, at: Expression, run: () => Value | string, type: Type): Value {
  const result = run();
  if (typeof result !== "string") return result;
  evaluation.fail(at, "Operation failed", `Error during operation: ${result}.`);
  return { kind: "unknown", type };
}

function applied(operator: BinaryOperator, left: Value, right: Value): Value | string {
  if (operator === "==" || operator === "!=") {
    const equal = isEqual(left, right);
    return equal === undefined ? { kind: "unknown", type: "bool" } : bool(equal === (operator === "=="));
  }
  if (left.kind === "null" || right.kind === "null") return noNull;
  if (left.kind === "bool" && right.kind === "bool") {
    return bool(operator === "&&" ? left.isTrue && right.isTrue : left.isTrue || right.isTrue);
  }
  if (left.kind === "number" && right.kind === "number") return calculated(operator, left.number, right.number);
  return { kind: "unknown", type: operations[operator].result };
}

function inverse(value: Value): Value | string {
  if (value.kind === "null") return noNull;
  if (value.kind === "bool") return bool(!value.isTrue);
  return value.kind === "number" ? number(negate(value.number)) : value;
}

function calculated(operator: BinaryOperator, left: HclNumber, right: HclNumber): Value | string {
  switch (operator) {
    case ">":
      return bool(compare(left, right) > 0);
    case ">=":
      return bool(compare(left, right) >= 0);
    case "<":
      return bool(compare(left, right) < 0);
    case "<=":
      return bool(compare(left, right) <= 0);
    case "+":
      return numberOr(add(left, right));
    case "-":
      return numberOr(subtract(left, right));
    case "*":
      return numberOr(multiply(left, right));
    case "/":
      return numberOr(divide(left, right));
    default:
      return numberOr(modulo(left, right));
  }
}

function numberOr(result: Calculated): Value | string {
  return "impossible" in result ? result.impossible : number(result);
}
