import type { JsonObject } from "../../model/json.js";
import { jobSchema } from "../schema/job.js";
import { Diagnostics, placeText, type Source, source } from "./diagnostic.js";
import { Evaluation, type Language } from "./evaluation/evaluation.js";
import { type Scope, scopeOf } from "./evaluation/scope.js";
import type { FunctionContext } from "./functions/functionSpec.js";
import { localsScope, readLocals } from "./locals.js";
import { readBlock } from "./reader/block.js";
import { contentOf } from "./reader/content.js";
import { complain, type Reading } from "./reader/reading.js";
import type { BlockSyntax, BodySyntax } from "./syntax/body.js";
import { LimitExceeded } from "./syntax/refusal.js";
import { limit, readBodyText, type Unreadable } from "./syntax/text.js";
import { goQuote } from "./values/goQuote.js";
import { object, type Value } from "./values/value.js";
import { assignmentsOf, type GivenValues, type VariableFile } from "./variables/assignments.js";
import { validate } from "./variables/condition.js";
import { type Declaration, readDeclarations } from "./variables/declaration.js";
import { type SubmittedVariables, submittedVariables } from "./variables/submitted.js";

/** A text and the name that complaints give it. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** A job file with what it may refer to. */
export interface JobFileInput {
  readonly file: NamedText;
  /** In order; `what` begins the complaint about a file that cannot be read: `var file` or `var content`. */
  readonly variableFiles: readonly (NamedText & { readonly what: "var file" | "var content" })[];
  /** `-var`, as they were given; those without `=` are ignored. */
  readonly variables: readonly string[];
  /** All variables of the environment; those of a job file begin with `NOMAD_VAR_`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whether undeclared variables are errors. */
  readonly isStrict: boolean;
  readonly functions: FunctionContext;
}

/** A job in the API's form, as it was written; or the complaints, one a line. */
export type ParsedJobFile =
  | { readonly ok: true; readonly job: JsonObject; readonly submitted: SubmittedVariables }
  | RefusedJobFile;

export interface RefusedJobFile {
  readonly ok: false;
  readonly message: string;
  /** The text that is not HCL, where that is the reason: HashiCorp's parser has the words that Nomad prints. */
  readonly notHcl?: NamedText & { readonly prefix: string };
}

/** How long a job file, or one of variables, may be, in characters. */
const longest = 1_048_576;

/** What may stand at the top of a job file, with the words for labels. */
const topLevel = {
  arguments: [],
  required: [],
  blocks: new Map([
    ["job", ["name"]],
    ["variable", ["name"]],
    ["variables", []],
    ["locals", []],
  ]),
};

/**
 * Reads an HCL2 job file: only what the user wrote, no defaults. Syntax first, then variables, locals and the job; each step that
 * has complaints is the last. Spec 05 §6.
 */
export function readJobFile(input: JobFileInput): ParsedJobFile {
  const text = source(input.file.name, input.file.text);
  const body = readText(text, "");
  if (!body.ok) return body;
  const files: VariableFile[] = [];
  for (const file of input.variableFiles) {
    const fileSource = source(file.name, file.text);
    const read = readText(fileSource, `unable to parse ${file.what}: `);
    if (!read.ok) return read;
    files.push({ source: fileSource, body: read.body });
  }
  const diagnostics = new Diagnostics();
  try {
    const read = readJob(text, body.body, input, files, diagnostics);
    if (read !== undefined && diagnostics.count === 0) return { ok: true, ...read };
  } catch (error) {
    if (!(error instanceof LimitExceeded)) throw error;
    return refused(limit(text, error), "");
  }
  return { ok: false, message: diagnostics.text };
}

function readText(text: Source, prefix: string): { readonly ok: true; readonly body: BodySyntax } | RefusedJobFile {
  if (text.text.length > longest) {
    const at = { start: longest, end: longest };
    return refused(
      limit(text, new LimitExceeded(at, `Coalmine reads files of at most ${longest} characters.`)),
      prefix,
    );
  }
  const read = readBodyText(text);
  return read.ok ? read : refused(read, prefix, text);
}

