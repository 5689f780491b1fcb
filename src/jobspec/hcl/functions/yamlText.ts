import { numberText } from "../values/numberText.js";
import { text, type Value } from "../values/value.js";
import { utf8 } from "./bytes.js";
import { refuse } from "./functionSpec.js";
import { allowLength } from "./limits.js";

const step = 2;
const bestWidth = 80;
const longestKey = 128;
const escapes: ReadonlyMap<string, string> = new Map([
  ["\0", "0"],
  ["\x07", "a"],
  ["\b", "b"],
  ["\t", "t"],
  ["\n", "n"],
  ["\v", "v"],
  ["\f", "f"],
  ["\r", "r"],
  ["\x1b", "e"],
  ['"', '"'],
  ["\\", "\\"],
  ["\u0085", "N"],
  ["\u2028", "L"],
  ["\u2029", "P"],
]);
const breaks = /[\n\r\u0085\u2028\u2029]/;
/** What libyaml prints as it is, besides line breaks. */
const printable = /^[\x20-\x7e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]$/;

/** A value as a YAML document in libyaml's layout: blocks, keys and strings in double quotes. Spec 05 §6.5. */
export function yamlText(value: Value): string {
  const writer = new YamlWriter();
  writer.node(value, { isKey: false, isInMapping: false });
  return writer.end(isPlain(value));
}

interface Place {
  /** Before a `:` on the same line. */
  readonly isKey: boolean;
  readonly isInMapping: boolean;
}

/** Writes from left to right and knows where it stands. */
class YamlWriter {
  #output: string[] = [];
  #length = 0;
  #column = 0;
  #indent = -1;
  /** Whether a blank or the start of a line comes before. */
  #isBlank = true;
  /** Whether the line has only indentation and indicators so far. */
  #isIndention = true;

  /** A document of one plain scalar is closed, so that nothing can be added to it. */
  end(isOpen: boolean): string {
    this.#newLine();
    if (isOpen) this.#put("...\n");
    return this.#output.join("");
  }

  node(value: Value, place: Place): void {
    switch (value.kind) {
      case "string":
        this.#string(value.text, place);
        break;
      case "number":
        this.#indicator(numberText(value.number), true, false, false);
        break;
      case "bool":
        this.#indicator(String(value.isTrue), true, false, false);
        break;
      case "null":
        this.#indicator("null", true, false, false);
        break;
      case "unknown":
        refuse("cannot serialize unknown value as YAML");
        break;
      case "map":
      case "object":
        this.#mapping(value.members);
        break;
      default:
        this.#sequence(value.elements, place);
    }
  }

  #sequence(elements: readonly Value[], { isInMapping }: Place): void {
    if (elements.length === 0) this.#indicator("[]", true, false, false);
    const outer = this.#indent;
    // Below a key the dashes stand where the key does.
    if (outer < 0) this.#indent = 0;
    else if (!isInMapping || this.#isIndention) this.#indent += step;
    for (const element of elements) {
      this.#newLine();
      this.#indicator("-", true, false, true);
      this.node(element, { isKey: false, isInMapping: false });
    }
    this.#indent = outer;
  }

