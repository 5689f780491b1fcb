import { goQuoteCharacter } from "../values/goQuote.js";
import { utf8 } from "./bytes.js";
import { refuse } from "./functionSpec.js";

/** One `%…` of a format text. */
export interface FormatVerb {
  /** As it stands in the text. */
  readonly raw: string;
  /** Where, in bytes. */
  readonly offset: number;
  readonly mode: string;
  readonly flags: string;
  readonly width: number | undefined;
  readonly precision: number | undefined;
  /** From `[n]`, counted from 1. */
  readonly argument: number | undefined;
}

/** Literal text, or a verb. */
export type FormatPart = string | FormatVerb;

const wholeVerb = /^%([0#+ -]*)([1-9][0-9]*)?(?:\.([0-9]*))?(?:\[([1-9][0-9]*)\])?([A-Za-z])/;
/** As much of a verb as its grammar allows. */
const verbStart = /^%[0#+ -]*(?:[1-9][0-9]*)?(?:\.[0-9]*)?(?:\[(?:[1-9][0-9]*\]?)?)?/;

/** Reads a text like those of C's `printf`, part by part. */
export function* readFormat(source: string): Generator<FormatPart> {
  let offset = 0;
  for (let at = 0; at < source.length; ) {
    const sign = source.indexOf("%", at);
    const end = sign < 0 ? source.length : sign;
    if (end > at) yield source.slice(at, end);
    if (sign < 0) return;
    const rest = source.slice(sign);
    offset += utf8(source.slice(at, sign)).length;
    if (rest.startsWith("%%")) {
      yield "%";
      at = sign + 2;
      offset += 2;
      continue;
    }
    const match = wholeVerb.exec(rest) ?? malformed(source, sign + (verbStart.exec(rest)?.[0].length ?? 0));
    const [raw, flags = "", width, precision, argument, mode = ""] = match;
    yield {
      raw,
      offset,
      mode,
      flags,
      width: width === undefined ? undefined : Number(width),
      precision: precision === undefined ? undefined : Number(precision),
      argument: argument === undefined ? undefined : Number(argument),
    };
    at = sign + raw.length;
    offset += raw.length;
  }
}

function malformed(source: string, at: number): never {
  const character = source.codePointAt(at);
  const offset = utf8(source.slice(0, at)).length;
  if (character === undefined) refuse(`invalid format string starting at offset ${offset}`);
  return refuse(
    `unrecognized format character ${goQuoteCharacter(String.fromCodePoint(character))} at offset ${offset}`,
  );
}
