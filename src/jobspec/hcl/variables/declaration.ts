import type { nowhere, Place } from "../diagnostic.js";
import type { Evaluation } from "../evaluation/evaluation.js";
import { scopeOf } from "../evaluation/scope.js";
import { typeConstraint } from "../evaluation/typeConstraint.js";
import { contentOf, hasLabels, justArguments } from "../reader/content.js";
import { complain, type Reading } from "../reader/reading.js";
import type { Argument, BlockSyntax } from "../syntax/body.js";
import { type Expression, startOf } from "../syntax/node.js";
import type { Span } from "../syntax/range.js";
import { convert } from "../values/convert.js";
import type { Type } from "../values/type.js";
import { typeOf, type Value } from "../values/value.js";
import { checkCondition } from "./condition.js";

/** Where a value of a variable comes from, as complaints about it say. Spec 05 §6.3. */
export type Origin = "default" | "env" | "varfile" | "cmd";

/** A value that was given to a variable. */
export interface Assignment {
  readonly value: Value;
  readonly origin: Origin;
  readonly at: Place | typeof nowhere;
}

/** What a value has to fulfil. */
export interface ValidationRule {
  readonly condition: Expression;
  readonly message: string;
  /** The head of its block. */
  readonly at: Span;
}

/** A variable of a job file. */
export interface Declaration {
  readonly name: string;
  /** Undefined where neither a type nor a default tells: values are strings then. */
  readonly type: Type | undefined;
  readonly default: Assignment | undefined;
  readonly rules: readonly ValidationRule[];
}

/**
 * The variables that `variable` and `variables` blocks declare, in the order of the file. Defaults are literals: they refer to
 * nothing and call nothing. Spec 05 §6.2 step 2, §6.3.
 *
 * @param constants An evaluation that knows neither names nor functions.
 */
export function readDeclarations(
  constants: Evaluation,
  functions: Evaluation,
  blocks: readonly BlockSyntax[],
): readonly Declaration[] {
  const reading: Reading = { evaluation: constants, scope: scopeOf([]) };
  const found = new Map<string, Declaration>();
  const declare = (declaration: Declaration): void => {
    if (found.has(declaration.name)) {
      const detail = `Duplicate ${declaration.name} variable definition found.`;
      constants.diagnostics.add(undefined, "Duplicate variable", detail);
    } else found.set(declaration.name, declaration);
  };
  for (const block of blocks) {
    if (block.type === "variables" && hasLabels(reading, block, [])) {
      for (const argument of justArguments(reading, block.body)) declare(shortDeclaration(reading, argument));
    }
    if (block.type === "variable" && hasLabels(reading, block, ["name"])) {
      declare(readDeclaration(reading, functions, block));
    }
  }
  return [...found.values()];
}

/** An entry of a `variables` block: a name and its default. */
function shortDeclaration(reading: Reading, argument: Argument): Declaration {
  const assignment = readDefault(reading, argument.expression, undefined);
  const type = assignment === undefined ? undefined : typeOf(assignment.value);
  return { name: argument.name, type, default: assignment, rules: [] };
}

function readDeclaration(reading: Reading, functions: Evaluation, block: BlockSyntax): Declaration {
  const [name = ""] = block.labels;
  const content = contentOf(reading, block.body, {
    arguments: ["description", "default", "type", "sensitive"],
    required: [],
    blocks: new Map([["validation", []]]),
  });
  const argument = (wanted: string) => content.arguments.find((candidate) => candidate.name === wanted)?.expression;
  const typeExpression = argument("type");
  const declared = typeExpression === undefined ? undefined : typeConstraint(reading.evaluation, typeExpression);
  const defaultExpression = argument("default");
  const assignment = defaultExpression === undefined ? undefined : readDefault(reading, defaultExpression, declared);
  const type = declared ?? (assignment === undefined ? undefined : typeOf(assignment.value));
  const rules = content.blocks.flatMap((rule) => readRule(reading, functions, name, rule) ?? []);
  return { name, type, default: assignment, rules };
}

/** A default that cannot be one is complained about; what becomes of it nobody will ask. */
function readDefault({ evaluation }: Reading, expression: Expression, type: Type | undefined): Assignment {
  const { value, failed } = evaluation.attempt(() => evaluation.value(expression, undefined));
  const at = evaluation.place(expression);
  if (failed || type === undefined || type === "dynamic") return { value, origin: "default", at };
  const converted = convert(value, type);
  if (converted.ok) return { value: converted.value, origin: "default", at };
  const detail = `This default value is not compatible with the variable's type constraint: ${converted.message}.`;
  return { value: evaluation.fail(expression, "Invalid default value for variable", detail), origin: "default", at };
}

function readRule(
  reading: Reading,
  functions: Evaluation,
  variable: string,
  block: BlockSyntax,
): ValidationRule | undefined {
  const content = contentOf(reading, block.body, {
    arguments: ["condition", "error_message"],
    required: ["condition", "error_message"],
    blocks: new Map(),
  });
  const condition = content.arguments.find(({ name }) => name === "condition")?.expression;
  const message = content.arguments.find(({ name }) => name === "error_message");
  if (condition !== undefined) checkCondition(functions, variable, condition);
  const text = message === undefined ? undefined : errorMessage(reading, message);
  return condition === undefined || text === undefined ? undefined : { condition, message: text, at: block.header };
}

function errorMessage(reading: Reading, { expression }: Argument): string | undefined {
  const { evaluation } = reading;
  const { value, failed } = evaluation.attempt(() => evaluation.value(expression, undefined));
  if (failed) return undefined;
  const converted = convert(value, "string");
  if (!converted.ok || converted.value.kind !== "string") {
    const why = converted.ok ? "null value is not allowed" : converted.message;
    return complain(reading, startOf(expression), "Unsuitable value type", `Unsuitable value: ${why}`);
  }
  if (converted.value.text.trim() !== "") return converted.value.text;
  complain(
    reading,
    expression,
    "Invalid validation error message",
    "An empty or blank string is not a valid nor useful error message.",
  );
  return "";
}
