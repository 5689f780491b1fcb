import { PassThrough, Writable } from "node:stream";
import type { ReadStream, WriteStream } from "node:tty";

/** A terminal in memory: keys go in, what is shown can be waited for. */
export class FakeTerminal {
  readonly input: ReadStream;
  readonly output: WriteStream;
  /** Everything that was written, escapes and all. */
  shown = "";
  #waiting: { readonly text: string; readonly done: () => void }[] = [];

  constructor() {
    const keys = new PassThrough();
    this.input = Object.assign(keys, { isTTY: true, setRawMode: () => keys }) as unknown as ReadStream;
    const screen = new Writable({
      write: (chunk, _encoding, done) => {
        this.#show(String(chunk));
        done();
      },
    });
    this.output = Object.assign(screen, { isTTY: true, columns: 120, rows: 40 }) as unknown as WriteStream;
  }

  /** Presses keys, after what is shown so far, and waits until something more contains a text. */
  async press(keys: string, until: string): Promise<string> {
    this.shown = "";
    const seen = this.until(until);
    (this.input as unknown as PassThrough).write(keys);
    await seen;
    return this.plain;
  }

  /** Waits until a text is shown. */
  until(text: string): Promise<void> {
    return new Promise((done) => {
      this.#waiting.push({ text, done });
      this.#show("");
    });
  }

  /** What was shown, without escapes. */
  get plain(): string {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escapes are control characters
    return this.shown.replaceAll(/\u001b\[[?\d;]*[A-Za-z]/g, "").replaceAll("\r\n", "\n");
  }

  #show(text: string): void {
    this.shown += text;
    const [ready, others] = [this.#waiting.filter((w) => this.plain.includes(w.text)), this.#waiting];
    this.#waiting = others.filter((w) => !ready.includes(w));
    for (const { done } of ready) done();
  }
}
