import { lexemeEnd, skipBlank, trimmed } from "./lexeme.js";
import type { Span } from "./range.js";

/** An argument of a body: its name, and where its expression stands. */
export interface Argument {
  readonly name: string;
  readonly nameSpan: Span;
  /** From the name to the end of the expression. */
  readonly span: Span;
  readonly expression: Span;
}

/** A nested block with its labels, in the order of the file. */
export interface BlockSyntax {
  readonly type: string;
  readonly labels: readonly string[];
  readonly labelSpans: readonly Span[];
  readonly typeSpan: Span;
  /** From the type to the opening brace, without it. */
  readonly header: Span;
  readonly body: BodySyntax;
}

export interface BodySyntax {
  readonly arguments: readonly Argument[];
  readonly blocks: readonly BlockSyntax[];
  /** The opening brace; the start of the file for a whole file. */
  readonly brace: Span;
  /** Where the body ends: at its closing brace, or at the end of the file. */
  readonly end: number;
}

const identifier = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;

/**
 * The arguments and blocks of a job file in their order. The source has passed HashiCorp's parser, which reports every error of
 * syntax; what is read here is only where things stand. Spec 05 §6.1.
 */
export function readBody(source: string, brace: Span = { start: 0, end: 0 }): BodySyntax {
  const found = { arguments: [] as Argument[], blocks: [] as BlockSyntax[] };
  let here = skipBlank(source, brace.end);
  while (here < source.length && source[here] !== "}") {
    const nameSpan = { start: here, end: identifierEnd(source, here) };
    const after = skipBlank(source, nameSpan.end, true);
    if (source[after] === "=") {
      const argument = readArgument(source, nameSpan, after + 1);
      found.arguments.push(argument);
      here = argument.span.end;
    } else {
      const block = readBlock(source, nameSpan);
      found.blocks.push(block);
      here = block.body.end + 1;
    }
    here = skipBlank(source, here);
  }
  return { ...found, brace, end: here };
}

function readArgument(source: string, nameSpan: Span, from: number): Argument {
  let end = from;
  while (end < source.length && source[end] !== "\n" && source[end] !== "}") end = lexemeEnd(source, end);
  const expression = trimmed(source, { start: from, end });
  const name = source.slice(nameSpan.start, nameSpan.end);
  return { name, nameSpan, span: { start: nameSpan.start, end: expression.end }, expression };
}

function readBlock(source: string, typeSpan: Span): BlockSyntax {
  const labelSpans: Span[] = [];
  let here = skipBlank(source, typeSpan.end, true);
  while (here < source.length && source[here] !== "{") {
    const end = source[here] === '"' ? lexemeEnd(source, here) : identifierEnd(source, here);
    labelSpans.push({ start: here, end });
    here = skipBlank(source, end, true);
  }
  return {
    type: source.slice(typeSpan.start, typeSpan.end),
    labels: labelSpans.map((span) => labelText(source.slice(span.start, span.end))),
    labelSpans,
    typeSpan,
    header: { start: typeSpan.start, end: labelSpans.at(-1)?.end ?? typeSpan.end },
    body: readBody(source, { start: here, end: here + 1 }),
  };
}

/** At least one character, so that reading always gets on. */
function identifierEnd(source: string, at: number): number {
  identifier.lastIndex = at;
  return at + Math.max(1, identifier.exec(source)?.[0].length ?? 1);
}

function labelText(label: string): string {
  if (!label.startsWith('"')) return label;
  return label.slice(1, -1).replace(/\\(["\\])/g, "$1");
}
