import { elementsOf } from "../evaluation/loops.js";
import { scopeOf } from "../evaluation/scope.js";
import type { BlockSyntax } from "../syntax/body.js";
import { type Expression, keywordOf } from "../syntax/node.js";
import { convert } from "../values/convert.js";
import { typeName } from "../values/type.js";
import { object, typeOf, type Value } from "../values/value.js";
import { type Content, contentOf, missingItemSpan } from "./content.js";
import { complain, type Reading } from "./reading.js";

/** A block to be read, with the names that are in scope in it. */
export interface ScopedBlock {
  readonly block: BlockSyntax;
  readonly reading: Reading;
}

/** What a block weighs against an expression: a job file makes some 20,000 at most. */
const blockCost = 200;

const invalidEach = "Invalid dynamic for_each value";
const invalidLabel = "Invalid dynamic block label";

/**
 * Blocks in their order, each `dynamic` one replaced by the blocks that it makes: one for each element of `for_each`, with the
 * iterator in scope. Spec 05 §6.6.
 *
 * @param labelsOf The words for the labels of a type of block; undefined for a type that is not expected.
 */
export function expandedBlocks(
  reading: Reading,
  blocks: readonly BlockSyntax[],
  labelsOf: (type: string) => readonly string[] | undefined,
): readonly ScopedBlock[] {
  return blocks.flatMap((block) => {
    if (block.type !== "dynamic") return [{ block, reading }];
    const type = block.labels[0] ?? "";
    const labels = labelsOf(type);
    if (labels !== undefined) return expanded(reading, block, type, labels);
    const detail = `Blocks of type "${type}" are not expected here.`;
    complain(reading, block.labelSpans[0] ?? block.typeSpan, "Unsupported block type", detail);
    return [];
  });
}

/** What a dynamic block says. */
interface Template {
  readonly block: BlockSyntax;
  readonly type: string;
  readonly content: BlockSyntax;
  readonly iterator: string;
  readonly labels: readonly Expression[];
}

function expanded(
  reading: Reading,
  block: BlockSyntax,
  type: string,
  labels: readonly string[],
): readonly ScopedBlock[] {
  const { evaluation } = reading;
  const { value: template, failed } = evaluation.attempt(() => readTemplate(reading, block, type, labels));
  if (failed || template === undefined) return [];
  evaluation.budget.spend(template.elements.length * blockCost, block.typeSpan);
  return template.elements.flatMap(([key, value]) => made(reading, template, key, value) ?? []);
}

type Elements = readonly (readonly [Value, Value])[];

function readTemplate(
  reading: Reading,
  block: BlockSyntax,
  type: string,
  labels: readonly string[],
): (Template & { readonly elements: Elements }) | undefined {
  const { evaluation } = reading;
  const named = labels.length > 0 ? ["labels"] : [];
  const { value: content, failed } = evaluation.attempt(() =>
    contentOf(reading, block.body, {
      arguments: ["for_each", "iterator", ...named],
      required: ["for_each", ...named],
      blocks: new Map([["content", []]]),
    }),
  );
  if (failed) return undefined;
  const iterator = iteratorName(reading, content, type);
  if (iterator === undefined) return undefined;
  const elements = eachOf(reading, content);
  if (elements === undefined) return undefined;
  const labelExpressions = labelsOf(reading, content, type, labels);
  if (labelExpressions === undefined) return undefined;
  const only = onlyContent(reading, block, content);
  if (only === undefined) return undefined;
  return { block, type, content: only, iterator, labels: labelExpressions, elements };
}

function argument(content: Content, name: string): Expression | undefined {
  return content.arguments.find((candidate) => candidate.name === name)?.expression;
}

