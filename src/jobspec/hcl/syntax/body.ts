import { readExpression } from "./expression.js";
import type { JsonNode } from "./json.js";
import type { Expression } from "./node.js";
import type { Span } from "./range.js";
import { isSymbol, type Scanner, type Token } from "./scanner.js";
import { readLabel } from "./template.js";

/** An argument of a body: its name, and its expression. */
export interface Argument {
  readonly name: string;
  readonly nameSpan: Span;
  /** From the name to the end of the expression. */
  readonly span: Span;
  readonly expression: Expression;
}

/** A nested block with its labels, in the order of the file. */
export interface BlockSyntax {
  readonly type: string;
  readonly labels: readonly string[];
  readonly labelSpans: readonly Span[];
  readonly typeSpan: Span;
  /** From the type to the last label, without the opening brace. */
  readonly header: Span;
  readonly body: BodySyntax;
}

/** What stands in a file or in the braces of a block. HCL's JSON syntax tells arguments from blocks only by what is expected. */
export type BodySyntax = NativeBody | JsonBody;

interface NativeBody {
  readonly kind: "native";
  readonly arguments: readonly Argument[];
  readonly blocks: readonly BlockSyntax[];
  /** The opening brace; the start of the file for a whole file. */
  readonly brace: Span;
}

interface JsonBody {
  readonly kind: "json";
  readonly node: JsonNode;
}

/** The arguments and blocks of a whole file. Spec 05 §6.1. @throws {SyntaxRefusal} */
export function readFile(scanner: Scanner): NativeBody {
  return readBody(scanner, { start: 0, end: 0 }, true);
}

/** @throws {SyntaxRefusal} where a body is not well formed, a name set twice included. */
function readBody(scanner: Scanner, brace: Span, isFile: boolean): NativeBody {
  const found = { arguments: [] as Argument[], blocks: [] as BlockSyntax[] };
  const names = new Set<string>();
  for (;;) {
    const token = scanner.peek(true);
    if (token.type === "newline") scanner.read(true);
    else if (isFile ? token.type === "end" : isSymbol(token, "}")) {
      scanner.read(true);
      return { kind: "native", ...found, brace };
    } else if (token.type === "identifier") {
      const item = readItem(scanner, scanner.read(true));
      endLine(scanner);
      if ("type" in item) found.blocks.push(item);
      else {
        setOnce(scanner, names, item);
        found.arguments.push(item);
      }
    } else noItem(scanner, token, brace);
  }
}

function setOnce(scanner: Scanner, names: Set<string>, { name, nameSpan }: Argument): void {
  if (names.has(name)) scanner.refuse(nameSpan, "Attribute redefined", "Each argument may be set only once.");
  names.add(name);
}

function noItem(scanner: Scanner, token: Token, brace: Span): never {
  if (token.type === "end") {
    const detail =
      "There is no closing brace for this block before the end of the file. This may be caused by incorrect brace nesting elsewhere in this file.";
    scanner.refuse(brace, "Unclosed configuration block", detail);
  }
  if (token.type === "quote") {
    scanner.refuse(token, "Invalid argument name", "Argument names must not be quoted.");
  }
  const detail = "An argument or block definition is required here.";
  return scanner.refuse(token, "Argument or block definition required", detail);
}

function readItem(scanner: Scanner, word: Token): Argument | BlockSyntax {
  return scanner.accepts("=", true) === undefined ? readBlock(scanner, word) : readArgument(scanner, word);
}

function readArgument(scanner: Scanner, word: Token): Argument {
  const nameSpan = { start: word.start, end: word.end };
  const expression = readExpression(scanner, true);
  return { name: word.text, nameSpan, span: { start: word.start, end: scanner.lastEnd }, expression };
}

function endLine(scanner: Scanner): void {
  const token = scanner.peek(true);
  if (token.type === "newline") scanner.read(true);
  else if (token.type !== "end") {
    scanner.refuse(token, "Missing newline", "Each argument and each block must end with a newline.");
  }
}

function readBlock(scanner: Scanner, word: Token): BlockSyntax {
  const labels: string[] = [];
  const labelSpans: Span[] = [];
  let header: Span = { start: word.start, end: word.end };
  for (;;) {
    const token = scanner.peek(true);
    if (isSymbol(token, "{")) break;
    if (token.type !== "identifier" && token.type !== "quote") {
      const detail = 'Either a quoted string block label or an opening brace ("{") is expected here.';
      scanner.refuse(token, "Invalid block definition", detail);
    }
    const label = token.type === "quote" ? readLabel(scanner) : scanner.read(true);
    labels.push(label.text);
    labelSpans.push({ start: label.start, end: label.end });
    header = { start: word.start, end: label.end };
  }
  const brace = scanner.read(true);
  const body = scanner.nested(brace, () => readBlockBody(scanner, { start: brace.start, end: brace.end }));
  const typeSpan = { start: word.start, end: word.end };
  return { type: word.text, labels, labelSpans, typeSpan, header, body };
}

/** A block may hold a single argument on its own line. */
function readBlockBody(scanner: Scanner, brace: Span): NativeBody {
  const next = scanner.peek(true);
  if (next.type !== "identifier") return readBody(scanner, brace, false);
  const word = scanner.read(true);
  scanner.expects("=", true, "Argument definition required", "A single-line block can contain only a single argument.");
  const argument = readArgument(scanner, word);
  const detail = "A single-line block definition must end with a closing brace immediately after its single argument.";
  scanner.expects("}", true, "Invalid single-argument block definition", detail);
  return { kind: "native", arguments: [argument], blocks: [], brace };
}
