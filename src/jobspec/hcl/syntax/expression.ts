import { parseNumber } from "../values/numberText.js";
import { bool, nothing, number, type Value } from "../values/value.js";
import { readObject, readTuple } from "./collection.js";
import type { BinaryOperator, Expression, ItemExpression, Step } from "./node.js";
import { between, type Span } from "./range.js";
import { isSymbol, type Scanner, type Token } from "./scanner.js";
import { readHeredoc, readQuoted } from "./template.js";

/** Operators that bind alike, from the loosest to the tightest. */
const levels: readonly ReadonlySet<string>[] = [
  new Set(["||"]),
  new Set(["&&"]),
  new Set(["==", "!="]),
  new Set([">", ">=", "<", "<="]),
  new Set(["+", "-"]),
  new Set(["*", "/", "%"]),
];

/** How many operators of one level, or steps into a value, may follow each other: each nests the expression once more. */
const chainLimit = 500;

/**
 * Reads one expression. Spec 05 §6.1.
 *
 * @param keepsNewlines Whether a newline ends it: so it is in bodies and objects, not in brackets and interpolations.
 * @throws {SyntaxRefusal} where HCL's grammar ends.
 */
export function readExpression(scanner: Scanner, keepsNewlines: boolean): Expression {
  return scanner.nested(scanner.peek(keepsNewlines), () => readConditional(scanner, keepsNewlines));
}

function readConditional(scanner: Scanner, keepsNewlines: boolean): Expression {
  const condition = readOperators(scanner, keepsNewlines, 0);
  if (scanner.accepts("?", keepsNewlines) === undefined) return condition;
  const whenTrue = readExpression(scanner, keepsNewlines);
  scanner.expects(
    ":",
    keepsNewlines,
    "Missing false expression in conditional",
    "The conditional operator (...?...:...) requires a false expression, delimited by a colon.",
  );
  const whenFalse = readExpression(scanner, keepsNewlines);
  return { kind: "conditional", condition, whenTrue, whenFalse, ...between(condition, whenFalse) };
}

/** Operators of one level combine from the left: `a - b + c` is `(a - b) + c`. */
function readOperators(scanner: Scanner, keepsNewlines: boolean, level: number): Expression {
  const operators = levels[level];
  if (operators === undefined) return readOperand(scanner, keepsNewlines);
  let left = readOperators(scanner, keepsNewlines, level + 1);
  for (let count = 0; ; count += 1) {
    const next = scanner.peek(keepsNewlines);
    if (next.type !== "symbol" || !operators.has(next.text)) return left;
    limitChain(scanner, next, count);
    scanner.read(keepsNewlines);
    const right = readOperators(scanner, keepsNewlines, level + 1);
    const operator = next.text as BinaryOperator;
    left = { kind: "binary", operator, left, right, ...between(left, right) };
  }
}

/** A term with the steps into it. */
function readOperand(scanner: Scanner, keepsNewlines: boolean): Expression {
  return readSteps(scanner, keepsNewlines, readTerm(scanner, keepsNewlines));
}

function readTerm(scanner: Scanner, keepsNewlines: boolean): Expression {
  const token = scanner.peek(keepsNewlines);
  switch (token.type) {
    case "number":
      return readNumber(scanner, scanner.read(keepsNewlines));
    case "identifier":
      return readWord(scanner, keepsNewlines);
    case "quote":
      return readQuoted(scanner, readExpression);
    case "heredoc":
      return readHeredoc(scanner, readExpression);
    case "symbol":
      return readBracketed(scanner, keepsNewlines, token);
    default:
      return noExpression(scanner, token);
  }
}

function readBracketed(scanner: Scanner, keepsNewlines: boolean, token: Token): Expression {
  switch (token.text) {
    case "(": {
      const open = scanner.read(keepsNewlines);
      const inner = readExpression(scanner, false);
      const detail = "Expected a closing parenthesis to terminate the expression.";
      const close = scanner.expects(")", false, "Unbalanced parentheses", detail);
      return { kind: "parentheses", inner, ...between(open, close) };
    }
    case "-":
    case "!": {
      const operator = token.text;
      scanner.read(keepsNewlines);
      const operand = scanner.nested(token, () => readOperand(scanner, keepsNewlines));
      return { kind: "unary", operator, operand, ...between(token, operand) };
    }
    case "[":
      return readTuple(scanner, keepsNewlines, readExpression);
    case "{":
      return readObject(scanner, keepsNewlines, readExpression);
    default:
      return noExpression(scanner, token);
  }
}

