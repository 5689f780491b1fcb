import type { Place, Source } from "../diagnostic.js";
import { type BodySyntax, readFile } from "./body.js";
import { readExpression } from "./expression.js";
import { readJsonFile } from "./json.js";
import type { Expression } from "./node.js";
import { LimitExceeded, SyntaxRefusal } from "./refusal.js";
import { Scanner } from "./scanner.js";

/** Why a text cannot be read. `isLimit`: it may be HCL, but is more than Coalmine reads. */
export interface Unreadable {
  readonly ok: false;
  readonly at: Place;
  readonly summary: string;
  readonly detail: string;
  readonly isLimit: boolean;
}

/** The body of a whole text: in HCL's own syntax, or in its JSON syntax where the first character is a brace. */
export function readBodyText(source: Source): { readonly ok: true; readonly body: BodySyntax } | Unreadable {
  return guarded(source, () => {
    const scanner = new Scanner(source.text);
    const body: BodySyntax = isJsonSyntax(source.text)
      ? { kind: "json", node: readJsonFile(scanner) }
      : readFile(scanner);
    return { ok: true, body };
  });
}

export function isJsonSyntax(text: string): boolean {
  return /^[ \t]*\{/.test(text);
}

/** A text that is one expression: the value of a variable on the command line. */
export function readExpressionText(
  source: Source,
): { readonly ok: true; readonly expression: Expression } | Unreadable {
  return guarded(source, () => {
    const scanner = new Scanner(source.text);
    const expression = readExpression(scanner, true);
    const rest = scanner.peek(true);
    if (rest.type !== "end") {
      const detail = "An expression was successfully parsed, but extra characters were found after it.";
      scanner.refuse(rest, "Extra characters after expression", detail);
    }
    return { ok: true, expression };
  });
}

function guarded<T>(source: Source, read: () => T): T | Unreadable {
  try {
    return read();
  } catch (error) {
    if (error instanceof SyntaxRefusal) {
      const { summary, detail, at: span } = error;
      return { ok: false, at: { source, span }, summary, detail, isLimit: false };
    }
    if (error instanceof LimitExceeded) return limit(source, error);
    throw error;
  }
}

export function limit(source: Source, { at: span, message }: LimitExceeded): Unreadable {
  return { ok: false, at: { source, span }, summary: "Too large for Coalmine", detail: message, isLimit: true };
}