function iteratorName(reading: Reading, content: Content, type: string): string | undefined {
  const iterator = argument(content, "iterator");
  if (iterator === undefined) return type;
  const word = keywordOf(iterator);
  if (word !== undefined) return word;
  if (iterator.kind === "reference") {
    const detail = "Dynamic iterator must be a single variable name.";
    return complain(reading, iterator, "Invalid dynamic iterator name", detail);
  }
  const detail =
    "A single static variable reference is required: only attribute access and indexing with constant keys. No calculations, function calls, template expressions, etc are allowed here.";
  return complain(reading, iterator, "Invalid expression", detail);
}

function eachOf(reading: Reading, content: Content): Elements | undefined {
  const { evaluation, scope } = reading;
  const each = argument(content, "for_each");
  if (each === undefined) return undefined;
  const { value, failed } = evaluation.attempt(() => evaluation.value(each, scope));
  if (failed || value.kind === "unknown") return undefined;
  if (value.kind === "null") {
    return complain(reading, each, invalidEach, "Cannot use a null value in for_each.");
  }
  const elements = elementsOf(value);
  if (elements !== undefined) return elements;
  const detail = `Cannot use a ${typeName(typeOf(value))} value in for_each. An iterable collection is required.`;
  return complain(reading, each, invalidEach, detail);
}

function labelsOf(
  reading: Reading,
  content: Content,
  type: string,
  words: readonly string[],
): readonly Expression[] | undefined {
  const labels = argument(content, "labels");
  if (labels === undefined) return [];
  if (labels.kind !== "tuple") {
    return complain(reading, labels, "Invalid expression", "A static list expression is required.");
  }
  const detail = `Blocks of type "${type}" require ${words.length} label(s).`;
  const extra = labels.elements[words.length];
  if (extra !== undefined) return complain(reading, extra, "Extraneous dynamic block label", detail);
  if (labels.elements.length === words.length) return labels.elements;
  return complain(reading, labels, "Insufficient dynamic block labels", detail);
}

function onlyContent(reading: Reading, block: BlockSyntax, content: Content): BlockSyntax | undefined {
  const [only, second] = content.blocks;
  if (only === undefined) {
    const detail =
      'A dynamic block must have a nested block of type "content" to describe the body of each generated block.';
    return complain(reading, missingItemSpan(block.body), "Missing dynamic content block", detail);
  }
  if (second === undefined) return only;
  const detail = "Only one nested content block is allowed for each dynamic block.";
  return complain(reading, second.header, "Extraneous dynamic content block", detail);
}

/** One block, its labels evaluated with the iterator in scope; undefined if a label cannot be one. */
function made(reading: Reading, template: Template, key: Value, value: Value): ScopedBlock | undefined {
  const { block, type, content, iterator } = template;
  const element = object([
    ["key", key],
    ["value", value],
  ]);
  const inner: Reading = { ...reading, scope: scopeOf([[iterator, element]], reading.scope) };
  const labels: string[] = [];
  for (const expression of template.labels) {
    const label = labelText(inner, expression);
    if (label === undefined) return undefined;
    labels.push(label);
  }
  const { typeSpan, header } = { typeSpan: block.labelSpans[0] ?? block.typeSpan, header: block.header };
  const labelSpans = template.labels;
  return { block: { type, labels, labelSpans, typeSpan, header, body: content.body }, reading: inner };
}

function labelText(reading: Reading, expression: Expression): string | undefined {
  const { evaluation, scope } = reading;
  const { value, failed } = evaluation.attempt(() => evaluation.value(expression, scope));
  if (failed) return undefined;
  const converted = convert(value, "string");
  if (!converted.ok) {
    const detail = `Cannot use this value as a dynamic block label: ${converted.message}.`;
    return complain(reading, expression, invalidLabel, detail);
  }
  if (converted.value.kind === "string") return converted.value.text;
  const detail =
    converted.value.kind === "null"
      ? "Cannot use a null value as a dynamic block label."
      : "This value is not yet known. Dynamic block labels must be immediately-known values.";
  return complain(reading, expression, invalidLabel, detail);
}
