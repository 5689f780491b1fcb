import type { FunctionContext, FunctionSpec, Parameter } from "../functions/functionSpec.js";
import { callFunction, functionNamed, functionNames, parameterAt } from "../functions/functions.js";
import { similarName } from "../similarName.js";
import { type CallExpression, type Expression, startOf } from "../syntax/node.js";
import type { Span } from "../syntax/range.js";
import { convert } from "../values/convert.js";
import { goQuote } from "../values/goQuote.js";
import { bool, isWhollyKnown, unknown, type Value } from "../values/value.js";
import { sizeOf } from "./budget.js";
import type { Evaluation } from "./evaluation.js";
import type { Scope } from "./scope.js";
import { typeConstraint } from "./typeConstraint.js";

/** An argument: an expression, or one of the elements that the last one was expanded into. */
interface Argument {
  readonly expression: Expression;
  readonly value: Value | undefined;
}

/** `name(a, b...)`. Spec 05 §6.5. */
export function callValue(evaluation: Evaluation, call: CallExpression, scope: Scope | undefined): Value {
  const { functions } = evaluation.language;
  if (functions === undefined) {
    return evaluation.fail(call, "Function calls not allowed", "Functions may not be called here.");
  }
  const spec = functionNamed(call.name);
  if (spec === undefined) return unknownFunction(evaluation, call);
  const given = expandedArguments(evaluation, call, scope);
  if (given === undefined) return unknown;
  if (call.name === "try") return tried(evaluation, call, given, scope);
  if (!hasRightCount(evaluation, call, spec, given)) return unknown;
  if (call.name === "can") return possible(evaluation, given, scope);
  if (call.name === "convert") return conversion(evaluation, given, scope);
  const { value: values, failed } = evaluation.attempt(() =>
    given.map((argument, at) => argumentValue(evaluation, argument, parameterAt(spec, at), scope)),
  );
  return failed ? unknown : called(evaluation, call, spec, given, values, functions);
}

function called(
  evaluation: Evaluation,
  call: CallExpression,
  spec: FunctionSpec,
  given: readonly Argument[],
  values: readonly Value[],
  functions: FunctionContext,
): Value {
  const outcome = callFunction(spec, values, functions);
  if (outcome.ok) {
    evaluation.budget.spend(sizeOf(outcome.value), call);
    return outcome.value;
  }
  const parameter = outcome.argument === undefined ? undefined : parameterAt(spec, outcome.argument);
  if (outcome.argument === undefined || parameter === undefined) return failedCall(evaluation, call, outcome.message);
  const argument = given[outcome.argument];
  // One that was not given has no place of its own.
  const at = argument === undefined ? call : startOf(argument.expression);
  return invalidArgument(evaluation, at, parameter, outcome.message);
}

/** An argument converted to what its parameter takes. */
function argumentValue(
  evaluation: Evaluation,
  argument: Argument,
  parameter: Parameter | undefined,
  scope: Scope | undefined,
): Value {
  const value = argument.value ?? evaluation.value(argument.expression, scope);
  const converted = convert(value, parameter?.type ?? "dynamic");
  if (converted.ok) return converted.value;
  return invalidArgument(evaluation, startOf(argument.expression), parameter, converted.message);
}

function invalidArgument(evaluation: Evaluation, at: Span, parameter: Parameter | undefined, message: string): Value {
  const detail = `Invalid value for ${goQuote(parameter?.name ?? "")} parameter: ${message}.`;
  return evaluation.fail(at, "Invalid function argument", detail);
}

/** `convert(value, type)`: the second argument is a type, as variables are declared with. */
function conversion(evaluation: Evaluation, given: readonly Argument[], scope: Scope | undefined): Value {
  const [argument, type] = given;
  if (argument === undefined || type === undefined) return unknown;
  const { value, failed } = evaluation.attempt(() => ({
    value: argument.value ?? evaluation.value(argument.expression, scope),
    wanted: typeConstraint(evaluation, type.expression, "constraint"),
  }));
  if (failed) return unknown;
  const converted = convert(value.value, value.wanted);
  return converted.ok
    ? converted.value
    : invalidArgument(evaluation, startOf(argument.expression), { name: "value", type: "dynamic" }, converted.message);
}

