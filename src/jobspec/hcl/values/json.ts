import type { Conversion } from "./convert.js";
import { goQuote, goQuoteCharacter } from "./goQuote.js";
import { numberText, parseNumber } from "./numberText.js";
import { isSameType } from "./type.js";
import { bool, nothing, number, object, text, tuple, typeOf, type Value } from "./value.js";

/** A JSON text, or why there is none. */
export type Encoded = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string };

/** A value as JSON on one line, members by name, `<`, `>` and `&` escaped as Go does. Spec 05 §6.5. */
export function jsonText(value: Value): Encoded {
  try {
    let output = "";
    for (const piece of pieces(value)) {
      output += piece;
      if (output.length > longestText) throw new JsonProblem(tooLong);
    }
    return { ok: true, text: output };
  } catch (error) {
    if (error instanceof JsonProblem) return { ok: false, message: error.message };
    throw error;
  }
}

/** The value of a JSON text: arrays become tuples, objects objects; Go's complaint about a text that is no JSON. */
export function valueOfJson(source: string): Conversion {
  try {
    return { ok: true, value: new JsonReader(source).document() };
  } catch (error) {
    if (error instanceof JsonProblem) return { ok: false, message: error.message };
    throw error;
  }
}

/** A string as JSON in Go's spelling. */
export function jsonString(content: string): string {
  return JSON.stringify(content).replace(
    /[<>&\u2028\u2029]/g,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

class JsonProblem extends Error {}

const longestText = 1 << 20;
const tooLong = `the result would be longer than the ${longestText} characters that Coalmine makes`;

function* pieces(value: Value): Generator<string> {
  switch (value.kind) {
    case "unknown":
      throw new JsonProblem("value is not known");
    case "null":
      yield "null";
      break;
    case "string":
      yield jsonString(value.text);
      break;
    case "bool":
      yield String(value.isTrue);
      break;
    case "number":
      if ("infinite" in value.number) throw new JsonProblem("cannot serialize infinity as JSON");
      yield numberText(value.number);
      break;
    case "map":
    case "object": {
      let separator = "";
      yield "{";
      for (const [name, member] of value.members) {
        yield `${separator}${jsonString(name)}:`;
        yield* pieces(member);
        separator = ",";
      }
      yield "}";
      break;
    }
    default: {
      let separator = "";
      yield "[";
      for (const element of value.elements) {
        yield separator;
        yield* pieces(element);
        separator = ",";
      }
      yield "]";
    }
  }
}

/** Deeper nesting is nobody's configuration. */
const deepest = 1000;

/** Reads token by token as Go's decoder does, and complains in its words. */
class JsonReader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  document(): Value {
    const value = this.#value(" looking for beginning of value", 0);
    this.#skipBlank();
    const next = this.#source[this.#at];
    // Go overlooks a closing bracket.
    if (next !== undefined && next !== "]" && next !== "}") throw new JsonProblem("extraneous data after JSON object");
    return value;
  }

  #value(context: string, depth: number): Value {
    if (depth > deepest) throw new JsonProblem("exceeded max depth");
    const next = this.#peek();
    switch (next) {
      case "[":
        return this.#array(depth);
      case "{":
        return this.#object(depth);
      case '"':
        return text(this.#string());
      case "t":
        return this.#literal("true", bool(true));
      case "f":
        return this.#literal("false", bool(false));
      case "n":
        return this.#literal("null", nothing);
      default:
        if (next === "-" || (next >= "0" && next <= "9")) return this.#number();
        throw this.#unexpected(context);
    }
  }

  #array(depth: number): Value {
    this.#at += 1;
    const elements: Value[] = [];
    if (this.#takes("]")) return tuple(elements);
    for (;;) {
      elements.push(this.#value(" looking for beginning of value", depth + 1));
      if (this.#takes("]")) return tuple(elements);
      if (!this.#takes(",")) throw this.#unexpected(" after array element");
    }
  }

  #object(depth: number): Value {
    this.#at += 1;
    const members = new Map<string, Value>();
    if (this.#takes("}")) return object(members);
    for (let isFirst = true; ; isFirst = false) {
      if (this.#peek() !== '"') throw this.#unexpected(isFirst ? "" : " looking for beginning of object key string");
      const name = this.#string().normalize("NFC");
      if (!this.#takes(":")) throw this.#unexpected(" after object key");
      const member = this.#value(" looking for beginning of value", depth + 1);
      const earlier = members.get(name);
      // Twice the same name is tolerated where both have the same type.
      if (earlier !== undefined && !isSameType(typeOf(earlier), typeOf(member))) {
        throw new JsonProblem(`duplicate ${goQuote(name)} property in JSON object`);
      }
      members.set(name, member);
      if (this.#takes("}")) return object(members);
      if (!this.#takes(",")) throw this.#unexpected(" after object key:value pair");
    }
  }

  #literal(word: string, value: Value): Value {
    for (const letter of word) {
      const context = ` in literal ${word} (expecting ${goQuoteCharacter(letter)})`;
      if (this.#character() !== letter) throw this.#unexpected(context);
      this.#at += 1;
    }
    return value;
  }

  #number(): Value {
    const start = this.#at;
    if (this.#source[this.#at] === "-") this.#at += 1;
    if (this.#character() === "0") this.#at += 1;
    else this.#digits(" in numeric literal");
    if (this.#source[this.#at] === ".") {
      this.#at += 1;
      this.#digits(" after decimal point in numeric literal");
    }
    if (/[eE]/.test(this.#source[this.#at] ?? "")) {
      this.#at += /[+-]/.test(this.#source[this.#at + 1] ?? "") ? 2 : 1;
      this.#digits(" in exponent of numeric literal");
    }
    const parsed = parseNumber(this.#source.slice(start, this.#at));
    if (parsed === undefined) throw new JsonProblem("a number is required");
    return number(parsed);
  }

  /** At least one digit. */
  #digits(context: string): void {
    if (!/[0-9]/.test(this.#character())) throw this.#unexpected(context);
    while (/[0-9]/.test(this.#source[this.#at] ?? "")) this.#at += 1;
  }

  /** Its opening quote is next. */
  #string(): string {
    const start = this.#at;
    this.#at += 1;
    for (;;) {
      const character = this.#character();
      if (character < " ") throw this.#unexpected(" in string literal");
      this.#at += 1;
      if (character === '"') break;
      if (character === "\\") this.#escape();
    }
    return (JSON.parse(this.#source.slice(start, this.#at)) as string).replace(/\p{Surrogate}/gu, "\ufffd");
  }

  #escape(): void {
    const sign = this.#character();
    if (!'"\\/bfnrtu'.includes(sign)) throw this.#unexpected(" in string escape code");
    this.#at += 1;
    for (let left = sign === "u" ? 4 : 0; left > 0; left--) {
      if (!/[0-9a-fA-F]/.test(this.#character())) throw this.#unexpected(" in \\u hexadecimal character escape");
      this.#at += 1;
    }
  }

  /** The next character of a token, which must not end here. */
  #character(): string {
    const character = this.#source[this.#at];
    if (character === undefined) throw new JsonProblem("unexpected EOF");
    return character;
  }

  /** What begins the next token. */
  #peek(): string {
    this.#skipBlank();
    const character = this.#source[this.#at];
    if (character === undefined) throw new JsonProblem("EOF");
    return character;
  }

  #takes(sign: string): boolean {
    if (this.#peek() !== sign) return false;
    this.#at += 1;
    return true;
  }

  #skipBlank(): void {
    while (" \t\r\n".includes(this.#source[this.#at] ?? "x")) this.#at += 1;
  }

  /** Go looks at bytes: of a character beyond ASCII it shows the first one. */
  #unexpected(context: string): JsonProblem {
    const character = String.fromCodePoint(this.#source.codePointAt(this.#at) ?? 0);
    const [first = 0] = new TextEncoder().encode(character);
    return new JsonProblem(`invalid character ${goQuoteCharacter(String.fromCharCode(first))}${context}`);
  }
}
