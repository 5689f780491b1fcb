import type { Frame, FrameDisplay } from "../cli/command.js";

/** A terminal as far as drawing needs it. */
export interface Screen {
  write(text: string): void;
  columns(): number;
  rows(): number;
}

const spinner = [..."⠙⠹⠸⠼⠴⠦⠧⠇⠏⠋"];
const spinnerMs = 200;

/**
 * Draws frames over one another, with a spinner that turns. Spec 06 §5.2 (b). What is higher or wider than the screen is cut
 * while it is redrawn, since lines that have scrolled away cannot be drawn again; the last frame is written whole. The cursor
 * rests below the frame, so that whatever ends the command leaves the screen in order.
 */
export class LiveDisplay implements FrameDisplay {
  readonly #screen: Screen;
  #frame: Frame | undefined;
  #turn = 0;
  #drawnRows = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(screen: Screen) {
    this.#screen = screen;
  }

  show(frame: Frame): void {
    this.#frame = frame;
    this.#redraw();
    this.#timer ??= setInterval(() => {
      this.#turn += 1;
      this.#redraw();
    }, spinnerMs).unref();
  }

  close(): void {
    const lines = this.#frame?.(this.#sign()) ?? [];
    this.clear();
    if (lines.length > 0) this.#screen.write(`${lines.join("\n")}\n`);
  }

  clear(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#frame = undefined;
    this.#turn = 0;
    if (this.#drawnRows > 0) this.#screen.write(`${this.#home()}\u001b[J`);
    this.#drawnRows = 0;
  }

  #redraw(): void {
    const columns = this.#screen.columns();
    const lines = (this.#frame?.(this.#sign()) ?? []).slice(0, Math.max(1, this.#screen.rows() - 1));
    const rows = lines.map((line) => `${cutTo(line, columns)}\u001b[K\n`);
    this.#screen.write(`${this.#home()}${rows.join("")}\u001b[J`);
    this.#drawnRows = lines.length;
  }

  /** To where the frame begins. */
  #home(): string {
    return this.#drawnRows === 0 ? "" : `\u001b[${this.#drawnRows}A\r`;
  }

  #sign(): string {
    return spinner[this.#turn % spinner.length] ?? "";
  }
}

/** The first columns of a line; escapes of colour take no room and stay, all of them, so that no colour runs on. */
function cutTo(line: string, columns: number): string {
  const [start = "", ...coloured] = line.split("\u001b");
  let room = columns;
  const fitting = (text: string) => {
    const kept = [...text].slice(0, room);
    room -= kept.length;
    return kept.join("");
  };
  const parts = coloured.map((part) => {
    const code = /^\[[\d;]*m/.exec(part)?.[0] ?? "";
    return `\u001b${code}${fitting(part.slice(code.length))}`;
  });
  return fitting(start) + parts.join("");
}
