/** Flags in force at one place of a pattern. */
interface Flags {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
}

const classBodies: Readonly<Record<string, string>> = {
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

/** Characters outside a body, where the body cannot simply be negated inside another class. */
const complements: Readonly<Record<string, string>> = {
  d: "\\x00-\\/:-\\u{10FFFF}",
  s: "\\x00-\\x08\\x0B\\x0E-\\x1F!-\\u{10FFFF}",
  w: "\\x00-\\/:-@\\[-\\^`{-\\u{10FFFF}",
};
const perlBodies: Readonly<Record<string, string>> = { d: "0-9", s: "\\t\\n\\f\\r ", w: "0-9A-Za-z_" };
const controlCharacters: Readonly<Record<string, string>> = {
  a: "\x07",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};
const scripts =
  /^(?:L|Lu|Ll|Lt|Lm|Lo|M|Mn|Mc|Me|N|Nd|Nl|No|P|Pc|Pd|Ps|Pe|Pi|Pf|Po|S|Sm|Sc|Sk|So|Z|Zs|Zl|Zp|C|Cc|Cf|Co|Cs)$/;
// Wrapped, because Go lets an empty assertion be repeated.
const startOfText = "(?:(?<![\\s\\S]))";
const endOfText = "(?:(?![\\s\\S]))";
const startOfLine = "(?:(?<![^\\n]))";
const endOfLine = "(?:(?![^\\n]))";
const largestRepeat = 1000;

const translated = new Map<string, RegExp | undefined>();

/**
 * A pattern of Go's regular expressions as one of JavaScript; undefined for a pattern that Go refuses. Only whether a
 * text matches is of interest, so groups lose their names. Spec 03 §9.2.
 */
export function goRegexp(pattern: string): RegExp | undefined {
  if (!translated.has(pattern)) translated.set(pattern, compiled(pattern));
  return translated.get(pattern);
}

function compiled(pattern: string): RegExp | undefined {
  try {
    return new RegExp(new Translator(pattern).translate(), "u");
  } catch {
    return undefined;
  }
}

/** Walks a pattern once, from left to right; throws a SyntaxError at what Go does not know. */
class Translator {
  readonly #text: string;
  #at = 0;

  constructor(pattern: string) {
    this.#text = pattern;
  }

  translate(): string {
    const out = this.#alternatives({ ignoreCase: false, multiline: false, dotAll: false });
    if (this.#at < this.#text.length) throw new SyntaxError("unexpected )");
    return out;
  }

  /** Up to the end of the group; flags set in the middle hold to that end. */
  #alternatives(outer: Flags): string {
    let flags = outer;
    let out = "";
    while (this.#at < this.#text.length && this.#peek() !== ")") {
      const flagGroup = this.#take(/^\(\?([imsU]*)(?:-([imsU]+))?\)/);
      if (flagGroup !== undefined) {
        flags = changed(flags, flagGroup[1] ?? "", flagGroup[2] ?? "");
        continue;
      }
      if (this.#take(/^\|/) !== undefined) {
        out += "|";
        continue;
      }
      out += this.#atom(flags) + this.#repeat();
    }
    return out;
  }

  #atom(flags: Flags): string {
    if (this.#peek() === "(") return this.#group(flags);
    if (this.#peek() === "[") return this.#characterClass(flags);
    if (this.#peek() === "\\") return this.#escape(flags);
    if (/^(?:[*+?]|\{[0-9]+(?:,[0-9]*)?\})/.test(this.#text.slice(this.#at)))
      throw new SyntaxError("nothing to repeat");
    const [character = ""] = this.#take(/^[\s\S]/u) ?? [];
    if (character === ".") return flags.dotAll ? "[\\s\\S]" : "[^\\n]";
    if (character === "^") return flags.multiline ? startOfLine : startOfText;
    if (character === "$") return flags.multiline ? endOfLine : endOfText;
    return literal(character, flags);
  }

  #group(flags: Flags): string {
    const opened = this.#take(/^\((?:\?(?:P?<[A-Za-z_][0-9A-Za-z_]*>|([imsU]*)(?:-([imsU]+))?:))?/);
    if (opened === undefined || this.#peek() === "?") throw new SyntaxError("unknown group");
    const body = this.#alternatives(changed(flags, opened[1] ?? "", opened[2] ?? ""));
    if (this.#take(/^\)/) === undefined) throw new SyntaxError("missing )");
    return `(?:${body})`;
  }

  #repeat(): string {
    let out = "";
    const sign = this.#take(/^[*+?]\??/);
    if (sign !== undefined) out = sign[0];
    const counted = sign === undefined ? this.#take(/^\{([0-9]+)(,([0-9]*))?\}\??/) : undefined;
    if (counted !== undefined) {
      const [text = "", least = "0", , most = ""] = counted;
      if (Number(least) > largestRepeat || Number(most) > largestRepeat) throw new SyntaxError("repeat too large");
      out = text;
    }
    if (out !== "" && /^(?:[*+?]|\{[0-9]+(?:,[0-9]*)?\})/.test(this.#text.slice(this.#at))) {
      throw new SyntaxError("repeated repeat");
    }
    return out;
  }

  #escape(flags: Flags): string {
    const quoted = this.#take(/^\\Q([\s\S]*?)(?:\\E|$)/);
    if (quoted !== undefined) return `(?:${[...(quoted[1] ?? "")].map((c) => literal(c, flags)).join("")})`;
    if (this.#take(/^\\A/) !== undefined) return startOfText;
    if (this.#take(/^\\z/) !== undefined) return endOfText;
    if (this.#take(/^\\C/) !== undefined) return "[\\s\\S]";
    const boundary = this.#take(/^\\[bB]/);
    if (boundary !== undefined) return `(?:${boundary[0]})`;
    const set = this.#sharedSet();
    if (set !== undefined) return `[${set}]`;
    return literal(this.#escapedCharacter(), flags);
  }

  /** `\d` and its like, in and outside of a class, as the body of a class. */
  #sharedSet(): string | undefined {
    const perl = this.#take(/^\\([dswDSW])/)?.[1];
    if (perl !== undefined) return (perl >= "a" ? perlBodies[perl] : complements[perl.toLowerCase()]) ?? "";
    const unicode = this.#take(/^\\([pP])(?:\{(\^?)([A-Za-z_]+)\}|([A-Z]))/);
    if (unicode === undefined) return undefined;
    const [, letter = "p", caret = "", long, short = ""] = unicode;
    const name = long ?? short;
    if (name === "Any") return "\\x00-\\u{10FFFF}";
    const negated = (letter === "P") !== (caret === "^");
    return `\\${negated ? "P" : "p"}{${scripts.test(name) ? name : `Script=${name}`}}`;
  }

  #escapedCharacter(): string {
    const hexadecimal = this.#take(/^\\x(?:\{([0-9A-Fa-f]+)\}|([0-9A-Fa-f]{2}))/);
    if (hexadecimal !== undefined) {
      return String.fromCodePoint(Number.parseInt(hexadecimal[1] ?? hexadecimal[2] ?? "", 16));
    }
    const octal = this.#take(/^\\(?:0([0-7]{0,2})|([1-7][0-7]{1,2}))/);
    if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal[1] || octal[2] || "0", 8));
    const control = this.#take(/^\\([afnrtv])/)?.[1];
    if (control !== undefined) return controlCharacters[control] ?? "";
    const punctuation = this.#take(/^\\([!-/:-@[-`{-~])/)?.[1];
    if (punctuation === undefined) throw new SyntaxError("unknown escape");
    return punctuation;
  }

  #characterClass(flags: Flags): string {
    const opened = this.#take(/^\[(\^?)/);
    let body = "";
    let first = true;
    while (first || this.#peek() !== "]") {
      if (this.#at >= this.#text.length) throw new SyntaxError("missing ]");
      body += this.#classItem(flags);
      first = false;
    }
    this.#at++;
    return `[${opened?.[1] ?? ""}${body}]`;
  }

  #classItem(flags: Flags): string {
    const posix = this.#take(/^\[:(\^?)([a-z]+):\]/);
    if (posix !== undefined) return posixBody(posix[1] === "^", posix[2] ?? "", flags);
    const set = this.#sharedSet();
    if (set !== undefined) return set;
    const from = this.#classCharacter();
    if (this.#take(/^-(?=[^\]])/) === undefined) return classRange(from, from, flags);
    const to = this.#classCharacter();
    if ((to.codePointAt(0) ?? 0) < (from.codePointAt(0) ?? 0)) throw new SyntaxError("range out of order");
    return classRange(from, to, flags);
  }

  #classCharacter(): string {
    if (this.#peek() === "\\") return this.#escapedCharacter();
    return this.#take(/^[\s\S]/u)?.[0] ?? "";
  }

  #peek(): string {
    return this.#text[this.#at] ?? "";
  }

  #take(what: RegExp): RegExpExecArray | undefined {
    const match = what.exec(this.#text.slice(this.#at));
    if (match === null) return undefined;
    this.#at += match[0].length;
    return match;
  }
}

function changed(flags: Flags, on: string, off: string): Flags {
  return {
    ignoreCase: (flags.ignoreCase || on.includes("i")) && !off.includes("i"),
    multiline: (flags.multiline || on.includes("m")) && !off.includes("m"),
    dotAll: (flags.dotAll || on.includes("s")) && !off.includes("s"),
  };
}

function literal(character: string, flags: Flags): string {
  const both = flags.ignoreCase ? bothCases(character) : [character];
  return both.length === 1 ? escaped(character) : `[${both.map(escaped).join("")}]`;
}

function bothCases(character: string): readonly string[] {
  const cases = [character, character.toLowerCase(), character.toUpperCase()];
  return [...new Set(cases.filter((each) => [...each].length === 1))];
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** A range with, where case does not matter, its part among the letters in the other case. */
function classRange(from: string, to: string, flags: Flags): string {
  const plain = from === to ? escaped(from) : `${escaped(from)}-${escaped(to)}`;
  if (!flags.ignoreCase) return plain;
  if (from === to) return bothCases(from).map(escaped).join("");
  return plain + overlap(from, to, "a", "z", -32) + overlap(from, to, "A", "Z", 32);
}

function overlap(from: string, to: string, first: string, last: string, shift: number): string {
  const low = Math.max(from.codePointAt(0) ?? 0, first.charCodeAt(0));
  const high = Math.min(to.codePointAt(0) ?? 0, last.charCodeAt(0));
  if (low > high) return "";
  return `${escaped(String.fromCodePoint(low + shift))}-${escaped(String.fromCodePoint(high + shift))}`;
}

function posixBody(negated: boolean, name: string, flags: Flags): string {
  const folded = flags.ignoreCase && (name === "lower" || name === "upper") ? "alpha" : name;
  const body = classBodies[folded];
  if (body === undefined) throw new SyntaxError("unknown class");
  return negated ? complementOf(body) : body;
}

/** The ASCII characters outside a body, and everything beyond ASCII unless the body is ASCII itself. */
function complementOf(body: string): string {
  const inside = new RegExp(`[${body}]`, "u");
  let out = "";
  for (let code = 0; code < 128; code++) {
    const character = String.fromCodePoint(code);
    if (!inside.test(character)) out += escaped(character);
  }
  return `${out}\\u{80}-\\u{10FFFF}`;
}
