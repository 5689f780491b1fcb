import type { Expression, ObjectEntry, ReadExpression } from "./node.js";
import { between } from "./range.js";
import { isSymbol, type Scanner, type Token } from "./scanner.js";

/** `[a, b]`, or a `for` that makes a tuple. */
export function readTuple(scanner: Scanner, keepsNewlines: boolean, read: ReadExpression): Expression {
  const open = scanner.read(keepsNewlines);
  if (isWord(scanner.peek(false), "for")) return readFor(scanner, open, "]", read);
  const elements: Expression[] = [];
  let close = scanner.accepts("]", false);
  while (close === undefined) {
    elements.push(read(scanner, false));
    if (scanner.accepts(",", false) !== undefined) close = scanner.accepts("]", false);
    else {
      unterminated(scanner, open, false, "tuple constructor expression", "bracket");
      const detail = "Expected a comma to mark the beginning of the next item.";
      close = scanner.expects("]", false, "Missing item separator", detail);
    }
  }
  return { kind: "tuple", elements, ...between(open, close) };
}

/** `{ a = 1, b = 2 }` with commas or newlines between its members, or a `for` that makes an object. */
export function readObject(scanner: Scanner, keepsNewlines: boolean, read: ReadExpression): Expression {
  const open = scanner.read(keepsNewlines);
  if (startsFor(scanner)) return readFor(scanner, open, "}", read);
  const entries: ObjectEntry[] = [];
  for (;;) {
    while (scanner.peek(true).type === "newline") scanner.read(true);
    let close = scanner.accepts("}", true);
    if (close === undefined) {
      entries.push(readEntry(scanner, open, read));
      close = scanner.accepts("}", true);
    }
    if (close !== undefined) return { kind: "object", entries, ...between(open, close) };
    unterminated(scanner, open, true, "object constructor expression", "brace");
    const next = scanner.peek(true);
    if (next.type !== "newline" && !isSymbol(next, ",")) {
      const detail = "Expected a newline or comma to mark the beginning of the next attribute.";
      scanner.refuse(next, "Missing attribute separator", detail);
    }
    scanner.read(true);
  }
}

/** A text that ends inside of what was opened: the complaint points at where it was. */
function unterminated(scanner: Scanner, open: Token, keepsNewlines: boolean, what: string, closer: string): void {
  if (scanner.peek(keepsNewlines).type !== "end") return;
  const detail = `There is no corresponding closing ${closer} before the end of the file. This may be caused by incorrect ${closer} nesting elsewhere in this file.`;
  scanner.refuse(open, `Unterminated ${what}`, detail);
}

/** A loop may begin on a later line than its brace; where it is none, the newlines stay. */
function startsFor(scanner: Scanner): boolean {
  const { at } = scanner;
  const isFor = isWord(scanner.peek(false), "for");
  if (!isFor) scanner.at = at;
  return isFor;
}

function readEntry(scanner: Scanner, open: Token, read: ReadExpression): ObjectEntry {
  const isComputed = isSymbol(scanner.peek(true), "(");
  const key = read(scanner, true);
  unterminated(scanner, open, true, "object constructor expression", "brace");
  const sign = scanner.peek(true);
  if (!isSymbol(sign, "=") && !isSymbol(sign, ":")) {
    const detail = 'Expected an equals sign ("=") to mark the beginning of the attribute value.';
    scanner.refuse(sign, "Missing key/value separator", detail);
  }
  scanner.read(true);
  return { key, value: read(scanner, true), isComputed };
}

/** `for k, v in collection : key => value... if condition` and its closing bracket. */
function readFor(scanner: Scanner, open: Token, closer: "]" | "}", read: ReadExpression): Expression {
  scanner.read(false);
  const { keyName, valueName } = readLoopNames(scanner, invalidLoop);
  const collection = read(scanner, false);
  scanner.expects(":", false, invalidLoop, "For expression requires a colon after the collection expression.");
  const first = read(scanner, false);
  const isKeyed = scanner.accepts("=>", false) !== undefined;
  const value = isKeyed ? read(scanner, false) : first;
  const groups = scanner.accepts("...", false) !== undefined;
  const condition = isWord(scanner.peek(false), "if") ? readCondition(scanner, read) : undefined;
  const detail = "Extra characters after the end of the 'for' expression.";
  const close = scanner.expects(closer, false, invalidLoop, detail);
  if (closer === "]" && (isKeyed || groups)) {
    scanner.refuse(first, invalidLoop, "Key expression is not valid when building a tuple.");
  }
  if (closer === "}" && !isKeyed) {
    scanner.refuse(value, invalidLoop, "Key expression is required when building an object.");
  }
  const key = isKeyed ? first : undefined;
  const span = between(open, close);
  return { kind: "for", keyName, valueName, collection, key, value, condition, groups, open, ...span };
}

const invalidLoop = "Invalid 'for' expression";

/** `v in`, or `k, v in`: of a loop in brackets and of one in a template. */
export function readLoopNames(
  scanner: Scanner,
  summary: string,
): { readonly keyName: string | undefined; readonly valueName: string } {
  const first = readName(scanner, summary, "A variable name is required after 'for'.");
  const isPair = scanner.accepts(",", false) !== undefined;
  const second = isPair ? readName(scanner, summary, "A value variable name is required after the comma.") : undefined;
  const word = scanner.read(false);
  if (!isWord(word, "in")) scanner.refuse(word, summary, "The 'in' keyword is required after the names of a loop.");
  return second === undefined ? { keyName: undefined, valueName: first } : { keyName: first, valueName: second };
}

function readName(scanner: Scanner, summary: string, detail: string): string {
  const token = scanner.read(false);
  return token.type === "identifier" ? token.text : scanner.refuse(token, summary, detail);
}

function readCondition(scanner: Scanner, read: ReadExpression): Expression {
  scanner.read(false);
  return read(scanner, false);
}

export function isWord(token: Token, word: string): boolean {
  return token.type === "identifier" && token.text === word;
}
