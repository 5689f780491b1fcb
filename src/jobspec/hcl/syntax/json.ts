import { parseNumber } from "../values/numberText.js";
import { bool, nothing, number, text } from "../values/value.js";
import { readExpression } from "./expression.js";
import type { Expression, ObjectEntry } from "./node.js";
import type { Span } from "./range.js";
import { Scanner } from "./scanner.js";
import { readBareTemplate } from "./template.js";

/** A piece of a job file in HCL's JSON syntax. Objects keep their members in order, repeated names too. Spec 05 §6.1. */
export type JsonNode = Span &
  (
    | { readonly kind: "string"; readonly text: string }
    | { readonly kind: "number"; readonly digits: string }
    | { readonly kind: "bool"; readonly isTrue: boolean }
    | { readonly kind: "null" }
    | { readonly kind: "array"; readonly elements: readonly JsonNode[] }
    | { readonly kind: "object"; readonly members: readonly JsonMember[] }
  );

export interface JsonMember {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: JsonNode;
}

const blank = /[ \t\r\n]*/y;
const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const stringPattern = /"(?:[^"\\\n]|\\.)*"/y;
const summary = "Invalid JSON";

/** The whole text as one value. @throws {SyntaxRefusal} */
export function readJsonFile(scanner: Scanner): JsonNode {
  const value = readValue(scanner);
  if (next(scanner) !== undefined) refuse(scanner, "There is something behind the end of the outermost object.");
  return value;
}

function next(scanner: Scanner): string | undefined {
  blank.lastIndex = scanner.at;
  scanner.at += blank.exec(scanner.source)?.[0].length ?? 0;
  return scanner.source[scanner.at];
}

function refuse(scanner: Scanner, detail: string): never {
  return scanner.refuse({ start: scanner.at, end: scanner.at + 1 }, summary, detail);
}

function readValue(scanner: Scanner): JsonNode {
  const char = next(scanner);
  const start = scanner.at;
  switch (char) {
    case "{":
      return scanner.nested({ start, end: start + 1 }, () => readObject(scanner));
    case "[":
      return scanner.nested({ start, end: start + 1 }, () => readArray(scanner));
    case '"':
      return { kind: "string", ...readString(scanner) };
  }
  for (const word of ["true", "false", "null"]) {
    if (!scanner.source.startsWith(word, start)) continue;
    scanner.at += word.length;
    const span = { start, end: scanner.at };
    return word === "null" ? { kind: "null", ...span } : { kind: "bool", isTrue: word === "true", ...span };
  }
  numberPattern.lastIndex = start;
  const digits = numberPattern.exec(scanner.source)?.[0];
  if (digits === undefined) refuse(scanner, "A JSON value is required here.");
  scanner.at += digits.length;
  return { kind: "number", digits, start, end: scanner.at };
}

function readString(scanner: Scanner): Span & { readonly text: string } {
  const start = scanner.at;
  stringPattern.lastIndex = start;
  const raw = stringPattern.exec(scanner.source)?.[0];
  if (raw === undefined) refuse(scanner, "A JSON string is required here, closed on its own line.");
  const content = unescaped(raw);
  if (content === undefined)
    refuse(scanner, "The string holds an escape sequence or a character that JSON does not know.");
  scanner.at += raw.length;
  return { text: content, start, end: scanner.at };
}

function unescaped(raw: string): string | undefined {
  try {
    return JSON.parse(raw) as string;
  } catch {
    return undefined;
  }
}

function readArray(scanner: Scanner): JsonNode {
  const start = scanner.at;
  scanner.at += 1;
  const elements: JsonNode[] = [];
  while (next(scanner) !== "]" || elements.length > 0) {
    elements.push(readValue(scanner));
    if (closes(scanner, "]")) break;
  }
  scanner.at += 1;
  return { kind: "array", elements, start, end: scanner.at };
}

function readObject(scanner: Scanner): JsonNode {
  const start = scanner.at;
  scanner.at += 1;
  const members: JsonMember[] = [];
  while (next(scanner) !== "}" || members.length > 0) {
    next(scanner);
    const name = readString(scanner);
    if (next(scanner) !== ":") refuse(scanner, "A colon is required between a name and its value.");
    scanner.at += 1;
    members.push({ name: name.text, nameSpan: { start: name.start, end: name.end }, value: readValue(scanner) });
    if (closes(scanner, "}")) break;
  }
  scanner.at += 1;
  return { kind: "object", members, start, end: scanner.at };
}

/** Whether the list ends here; a comma goes on. */
function closes(scanner: Scanner, closer: string): boolean {
  const char = next(scanner);
  if (char === closer) return true;
  if (char !== ",") refuse(scanner, `A comma or the closing "${closer}" is required here.`);
  scanner.at += 1;
  return false;
}

/** A JSON value as an expression: strings are templates, the names of objects too. @throws {SyntaxRefusal} */
export function jsonExpression(source: string, node: JsonNode): Expression {
  const span = { start: node.start, end: node.end };
  switch (node.kind) {
    case "string":
      return stringExpression(source, node.text, span);
    case "number": {
      const parsed = parseNumber(node.digits);
      return { kind: "literal", value: parsed === undefined ? nothing : number(parsed), ...span };
    }
    case "bool":
      return { kind: "literal", value: bool(node.isTrue), ...span };
    case "null":
      return { kind: "literal", value: nothing, ...span };
    case "array":
      return { kind: "tuple", elements: node.elements.map((element) => jsonExpression(source, element)), ...span };
    case "object": {
      const entries = node.members.map(
        ({ name, nameSpan, value }): ObjectEntry => ({
          key: stringExpression(source, name, nameSpan),
          value: jsonExpression(source, value),
          isComputed: true,
        }),
      );
      return { kind: "object", entries, ...span };
    }
  }
}

/** Places in a string are those of its text without escapes, as HCL counts them. */
function stringExpression(source: string, content: string, span: Span): Expression {
  if (!content.includes("${") && !content.includes("%{")) return { kind: "literal", value: text(content), ...span };
  const inside = span.start + 1;
  const template = readBareTemplate(new Scanner(source.slice(0, inside) + content, inside), readExpression);
  return { ...template, ...span };
}
