import { heredocAt, lexemeEnd, separated, skipBlank, trimmed } from "./lexeme.js";
import type { Span } from "./range.js";
import { readTemplate, type TemplatePart } from "./template.js";

/** An expression of a job file with its place. */
export type Expression = Span &
  (
    | { readonly kind: "literal"; readonly value: number | boolean | null }
    | { readonly kind: "template"; readonly parts: readonly TemplatePart[] }
    /** A reference: `var.x`, or one that belongs to the scheduler or the client. */
    | { readonly kind: "reference"; readonly root: string; readonly text: string }
    | { readonly kind: "tuple"; readonly elements: readonly Expression[] }
    | { readonly kind: "object"; readonly entries: readonly ObjectEntry[] }
    /** Anything that has to be computed. */
    | { readonly kind: "computed"; readonly what: string }
  );

interface ObjectEntry {
  readonly key: Expression;
  readonly value: Expression;
}

const number = /^-?\s*\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const identifier = /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u;
const reference =
  /^([\p{ID_Start}_][\p{ID_Continue}-]*)(?:\s*\.\s*(?:[\p{ID_Start}_][\p{ID_Continue}-]*|\d+|\*)|\[\s*(?:"[^"]*"|\d+|\*)\s*\])*$/u;

/** Reads the expression that fills a span. Spec 05 §6.4. */
export function readExpression(source: string, untrimmed: Span): Expression {
  const span = trimmed(source, untrimmed);
  const text = source.slice(span.start, span.end);
  const whole = lexemeEnd(source, span.start) === span.end;
  if (text === "true" || text === "false") return { ...span, kind: "literal", value: text === "true" };
  if (text === "null") return { ...span, kind: "literal", value: null };
  if (number.test(text)) return { ...span, kind: "literal", value: Number(text.replace(/\s/g, "")) };
  if (whole && text.startsWith('"')) return quoted(source, span);
  if (text.startsWith("<<")) return heredoc(source, span);
  if (whole && text.startsWith("[") && !isFor(source, span)) return tuple(source, span);
  if (whole && text.startsWith("{") && !isFor(source, span)) return object(source, span);
  const root = reference.exec(text)?.[1];
  if (root !== undefined) return { ...span, kind: "reference", root, text };
  return { ...span, kind: "computed", what: whatComputes(text) };
}

function quoted(source: string, span: Span): Expression {
  const parts = readTemplate(source, { start: span.start + 1, end: span.end - 1 }, true);
  return { ...span, kind: "template", parts };
}

function heredoc(source: string, span: Span): Expression {
  const found = heredocAt(source, span.start);
  if (found === undefined) return { ...span, kind: "computed", what: "this expression" };
  if (!found.flush) return { ...span, kind: "template", parts: readTemplate(source, found.body, false) };
  return { ...span, kind: "template", parts: unindented(source, found.body) };
}

/** The lines of a `<<-` heredoc without the blanks that all of them begin with. */
function unindented(source: string, body: Span): readonly TemplatePart[] {
  const lines = source.slice(body.start, body.end).split("\n").slice(0, -1);
  const indentation = Math.min(...lines.map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0));
  const parts: TemplatePart[] = [];
  let start = body.start;
  for (const line of lines) {
    const end = start + line.length + 1;
    parts.push(...readTemplate(source, { start: start + indentation, end }, false));
    start = end;
  }
  return parts;
}

function tuple(source: string, span: Span): Expression {
  const inner = { start: span.start + 1, end: span.end - 1 };
  return {
    ...span,
    kind: "tuple",
    elements: separated(source, inner, ",").map((each) => readExpression(source, each)),
  };
}

function object(source: string, span: Span): Expression {
  const inner = { start: span.start + 1, end: span.end - 1 };
  const entries = separated(source, inner, ",\n").map((item): ObjectEntry => {
    const key = separated(source, item, "=:")[0] ?? item;
    const sign = skipBlank(source, key.end);
    return { key: readKey(source, key), value: readExpression(source, { start: sign + 1, end: item.end }) };
  });
  return { ...span, kind: "object", entries };
}

/** A bare word is the key itself; a computed key stands in parentheses. */
function readKey(source: string, span: Span): Expression {
  const text = source.slice(span.start, span.end);
  if (identifier.test(text)) return { ...span, kind: "template", parts: [{ kind: "text", text }] };
  return readExpression(source, span);
}

function isFor(source: string, span: Span): boolean {
  return /^for\s/.test(source.slice(skipBlank(source, span.start + 1), span.end));
}

function whatComputes(text: string): string {
  const call = /^([\p{ID_Start}_][\p{ID_Continue}-]*)\s*\(/u.exec(text)?.[1];
  if (call !== undefined) return `function "${call}"`;
  if (/^[[{]\s*for\s/.test(text)) return '"for" expressions';
  return "operators";
}
