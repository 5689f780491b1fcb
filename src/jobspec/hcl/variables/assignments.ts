import { type Diagnostics, nowhere, type Source, source } from "../diagnostic.js";
import { Evaluation } from "../evaluation/evaluation.js";
import { scopeOf } from "../evaluation/scope.js";
import { justArguments } from "../reader/content.js";
import type { BodySyntax } from "../syntax/body.js";
import { readExpressionText } from "../syntax/text.js";
import { convert } from "../values/convert.js";
import { goQuote } from "../values/goQuote.js";
import type { Type } from "../values/type.js";
import { text, unknown, type Value } from "../values/value.js";
import type { Assignment, Declaration, Origin } from "./declaration.js";

/** A file of variables that has been read. */
export interface VariableFile {
  readonly source: Source;
  readonly body: BodySyntax;
}

/** Values from outside a job file, each kind in order; the later ones win. Spec 05 §6.2 step 4. */
export interface GivenValues {
  /** `NOMAD_VAR_…` without the prefix. */
  readonly environment: readonly (readonly [string, string])[];
  readonly files: readonly VariableFile[];
  /** `-var`, split at the first `=`. */
  readonly flags: readonly (readonly [string, string])[];
  /** Whether undeclared names are errors. */
  readonly isStrict: boolean;
}

/** The last value that was given to each variable, converted to its type. Spec 05 §6.3. */
export function assignmentsOf(
  declarations: readonly Declaration[],
  given: GivenValues,
  constants: Evaluation,
): ReadonlyMap<string, Assignment> {
  const { diagnostics } = constants;
  const assigned = new Map<string, Assignment>();
  for (const declaration of declarations) {
    if (declaration.default !== undefined) assigned.set(declaration.name, declaration.default);
  }
  const byName = new Map(declarations.map((declaration) => [declaration.name, declaration]));
  const assign = (declaration: Declaration, assignment: Assignment | undefined): void => {
    if (assignment !== undefined) assigned.set(declaration.name, assignment);
  };
  for (const [name, word] of given.environment) {
    const declaration = byName.get(name);
    if (declaration !== undefined) assign(declaration, fromWord(declaration, word, "env", constants));
  }
  for (const file of given.files) {
    // A file that declares is no file of values: nothing that comes after it counts either.
    if (!assignFromFile(file, byName, given.isStrict, constants, assign)) return assigned;
  }
  for (const [name, word] of given.flags) {
    const declaration = byName.get(name);
    if (declaration !== undefined) assign(declaration, fromWord(declaration, word, "cmd", constants));
    else {
      const detail = `A ${goQuote(name)} variable was passed in the command line but was not found in known variables. To declare variable ${goQuote(name)}, place this block in your job file`;
      undeclared(diagnostics, given.isStrict, "Undefined -var variable", detail);
    }
  }
  return assigned;
}

function undeclared(diagnostics: Diagnostics, isStrict: boolean, summary: string, detail: string): void {
  if (isStrict) diagnostics.add(undefined, summary, detail);
  else diagnostics.warn(summary, detail);
}

type Assign = (declaration: Declaration, assignment: Assignment | undefined) => void;

function assignFromFile(
  { source, body }: VariableFile,
  byName: ReadonlyMap<string, Declaration>,
  isStrict: boolean,
  constants: Evaluation,
  assign: Assign,
): boolean {
  const evaluation = inText(constants, source);
  const { diagnostics } = evaluation;
  const blocks = body.kind === "json" ? [] : body.blocks;
  for (const { type, labels, typeSpan } of blocks) {
    if (type === "variable") {
      const [name = ""] = labels;
      diagnostics.add(
        evaluation.place(typeSpan),
        "Variable declaration in a .var file",
        misplaced(name, source.fileName),
      );
    } else {
      diagnostics.add(
        evaluation.place(typeSpan),
        "Unsupported block type",
        `Blocks of type "${type}" are not expected here.`,
      );
    }
  }
  if (blocks.length > 0) return false;
  for (const { name, expression } of justArguments({ evaluation, scope: scopeOf([]) }, body)) {
    const declaration = byName.get(name);
    if (declaration === undefined) {
      const detail = `A ${goQuote(name)} variable was set but was not found in known variables. To declare variable ${goQuote(name)}, place this block in your job files`;
      undeclared(diagnostics, isStrict, "Undefined variable", detail);
      continue;
    }
    const { value, failed } = evaluation.attempt(() => evaluation.value(expression, undefined));
    if (failed) assign(declaration, { value, origin: "varfile", at: evaluation.place(expression) });
    else
      assign(
        declaration,
        converted(declaration, { value, origin: "varfile", at: evaluation.place(expression) }, diagnostics),
      );
  }
  return true;
}

function misplaced(name: string, fileName: string): string {
  return `A .var file is used to assign values to variables that have already been declared in job files, not to declare new variables. To declare variable ${goQuote(name)}, place this block in one of your job files\n\nTo set a value for this variable in ${fileName}, use the definition syntax instead:\n    ${name} = <value>`;
}

/** A word of the command line or the environment: taken literally for simple types, an expression for others. */
function fromWord(
  declaration: Declaration,
  word: string,
  origin: Origin,
  constants: Evaluation,
): Assignment | undefined {
  const { diagnostics } = constants;
  if (isLiteral(declaration.type)) {
    return converted(declaration, { value: text(word), origin, at: nowhere }, diagnostics);
  }
  const from = origin === "cmd" ? "arguments" : "environment";
  const evaluation = inText(constants, source(`<value for var.${declaration.name} from ${from}>`, word));
  const parsed = readExpressionText(evaluation.source);
  if (!parsed.ok) {
    diagnostics.add(parsed.at, parsed.summary, parsed.detail);
    return { value: unknown, origin, at: parsed.at };
  }
  const at = evaluation.place(parsed.expression);
  const { value, failed } = evaluation.attempt(() => evaluation.value(parsed.expression, undefined));
  return failed ? { value, origin, at } : converted(declaration, { value, origin, at }, diagnostics);
}

function isLiteral(type: Type | undefined): boolean {
  return type === undefined || type === "string" || type === "number";
}

/** The same job file's constants in another text: its complaints name that text. */
function inText(constants: Evaluation, text: Source): Evaluation {
  return new Evaluation(text, constants.language, constants.diagnostics, constants.budget);
}

function converted({ name, type }: Declaration, assignment: Assignment, diagnostics: Diagnostics): Assignment {
  if (type === undefined || type === "dynamic") return assignment;
  const outcome = convert(assignment.value, type);
  if (outcome.ok) return { ...assignment, value: outcome.value };
  const isFlag = assignment.origin === "cmd";
  const summary = isFlag ? "Invalid argument value for -var variable" : "Invalid value for variable";
  const subject = isFlag ? "The received arg value" : "The value";
  const detail = `${subject} for ${name} is not compatible with the variable's type constraint: ${outcome.message}.`;
  diagnostics.add(assignment.at, summary, detail);
  const failed: Value = { kind: "unknown", type };
  return { ...assignment, value: failed };
}
