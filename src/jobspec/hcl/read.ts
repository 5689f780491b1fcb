import type { JsonObject, JsonValue } from "../../model/json.js";
import { convert, schemaless, text } from "./convert.js";
import type { Diagnostics } from "./diagnostic.js";
import { evaluate, unsupported, type Value } from "./evaluate.js";
import { rewrites } from "./rewrite.js";
import { type BlockShape, type SchemaTable, type Shape, shapeOf } from "./shape.js";
import type { Argument, BlockSyntax, BodySyntax } from "./syntax/body.js";
import { readExpression } from "./syntax/expression.js";
import { unexpectedArgument, unexpectedBlock } from "./unexpected.js";

/** The file that is read. */
export interface Reading {
  readonly source: string;
  readonly diagnostics: Diagnostics;
}

/**
 * A block of a job file as the API's JSON: what was written, and what the parser adds by itself. Complaints are collected.
 * Spec 05 §6.1, §6.6.
 */
export function readBlock(reading: Reading, syntax: BlockSyntax, table: SchemaTable): JsonObject {
  const shape = shapeOf(table);
  const label = readLabel(reading, syntax, shape.label === undefined ? undefined : shape.labelWord);
  const named = shape.label === undefined || label === undefined ? {} : { [shape.label]: label };
  const own = table.goType === "Job" && label !== undefined ? { Name: label } : {};
  const written = readMembers(reading, syntax, shape);
  const block = { ...shape.silent, ...own, ...named, ...written };
  return rewrites[table.goType]?.(block) ?? block;
}

/** The only label, or undefined where there is none; another number of labels is complained about. */
function readLabel({ diagnostics }: Reading, syntax: BlockSyntax, word: string | undefined): string | undefined {
  const { type, labels, labelSpans, body } = syntax;
  const wanted = word === undefined ? 0 : 1;
  const extra = labelSpans[wanted];
  if (extra !== undefined) {
    const detail =
      word === undefined
        ? `No labels are expected for ${type} blocks.`
        : `Only 1 labels (${word}) are expected for ${type} blocks.`;
    diagnostics.add(extra, `Extraneous label for ${type}`, detail);
  }
  if (labels.length < wanted) {
    diagnostics.add(body.brace, `Missing ${word} for ${type}`, `All ${type} blocks must have 1 labels (${word}).`);
  }
  return word === undefined ? undefined : labels[0];
}

function readMembers(reading: Reading, syntax: BlockSyntax, shape: Shape): JsonObject {
  const members: Record<string, JsonValue> = {};
  for (const argument of uniqueArguments(reading, syntax.body)) {
    const found = readArgument(reading, argument, shape);
    if (found !== undefined) members[found.json] = found.value;
  }
  for (const block of syntax.body.blocks) {
    const blockShape = expectedBlock(reading, block, shape);
    if (blockShape === undefined || isDuplicate(reading, block, blockShape, syntax.body)) continue;
    const content = readNested(reading, block, blockShape, shape);
    members[blockShape.json] = joined(members[blockShape.json], content, blockShape, block);
  }
  const missing = shape.required.find((name) => !syntax.body.arguments.some((argument) => argument.name === name));
  if (missing !== undefined) {
    const at = { start: syntax.body.brace.start, end: syntax.body.brace.start };
    const detail = `The argument "${missing}" is required, but no definition was found.`;
    reading.diagnostics.add(at, "Missing required argument", detail);
  }
  return members;
}

/** The arguments of a body; one that is set again is complained about. */
function uniqueArguments({ diagnostics }: Reading, body: BodySyntax): readonly Argument[] {
  const first = new Map<string, Argument>();
  for (const argument of body.arguments) {
    const before = first.get(argument.name);
    if (before === undefined) first.set(argument.name, argument);
    else {
      const detail = `The argument "${argument.name}" was already set at ${diagnostics.placeText(before.nameSpan)}. Each argument may be set only once.`;
      diagnostics.add(argument.nameSpan, "Attribute redefined", detail);
    }
  }
  return [...first.values()];
}

function readArgument(
  reading: Reading,
  argument: Argument,
  shape: Shape,
): { readonly json: string; readonly value: JsonValue } | undefined {
  const { diagnostics } = reading;
  const argumentShape = shape.arguments.get(argument.name);
  if (argumentShape === undefined) {
    return diagnostics.add(argument.nameSpan, "Unsupported argument", unexpectedArgument(argument.name, shape));
  }
  const { json, kind } = argumentShape;
  const value = readValue(reading, argument);
  if (value === undefined || (value.kind === "null" && !(json in shape.silent) && !takesNull(kind))) return undefined;
  const converted = convert(kind, value, diagnostics);
  return converted === undefined ? undefined : { json, value: converted };
}

/** Null is no value of these and complained about; elsewhere it means that nothing is set. */
function takesNull(kind: string): boolean {
  return kind === "duration" || kind === "nanoseconds";
}

function readValue({ source, diagnostics }: Reading, argument: Argument): Value | undefined {
  return evaluate(source, readExpression(source, argument.expression), diagnostics);
}