function refused({ at, summary, detail, isLimit }: Unreadable, prefix: string, text?: Source): RefusedJobFile {
  const message = `${prefix}${placeText(at)}: ${summary}; ${detail}`;
  if (isLimit || text === undefined) return { ok: false, message };
  return { ok: false, message, notHcl: { name: text.fileName, text: text.text, prefix } };
}

function readJob(
  text: Source,
  body: BodySyntax,
  input: JobFileInput,
  files: readonly VariableFile[],
  diagnostics: Diagnostics,
): { readonly job: JsonObject; readonly submitted: SubmittedVariables } | undefined {
  const language: Language = { references: "leftAlone", functions: input.functions };
  const evaluation = new Evaluation(text, language, diagnostics);
  const plain: Language = { references: "none", functions: undefined };
  const constants = new Evaluation(text, plain, diagnostics, evaluation.budget);

  const reading: Reading = { evaluation, scope: scopeOf([]) };
  const { blocks } = contentOf(reading, body, topLevel);
  if (diagnostics.count > 0) return undefined;
  const declarations = readDeclarations(constants, evaluation, blocks);
  const locals = readLocals(evaluation, blocks);
  const job = onlyJob(reading, blocks, announcesJob(body));
  const given: GivenValues = { ...givenValues(input), files };
  const variables = variableValues(declarations, given, constants, evaluation);
  if (diagnostics.count > 0 || job === undefined) return undefined;

  const scope: Scope = localsScope(evaluation, locals, variables);
  if (diagnostics.count > 0) return undefined;
  return { job: readBlock({ evaluation, scope }, job, jobSchema), submitted: submittedVariables(declarations, given) };
}

function givenValues(input: JobFileInput): Omit<GivenValues, "files"> {
  const prefix = "NOMAD_VAR_";
  const environment = Object.entries(input.environment).flatMap(([name, value]): [string, string][] =>
    name.startsWith(prefix) && value !== undefined ? [[name.slice(prefix.length), value]] : [],
  );
  const flags = input.variables.flatMap((given): [string, string][] => {
    const sign = given.indexOf("=");
    return sign === -1 ? [] : [[given.slice(0, sign), given.slice(sign + 1)]];
  });
  return { environment, flags, isStrict: input.isStrict };
}

/** The object that `var` refers to: each variable must have a value, used or not. Spec 05 §6.2 step 5. */
function variableValues(
  declarations: readonly Declaration[],
  given: GivenValues,
  constants: Evaluation,
  evaluation: Evaluation,
): Value {
  const assignments = assignmentsOf(declarations, given, constants);
  const values: [string, Value][] = [];
  for (const declaration of declarations) {
    const assignment = assignments.get(declaration.name);
    if (assignment === undefined && declaration.type === "dynamic") continue;
    if (assignment === undefined) {
      const detail =
        "A used variable must be set or have a default value; see https://developer.hashicorp.com/nomad/docs/reference/hcl2/variables  for details.";
      evaluation.diagnostics.add(undefined, `Unset variable ${goQuote(declaration.name)}`, detail);
      continue;
    }
    values.push([declaration.name, assignment.value]);
    if (assignment.value.kind !== "unknown") validate(evaluation, declaration, assignment);
  }
  return object(values);
}

function announcesJob(body: BodySyntax): boolean {
  if (body.kind === "native") return body.blocks.some(({ type }) => type === "job");
  return body.node.kind === "object" && body.node.members.some(({ name }) => name === "job");
}

/** @param isAnnounced There is a job block, but it has been complained about already. */
function onlyJob(reading: Reading, blocks: readonly BlockSyntax[], isAnnounced: boolean): BlockSyntax | undefined {
  const [first, second] = blocks.filter(({ type }) => type === "job");
  if (first === undefined && isAnnounced) return undefined;
  if (first === undefined) {
    reading.evaluation.diagnostics.add(undefined, "Missing job block", "A job block is required");
    return undefined;
  }
  if (second === undefined) return first;
  const previous = placeText(reading.evaluation.place(first.header));
  const detail = `Only one block of type "job" is allowed. Previous definition was at ${previous}.`;
  return complain(reading, second.header, "Duplicate job block", detail);
}
