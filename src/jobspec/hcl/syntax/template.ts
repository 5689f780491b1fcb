import { text } from "../values/value.js";
import { isWord, readLoopNames } from "./collection.js";
import { withoutIndentation } from "./indentation.js";
import type { Expression, ReadExpression } from "./node.js";
import type { Span } from "./range.js";
import { LimitExceeded } from "./refusal.js";
import { isSymbol, type Scanner, type Token } from "./scanner.js";
import { type LiteralPiece, type TemplatePiece, templateParts } from "./templateParts.js";

/** A template that is being read: where, up to now what, and whether the next text loses the blanks at its start. */
interface Reading {
  readonly scanner: Scanner;
  readonly read: ReadExpression;
  readonly pieces: TemplatePiece[];
  trimsNext: boolean;
}

/** `"…"`: escapes with a backslash, `$${` and `%%{` for `${` and `%{`. Spec 05 §6.4. */
export function readQuoted(scanner: Scanner, read: ReadExpression): Expression {
  const open = scanner.read(true);
  const reading: Reading = { scanner, read, pieces: [], trimsNext: false };
  const { source } = scanner;
  let at = open.end;
  while (source[at] !== '"') {
    if (source[at] === undefined) unterminated(scanner, at);
    if (opensSequence(source, at)) at = readSequence(reading, at);
    else at = addLiteral(reading, quotedLiteral(scanner, at));
  }
  scanner.jump(at + 1);
  return template(reading, { start: open.start, end: at + 1 }, { start: at, end: at + 1 });
}

/** A text without sequences: the label of a block. */
export function readLabel(scanner: Scanner): Span & { readonly text: string } {
  const open = scanner.read(true);
  const { source } = scanner;
  let content = "";
  let at = open.end;
  while (source[at] !== '"') {
    if (source[at] === undefined) unterminated(scanner, at);
    if (opensSequence(source, at)) {
      scanner.refuse(
        { start: at, end: at + 2 },
        "Invalid string literal",
        "Template sequences are not allowed in this string.",
      );
    }
    const literal = quotedLiteral(scanner, at);
    content += literal.text;
    at = literal.end;
  }
  scanner.jump(at + 1);
  return { text: content, start: open.start, end: at + 1 };
}

/** `<<EOT` up to a line that holds its marker; `<<-EOT` takes off the indentation that all lines share. */
export function readHeredoc(scanner: Scanner, read: ReadExpression): Expression {
  const open = scanner.read(true);
  const reading: Reading = { scanner, read, pieces: [], trimsNext: false };
  const { source } = scanner;
  let at = open.end;
  let isLineStart = true;
  for (;;) {
    const close = isLineStart ? closingMarker(source, at, open.text) : undefined;
    if (close !== undefined) {
      if (source[open.start + 2] === "-") withoutIndentation(reading.pieces);
      scanner.jump(close.end);
      return template(reading, { start: open.start, end: close.end }, close);
    }
    if (source[at] === undefined) unterminated(scanner, at);
    if (opensSequence(source, at)) at = readSequence(reading, at);
    else at = addLiteral(reading, heredocLiteral(scanner, at));
    isLineStart = source[at - 1] === "\n";
  }
}

/** The rest of a text as a template, as HCL's JSON syntax has it in its strings: nothing is escaped but sequences. */
export function readBareTemplate(scanner: Scanner, read: ReadExpression): Expression {
  const reading: Reading = { scanner, read, pieces: [], trimsNext: false };
  const { source, at: start } = scanner;
  let at = start;
  while (at < source.length) {
    at = opensSequence(source, at) ? readSequence(reading, at) : addLiteral(reading, bareLiteral(source, at));
  }
  return template(reading, { start, end: at }, { start: at, end: at });
}

function template(reading: Reading, whole: Span, end: Span): Expression {
  const { pieces, scanner } = reading;
  const [only] = pieces;
  if (pieces.length === 1 && only?.kind === "interpolation") return { kind: "wrap", inner: only.expression, ...whole };
  if (pieces.length === 0) {
    // Complaints about an empty text point behind its closing mark.
    const empty: Expression = { kind: "literal", value: text(""), start: end.end, end: end.end };
    return { kind: "template", parts: [empty], ...whole };
  }
  return { kind: "template", parts: templateParts(scanner, pieces, end), ...whole };
}

function unterminated(scanner: Scanner, at: number): never {
  scanner.refuse({ start: at, end: at }, "Unterminated template string", "No closing marker was found for the string.");
}

function opensSequence(source: string, at: number): boolean {
  return source[at + 1] === "{" && (source[at] === "$" || source[at] === "%");
}

function addLiteral(reading: Reading, literal: LiteralPiece): number {
  const content = reading.trimsNext ? literal.text.replace(leadingBlanks, "") : literal.text;
  reading.trimsNext = false;
  reading.pieces.push({ ...literal, text: content });
  return literal.end;
}

const blanks = "[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+";
const leadingBlanks = new RegExp(`^${blanks}`);
const trailingBlanks = new RegExp(`${blanks}$`);

/** `${…}` or `%{…}`, with `~` at either end where it takes off the blanks of the text beside it. */
function readSequence(reading: Reading, start: number): number {
  const { scanner, read, pieces } = reading;
  const { source } = scanner;
  const trimsBefore = source[start + 2] === "~";
  const last = pieces.at(-1);
  if (trimsBefore && last?.kind === "literal") {
    pieces[pieces.length - 1] = { ...last, text: last.text.replace(trailingBlanks, "") };
  }
  scanner.jump(start + (trimsBefore ? 3 : 2));
  const isInterpolation = source[start] === "$";
  const make = isInterpolation ? readInterpolated(scanner, read) : readDirective(scanner, read);
  const close = scanner.peek(false);
  if (!isSymbol(close, "}") && !isSymbol(close, "~}")) {
    const detail = "Expected a closing brace to end the sequence, but found extra characters.";
    scanner.refuse(close, "Extra characters after interpolation expression", detail);
  }
  scanner.read(false);
  reading.trimsNext = close.text === "~}";
  pieces.push(make({ start, end: close.end }, close));
  return close.end;
}

