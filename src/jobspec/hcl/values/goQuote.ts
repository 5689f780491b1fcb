const short: ReadonlyMap<string, string> = new Map([
  ["\x07", "\\a"],
  ["\b", "\\b"],
  ["\f", "\\f"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
  ["\v", "\\v"],
  ['"', '\\"'],
  ["\\", "\\\\"],
]);
const printable = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

/** A text in quotes, as Go's `%q` writes it into complaints. */
export function goQuote(text: string): string {
  return `"${Array.from(text, (character) => short.get(character) ?? escaped(character)).join("")}"`;
}

/** A character in single quotes, as Go's `%q` writes it. */
export function goQuoteCharacter(character: string): string {
  if (character === "'") return "'\\''";
  return `'${character === '"' ? character : (short.get(character) ?? escaped(character))}'`;
}

function escaped(character: string): string {
  if (printable.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return `\\x${hex(code, 2)}`;
  return code < 0x1_0000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

function hex(code: number, length: number): string {
  return code.toString(16).padStart(length, "0");
}
