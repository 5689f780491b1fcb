import type { JsonObject, JsonValue } from "../../../model/json.js";
import type { SchemaTable } from "../../schema/nesting.js";
import { placeText } from "../diagnostic.js";
import type { Argument, BlockSyntax, BodySyntax } from "../syntax/body.js";
import { startOf } from "../syntax/node.js";
import { tuple } from "../values/value.js";
import { contentOf, hasLabels, justArguments } from "./content.js";
import { expandedBlocks, type ScopedBlock } from "./dynamic.js";
import { memberValue, requireKnown } from "./memberValue.js";
import { argumentValue, complain, type Reading } from "./reading.js";
import { rewrites } from "./rewrite.js";
import { schemalessValue } from "./schemaless.js";
import { type BlockShape, type Shape, shapeOf } from "./shape.js";

/**
 * A block of a job file as the API's JSON: what was written, and what the parser adds by itself. Complaints are collected.
 * Spec 05 §6.1, §6.6.
 */
export function readBlock(reading: Reading, syntax: BlockSyntax, table: SchemaTable): JsonObject {
  const shape = shapeOf(table);
  const [label] = syntax.labels;
  const named = shape.label === undefined || label === undefined ? {} : { [shape.label]: label };
  const own = table.goType === "Job" && label !== undefined ? { Name: label } : {};
  const written = readMembers(reading, syntax.body, shape);
  const block = { ...shape.silent, ...own, ...named, ...written };
  return rewrites[table.goType]?.(block) ?? block;
}

function readMembers(reading: Reading, body: BodySyntax, shape: Shape): JsonObject {
  const members: Record<string, JsonValue> = {};
  const content = contentOf(reading, body, shape.content);
  const blocks = expandedBlocks(reading, content.blocks, (type) => shape.content.blocks.get(type));
  for (const argument of content.arguments) {
    const found = readArgument(reading, argument, shape);
    if (found !== undefined) members[found.json] = found.value;
  }
  const first = new Map<string, BlockSyntax>();
  const repeated = new Set<string>();
  for (const { block, reading: inner } of blocks) {
    const blockShape = shape.blocks.get(block.type);
    if (blockShape === undefined) continue;
    if (shape.leftOut.includes(block.type)) {
      const detail = `Blocks of type "${block.type}" are left out on purpose.`;
      complain(inner, block.typeSpan, "Not simulated by Coalmine", detail);
      continue;
    }
    const before = first.get(block.type);
    first.set(block.type, before ?? block);
    if (isDuplicate(inner, block, blockShape, content.arguments, before, repeated)) {
      delete members[blockShape.json];
      continue;
    }
    const nested = readNested({ block, reading: inner }, blockShape, shape);
    members[blockShape.json] = joined(members[blockShape.json], nested, blockShape, block);
  }
  return members;
}

function readArgument(
  reading: Reading,
  argument: Argument,
  shape: Shape,
): { readonly json: string; readonly value: JsonValue } | undefined {
  const argumentShape = shape.arguments.get(argument.name);
  if (argumentShape === undefined) return undefined;
  const { json, kind } = argumentShape;
  const value = argumentValue(reading, argument);
  if (value.kind === "null" && !(json in shape.silent) && !takesNull(kind.name)) return undefined;
  const converted = memberValue(reading, kind, value, startOf(argument.expression));
  return converted === undefined ? undefined : { json, value: converted };
}

/** Null is no value of these and complained about; elsewhere it means that nothing is set. */
function takesNull(kind: string): boolean {
  return kind === "duration" || kind === "nanoseconds";
}

/**
 * Where only one block is allowed, or an argument of the same name has set the member already. The second is complained about,
 * further ones are not.
 */
function isDuplicate(
  reading: Reading,
  block: BlockSyntax,
  shape: BlockShape,
  given: readonly Argument[],
  before: BlockSyntax | undefined,
  repeated: Set<string>,
): boolean {
  const { type } = block;
  if (shape.holds === "list" || shape.holds === "map") return false;
  const argument = given.find(({ name }) => name === type);
  const text = (span: BlockSyntax["header"]): string => placeText(reading.evaluation.place(span));
  if (argument === undefined && before === undefined) return false;
  if (repeated.has(type)) return true;
  repeated.add(type);
  const detail =
    argument === undefined
      ? `Only one ${type} block is allowed. Another was defined at ${text(before?.header ?? block.header)}.`
      : `${type} may not be defined more than once. Another definition is defined at ${text(argument.span)}.`;
  complain(reading, block.header, `Duplicate ${type} block`, detail);
  return true;
}

function readNested({ block, reading }: ScopedBlock, { holds, table }: BlockShape, parent: Shape): JsonObject {
  if (table === undefined) {
    return holds === "schemaless"
      ? readSchemaless(reading, block.body)
      : readTextBody(reading, block.body, holds === "lists");
  }
  if (parent.goType === "Task" && table.goType === "ScalingPolicy") return readTaskScaling(reading, block, table);
  const content = readBlock(reading, block, table);
  if (table.goType === "ScalingPolicy" && content.Type !== "horizontal") {
    const type = contentOf(reading, block.body, shapeOf(table).content).arguments.find(({ name }) => name === "type");
    const detail = `task group scaling policy had invalid type: "${String(content.Type)}"`;
    complain(reading, type?.expression ?? block.header, "Invalid group scaling type", detail);
  }
  return content;
}

/** `scaling "cpu"` and `scaling "mem"` of a task. */
function readTaskScaling(reading: Reading, block: BlockSyntax, table: SchemaTable): JsonObject {
  if (!hasLabels(reading, block, ["name"])) return {};
  const [label] = block.labels;
  if (label !== "cpu" && label !== "mem") {
    const detail = 'scaling policy name must be "cpu" or "mem"';
    complain(reading, block.labelSpans[0] ?? block.header, "Invalid scaling policy name", detail);
  }
  const unlabelled = { ...block, labels: [], labelSpans: [] };
  return { ...readBlock(reading, unlabelled, table), Type: `vertical_${label ?? ""}` };
}

/** A block of strings, such as `env` and `meta`, or of lists of them. A map in it counts as a list of one, which is no string. */
function readTextBody(reading: Reading, body: BodySyntax, lists: boolean): JsonObject {
  const kind = lists ? { name: "texts", goType: "[]string" } : { name: "text", goType: "string" };
  const entries = justArguments(reading, body).flatMap((argument): [string, JsonValue][] => {
    const given = argumentValue(reading, argument);
    const listed = given.kind === "object" || given.kind === "map" ? tuple([given]) : given;
    const value = memberValue(reading, kind, listed, startOf(argument.expression));
    return value === undefined ? [] : [[argument.name, value]];
  });
  return Object.fromEntries(entries);
}

/**
 * The configuration of a driver or a scaling policy: nested blocks become lists of maps, labels maps in between. A `dynamic` block
 * is one like any other here.
 */
function readSchemaless(reading: Reading, body: BodySyntax): JsonObject {
  const members = new Map<string, JsonValue>();
  const given = body.kind === "json" ? justArguments(reading, body) : body.arguments;
  for (const argument of given) {
    const value = requireKnown(reading, argumentValue(reading, argument), startOf(argument.expression));
    const content = value && schemalessValue(value);
    if (content !== undefined) members.set(argument.name, content);
  }
  for (const block of body.kind === "json" ? [] : body.blocks) {
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