/** A piece whose place is known once its closing brace is read. */
type Unplaced = (span: Span, close: Token) => TemplatePiece;

function readInterpolated(scanner: Scanner, read: ReadExpression): Unplaced {
  const expression = read(scanner, false);
  return (span) => {
    if (expression.kind !== "reference") return { kind: "interpolation", expression, ...span };
    // What belongs to the scheduler or the client keeps its spelling, blanks and all.
    const asWritten = scanner.source.slice(span.start, span.end);
    return { kind: "interpolation", expression: { ...expression, asWritten }, ...span };
  };
}

function readDirective(scanner: Scanner, read: ReadExpression): Unplaced {
  const word = scanner.read(false);
  switch (word.text) {
    case "if": {
      const condition = read(scanner, false);
      return (span) => ({ kind: "if", condition, ...span });
    }
    case "for": {
      const names = readLoopNames(scanner, "Invalid 'for' directive");
      const collection = read(scanner, false);
      return (span) => ({ kind: "for", ...names, collection, ...span });
    }
    case "else":
    case "endif":
    case "endfor": {
      const { text: name } = word;
      if (isWord(word, name)) return (span) => ({ kind: "end", word: name, ...span });
      break;
    }
  }
  return scanner.refuse(word, "Invalid template control keyword", "It is not a valid template control keyword.");
}

/** A text of quoted characters up to what may begin a sequence; that is a text of its own. */
function quotedLiteral(scanner: Scanner, start: number): LiteralPiece {
  const { source } = scanner;
  const special = sigil(source, start);
  if (special !== undefined) return special;
  let content = "";
  let at = start;
  for (let char = source[at]; char !== undefined && !'$%"\n\r'.includes(char); char = source[at]) {
    if (char === "\\") {
      const escaped = readEscape(scanner, at);
      content += escaped.text;
      at = escaped.end;
    } else {
      content += char;
      at += 1;
    }
  }
  if (source[at] === "\n" || source[at] === "\r") {
    scanner.refuse(
      { start: at, end: at + 1 },
      "Invalid multi-line string",
      "Quoted strings may not be split over multiple lines.",
    );
  }
  return { kind: "literal", text: content, start, end: at };
}

/** A line of a heredoc, its newline with it, or a piece of one. */
function heredocLiteral(scanner: Scanner, start: number): LiteralPiece {
  const { source } = scanner;
  const special = sigil(source, start);
  if (special !== undefined) return withNewline(source, special);
  let at = start;
  for (let char = source[at]; char !== undefined && !"$%\n\r".includes(char); char = source[at]) at += 1;
  const piece = withNewline(source, { kind: "literal", text: source.slice(start, at), start, end: at });
  if (piece.end === start) {
    scanner.refuse({ start: at, end: at + 1 }, "Invalid character", "This character is not used within the language.");
  }
  return piece;
}

function bareLiteral(source: string, start: number): LiteralPiece {
  const special = sigil(source, start);
  if (special !== undefined) return withNewline(source, special);
  let at = start;
  for (let char = source[at]; char !== undefined && !"$%\n".includes(char); char = source[at]) at += 1;
  return withNewline(source, { kind: "literal", text: source.slice(start, at), start, end: at });
}

function withNewline(source: string, piece: LiteralPiece): LiteralPiece {
  const newline = source[piece.end] === "\r" && source[piece.end + 1] === "\n" ? "\r\n" : "\n";
  if (!source.startsWith(newline, piece.end)) return piece;
  return { ...piece, text: piece.text + newline, end: piece.end + newline.length };
}

/** A `$` or `%` that opens nothing, or the escaped opening of a sequence. */
function sigil(source: string, start: number): LiteralPiece | undefined {
  const char = source[start];
  if (char !== "$" && char !== "%") return undefined;
  const isEscape = source[start + 1] === char && source[start + 2] === "{";
  if (!isEscape) return { kind: "literal", text: char, start, end: start + 1 };
  const end = start + (source[start + 3] === "~" ? 4 : 3);
  return { kind: "literal", text: source.slice(start + 1, end), start, end };
}

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

function readEscape(scanner: Scanner, at: number): { readonly text: string; readonly end: number } {
  const letter = scanner.source[at + 1] ?? "";
  const simple = escapes[letter];
  if (simple !== undefined) return { text: simple, end: at + 2 };
  const length = letter === "u" ? 4 : letter === "U" ? 8 : 0;
  const digits = scanner.source.slice(at + 2, at + 2 + length);
  if (length === 0 || digits.length < length || !/^[0-9a-fA-F]+$/.test(digits)) {
    scanner.refuse(
      { start: at, end: at + 2 },
      "Invalid escape sequence",
      "The backslash begins no known escape sequence.",
    );
  }
  const code = Number.parseInt(digits, 16);
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
    throw new LimitExceeded({ start: at, end: at + 2 + length }, "The escape sequence names no character.");
  }
  return { text: String.fromCodePoint(code), end: at + 2 + length };
}

/** The line at an offset if it closes a heredoc: nothing but the marker between blanks, and a newline after it. */
function closingMarker(source: string, at: number, marker: string): Span | undefined {
  const newline = source.indexOf("\n", at);
  if (newline === -1) return undefined;
  const end = source[newline - 1] === "\r" ? newline - 1 : newline;
  const line = source.slice(at, end);
  return line.trim() === marker ? { start: at, end } : undefined;
}
