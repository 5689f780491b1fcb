/** Flags in force at one place of a pattern. */
export interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
  readonly U: boolean;
}

/** A part of a class, as what stands between the brackets of one of JavaScript's. */
export interface ClassPart {
  readonly body: string;
  readonly isNegated: boolean;
}

const posix: Readonly<Record<string, string>> = {
  alnum: "0-9A-Za-z",
  alpha: "A-Za-z",
  ascii: "\\x00-\\x7F",
  blank: "\\t ",
  cntrl: "\\x00-\\x1F\\x7F",
  digit: "0-9",
  graph: "!-~",
  lower: "a-z",
  print: " -~",
  punct: "!-\\/:-@\\[-`{-~",
  space: "\\t\\n\\v\\f\\r ",
  upper: "A-Z",
  word: "0-9A-Za-z_",
  xdigit: "0-9A-Fa-f",
};
const perl: Readonly<Record<string, string>> = { d: "0-9", s: "\\t\\n\\f\\r ", w: "0-9A-Za-z_" };
const categories =
  /^(?:L|Lu|Ll|Lt|Lm|Lo|M|Mn|Mc|Me|N|Nd|Nl|No|P|Pc|Pd|Ps|Pe|Pi|Pf|Po|S|Sm|Sc|Sk|So|Z|Zs|Zl|Zp|C|Cc|Cf|Co|Cs)$/;

/** `[:alpha:]`, `[:^alpha:]`; undefined for a name that is none. */
export function posixPart(name: string): ClassPart | undefined {
  const isNegated = name.startsWith("^");
  const body = posix[isNegated ? name.slice(1) : name];
  return body === undefined ? undefined : { body, isNegated };
}

/** `\d`, `\S` and their like. */
export function perlPart(letter: string): ClassPart {
  return { body: perl[letter.toLowerCase()] ?? "", isNegated: letter < "a" };
}

/** `\p{Greek}`, `\PL`; undefined for a name that is none. */
export function unicodePart(name: string, isOutside: boolean): ClassPart | undefined {
  const isNegated = isOutside !== name.startsWith("^");
  const plain = name.replace(/^\^/, "");
  if (plain === "Any") return { body: "\\x00-\\u{10FFFF}", isNegated };
  const body = `\\p{${categories.test(plain) ? plain : `Script=${plain}`}}`;
  try {
    new RegExp(`[${body}]`, "u");
  } catch {
    return undefined;
  }
  return { body, isNegated };
}

/** One character, or those from one to another. */
export function rangePart(from: string, to: string = from): ClassPart {
  return { body: from === to ? escaped(from) : `${escaped(from)}-${escaped(to)}`, isNegated: false };
}

/** Whether a character is in any of the parts, or in none of them. */
export function classTest(
  parts: readonly ClassPart[],
  isNegated: boolean,
  ignoresCase: boolean,
): (character: string) => boolean {
  const flags = ignoresCase ? "iu" : "u";
  const bodies = parts.filter((part) => !part.isNegated).map((part) => part.body);
  const inside = bodies.length === 0 ? undefined : new RegExp(`^[${bodies.join("")}]$`, flags);
  const outside = parts.filter((part) => part.isNegated).map((part) => new RegExp(`^[${part.body}]$`, flags));
  return (character) => {
    const isIn = inside?.test(character) === true || outside.some((each) => !each.test(character));
    return isIn !== isNegated;
  };
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
