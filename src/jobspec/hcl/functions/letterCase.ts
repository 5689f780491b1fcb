/** Letters whose lower case Go knows and JavaScript makes two characters of. */
const lowerOnes: ReadonlyMap<string, string> = new Map([["\u0130", "i"]]);
const digraphs = /[\u01c4-\u01cc\u01f1-\u01f3]/;
const georgian = /[\u10d0-\u10fa\u10fd-\u10ff]/;
const iotaBelow = /[\u1f80-\u1faf\u1fb3\u1fbc\u1fc3\u1fcc\u1ff3\u1ffc]/;
const space = /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const wordCharacter = /[\p{L}\p{Nd}_]/u;

/** Letter by letter, as Go does it: `ß` stays, and no letter depends on its neighbours. */
export function toUpper(text: string): string {
  return Array.from(text, upperCase).join("");
}

/** Letter by letter, as Go does it. */
export function toLower(text: string): string {
  return Array.from(text, (letter) => lowerOnes.get(letter) ?? letter.toLowerCase()).join("");
}

/** The first letter of each word as Go's `strings.Title` raises it. */
export function toTitle(text: string): string {
  let previous = " ";
  return Array.from(text, (letter) => {
    const isFirst = isSeparator(previous);
    previous = letter;
    return isFirst ? titleCase(letter) : letter;
  }).join("");
}

/** Without the blanks around it, of which Unicode knows more than JavaScript. */
export function trimSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && space.test(text[start] ?? "")) start += 1;
  while (end > start && space.test(text[end - 1] ?? "")) end -= 1;
  return text.slice(start, end);
}

function upperCase(letter: string): string {
  if (iotaBelow.test(letter)) return withIota(letter);
  const upper = letter.toUpperCase();
  return oneCharacter(upper) ? upper : letter;
}

function titleCase(letter: string): string {
  if (georgian.test(letter)) return letter;
  if (!digraphs.test(letter)) return upperCase(letter);
  // Of three letters in a row the second one is for titles.
  const code = letter.charCodeAt(0);
  const first = code >= 0x1f1 ? 0x1f1 : 0x1c4;
  return String.fromCharCode(code - ((code - first) % 3) + 1);
}

/** Greek letters with a iota below have it beside them in capitals, but one letter is all that Go looks for. */
function withIota(letter: string): string {
  const code = letter.charCodeAt(0);
  if ((code & 8) !== 0) return letter;
  return String.fromCharCode(code + (code < 0x1fb0 ? 8 : 9));
}

function oneCharacter(text: string): boolean {
  return [...text].length === 1;
}

/** ASCII signs, and blanks beyond. */
function isSeparator(letter: string): boolean {
  if (wordCharacter.test(letter)) return false;
  return letter <= "\x7f" || space.test(letter);
}
