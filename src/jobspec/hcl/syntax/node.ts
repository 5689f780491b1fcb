import type { Value } from "../values/value.js";
import type { Span } from "./range.js";
import type { Scanner } from "./scanner.js";

/**
 * An expression of a job file with its place. `join` and `item` are what template loops and splats are made of: the one joins
 * the texts of a loop, the other stands for one element of a splat's source. Spec 05 §6.1, §6.4.
 */
export type Expression = Span & ExpressionKind;

type ExpressionKind =
  | { readonly kind: "literal"; readonly value: Value }
  | { readonly kind: "template"; readonly parts: readonly Expression[] }
  /** A template that holds one interpolation and nothing else: the value itself, of whatever type. */
  | { readonly kind: "wrap"; readonly inner: Expression }
  | { readonly kind: "join"; readonly loop: ForExpression }
  | ReferenceKind
  | { readonly kind: "access"; readonly source: Expression; readonly steps: readonly Step[] }
  | CallKind
  | { readonly kind: "parentheses"; readonly inner: Expression }
  | { readonly kind: "unary"; readonly operator: "-" | "!"; readonly operand: Expression }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: "conditional";
      readonly condition: Expression;
      readonly whenTrue: Expression;
      readonly whenFalse: Expression;
    }
  | { readonly kind: "index"; readonly collection: Expression; readonly key: Expression; readonly brackets: Span }
  | { readonly kind: "tuple"; readonly elements: readonly Expression[] }
  | { readonly kind: "object"; readonly entries: readonly ObjectEntry[] }
  | ForKind
  | {
      readonly kind: "splat";
      readonly source: Expression;
      readonly item: ItemExpression;
      readonly each: Expression;
      readonly marker: Span;
    }
  | { readonly kind: "item" };

interface ReferenceKind {
  readonly kind: "reference";
  readonly root: string;
  readonly steps: readonly Step[];
  /** The text as it was written, `${` and `}` with it where it fills an interpolation. */
  readonly asWritten: string;
}

interface CallKind {
  readonly kind: "call";
  /** With `::` between its parts. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly parameters: readonly Expression[];
  /** The last argument is followed by `...`. */
  readonly expandsLast: boolean;
  readonly open: Span;
  readonly close: Span;
}

interface ForKind {
  readonly kind: "for";
  readonly keyName: string | undefined;
  readonly valueName: string;
  readonly collection: Expression;
  /** Undefined where a tuple is made. */
  readonly key: Expression | undefined;
  readonly value: Expression;
  readonly condition: Expression | undefined;
  readonly groups: boolean;
  /** The opening bracket, or the whole directive. */
  readonly open: Span;
}

export type ReferenceExpression = Span & ReferenceKind;
export type CallExpression = Span & CallKind;
export type ForExpression = Span & ForKind;
export type ItemExpression = Span & { readonly kind: "item" };

export type BinaryOperator = "||" | "&&" | "==" | "!=" | ">" | ">=" | "<" | "<=" | "+" | "-" | "*" | "/" | "%";

/** Reads one expression: how the parts of the grammar that hold expressions come by them. */
export type ReadExpression = (scanner: Scanner, keepsNewlines: boolean) => Expression;

/** One step into a value: `.name`, or `[key]` and `.0` with a constant key. */
export type Step = Span &
  ({ readonly kind: "attribute"; readonly name: string } | { readonly kind: "index"; readonly key: Value });

export interface ObjectEntry {
  readonly key: Expression;
  readonly value: Expression;
  /** The key stands in parentheses: it is no plain name. */
  readonly isComputed: boolean;
}

/** Where complaints about the expression's value point: mostly what it starts with. */
export function startOf(expression: Expression): Span {
  switch (expression.kind) {
    case "template":
      return expression.parts[0] === undefined ? expression : startOf(expression.parts[0]);
    case "join":
      return startOf(expression.loop);
    case "call":
      return { start: expression.nameSpan.start, end: expression.open.end };
    case "parentheses":
      return startOf(expression.inner);
    case "unary":
    case "tuple":
    case "object":
      return { start: expression.start, end: expression.start + 1 };
    case "binary":
      return startOf(expression.left);
    case "conditional":
      return startOf(expression.condition);
    case "index":
      return { start: expression.brackets.start, end: expression.brackets.start + 1 };
    case "for":
      return expression.open;
    case "splat":
      return expression.marker;
    default:
      return { start: expression.start, end: expression.end };
  }
}

/** The word an expression is, where it is one: keywords may be keys, labels and iterators. */
export function keywordOf(expression: Expression): string | undefined {
  switch (expression.kind) {
    case "reference":
      return expression.steps.length === 0 ? expression.root : undefined;
    case "literal":
      if (expression.value.kind === "bool") return String(expression.value.isTrue);
      return expression.value.kind === "null" ? "null" : undefined;
    default:
      return undefined;
  }
}
