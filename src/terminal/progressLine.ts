import type { OutputStream } from "./machineTerminal.js";

/** What takes less than this is over before anybody wonders. */
const silenceMs = 1_000;
const redrawMs = 100;

/**
 * A line that says how far something is, on a terminal and only if it takes longer than a second. It is drawn over, and gone
 * before anything else is written.
 */
export class ProgressLine {
  readonly #stream: OutputStream;
  readonly #now: () => number;
  #begunMs: number | undefined;
  #drawnMs = Number.NEGATIVE_INFINITY;
  #isDrawn = false;

  /** @param now Milliseconds of any clock that goes on. */
  constructor(stream: OutputStream, now: () => number) {
    this.#stream = stream;
    this.#now = now;
  }

  show(text: string): void {
    const now = this.#now();
    this.#begunMs ??= now;
    if (this.#stream.isTTY !== true || now - this.#begunMs < silenceMs || now - this.#drawnMs < redrawMs) return;
    const columns = this.#stream.columns ?? 80;
    this.#stream.write(`\r${[...text].slice(0, columns - 1).join("")}\u001b[K`);
    this.#drawnMs = now;
    this.#isDrawn = true;
  }

  clear(): void {
    if (!this.#isDrawn) return;
    this.#stream.write("\r\u001b[K");
    this.#isDrawn = false;
    this.#drawnMs = Number.NEGATIVE_INFINITY;
  }
}
