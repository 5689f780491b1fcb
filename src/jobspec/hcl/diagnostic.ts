import { LineTable, rangeText, type Span } from "./syntax/range.js";

/** A text with the name that complaints give it. */
export interface Source {
  readonly fileName: string;
  readonly text: string;
  readonly lines: LineTable;
}

export function source(fileName: string, text: string): Source {
  return { fileName, text, lines: new LineTable(text) };
}

/** A stretch of one of the texts that a job file is made of. */
export interface Place {
  readonly source: Source;
  readonly span: Span;
}

/** Where a value stands that came as a plain word on the command line or from the environment. Spec 05 §6.3. */
export const nowhere = ":0,0-0";

/** One complaint about a job file, printed as `input.hcl:2,5-9: summary; detail`. */
export interface Diagnostic {
  /** The place as it is printed; undefined for a complaint about nothing in particular. */
  readonly subject: string | undefined;
  readonly summary: string;
  readonly detail: string;
}

/** How many complaints are kept: whoever gets more has seen enough. */
const most = 1_000;

/** The complaints about a job file: reading goes on after each, so that all are printed. Spec 05 §6.1. */
export class Diagnostics {
  #found: readonly Diagnostic[] = [];
  #count = 0;

  /** How many were made; those beyond the limit count too. */
  get count(): number {
    return this.#count;
  }

  get all(): readonly Diagnostic[] {
    return this.#found;
  }

  /** All of them, one a line; empty without any. */
  get text(): string {
    return this.#found.map(diagnosticText).join("\n");
  }

  add(at: Place | typeof nowhere | undefined, summary: string, detail: string): undefined {
    this.#count += 1;
    if (this.#count > most) return undefined;
    const subject = at === undefined || typeof at === "string" ? at : placeText(at);
    this.#found = [...this.#found, { subject, summary, detail }];
    return undefined;
  }

  /** Notes what alone is no error, and is printed beside errors only. */
  warn(summary: string, detail: string): undefined {
    this.#found = [...this.#found, { subject: undefined, summary, detail }];
    return undefined;
  }

  append(others: readonly Diagnostic[]): void {
    this.#count += others.length;
    this.#found = [...this.#found, ...others].slice(0, most);
  }
}

/** A place as complaints name it: `input.hcl:2,3-9`. */
export function placeText({ source: { fileName, lines }, span }: Place): string {
  return `${fileName}:${rangeText(lines.rangeOf(span))}`;
}

function diagnosticText({ subject, summary, detail }: Diagnostic): string {
  return `${subject ?? "<nil>"}: ${summary}; ${detail}`;
}
