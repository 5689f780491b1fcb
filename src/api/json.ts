import type { JsonObject, JsonValue } from "../model/json.js";

export { isObject, type JsonObject, type JsonValue } from "../model/json.js";

/** Text that is no JSON; the message is Go's for the same text, as far as commands show it. */
export class JsonSyntaxError extends Error {
  override readonly name = "JsonSyntaxError";
  /** How many characters were read before it. */
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/**
 * Reads JSON without losing digits: integers beyond 2^53 - 1 become `bigint`, all other numbers are numbers (spec 07 §4).
 *
 * @throws {JsonSyntaxError}
 */
export function parseJson(text: string): JsonValue {
  return new Reader(text).readDocument();
}

/**
 * Reads the first JSON value of a text, as Go's decoder does with a request: what follows is not looked at.
 *
 * @throws {JsonSyntaxError}
 */
export function parseFirstJson(text: string): JsonValue {
  return new Reader(text).readValue();
}

/**
 * Reads JSON values that stand one behind the other.
 *
 * @throws {JsonSyntaxError}
 */
export function parseJsonSequence(text: string): readonly JsonValue[] {
  const reader = new Reader(text);
  const values: JsonValue[] = [];
  while (!reader.isAtEnd()) values.push(reader.readValue());
  return values;
}

/**
 * JSON with every digit of a `bigint`, members in their order; those that are undefined are left out.
 *
 * @param indent What each level is indented with; undefined: no white space at all.
 */
export function writeJson(value: unknown, indent?: string): string {
  return write(value, indent, "\n");
}

function write(value: unknown, indent: string | undefined, lineStart: string): string {
  if (typeof value === "bigint") return value.toString();
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  const inner = indent === undefined ? "" : lineStart + indent;
  const end = indent === undefined ? "" : lineStart;
  if (Array.isArray(value)) {
    const elements = value.map((element) => inner + write(element, indent, inner));
    return elements.length === 0 ? "[]" : `[${elements.join(",")}${end}]`;
  }
  const colon = indent === undefined ? ":" : ": ";
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([name, member]) => `${inner}${JSON.stringify(name)}${colon}${write(member, indent, inner)}`);
  return members.length === 0 ? "{}" : `{${members.join(",")}${end}}`;
}

const whiteSpace = /[ \t\r\n]*/y;
const numberToken = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const stringToken = /"(?:[^"\\]+|\\.)*"/sy;
const plainInteger = /^-?\d+$/;

/** One pass over one text, by recursive descent. */
class Reader {
  private readonly text: string;
  private place = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** Whether nothing but white space is left. */
  isAtEnd(): boolean {
    this.skipSpace();
    return this.place >= this.text.length;
  }

  readDocument(): JsonValue {
    const value = this.readValue();
    if (!this.isAtEnd()) {
      throw new JsonSyntaxError(`invalid character ${this.characterHere()} after top-level value`, this.place);
    }
    return value;
  }

  readValue(): JsonValue {
    this.skipSpace();
    switch (this.text[this.place]) {
      case "{":
        return this.readObject();
      case "[":
        return this.readArray();
      case '"':
        return this.readString();
      case "t":
        return this.readWord("true", true);
      case "f":
        return this.readWord("false", false);
      case "n":
        return this.readWord("null", null);
      default:
        return this.readNumber();
    }
  }

  private readObject(): JsonObject {
    const object: Record<string, JsonValue> = {};
    this.place += 1;
    if (this.takes("}")) return object;
    for (;;) {
      this.skipSpace();
      if (this.text[this.place] !== '"') throw this.unexpected("looking for beginning of object key string");
      const key = this.readString();
      if (!this.takes(":")) throw this.unexpected("after object key");
      const value = this.readValue();
      Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
      if (this.takes("}")) return object;
      if (!this.takes(",")) throw this.unexpected("after object key:value pair");
    }
  }

  private readArray(): readonly JsonValue[] {
    const array: JsonValue[] = [];
    this.place += 1;
    if (this.takes("]")) return array;
    for (;;) {
      array.push(this.readValue());
      if (this.takes("]")) return array;
      if (!this.takes(",")) throw this.unexpected("after array element");
    }
  }

  private readString(): string {
    const start = this.place;
    const token = this.match(stringToken);
    if (token === undefined) throw new JsonSyntaxError("unexpected EOF", start);
    return unquoted(token, start);
  }

  private readNumber(): number | bigint {
    const token = this.match(numberToken);
    if (token === undefined) throw this.unexpected("looking for beginning of value");
    const value = Number(token);
    return plainInteger.test(token) && !Number.isSafeInteger(value) ? BigInt(token) : value;
  }

  private readWord<Word extends boolean | null>(word: string, value: Word): Word {
    if (!this.text.startsWith(word, this.place)) throw this.unexpected("looking for beginning of value");
    this.place += word.length;
    return value;
  }

  private takes(character: string): boolean {
    this.skipSpace();
    if (this.text[this.place] !== character) return false;
    this.place += 1;
    return true;
  }

  private match(token: RegExp): string | undefined {
    token.lastIndex = this.place;
    const found = token.exec(this.text)?.[0];
    this.place += found?.length ?? 0;
    return found;
  }

  private skipSpace(): void {
    this.match(whiteSpace);
  }

  private characterHere(): string {
    return `'${this.text[this.place] ?? ""}'`;
  }

  private unexpected(context: string): JsonSyntaxError {
    if (this.place >= this.text.length) return new JsonSyntaxError("unexpected EOF", this.place);
    return new JsonSyntaxError(`invalid character ${this.characterHere()} ${context}`, this.place);
  }
}

function unquoted(token: string, start: number): string {
  try {
    return String(JSON.parse(token));
  } catch {
    throw new JsonSyntaxError("invalid character in string literal", start);
  }
}
