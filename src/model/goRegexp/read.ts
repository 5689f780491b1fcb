import {
  type ClassPart,
  classTest,
  type Flags,
  perlPart,
  posixPart,
  rangePart,
  unicodePart,
} from "./characterClass.js";
import { type Assertion, type Pattern, PatternProblem, type ReadPattern } from "./tree.js";

const assertions: Readonly<Record<string, Assertion>> = {
  A: "textStart",
  z: "textEnd",
  b: "wordBoundary",
  B: "noWordBoundary",
};
const controls: Readonly<Record<string, string>> = { a: "\x07", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };
const mostRepeats = 1000;
const deepest = 1000;
const mostGroups = 1000;
const none: Flags = { i: false, m: false, s: false, U: false };

/** Reads a pattern of Go's regular expressions (RE2); throws a {@link PatternProblem}. Spec 03 §9.2. */
export function readPattern(source: string): ReadPattern {
  return new Reader(source).read();
}

/** Reads from left to right and stops at the first mistake. */
class Reader {
  readonly #source: string;
  #at = 0;
  #depth = 0;
  readonly #names: (string | undefined)[] = [undefined];

  constructor(source: string) {
    this.#source = source;
  }

  read(): ReadPattern {
    const tree = this.#choice(none);
    if (this.#at < this.#source.length) throw problem("unexpected )", this.#source);
    return { tree, names: this.#names };
  }

  /** Up to the end of the group; flags that are set in the middle hold to that end. */
  #choice(outer: Flags): Pattern {
    let flags = outer;
    const choices: Pattern[] = [];
    let items: Pattern[] = [];
    while (this.#at < this.#source.length && this.#peek() !== ")") {
      if (this.#peek() === "|") {
        this.#at += 1;
        choices.push({ kind: "sequence", items });
        items = [];
      } else if (this.#rest().startsWith("(?")) {
        const changed = this.#special(flags, items);
        if (changed !== undefined) flags = changed;
      } else {
        this.#item(flags, items);
      }
    }
    choices.push({ kind: "sequence", items });
    return { kind: "choice", items: choices };
  }

  #item(flags: Flags, items: Pattern[]): void {
    switch (this.#peek()) {
      case "(":
        this.#at += 1;
        items.push(this.#group(undefined, flags));
        break;
      case "[":
        items.push(this.#class(flags));
        break;
      case "\\":
        this.#escape(flags, items);
        break;
      case "*":
      case "+":
      case "?":
      case "{":
        if (!this.#repetitions(flags, items)) items.push(literal(this.#next(), flags));
        break;
      case ".":
        this.#at += 1;
        items.push({ kind: "character", matches: flags.s ? () => true : (character) => character !== "\n" });
        break;
      case "^":
        this.#at += 1;
        items.push({ kind: "assertion", assertion: flags.m ? "lineStart" : "textStart" });
        break;
      case "$":
        this.#at += 1;
        items.push({ kind: "assertion", assertion: flags.m ? "lineEnd" : "textEnd" });
        break;
      default:
        items.push(literal(this.#next(), flags));
    }
  }

  /** Its opening parenthesis has been read. */
  #group(name: string | undefined, flags: Flags): Pattern {
    const number = this.#names.push(name) - 1;
    if (number > mostGroups) throw new PatternProblem("error parsing regexp: expression too large");
    return { kind: "group", number, item: this.#inside(flags) };
  }

  #inside(flags: Flags): Pattern {
    this.#depth += 1;
    if (this.#depth > deepest) throw problem("expression nests too deeply", this.#source);
    const item = this.#choice(flags);
    if (this.#peek() !== ")") throw problem("missing closing )", this.#source);
    this.#at += 1;
    this.#depth -= 1;
    return item;
  }

  /** Named groups, groups without a number, and flags for the rest of the group: answers these. */
  #special(flags: Flags, items: Pattern[]): Flags | undefined {
    const rest = this.#rest();
    const opening = /^\(\?P?<(?=.)/s.exec(rest)?.[0];
    if (opening !== undefined) {
      const end = rest.indexOf(">");
      if (end < 0) throw problem("invalid named capture", rest);
      const name = rest.slice(opening.length, end);
      if (!/^\w+$/.test(name)) throw problem("invalid named capture", rest.slice(0, end + 1));
      this.#at += end + 1;
      items.push(this.#group(name, flags));
      return undefined;
    }
    const known = /^\(\?([imsU]*)(?:-([imsU]+))?([:)])/.exec(rest);
    if (known === null) {
      const [upTo = ""] = /^\(\?[imsU]*(?:-[imsU]*)?.?/su.exec(rest) ?? [];
      throw problem("invalid or unsupported Perl syntax", upTo);
    }
    const [whole, on = "", off = "", end] = known;
    this.#at += whole.length;
    const changed = withFlags(flags, on, off);
    if (end === ")") return changed;
    items.push(this.#inside(changed));
    return undefined;
  }

  /** An operator repeats what was read last, also across a change of flags. False where the sign is an ordinary character. */
  #repetitions(flags: Flags, items: Pattern[]): boolean {
    const first = this.#at;
    for (let count = 0; ; count++) {
      const start = this.#at;
      const operator = /^(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})/.exec(this.#rest());
      if (operator === null) return count > 0;
      const [text, digits, comma, most] = operator;
      const [least, upTo] =
        digits === undefined
          ? simple(text)
          : [Number(digits), comma === undefined ? Number(digits) : most === "" ? undefined : Number(most)];
      if (
        digits !== undefined &&
        (least > mostRepeats || (upTo !== undefined && (upTo > mostRepeats || upTo < least)))
      ) {
        throw problem("invalid repeat count", text);
      }
      this.#at += text.length;
      const isLazy = this.#peek() === "?";
      if (isLazy) this.#at += 1;
      if (count > 0) throw problem("invalid nested repetition operator", this.#source.slice(first, this.#at));
      const item = items.at(-1);
      if (item === undefined) {
        throw problem("missing argument to repetition operator", this.#source.slice(start, this.#at));
      }
      const repeat: Pattern = {
        kind: "repeat",
        item,
        least,
        ...(upTo === undefined ? {} : { most: upTo }),
        isLazy: isLazy !== flags.U,
      };
      if (digits !== undefined && Math.max(least, upTo ?? 0) >= 2 && !isRepeatable(repeat, mostRepeats)) {
        throw problem("invalid repeat count", this.#source.slice(start, this.#at));
      }
      items[items.length - 1] = repeat;
    }
  }

  #escape(flags: Flags, items: Pattern[]): void {
    const [, letter = ""] = this.#rest();
    const assertion = assertions[letter];
    if (letter === "Q") {
      const [whole, quoted = ""] = /^\\Q(.*?)(?:\\E|$)/s.exec(this.#rest()) ?? [""];
      this.#at += whole.length;
      for (const character of quoted) items.push(literal(character, flags));
    } else if (assertion !== undefined) {
      this.#at += 2;
      items.push({ kind: "assertion", assertion });
    } else {
      const part = this.#sharedPart();
      items.push(
        part === undefined
          ? literal(this.#escapedCharacter(), flags)
          : { kind: "character", matches: classTest([part], false, flags.i) },
      );
    }
  }

  #class(flags: Flags): Pattern {
    const start = this.#at;
    this.#at += 1;
    const isNegated = this.#peek() === "^";
    if (isNegated) this.#at += 1;
    const parts: ClassPart[] = [];
    for (let isFirst = true; isFirst || this.#peek() !== "]"; isFirst = false) {
      parts.push(this.#classPart(start));
    }
    this.#at += 1;
    return { kind: "character", matches: classTest(parts, isNegated, flags.i) };
  }

  #classPart(start: number): ClassPart {
    const named = /^\[:(.*?):\]/s.exec(this.#rest());
    if (named !== null) {
      this.#at += named[0].length;
      const part = posixPart(named[1] ?? "");
      if (part === undefined) throw problem("invalid character class range", named[0]);
      return part;
    }
    const shared = this.#sharedPart();
    if (shared !== undefined) return shared;
    const from = this.#at;
    const low = this.#classCharacter(start);
    if (!/^-(?!\])./s.test(this.#rest())) return rangePart(low);
    this.#at += 1;
    const high = this.#classCharacter(start);
    if ((high.codePointAt(0) ?? 0) < (low.codePointAt(0) ?? 0)) {
      throw problem("invalid character class range", this.#source.slice(from, this.#at));
    }
    return rangePart(low, high);
  }

  #classCharacter(start: number): string {
    if (this.#at >= this.#source.length) throw problem("missing closing ]", this.#source.slice(start));
    return this.#peek() === "\\" ? this.#escapedCharacter() : this.#next();
  }

  /** `\d` and `\pL`, which are the same in and outside of classes. */
  #sharedPart(): ClassPart | undefined {
    const known = /^\\([dswDSW])/.exec(this.#rest());
    if (known !== null) {
      this.#at += 2;
      return perlPart(known[1] ?? "");
    }
    const unicode = /^\\([pP])(?:\{([^}]*)\}|(\{.*)|(.)|)/su.exec(this.#rest());
    if (unicode === null) return undefined;
    const [whole, letter, long, open, short] = unicode;
    this.#at += whole.length;
    const part = open === undefined ? unicodePart(long ?? short ?? "", letter === "P") : undefined;
    if (part === undefined) throw problem("invalid character class range", whole);
    return part;
  }

  #escapedCharacter(): string {
    const rest = this.#rest();
    if (rest.length === 1) throw problem("trailing backslash at end of expression", "");
    const match =
      /^\\(?:([afnrtv])|([!-/:-@[-`{-~])|(0[0-7]{0,2}|[1-7][0-7]{1,2})|x([0-9A-Fa-f]{2})|x\{([0-9A-Fa-f]+)\})/.exec(
        rest,
      );
    const [whole = "", control, sign, octal, short, long] = match ?? [];
    const code = octal !== undefined ? Number.parseInt(octal, 8) : Number.parseInt(short ?? long ?? "0", 16);
    if (match === null || code > 0x10_ffff) {
      throw problem("invalid escape sequence", brokenEscape(rest));
    }
    this.#at += whole.length;
    return controls[control ?? ""] ?? sign ?? String.fromCodePoint(code);
  }

  #next(): string {
    const character = String.fromCodePoint(this.#source.codePointAt(this.#at) ?? 0);
    this.#at += character.length;
    return character;
  }

  #peek(): string {
    return this.#source[this.#at] ?? "";
  }

  #rest(): string {
    return this.#source.slice(this.#at);
  }
}

function problem(what: string, where: string): PatternProblem {
  return new PatternProblem(`error parsing regexp: ${what}: \`${where}\``);
}

/** As far as Go looked. */
function brokenEscape(rest: string): string {
  const long = /^\\x\{([0-9A-Fa-f]*)(.?)/su.exec(rest);
  if (long !== null) {
    const digits = long[1] ?? "";
    for (let count = 1; count <= digits.length; count++) {
      if (Number.parseInt(digits.slice(0, count), 16) > 0x10_ffff) return rest.slice(0, 3 + count);
    }
    return long[0];
  }
  return /^\\(?:x[0-9A-Fa-f]?.?|.)/su.exec(rest)?.[0] ?? rest;
}

function literal(character: string, flags: Flags): Pattern {
  const isPlain = !flags.i || character.toLowerCase() === character.toUpperCase();
  const matches = isPlain ? (other: string) => other === character : classTest([rangePart(character)], false, true);
  return { kind: "character", matches };
}

function withFlags(flags: Flags, on: string, off: string): Flags {
  const set = (name: keyof Flags) => (flags[name] || on.includes(name)) && !off.includes(name);
  return { i: set("i"), m: set("m"), s: set("s"), U: set("U") };
}

function simple(operator: string): readonly [number, number | undefined] {
  return [operator === "+" ? 1 : 0, operator === "?" ? 1 : undefined];
}

/** Nested counts must not multiply to more than a thousand. */
function isRepeatable(pattern: Pattern, most: number): boolean {
  switch (pattern.kind) {
    case "repeat": {
      const isCounted = pattern.most !== undefined || pattern.least > 1;
      const count = isCounted ? (pattern.most ?? pattern.least) : 1;
      if (count === 0) return true;
      return count <= most && isRepeatable(pattern.item, Math.trunc(most / count));
    }
    case "group":
      return isRepeatable(pattern.item, most);
    case "sequence":
    case "choice":
      return pattern.items.every((item) => isRepeatable(item, most));
    default:
      return true;
  }
}
