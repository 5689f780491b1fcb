import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

/** So many lines are remembered from one shell to the next. */
export const historyLimit = 1_000;

/** Lines that were typed, in a file: the newest last. Whatever is wrong with the file, a shell works without. */
export class HistoryFile {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** The newest lines, the newest first; a file that has grown is cut. */
  read(): string[] {
    try {
      const lines = readFileSync(this.#path, "utf8")
        .split("\n")
        .filter((line) => line !== "");
      const newest = lines.slice(-historyLimit);
      if (lines.length > 2 * historyLimit) writeFileSync(this.#path, textOf(newest), { mode: 0o600 });
      return newest.reverse();
    } catch {
      return [];
    }
  }

  add(line: string): void {
    try {
      mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 });
      appendFileSync(this.#path, textOf([line]), { mode: 0o600 });
    } catch {
      // The line is remembered until the shell ends.
    }
  }
}

/** Where the history is kept: under `XDG_STATE_HOME`, or `~/.local/state`. */
export function historyPath(environment: Readonly<Record<string, string | undefined>>): string {
  const { XDG_STATE_HOME: state = "" } = environment;
  return join(state === "" ? join(homedir(), ".local", "state") : state, "coalmine", "history");
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}
