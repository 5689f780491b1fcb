import type { Span } from "./range.js";

const heredocStart = /<<(-?)([\p{L}_][\p{L}\p{N}_-]*)\r?\n/uy;
const closers: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/**
 * The end of what begins at an offset: a comment, a string, a heredoc, a bracketed group or a single character. The source has
 * passed HashiCorp's parser, so everything that opens also closes. Spec 05 §6.1.
 */
export function lexemeEnd(source: string, at: number): number {
  const char = source[at] ?? "";
  if (char === '"') return quotedEnd(source, at);
  if (isComment(source, at)) return commentEnd(source, at);
  if (char === "<") return heredocAt(source, at)?.end ?? at + 1;
  const closer = closers[char];
  return closer === undefined ? at + 1 : groupEnd(source, at + 1, closer);
}

/** A heredoc: where its lines stand and whether common indentation is taken off. */
export interface Heredoc extends Span {
  readonly body: Span;
  readonly flush: boolean;
}

export function heredocAt(source: string, at: number): Heredoc | undefined {
  heredocStart.lastIndex = at;
  const opening = heredocStart.exec(source);
  if (opening === null) return undefined;
  const first = at + opening[0].length;
  let line = first;
  for (;;) {
    const newline = source.indexOf("\n", line);
    const end = newline === -1 ? source.length : newline;
    const text = source.slice(line, end);
    if (text.trim() === opening[2] || newline === -1) {
      return {
        start: at,
        end: line + text.trimEnd().length,
        body: { start: first, end: line },
        flush: opening[1] === "-",
      };
    }
    line = newline + 1;
  }
}

/** The offset after the closing quote. */
function quotedEnd(source: string, at: number): number {
  let here = at + 1;
  while (here < source.length && source[here] !== '"') {
    if (source[here] === "\\") here += 2;
    else here = templateStep(source, here);
  }
  return here + 1;
}

/** The offset after the next piece of a template: an escaped opening, an interpolation or directive, or one character. */
export function templateStep(source: string, at: number): number {
  const three = source.slice(at, at + 3);
  if (three === "$${" || three === "%%{") return at + 3;
  return three.startsWith("${") || three.startsWith("%{") ? groupEnd(source, at + 2, "}") : at + 1;
}

function groupEnd(source: string, at: number, closer: string): number {
  let here = at;
  while (here < source.length && source[here] !== closer) here = lexemeEnd(source, here);
  return here + 1;
}

function isComment(source: string, at: number): boolean {
  return source[at] === "#" || (source[at] === "/" && (source[at + 1] === "/" || source[at + 1] === "*"));
}

/** A line's comment ends before its newline. */
function commentEnd(source: string, at: number): number {
  const block = source.startsWith("/*", at);
  const close = source.indexOf(block ? "*/" : "\n", block ? at + 2 : at);
  if (close === -1) return source.length;
  return block ? close + 2 : close;
}

/** The offset of the next lexeme that is neither blank nor a comment; newlines count as blank unless they are to be kept. */
export function skipBlank(source: string, at: number, keepNewlines = false): number {
  let here = at;
  for (;;) {
    const char = source[here] ?? "";
    if (char !== "" && " \t\r\uFEFF".includes(char)) here += 1;
    else if (char === "\n" && !keepNewlines) here += 1;
    else if (isComment(source, here)) here = commentEnd(source, here);
    else return here;
  }
}

/** The span without the blanks and comments at its ends. */
export function trimmed(source: string, span: Span): Span {
  const start = Math.min(skipBlank(source, span.start), span.end);
  let end = start;
  for (let here = start; here < span.end; ) {
    const next = lexemeEnd(source, here);
    if (!isComment(source, here) && !/\s/.test(source[here] ?? "")) end = next;
    here = next;
  }
  return { start, end };
}

/** The parts of a span between separators that stand outside of strings and brackets; empty ones are left out. */
export function separated(source: string, span: Span, separators: string): readonly Span[] {
  const parts: Span[] = [];
  let start = span.start;
  for (let here = span.start; here < span.end; ) {
    if (separators.includes(source[here] ?? "")) {
      parts.push({ start, end: here });
      here += 1;
      start = here;
    } else here = lexemeEnd(source, here);
  }
  parts.push({ start, end: span.end });
  return parts.map((part) => trimmed(source, part)).filter((part) => part.end > part.start);
}
