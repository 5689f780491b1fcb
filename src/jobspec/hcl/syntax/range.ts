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

export function rangeOf(source: string, span: Span): Range {
  return { start: positionOf(source, span.start), end: positionOf(source, span.end) };
}

/** As diagnostics print it: `2,5-9`, or `2,5-3,1` over several lines. */
export function rangeText({ start, end }: Range): string {
  const last = start.line === end.line ? `${end.column}` : `${end.line},${end.column}`;
  return `${start.line},${start.column}-${last}`;
}

function positionOf(source: string, offset: number): Position {
  const before = source.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  const line = before.split("\n").length;
  return { line, column: characterCount(before.slice(lineStart)) + 1 };
}

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** HCL's columns count what a reader sees as one character. */
function characterCount(text: string): number {
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}