function noExpression(scanner: Scanner, token: Token): never {
  if (token.type === "end") {
    const detail = "Expected the start of an expression, but found the end of the file.";
    return scanner.refuse(token, "Missing expression", detail);
  }
  const detail = "Expected the start of an expression, but found an invalid expression token.";
  return scanner.refuse(token, "Invalid expression", detail);
}

function readNumber(scanner: Scanner, token: Token): Expression {
  return { kind: "literal", value: numberOf(scanner, token), start: token.start, end: token.end };
}

function numberOf(scanner: Scanner, token: Token): Value {
  const parsed = parseNumber(token.text);
  if (parsed !== undefined) return number(parsed);
  return scanner.refuse(token, "Invalid number literal", "Failed to recognize the value of this number literal.");
}

/** `true`, `null`, a reference or a call. */
function readWord(scanner: Scanner, keepsNewlines: boolean): Expression {
  const word = scanner.read(keepsNewlines);
  const next = scanner.peek(keepsNewlines);
  if (isSymbol(next, "(") || isSymbol(next, "::")) return readCall(scanner, keepsNewlines, word);
  const span = { start: word.start, end: word.end };
  const value = constants.get(word.text);
  if (value !== undefined) return { kind: "literal", value, ...span };
  return { kind: "reference", root: word.text, steps: [], asWritten: `\${${word.text}}`, ...span };
}

const constants: ReadonlyMap<string, Value> = new Map([
  ["true", bool(true)],
  ["false", bool(false)],
  ["null", nothing],
]);

function readCall(scanner: Scanner, keepsNewlines: boolean, first: Token): Expression {
  let name = first.text;
  let last: Span = first;
  while (scanner.accepts("::", keepsNewlines) !== undefined) {
    const part = scanner.read(keepsNewlines);
    if (part.type !== "identifier") {
      const detail = "Function scope resolution symbol :: must be followed by a function name in this scope.";
      scanner.refuse(part, "Missing function name", detail);
    }
    name = `${name}::${part.text}`;
    last = part;
  }
  const detail = "Function selector must be followed by an open parenthesis to begin the function call.";
  const open = scanner.expects("(", keepsNewlines, "Missing open parenthesis", detail);
  const parameters: Expression[] = [];
  let expandsLast = false;
  let close = scanner.accepts(")", false);
  while (close === undefined) {
    parameters.push(readExpression(scanner, false));
    expandsLast = scanner.accepts("...", false) !== undefined;
    if (expandsLast || scanner.accepts(",", false) === undefined)
      close = closeOfCall(scanner, between(first, open), expandsLast);
    else close = scanner.accepts(")", false);
  }
  const nameSpan = between(first, last);
  return { kind: "call", name, nameSpan, parameters, expandsLast, open, close, ...between(first, close) };
}

function closeOfCall(scanner: Scanner, head: Span, expandsLast: boolean): Token {
  if (!expandsLast) {
    if (scanner.peek(false).type === "end") {
      const detail =
        "There is no closing parenthesis for this function call before the end of the file. This may be caused by incorrect parenthesis nesting elsewhere in this file.";
      scanner.refuse(head, "Unterminated function call", detail);
    }
    const detail = "A comma is required to separate each function argument from the next.";
    return scanner.expects(")", false, "Missing argument separator", detail);
  }
  const detail = "An expanded function argument (with ...) must be immediately followed by closing parentheses.";
  return scanner.expects(")", false, "Missing closing parenthesis", detail);
}

/** What follows a term: `.name`, `[key]`, `.0`, `.*`, `[*]`. */
function readSteps(scanner: Scanner, keepsNewlines: boolean, from: Expression): Expression {
  let found = from;
  for (let count = 0; ; count += 1) {
    const next = scanner.peek(keepsNewlines);
    if (!isSymbol(next, ".") && !isSymbol(next, "[")) return found;
    limitChain(scanner, next, count);
    scanner.read(keepsNewlines);
    if (next.text === ".") found = readDot(scanner, keepsNewlines, next, found, from);
    else if (scanner.accepts("*", keepsNewlines) === undefined) found = readIndex(scanner, next, found, from);
    else return readFullSplat(scanner, keepsNewlines, next, found, from);
  }
}

