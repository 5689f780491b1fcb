import type { Argument, BlockSyntax, BodySyntax } from "../syntax/body.js";
import type { Span } from "../syntax/range.js";
import { jsonArguments, jsonContent, jsonMissingSpan } from "./jsonContent.js";
import { complain, type Reading } from "./reading.js";
import { type Expected, unexpectedArgument, unexpectedBlock } from "./unexpected.js";

/** What a body may hold; the labels of a block by the words that complaints use for them. */
export interface ContentSchema {
  readonly arguments: readonly string[];
  readonly required: readonly string[];
  readonly blocks: ReadonlyMap<string, readonly string[]>;
}

export interface Content {
  readonly arguments: readonly Argument[];
  readonly blocks: readonly BlockSyntax[];
}

type NativeBody = Extract<BodySyntax, { readonly kind: "native" }>;

/** Where complaints about what a body lacks point: at its opening brace, in JSON at the closing one. */
export function missingItemSpan(body: BodySyntax): Span {
  if (body.kind === "json") return jsonMissingSpan(body.node);
  return { start: body.brace.start, end: body.brace.start };
}

/**
 * The arguments and blocks of a body that a schema knows, all else complained about: what is missing first, then labels, then
 * what is not expected. Spec 05 §6.1.
 */
export function contentOf(reading: Reading, body: BodySyntax, schema: ContentSchema): Content {
  return body.kind === "json" ? jsonContent(reading, body.node, schema) : nativeContent(reading, body, schema);
}

function nativeContent(reading: Reading, body: NativeBody, schema: ContentSchema): Content {
  const names = new Set(body.arguments.map(({ name }) => name));
  for (const name of schema.required) {
    if (names.has(name)) continue;
    const detail = `The argument "${name}" is required, but no definition was found.`;
    complain(reading, missingItemSpan(body), "Missing required argument", detail);
  }
  const expected: Expected = { arguments: schema.arguments, blocks: [...schema.blocks.keys()] };
  const known = body.blocks.filter((block) => {
    const labels = schema.blocks.get(block.type);
    return labels !== undefined && hasLabels(reading, block, labels);
  });
  const argumentsKnown = body.arguments.filter(({ name, nameSpan }) => {
    if (schema.arguments.includes(name)) return true;
    complain(reading, nameSpan, "Unsupported argument", unexpectedArgument(name, expected, names));
    return false;
  });
  for (const { type, typeSpan } of body.blocks) {
    if (!schema.blocks.has(type)) {
      complain(reading, typeSpan, "Unsupported block type", unexpectedBlock(type, expected));
    }
  }
  return { arguments: argumentsKnown, blocks: known };
}

/** A block with the wrong number of labels is complained about and read no further. */
export function hasLabels(reading: Reading, block: BlockSyntax, words: readonly string[]): boolean {
  const { type, labels, labelSpans, body } = block;
  const extra = labelSpans[words.length];
  if (extra !== undefined) {
    const list = words.join(", ");
    const detail =
      words.length === 0
        ? `No labels are expected for ${type} blocks.`
        : `Only ${words.length} labels (${list}) are expected for ${type} blocks.`;
    complain(reading, extra, `Extraneous label for ${type}`, detail);
    return false;
  }
  if (labels.length === words.length) return true;
  const detail = `All ${type} blocks must have ${words.length} labels (${words.join(", ")}).`;
  complain(
    reading,
    body.kind === "json" ? body.node : body.brace,
    `Missing ${words[labels.length] ?? ""} for ${type}`,
    detail,
  );
  return false;
}

/** A body of arguments alone; a block in it is complained about. */
export function justArguments(reading: Reading, body: BodySyntax): readonly Argument[] {
  if (body.kind === "json") return jsonArguments(reading, body.node);
  const [first] = body.blocks;
  if (first !== undefined) {
    complain(reading, first.typeSpan, `Unexpected "${first.type}" block`, "Blocks are not allowed here.");
  }
  return body.arguments;
}
