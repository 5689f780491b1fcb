import type { Screen } from "../../src/terminal/liveDisplay.js";

/** A terminal without a screen: understands the escapes that move and clear, forgets colours, and never scrolls. */
export class ScreenOfText implements Screen {
  written = "";
  readonly #columns: number;
  readonly #rows: number;
  #lines: string[][] = [[]];
  #row = 0;
  #column = 0;

  constructor(columns: number, rows: number) {
    this.#columns = columns;
    this.#rows = rows;
  }

  columns(): number {
    return this.#columns;
  }

  rows(): number {
    return this.#rows;
  }

  write(text: string): void {
    this.written += text;
    for (const [token] of text.matchAll(/\p{Cc}\[\d*[A-Za-z]|[\s\S]/gu)) this.#take(token);
  }

  /** What stands there, without the line in which the cursor waits. */
  lines(): readonly string[] {
    return this.#lines.slice(0, this.#row).map((line) => line.join(""));
  }

  #take(token: string): void {
    const escaped = /^.\[(\d*)([A-Z])$/.exec(token);
    if (token === "\n") this.#moveTo(this.#row + 1, 0);
    else if (token === "\r") this.#column = 0;
    else if (escaped?.[2] === "A") this.#moveTo(Math.max(0, this.#row - Number(escaped[1])), this.#column);
    else if (escaped?.[2] === "K") this.#line().length = this.#column;
    else if (escaped?.[2] === "J") {
      this.#line().length = this.#column;
      this.#lines.length = this.#row + 1;
    } else if (token.length === 1) {
      this.#line()[this.#column] = token;
      this.#column += 1;
    }
  }

  #moveTo(row: number, column: number): void {
    this.#row = row;
    this.#column = column;
    while (this.#lines.length <= row) this.#lines.push([]);
  }

  #line(): string[] {
    return this.#lines[this.#row] ?? [];
  }
}
