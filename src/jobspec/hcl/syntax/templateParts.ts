import { text } from "../values/value.js";
import type { Expression, ForExpression } from "./node.js";
import { between, type Span } from "./range.js";
import type { Scanner } from "./scanner.js";

export type LiteralPiece = Span & { readonly kind: "literal"; readonly text: string };

/** A piece of a template as it stands in the text: directives are not paired yet. */
export type TemplatePiece =
  | LiteralPiece
  | (Span & { readonly kind: "interpolation"; readonly expression: Expression })
  | (Span & { readonly kind: "if"; readonly condition: Expression })
  | ForPiece
  | EndPiece;

type ForPiece = Span & {
  readonly kind: "for";
  readonly keyName: string | undefined;
  readonly valueName: string;
  readonly collection: Expression;
};
type EndPiece = Span & { readonly kind: "end"; readonly word: "else" | "endif" | "endfor" };

/** Walks over the pieces once. */
interface Walk {
  readonly scanner: Scanner;
  readonly pieces: readonly TemplatePiece[];
  readonly end: Span;
  at: number;
}

/**
 * The parts of a template: directives with what stands between them become conditionals and loops. Spec 05 §6.4.
 *
 * @param end Where the template ends, for complaints about what is not closed.
 */
export function templateParts(scanner: Scanner, pieces: readonly TemplatePiece[], end: Span): readonly Expression[] {
  const walk: Walk = { scanner, pieces: melded(pieces), end, at: 0 };
  const parts = partsUntilEnd(walk);
  const stray = walk.pieces[walk.at];
  if (stray?.kind === "end") unbalanced(scanner, stray);
  return parts;
}

/** Texts that follow each other are one. */
function melded(pieces: readonly TemplatePiece[]): readonly TemplatePiece[] {
  const result: TemplatePiece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (last?.kind === "literal" && piece.kind === "literal") {
      result[result.length - 1] = { ...last, text: last.text + piece.text, end: piece.end };
    } else result.push(piece);
  }
  return result;
}

/** Parts up to a closing directive, which stays, or the end. */
function partsUntilEnd(walk: Walk): Expression[] {
  const parts: Expression[] = [];
  for (;;) {
    const piece = walk.pieces[walk.at];
    if (piece === undefined || piece.kind === "end") return parts;
    walk.at += 1;
    parts.push(part(walk, piece));
  }
}

function part(walk: Walk, piece: Exclude<TemplatePiece, EndPiece>): Expression {
  switch (piece.kind) {
    case "literal":
      return { kind: "literal", value: text(piece.text), start: piece.start, end: piece.end };
    case "interpolation":
      return piece.expression;
    case "if":
      return walk.scanner.nested(piece, () => conditional(walk, piece));
    case "for":
      return walk.scanner.nested(piece, () => loop(walk, piece));
  }
}

function conditional(walk: Walk, open: Span & { readonly condition: Expression }): Expression {
  const whenTrue = partsUntilEnd(walk);
  let end = closing(walk, "if");
  let whenFalse: readonly Expression[] = [];
  if (end.word === "else") {
    whenFalse = partsUntilEnd(walk);
    end = closing(walk, "if");
  }
  if (end.word !== "endif") unbalanced(walk.scanner, end);
  return {
    kind: "conditional",
    condition: open.condition,
    whenTrue: content(whenTrue, open.end),
    whenFalse: content(whenFalse, end.start),
    ...between(open, end),
  };
}

function loop(walk: Walk, open: ForPiece): Expression {
  const parts = partsUntilEnd(walk);
  const end = closing(walk, "for");
  if (end.word !== "endfor") unbalanced(walk.scanner, end);
  const { keyName, valueName, collection } = open;
  const span = between(open, end);
  const made: ForExpression = {
    kind: "for",
    keyName,
    valueName,
    collection,
    key: undefined,
    value: content(parts, open.end),
    condition: undefined,
    groups: false,
    open: { start: open.start, end: open.end },
    ...span,
  };
  return { kind: "join", loop: made, ...span };
}

/** Parts as a template of their own; nothing at all is an empty text at the given place. */
function content(parts: readonly Expression[], at: number): Expression {
  const empty: Expression = { kind: "literal", value: text(""), start: at, end: at };
  const [first = empty] = parts;
  return { kind: "template", parts: parts.length === 0 ? [empty] : parts, ...between(first, parts.at(-1) ?? empty) };
}

function closing(walk: Walk, directive: "if" | "for"): EndPiece {
  const piece = walk.pieces[walk.at];
  if (piece?.kind !== "end") {
    const detail = `The ${directive} directive is missing its corresponding end${directive} directive.`;
    return walk.scanner.refuse(walk.end, "Unexpected end of template", detail);
  }
  walk.at += 1;
  return piece;
}

function unbalanced(scanner: Scanner, piece: EndPiece): never {
  const detail = "The control directives within this template are unbalanced.";
  return scanner.refuse(piece, `Unexpected ${piece.word} directive`, detail);
}