function failedCall(evaluation: Evaluation, call: CallExpression, message: string): Value {
  const detail = `Call to function ${goQuote(call.name)} failed: ${message}.`;
  return evaluation.fail(startOf(call), "Error in function call", detail);
}

function unknownFunction(evaluation: Evaluation, { name, nameSpan }: CallExpression): Value {
  const summary = "Call to unknown function";
  const separator = name.lastIndexOf("::");
  if (separator !== -1) {
    const namespace = goQuote(name.slice(0, separator + 2));
    return evaluation.fail(nameSpan, summary, `There are no functions in namespace ${namespace}.`);
  }
  const similar = similarName(name, functionNames());
  const hint = similar === undefined ? "" : ` Did you mean ${goQuote(similar)}?`;
  return evaluation.fail(nameSpan, summary, `There is no function named ${goQuote(name)}.${hint}`);
}

/** The arguments, the last one taken apart where it is followed by `...`; undefined if it cannot be. */
function expandedArguments(
  evaluation: Evaluation,
  call: CallExpression,
  scope: Scope | undefined,
): readonly Argument[] | undefined {
  const given = call.parameters.map((expression): Argument => ({ expression, value: undefined }));
  const last = call.parameters.at(-1);
  if (!call.expandsLast || last === undefined) return given;
  const { value, failed } = evaluation.attempt(() => evaluation.value(last, scope));
  if (failed || value.kind === "unknown") return undefined;
  if (value.kind === "list" || value.kind === "set" || value.kind === "tuple") {
    evaluation.budget.spend(value.elements.length, call);
    return [...given.slice(0, -1), ...value.elements.map((element) => ({ expression: last, value: element }))];
  }
  const isNullList = value.kind === "null" && (value.type === "dynamic" || typeof value.type !== "string");
  const why = isNullList ? "not be null" : "be of a tuple, list, or set type";
  const detail = `The expanding argument (indicated by ...) must ${why}.`;
  evaluation.fail(last, "Invalid expanding argument value", detail);
  return undefined;
}

function hasRightCount(
  evaluation: Evaluation,
  call: CallExpression,
  { parameters, variadic }: FunctionSpec,
  given: readonly Argument[],
): boolean {
  const name = goQuote(call.name);
  const missing = parameters[given.length];
  if (missing !== undefined) {
    const least = variadic === undefined ? "" : " at least";
    const detail = `Function ${name} expects${least} ${parameters.length} argument(s). Missing value for ${goQuote(missing.name)}.`;
    evaluation.fail(call.close, "Not enough function arguments", detail);
    return false;
  }
  const extra = given[parameters.length];
  if (variadic === undefined && extra !== undefined) {
    const detail = `Function ${name} expects only ${parameters.length} argument(s).`;
    evaluation.fail(startOf(extra.expression), "Too many function arguments", detail);
    return false;
  }
  return true;
}

/** `try(a, b)`: the first that makes no complaint. */
function tried(
  evaluation: Evaluation,
  call: CallExpression,
  given: readonly Argument[],
  scope: Scope | undefined,
): Value {
  if (given.length === 0) return failedCall(evaluation, call, "at least one argument is required");
  const complaints: string[] = [];
  for (const argument of given) {
    const attempt = evaluation.aside(() => argument.value ?? evaluation.value(argument.expression, scope));
    if (attempt.complaints.length === 0) return isWhollyKnown(attempt.value) ? attempt.value : unknown;
    for (const { subject, summary, detail } of attempt.complaints) {
      complaints.push(`- ${summary}${subject === undefined ? "" : ` (at ${subject})`}\n  ${detail}\n`);
    }
  }
  const closing = "At least one expression must produce a successful result";
  return failedCall(evaluation, call, `no expression succeeded:\n${complaints.join("")}\n${closing}`);
}

/** `can(a)`: whether it makes no complaint. */
function possible(evaluation: Evaluation, [only]: readonly Argument[], scope: Scope | undefined): Value {
  if (only === undefined) return unknown;
  const { value, complaints } = evaluation.aside(() => only.value ?? evaluation.value(only.expression, scope));
  if (complaints.length > 0) return bool(false);
  return isWhollyKnown(value) ? bool(true) : { kind: "unknown", type: "bool" };
}
