import type { TemplatePiece } from "./templateParts.js";

/**
 * Takes the indentation that all lines share off the lines of a `<<-` heredoc. Lines of nothing but blanks do not count and keep
 * theirs; a line that begins with a sequence has none. Spec 05 §6.4.
 */
export function withoutIndentation(pieces: TemplatePiece[]): void {
  const starts = [...pieces.keys()].filter((at) => at === 0 || endsLine(pieces[at - 1]));
  const indented = starts.filter((at) => !isBlankLine(pieces[at]));
  const shared = Math.min(...indented.map((at) => indentation(pieces[at])));
  if (!Number.isFinite(shared) || shared === 0) return;
  for (const at of indented) {
    const piece = pieces[at];
    if (piece?.kind !== "literal") continue;
    pieces[at] = { ...piece, text: piece.text.slice(shared), start: piece.start + shared };
  }
}

function endsLine(piece: TemplatePiece | undefined): boolean {
  return piece?.kind === "literal" && piece.text.endsWith("\n");
}

function isBlankLine(piece: TemplatePiece | undefined): boolean {
  return piece?.kind === "literal" && piece.text.endsWith("\n") && piece.text.trim() === "";
}

function indentation(piece: TemplatePiece | undefined): number {
  return piece?.kind === "literal" ? piece.text.length - piece.text.trimStart().length : 0;
}