function expectedBlock({ diagnostics }: Reading, block: BlockSyntax, shape: Shape): BlockShape | undefined {
  if (block.type === "dynamic") return unsupported(diagnostics, block.typeSpan, "dynamic blocks");
  if (shape.unread.includes(block.type)) {
    return diagnostics.add(
      block.typeSpan,
      "Not supported by Coalmine",
      `Blocks of type "${block.type}" cannot be read yet.`,
    );
  }
  const expected = shape.blocks.get(block.type);
  return expected ?? diagnostics.add(block.typeSpan, "Unsupported block type", unexpectedBlock(block.type, shape));
}

/** Where only one block is allowed, or an argument of the same name has set the member already. */
function isDuplicate({ diagnostics }: Reading, block: BlockSyntax, shape: BlockShape, body: BodySyntax): boolean {
  const { type } = block;
  if (shape.holds === "list" || shape.holds === "map") return false;
  const argument = body.arguments.find(({ name }) => name === type);
  if (argument !== undefined) {
    const detail = `${type} may not be defined more than once. Another definition is defined at ${diagnostics.placeText(argument.span)}.`;
    diagnostics.add(block.header, `Duplicate ${type} block`, detail);
    return true;
  }
  const before = body.blocks.find((candidate) => candidate.type === type);
  if (before === undefined || before === block) return false;
  const detail = `Only one ${type} block is allowed. Another was defined at ${diagnostics.placeText(before.header)}.`;
  diagnostics.add(block.header, `Duplicate ${type} block`, detail);
  return true;
}

function readNested(reading: Reading, block: BlockSyntax, { holds, table }: BlockShape, parent: Shape): JsonObject {
  if (table === undefined) {
    readLabel(reading, block, undefined);
    return holds === "schemaless"
      ? readSchemaless(reading, block.body)
      : readTextBody(reading, block.body, holds === "lists");
  }
  if (parent.goType === "Task" && table.goType === "ScalingPolicy") return readTaskScaling(reading, block, table);
  const content = readBlock(reading, block, table);
  if (table.goType === "ScalingPolicy" && content.Type !== "horizontal") {
    const argument = block.body.arguments.find(({ name }) => name === "type");
    const detail = `task group scaling policy had invalid type: "${String(content.Type)}"`;
    reading.diagnostics.add(argument?.expression, "Invalid group scaling type", detail);
  }
  return content;
}

/** `scaling "cpu"` and `scaling "mem"` of a task. */
function readTaskScaling(reading: Reading, block: BlockSyntax, table: SchemaTable): JsonObject {
  const label = readLabel(reading, block, "name");
  if (label !== undefined && label !== "cpu" && label !== "mem") {
    const detail = 'scaling policy name must be "cpu" or "mem"';
    reading.diagnostics.add(block.labelSpans[0], "Invalid scaling policy name", detail);
  }
  const unlabelled = { ...block, labels: [], labelSpans: [] };
  return { ...readBlock(reading, unlabelled, table), Type: `vertical_${label}` };
}

/** A block of strings, such as `env` and `meta`, or of lists of them. */
function readTextBody(reading: Reading, body: BodySyntax, lists: boolean): JsonObject {
  for (const block of body.blocks) {
    reading.diagnostics.add(block.typeSpan, `Unexpected "${block.type}" block`, "Blocks are not allowed here.");
  }
  const entries = uniqueArguments(reading, body).flatMap((argument): [string, JsonValue][] => {
    const value = readValue(reading, argument);
    if (value === undefined) return [];
    const content = lists ? convert("texts", value, reading.diagnostics) : text(value, reading.diagnostics);
    return content === undefined ? [] : [[argument.name, content]];
  });
  return Object.fromEntries(entries);
}

/** The configuration of a driver or a scaling policy: nested blocks become lists of maps, labels maps in between. */
function readSchemaless(reading: Reading, body: BodySyntax): JsonObject {
  const members = new Map<string, JsonValue>();
  for (const argument of uniqueArguments(reading, body)) {
    const value = readValue(reading, argument);
    const content = value && schemaless(value);
    if (content !== undefined) members.set(argument.name, content);
  }
  for (const block of body.blocks) {
    const content = readSchemaless(reading, block.body);
    const labelled = block.labels.reduceRight((inner: JsonObject, label) => ({ [label]: [inner] }), content);
    const before = members.get(block.type);
    members.set(block.type, [...(Array.isArray(before) ? (before as readonly JsonValue[]) : []), labelled]);
  }
  return Object.fromEntries(members);
}

/** A member with one more block. */
function joined(before: JsonValue | undefined, content: JsonObject, shape: BlockShape, block: BlockSyntax): JsonValue {
  switch (shape.holds) {
    case "list":
      return [...((before ?? []) as readonly JsonValue[]), content];
    case "map":
      return { ...(before as JsonObject | undefined), [block.labels[0] ?? ""]: content };
    default:
      return content;
  }
}