  #mapping(members: ReadonlyMap<string, Value>): void {
    if (members.size === 0) this.#indicator("{}", true, false, false);
    const outer = this.#indent;
    this.#indent = outer < 0 ? 0 : outer + step;
    for (const [name, member] of members) {
      this.#newLine();
      if (utf8(name).length <= longestKey && !breaks.test(name)) {
        this.#string(name, { isKey: true, isInMapping: true });
        this.#indicator(":", false, false, false);
      } else {
        this.#indicator("?", true, false, true);
        this.node(text(name), { isKey: false, isInMapping: true });
        this.#newLine();
        this.#indicator(":", true, false, true);
      }
      this.node(member, { isKey: false, isInMapping: true });
    }
    this.#indent = outer;
  }

  #string(content: string, { isKey }: Place): void {
    const outer = this.#indent;
    this.#indent = outer < 0 ? step : outer + step;
    if (content.includes("\n") && !isKey && canBeLiteral(content)) this.#literal(content);
    else this.#quoted(content, !isKey);
    this.#indent = outer;
  }

  /** Lines as they are, behind `|`. */
  #literal(content: string): void {
    const needsHint = /^[ \n\r\u0085\u2028\u2029]/.test(content);
    const chomping = !/[\n\r\u0085\u2028\u2029]$/.test(content)
      ? "-"
      : /(?:^|[\n\r\u0085\u2028\u2029])[\n\r\u0085\u2028\u2029]$/.test(content)
        ? "+"
        : "";
    this.#indicator(`|${needsHint ? step : ""}${chomping}`, true, false, false);
    this.#break("\n");
    let isAtStart = true;
    for (const character of content) {
      if (breaks.test(character)) {
        this.#break(character);
        isAtStart = true;
      } else {
        if (isAtStart) this.#newLine();
        this.#put(character);
        this.#isIndention = false;
        isAtStart = false;
      }
    }
  }

  /** In double quotes, folded at blanks behind the best width. */
  #quoted(content: string, mayFold: boolean): void {
    this.#indicator('"', true, false, false);
    const characters = Array.from(content);
    // Behind a byte order mark libyaml takes everything for one.
    const escapesAll = characters[0] === "\ufeff";
    let isBlank = false;
    characters.forEach((character, at) => {
      if (escapesAll || !printable.test(character) || '"\\'.includes(character) || breaks.test(character)) {
        this.#put(escaped(character));
        isBlank = false;
      } else if (character === " ") {
        const isInside = at > 0 && at < characters.length - 1;
        if (mayFold && !isBlank && this.#column > bestWidth && isInside) {
          this.#newLine();
          if (characters[at + 1] === " ") this.#put("\\");
        } else {
          this.#put(" ");
        }
        isBlank = true;
      } else {
        this.#put(character);
        isBlank = false;
      }
    });
    this.#indicator('"', false, false, false);
  }

  #indicator(sign: string, needsBlank: boolean, isBlank: boolean, isIndention: boolean): void {
    if (needsBlank && !this.#isBlank) this.#put(" ");
    this.#put(sign);
    this.#isBlank = isBlank;
    this.#isIndention = this.#isIndention && isIndention;
  }

  /** To the indentation, on a new line unless this one has not got that far. */
  #newLine(): void {
    const indent = Math.max(this.#indent, 0);
    if (!this.#isIndention || this.#column > indent || (this.#column === indent && !this.#isBlank)) this.#break("\n");
    if (this.#column < indent) this.#put(" ".repeat(indent - this.#column));
    this.#isBlank = true;
    this.#isIndention = true;
  }

  #break(character: string): void {
    this.#put(character);
    this.#column = 0;
    this.#isBlank = true;
    this.#isIndention = true;
  }

  #put(content: string): void {
    this.#output.push(content);
    this.#length += content.length;
    allowLength(this.#length);
    this.#column += Array.from(content).length;
    this.#isBlank = false;
  }
}

function isPlain(value: Value): boolean {
  return value.kind === "number" || value.kind === "bool" || value.kind === "null";
}

/** Not with blanks at the end of a line, nor with what must be escaped. */
function canBeLiteral(content: string): boolean {
  if (/ (?:[\n\r\u0085\u2028\u2029]|$)/.test(content)) return false;
  return Array.from(content).every((character) => character === "\n" || printable.test(character));
}

function escaped(character: string): string {
  const short = escapes.get(character);
  if (short !== undefined) return `\\${short}`;
  const code = character.codePointAt(0) ?? 0;
  const [sign, length] = code <= 0xff ? ["x", 2] : code <= 0xffff ? ["u", 4] : ["U", 8];
  return `\\${sign}${code.toString(16).toUpperCase().padStart(Number(length), "0")}`;
}
