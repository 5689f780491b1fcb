import { Transform, type TransformCallback } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import type { ReadStream } from "node:tty";

const pasteStart = "\u001b[200~";
const pasteEnd = "\u001b[201~";

/** Asks a terminal to mark what is pasted, and no longer to do so. */
export const pasteMarks = { on: "\u001b[?2004h", off: "\u001b[?2004l" } as const;

/**
 * What is typed, without the pasted texts of several lines: those are handed to the listener of `paste` as a whole. A pasted
 * piece of one line is like typed. It stands for the terminal's input where a line editor wants one.
 */
export class PasteFilter extends Transform {
  readonly isTTY = true;
  readonly #terminal: Pick<ReadStream, "setRawMode">;
  readonly #onPaste: (text: string) => void;
  readonly #decoder = new StringDecoder("utf8");
  #held = "";

  constructor(terminal: Pick<ReadStream, "setRawMode">, onPaste: (text: string) => void) {
    super();
    this.#terminal = terminal;
    this.#onPaste = onPaste;
  }

  setRawMode(isRaw: boolean): this {
    this.#terminal.setRawMode(isRaw);
    return this;
  }

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    this.#held += this.#decoder.write(chunk);
    while (this.#takeSome());
    done();
  }

  /** Moves what is complete on; false when more has to come. */
  #takeSome(): boolean {
    const start = this.#held.indexOf(pasteStart);
    if (start < 0) {
      const split = this.#held.length - markBegun(this.#held);
      this.#type(this.#held.slice(0, split));
      this.#held = this.#held.slice(split);
      return false;
    }
    const end = this.#held.indexOf(pasteEnd, start);
    this.#type(this.#held.slice(0, start));
    if (end < 0) {
      this.#held = this.#held.slice(start);
      return false;
    }
    const text = this.#held.slice(start + pasteStart.length, end);
    this.#held = this.#held.slice(end + pasteEnd.length);
    if (/[\r\n]/.test(text)) this.#onPaste(text);
    else this.#type(text);
    return true;
  }

  #type(text: string): void {
    if (text !== "") this.push(text);
  }
}

/** How many characters at the end may be the beginning of a mark. A lone escape is a key. */
function markBegun(text: string): number {
  for (let length = pasteStart.length - 1; length >= 3; length--) {
    if (text.endsWith(pasteStart.slice(0, length))) return length;
  }
  return 0;
}
