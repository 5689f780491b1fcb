import type { JsonObject } from "../../model/json.js";
import { jobSchema } from "../schema/job.js";
import { Diagnostics } from "./diagnostic.js";
import { unsupported } from "./evaluate.js";
import { type Reading, readBlock } from "./read.js";
import { type BlockSyntax, type BodySyntax, readBody } from "./syntax/body.js";
import { unexpectedArgument, unexpectedBlock } from "./unexpected.js";

/** A job in the API's form, as it was written; or the complaints, one a line. */
export type ParsedJobFile =
  | { readonly ok: true; readonly job: JsonObject }
  | { readonly ok: false; readonly message: string };

const declarations: ReadonlyMap<string, string> = new Map([
  ["variable", "variables"],
  ["variables", "variables"],
  ["locals", "locals"],
]);

const topLevel = {
  arguments: new Map(),
  blocks: new Map(["job", ...declarations.keys()].map((name) => [name, undefined as never])),
};

/**
 * Reads an HCL2 job file: only what the user wrote, no defaults. Variables, locals, functions, operators, dynamic blocks and HCL's
 * JSON syntax are refused. Spec 05 §6.
 *
 * @param source A text that HashiCorp's parser accepts: errors of syntax are its affair.
 * @param fileName The name that complaints give.
 */
export function readJobFile(source: string, fileName: string): ParsedJobFile {
  const diagnostics = new Diagnostics(fileName, source);
  const reading: Reading = { source, diagnostics };
  if (isJsonSyntax(source)) unsupported(diagnostics, { start: 0, end: 1 }, "HCL's JSON syntax");
  const job = diagnostics.text === "" ? readTop(reading, readBody(source)) : undefined;
  if (job === undefined || diagnostics.text !== "") return { ok: false, message: diagnostics.text };
  return { ok: true, job };
}

/** Whether the text is HCL's JSON syntax: its first character is a brace. */
export function isJsonSyntax(source: string): boolean {
  return /^[ \t]*\{/.test(source);
}

function readTop(reading: Reading, body: BodySyntax): JsonObject | undefined {
  const { diagnostics } = reading;
  for (const { name, nameSpan } of body.arguments) {
    diagnostics.add(nameSpan, "Unsupported argument", unexpectedArgument(name, topLevel));
  }
  for (const block of body.blocks) {
    const declared = declarations.get(block.type);
    if (declared !== undefined) unsupported(diagnostics, block.typeSpan, declared);
    else if (block.type !== "job") {
      diagnostics.add(block.typeSpan, "Unsupported block type", unexpectedBlock(block.type, topLevel));
    }
  }
  const job = onlyJob(
    reading,
    body.blocks.filter(({ type }) => type === "job"),
  );
  return job === undefined ? undefined : readBlock(reading, job, jobSchema);
}

function onlyJob({ diagnostics }: Reading, jobs: readonly BlockSyntax[]): BlockSyntax | undefined {
  const [first, second] = jobs;
  if (first === undefined) return diagnostics.add(undefined, "Missing job block", "A job block is required");
  if (second === undefined) return first;
  const detail = `Only one block of type "job" is allowed. Previous definition was at ${diagnostics.placeText(first.header)}.`;
  return diagnostics.add(second.header, "Duplicate job block", detail);
}
