/** A text that is no filter expression. */
export class FilterSyntaxError extends Error {
  override readonly name = "FilterSyntaxError";
}

/** The smallest pieces of an expression. */
export type Lexeme =
  /** `Meta`, `and`, `web`: what it is depends on where it stands. */
  | { readonly kind: "word"; readonly text: string; readonly at: number }
  | { readonly kind: "number"; readonly text: string; readonly at: number }
  | { readonly kind: "text"; readonly text: string; readonly at: number }
  /** `==`, `(`, `.`, … */
  | { readonly kind: "mark"; readonly text: string; readonly at: number }
  | { readonly kind: "end"; readonly text: ""; readonly at: number };

const patterns: readonly (readonly [Exclude<Lexeme["kind"], "end">, RegExp])[] = [
  ["word", /[A-Za-z_][A-Za-z0-9_/]*/y],
  ["number", /-?\d+(?:\.\d+)?/y],
  ["text", /"(?:[^"\\]|\\.)*"|`[^`]*`/y],
  ["mark", /==|!=|[()[\]{}.,]/y],
];

/**
 * Cuts an expression into its pieces. Spec 07 §7 "filter".
 *
 * @throws {FilterSyntaxError}
 */
export function lexemesOf(expression: string): readonly Lexeme[] {
  const lexemes: Lexeme[] = [];
  let at = 0;
  for (;;) {
    while (/\s/.test(expression[at] ?? "")) at += 1;
    if (at >= expression.length) return [...lexemes, { kind: "end", text: "", at }];
    const lexeme = lexemeAt(expression, at);
    if (lexeme === undefined) throw noMatch(expression, at);
    lexemes.push({ ...lexeme.lexeme, at });
    at += lexeme.length;
  }
}

/** Where in an expression nothing fits any more. */
export function noMatch(expression: string, at: number): FilterSyntaxError {
  const before = expression.slice(0, at).split("\n");
  const column = (before.at(-1)?.length ?? 0) + 1;
  return new FilterSyntaxError(`${before.length}:${column} (${at}): no match found`);
}

function lexemeAt(expression: string, at: number) {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const found = pattern.exec(expression)?.[0];
    if (found === undefined) continue;
    return { lexeme: { kind, text: kind === "text" ? unquoted(found, at) : found }, length: found.length };
  }
  return undefined;
}

function unquoted(literal: string, at: number): string {
  if (literal.startsWith("`")) return literal.slice(1, -1);
  try {
    return String(JSON.parse(literal));
  } catch {
    throw new FilterSyntaxError(`1:${at + 1} (${at}): invalid string literal ${literal}`);
  }
}
