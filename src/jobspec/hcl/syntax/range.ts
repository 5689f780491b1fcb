/** Where something stands in a job file: lines and columns count from 1, the end is exclusive. Spec 05 §6.1. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

interface Position {
  readonly line: number;
  readonly column: number;
}

/** A stretch of a source text, by offsets; the end is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export function between(first: Span, last: Span): Span {
  return { start: first.start, end: last.end };
}

/** As diagnostics print it: `2,5-9`, or `2,5-3,1` over several lines. */
export function rangeText({ start, end }: Range): string {
  const last = start.line === end.line ? `${end.column}` : `${end.line},${end.column}`;
  return `${start.line},${start.column}-${last}`;
}

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** The lines of a source text: turns offsets into places, whatever their number, without reading the text again. */
export class LineTable {
  readonly #source: string;
  readonly #firstLine: number;
  #starts: readonly number[] | undefined;

  /** @param firstLine What the first line is called: texts handed over in arguments begin at 1 as files do. */
  constructor(source: string, firstLine = 1) {
    this.#source = source;
    this.#firstLine = firstLine;
  }

  rangeOf(span: Span): Range {
    return { start: this.#positionOf(span.start), end: this.#positionOf(span.end) };
  }

  #positionOf(offset: number): Position {
    this.#starts ??= lineStarts(this.#source);
    const row = lastAtMost(this.#starts, offset);
    const column = graphemeCount(this.#source.slice(this.#starts[row] ?? 0, offset)) + 1;
    return { line: row + this.#firstLine, column };
  }
}

function lineStarts(source: string): readonly number[] {
  const starts = [0];
  for (let at = source.indexOf("\n"); at !== -1; at = source.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** The index of the last of the sorted numbers that is not above the limit. */
function lastAtMost(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** HCL's columns count what a reader sees as one character. */
function graphemeCount(text: string): number {
  let isPlain = true;
  for (let at = 0; at < text.length && isPlain; at += 1) isPlain = text.charCodeAt(at) < 128;
  if (isPlain) return text.length;
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}
