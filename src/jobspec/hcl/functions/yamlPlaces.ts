/** Says where in a YAML text something is, as go-cty's YAML does: nothing of the first line, and of the others one too little. */
export class YamlPlaces {
  readonly source: string;
  readonly #starts: readonly number[];

  constructor(source: string) {
    this.source = source;
    this.#starts = [0, ...Array.from(source.matchAll(/\n/g), ({ index }) => index + 1)];
  }

  /** A complaint of libyaml's parser, or about a value. */
  placed(message: string, at: number): string {
    const { line, column } = this.#place(at);
    return line === 0 ? message : `on line ${line}, column ${column + 1}: ${message}`;
  }

  /** A complaint of libyaml's scanner: it counts the line right, and no columns. */
  scanned(message: string, at: number): string {
    const { line } = this.#place(at);
    return line === 0 ? message : `on line ${line + 1}, column 1: ${message}`;
  }

  /** What stands on the line before a place. */
  lineBefore(at: number): string {
    return this.source.slice(this.source.lastIndexOf("\n", at - 1) + 1, at);
  }

  /** The last character before a place that is neither blank nor in a comment line. */
  signBefore(at: number): string {
    return this.source.slice(0, at).trimEnd().at(-1) ?? "";
  }

  /** Where the next thing begins that is no blank. */
  nextThing(at: number): number {
    const blank = /^(?:\s|#.*)*/.exec(this.source.slice(at))?.[0].length ?? 0;
    return at + blank;
  }

  /** The end of the line of a place. */
  lineEnd(at: number): number {
    const end = this.source.indexOf("\n", at);
    return end < 0 ? this.source.length : end;
  }

  /** The end of the text lies on a line of its own. */
  #place(at: number): { readonly line: number; readonly column: number } {
    if (at >= this.source.length) {
      return { line: this.#starts.length - (this.source.endsWith("\n") ? 1 : 0), column: 0 };
    }
    const next = this.#starts.findIndex((start) => start > at);
    const line = (next < 0 ? this.#starts.length : next) - 1;
    return { line, column: at - (this.#starts[line] ?? 0) };
  }
}
