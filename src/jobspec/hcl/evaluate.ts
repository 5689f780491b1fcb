import type { Diagnostics } from "./diagnostic.js";
import { type Expression, readExpression } from "./syntax/expression.js";
import type { Span } from "./syntax/range.js";
import type { TemplatePart } from "./syntax/template.js";

/** What an expression comes to, with the place where a complaint about it points. */
export type Value = { readonly at: Span } & (
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "number"; readonly number: number }
  | { readonly kind: "boolean"; readonly boolean: boolean }
  | { readonly kind: "null" }
  | { readonly kind: "tuple"; readonly elements: readonly Value[] }
  | { readonly kind: "object"; readonly members: readonly (readonly [string, Value])[] }
);

/**
 * Evaluates literals, templates, lists and maps. A reference other than `var` and `local` belongs to the scheduler or the client
 * and is left as literal text. Spec 05 §6.4. Variables, locals, functions, operators and template directives are refused.
 *
 * @returns Undefined after a complaint.
 */
export function evaluate(source: string, expression: Expression, diagnostics: Diagnostics): Value | undefined {
  const whole: Span = { start: expression.start, end: expression.end };
  switch (expression.kind) {
    case "literal":
      return literal(expression.value, whole);
    case "template":
      return template(source, expression.parts, whole, diagnostics);
    case "reference": {
      if (isOwn(expression.root)) return unsupported(diagnostics, whole, ownName(expression.root));
      return { kind: "text", text: `\${${expression.text}}`, at: whole };
    }
    case "tuple": {
      const elements = expression.elements.map((element) => evaluate(source, element, diagnostics));
      const complete = elements.filter((element) => element !== undefined);
      if (complete.length < elements.length) return undefined;
      return { kind: "tuple", elements: complete, at: opening(whole) };
    }
    case "object": {
      const members = expression.entries.map(({ key, value }) => {
        const name = evaluate(source, key, diagnostics);
        const content = evaluate(source, value, diagnostics);
        const label = name === undefined ? undefined : simpleText(name);
        return label === undefined || content === undefined ? undefined : ([label, content] as const);
      });
      const complete = members.filter((member) => member !== undefined);
      if (complete.length < members.length) return undefined;
      return { kind: "object", members: complete, at: opening(whole) };
    }
    case "computed":
      return unsupported(diagnostics, whole, expression.what);
  }
}

/** A simple value as a string; undefined for null, lists and maps. */
export function simpleText(value: Value): string | undefined {
  switch (value.kind) {
    case "text":
      return value.text;
    case "number":
      return numberText(value.number);
    case "boolean":
      return String(value.boolean);
    default:
      return undefined;
  }
}

/** What the language has and this reader does not evaluate. */
export function unsupported(diagnostics: Diagnostics, at: Span, what: string): undefined {
  return diagnostics.add(at, "Not supported by Coalmine", `In job files ${what} cannot be evaluated yet.`);
}

function literal(value: number | boolean | null, at: Span): Value {
  if (value === null) return { kind: "null", at };
  return typeof value === "number" ? { kind: "number", number: value, at } : { kind: "boolean", boolean: value, at };
}

function template(
  source: string,
  parts: readonly TemplatePart[],
  whole: Span,
  diagnostics: Diagnostics,
): Value | undefined {
  const [only] = parts;
  const values = parts.map((part) => partValue(source, part, diagnostics));
  if (parts.length === 1 && only?.kind === "interpolation") return values[0] && { ...values[0], at: whole };
  const texts = values.map((value) => value && simpleText(value));
  const complete = texts.filter((text) => text !== undefined);
  if (complete.length === texts.length) {
    return { kind: "text", text: complete.join(""), at: insideQuotes(source, whole) };
  }
  values.forEach((value, index) => {
    if (value !== undefined && texts[index] === undefined) unsupported(diagnostics, value.at, "such an interpolation");
  });
  return undefined;
}

function partValue(source: string, part: TemplatePart, diagnostics: Diagnostics): Value | undefined {
  switch (part.kind) {
    case "text":
      return { kind: "text", text: part.text, at: { start: 0, end: 0 } };
    case "directive":
      return unsupported(diagnostics, part.span, "template directives");
    case "interpolation": {
      if (part.strips) return unsupported(diagnostics, part.expression, "strip markers");
      const expression = readExpression(source, part.expression);
      // The scheduler's and the client's references keep their spelling, blanks and all.
      if (expression.kind === "reference" && !isOwn(expression.root)) {
        return { kind: "text", text: part.text, at: part.expression };
      }
      return evaluate(source, expression, diagnostics);
    }
  }
}

function isOwn(root: string): boolean {
  return root === "var" || root === "local";
}

function ownName(root: string): string {
  return root === "var" ? "variables" : "locals";
}

function insideQuotes(source: string, span: Span): Span {
  if (source[span.start] !== '"') return span;
  const empty = span.end - span.start === 2;
  return empty ? { start: span.end, end: span.end } : { start: span.start + 1, end: span.end - 1 };
}

function opening(span: Span): Span {
  return { start: span.start, end: span.start + 1 };
}

/** Without an exponent up to 21 digits, as HCL prints numbers. */
function numberText(value: number): string {
  return Number.isInteger(value) && Math.abs(value) >= 1e21 ? BigInt(value).toString() : String(value);
}
