import { templateStep } from "./lexeme.js";
import type { Span } from "./range.js";

/** A piece of a quoted string or heredoc. */
export type TemplatePart =
  | { readonly kind: "text"; readonly text: string }
  /** `${…}`: the text as it was written, and where its expression stands. */
  | { readonly kind: "interpolation"; readonly text: string; readonly expression: Span; readonly strips: boolean }
  /** `%{…}` */
  | { readonly kind: "directive"; readonly span: Span };

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

/** The pieces of a template. `$${` and `%%{` stand for `${` and `%{`; backslashes escape in quotes only. Spec 05 §6.4. */
export function readTemplate(source: string, span: Span, escaped: boolean): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let text = "";
  const closeText = (): void => {
    if (text !== "") parts.push({ kind: "text", text });
    text = "";
  };
  for (let here = span.start; here < span.end; ) {
    if (escaped && source[here] === "\\") {
      const escaping = readEscape(source, here);
      text += escaping.text;
      here += escaping.length;
      continue;
    }
    const next = templateStep(source, here);
    const piece = source.slice(here, next);
    if (piece === "$${" || piece === "%%{") text += piece.slice(1);
    else if (piece.startsWith("%{")) {
      closeText();
      parts.push({ kind: "directive", span: { start: here, end: next } });
    } else if (piece.startsWith("${")) {
      closeText();
      parts.push(interpolation(piece, here, next));
    } else text += piece;
    here = next;
  }
  closeText();
  return parts;
}

function interpolation(piece: string, start: number, end: number): TemplatePart {
  const strips = piece.startsWith("${~") || piece.endsWith("~}");
  return { kind: "interpolation", text: piece, expression: { start: start + 2, end: end - 1 }, strips };
}

function readEscape(source: string, at: number): { readonly text: string; readonly length: number } {
  const letter = source[at + 1] ?? "";
  const digits = letter === "u" ? 4 : letter === "U" ? 8 : 0;
  if (digits === 0) return { text: escapes[letter] ?? letter, length: 2 };
  const code = Number.parseInt(source.slice(at + 2, at + 2 + digits), 16);
  return { text: String.fromCodePoint(code), length: 2 + digits };
}