function readDot(
  scanner: Scanner,
  keepsNewlines: boolean,
  dot: Token,
  found: Expression,
  from: Expression,
): Expression {
  if (scanner.accepts("*", keepsNewlines) === undefined) {
    return withStep(scanner, found, readNamedStep(scanner, keepsNewlines, dot));
  }
  const marker = { start: dot.start, end: scanner.lastEnd };
  const item: ItemExpression = { kind: "item", ...marker };
  let each: Expression = item;
  let next = scanner.accepts(".", keepsNewlines);
  const first = next;
  while (next !== undefined) {
    each = withStep(scanner, each, readNamedStep(scanner, keepsNewlines, next));
    next = scanner.accepts(".", keepsNewlines);
  }
  // The first dot begins the place of what is done with each element.
  if (first !== undefined) each = { ...each, start: first.start };
  return { kind: "splat", source: found, item, each, marker, start: from.start, end: scanner.lastEnd };
}

/** `.name`, or the `.0` of older languages. */
function readNamedStep(scanner: Scanner, keepsNewlines: boolean, dot: Token): Step {
  const token = scanner.read(keepsNewlines);
  if (token.type === "identifier") return { kind: "attribute", name: token.text, ...between(dot, token) };
  if (token.type !== "number") {
    return scanner.refuse(token, "Invalid attribute name", "An attribute name is required after a dot.");
  }
  if (token.text.includes(".")) {
    const detail = "When using the legacy index syntax, chaining two indexes together is not permitted.";
    return scanner.refuse(token, "Invalid legacy index syntax", detail);
  }
  return { kind: "index", key: numberOf(scanner, token), ...between(dot, token) };
}

function readIndex(scanner: Scanner, open: Token, found: Expression, from: Expression): Expression {
  const key = readExpression(scanner, false);
  const detail = 'The index operator must end with a closing bracket ("]").';
  const close = scanner.expects("]", false, "Missing close bracket on index", detail);
  const brackets = between(open, close);
  const constant = constantKey(key);
  if (constant !== undefined) return withStep(scanner, found, { kind: "index", key: constant, ...brackets });
  return { kind: "index", collection: found, key, brackets, start: from.start, end: close.end };
}

function constantKey(key: Expression): Value | undefined {
  if (key.kind === "literal") return key.value;
  const only = key.kind === "template" && key.parts.length === 1 ? key.parts[0] : undefined;
  return only?.kind === "literal" ? only.value : undefined;
}

/** `[*]` takes all steps that follow along to each element. */
function readFullSplat(
  scanner: Scanner,
  keepsNewlines: boolean,
  open: Token,
  source: Expression,
  from: Expression,
): Expression {
  const detail = 'The star for a full splat operator must be immediately followed by a closing bracket ("]").';
  const close = scanner.expects("]", keepsNewlines, "Missing close bracket on splat index", detail);
  const marker = between(open, close);
  const item: ItemExpression = { kind: "item", ...marker };
  const each = scanner.nested(open, () => readSteps(scanner, keepsNewlines, item));
  return { kind: "splat", source, item, each, marker, start: from.start, end: each.end };
}

/** A step extends a reference; anything else is stepped into. */
function withStep(scanner: Scanner, source: Expression, step: Step): Expression {
  if (source.kind === "reference") {
    const asWritten = `\${${scanner.source.slice(source.start, step.end)}}`;
    return { ...source, steps: [...source.steps, step], asWritten, end: step.end };
  }
  if (source.kind === "access") return { ...source, steps: [...source.steps, step], end: step.end };
  return { kind: "access", source, steps: [step], start: source.start, end: step.end };
}

function limitChain(scanner: Scanner, at: Token, count: number): void {
  if (count < chainLimit) return;
  scanner.refuse(at, "Expression too long", `Coalmine reads at most ${chainLimit} operators or steps in a row.`);
}
