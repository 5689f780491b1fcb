const shortEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\u0007": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
};

/** Go's `%q`: in double quotes, with escapes for what cannot be printed. Spec 06, notation. */
export function quote(text: string): string {
  return `"${Array.from(text, (rune) => shortEscapes[rune] ?? (isPrintable(rune) ? rune : codeEscape(rune))).join("")}"`;
}

function isPrintable(rune: string): boolean {
  return rune === " " || /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(rune);
}

function codeEscape(rune: string): string {
  const code = rune.codePointAt(0) ?? 0;
  const digits = code.toString(16);
  if (code < 0x80) return `\\x${digits.padStart(2, "0")}`;
  return code < 0x10000 ? `\\u${digits.padStart(4, "0")}` : `\\U${digits.padStart(8, "0")}`;
}
