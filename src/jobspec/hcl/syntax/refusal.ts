import type { Span } from "./range.js";

/**
 * A text that is not HCL: thrown by the reader where it stops, and caught where a text is handed to it. HashiCorp's own parser is
 * then asked for its words, which are what Nomad prints; these are for where it is not at hand. Spec 05 §6.1.
 */
export class SyntaxRefusal extends Error {
  override readonly name = "SyntaxRefusal";
  readonly at: Span;
  readonly summary: string;
  readonly detail: string;

  constructor(at: Span, summary: string, detail: string) {
    super(`${summary}; ${detail}`);
    this.at = at;
    this.summary = summary;
    this.detail = detail;
  }
}

/** A text beyond what Coalmine is willing to read or to expand: its own words, since Nomad has no such limit. */
export class LimitExceeded extends Error {
  override readonly name = "LimitExceeded";
  readonly at: Span;

  constructor(at: Span, detail: string) {
    super(detail);
    this.at = at;
  }
}
