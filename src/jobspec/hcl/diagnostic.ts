import { type Range, rangeOf, rangeText, type Span } from "./syntax/range.js";

/** One complaint about a job file, printed as `input.hcl:2,5-9: summary; detail`. */
interface Diagnostic {
  readonly range: Range | undefined;
  readonly summary: string;
  readonly detail: string;
}

/** The complaints about a job file: reading goes on after each, so that all are printed. Spec 05 §6.1. */
export class Diagnostics {
  readonly #fileName: string;
  readonly #source: string;
  readonly #found: Diagnostic[] = [];

  constructor(fileName: string, source: string) {
    this.#fileName = fileName;
    this.#source = source;
  }

  /** All of them, one a line; empty without any. */
  get text(): string {
    return this.#found.map((each) => diagnosticText(this.#fileName, each)).join("\n");
  }

  /** A place as a detail names it: `input.hcl:2,3-9`. */
  placeText(span: Span): string {
    return `${this.#fileName}:${rangeText(rangeOf(this.#source, span))}`;
  }

  /** @param span Undefined for a complaint about nothing in particular. */
  add(span: Span | undefined, summary: string, detail: string): undefined {
    this.#found.push({ range: span && rangeOf(this.#source, span), summary, detail });
    return undefined;
  }
}

function diagnosticText(fileName: string, { range, summary, detail }: Diagnostic): string {
  const place = range === undefined ? "<nil>" : `${fileName}:${rangeText(range)}`;
  return `${place}: ${summary}; ${detail}`;
}
