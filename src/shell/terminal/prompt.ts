import { createInterface, type Interface } from "node:readline";
import { setImmediate } from "node:timers/promises";
import type { ReadStream, WriteStream } from "node:tty";
import type pc from "picocolors";
import { Interrupted } from "../../cli/command.js";
import type { Host } from "../host.js";
import { InputReader } from "../input.js";
import { inputOfPaste, linesOf } from "../paste.js";
import { Shell } from "../shell.js";
import type { ShellState } from "../state.js";
import { editText } from "./editor.js";
import type { HistoryFile } from "./historyFile.js";
import { historyLimit } from "./historyFile.js";
import { PasteFilter, pasteMarks } from "./pasteFilter.js";

/** The terminal that a prompt stands on. */
export interface PromptTerminal {
  readonly input: ReadStream;
  readonly output: WriteStream;
  readonly colors: ReturnType<typeof pc.createColors>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Missing: lines are remembered until the shell ends. */
  readonly historyFile: HistoryFile | undefined;
}

/** What someone did at the keyboard. */
type Entry =
  | { readonly kind: "line"; readonly text: string }
  | { readonly kind: "paste"; readonly text: string }
  | { readonly kind: "interrupt" }
  | { readonly kind: "end" };

/** Keys are looked at this often while a command runs. */
const breathMs = 20;

/**
 * A shell at a terminal: the line editor of Node around it, a status line above the prompt, pasted pieces of pages, Ctrl-C and
 * Ctrl-D as every shell has them.
 */
export class Prompt {
  readonly #terminal: PromptTerminal;
  readonly #shell: Shell;
  readonly #reader = new InputReader();
  readonly #history: string[];
  readonly #entries: Entry[] = [];
  #takeEntry: ((entry: Entry) => void) | undefined;
  #editor: Interface | undefined;
  /** A command reads what is typed. */
  #isAsking = false;
  #wasInterrupted = false;
  #lastBreath = 0;
  /** What stands at the end of the output without a line end. */
  #openLine = "";
  #hasWritten = false;
  /** Stands in the line editor at the next prompt. */
  #typedAhead = "";

  constructor(terminal: PromptTerminal, start: ShellState, host: Pick<Host, "files" | "syntaxWords">) {
    this.#terminal = terminal;
    this.#history = terminal.historyFile?.read() ?? [];
    this.#shell = new Shell(
      {
        ...host,
        write: (_stream, text) => this.#write(text),
        isTerminal: true,
        hasColours: terminal.colors.isColorSupported,
        readLine: () => this.#ask(),
        edit: (name, text) => this.#edit(name, text),
        breathe: () => this.#breathe(),
      },
      start,
    );
  }

  /**
   * Runs what is typed until `exit` or Ctrl-D.
   *
   * @param greeting Is shown first.
   * @returns The exit code of the last command.
   */
  async run(greeting: string): Promise<number> {
    this.#write(greeting);
    this.#open();
    while (!this.#shell.hasEnded) {
      const entry = await this.#nextEntry(() => this.#showPrompt());
      if (entry.kind === "end" && !this.#reader.isOpen) {
        this.#write("\n");
        break;
      }
      await this.#handle(entry);
    }
    this.#close();
    return this.#shell.exitCode;
  }

  async #handle(entry: Entry): Promise<void> {
    switch (entry.kind) {
      case "line":
        for (const input of this.#reader.feed(entry.text)) await this.#shell.run(input);
        return;
      case "paste":
        return this.#handlePaste(entry.text);
      case "interrupt":
        this.#reader.drop();
        return;
      case "end":
        this.#write("\n");
        this.#open();
        for (const wrong of this.#reader.end()) await this.#shell.run(wrong);
        return;
    }
  }

  /** Each command is shown as if it had been typed; a last line without an end goes to the line editor. */
  async #handlePaste(text: string): Promise<void> {
    const typed = this.#takeTypedText();
    const lines = this.#reader.isOpen ? linesOf(typed + text) : inputOfPaste(typed + text);
    const rest = lines.at(-1) ?? "";
    this.#wasInterrupted = false;
    for (const line of lines.slice(0, -1)) {
      for (const input of this.#reader.feed(line)) {
        if (this.#wasInterrupted || this.#shell.hasEnded) return this.#reader.drop();
        if ("line" in input) {
          this.#write(`${this.#promptText()}${input.line}\n`);
          this.#remember(input.line);
        }
        await this.#shell.run(input);
        await this.#breathe();
      }
    }
    this.#typedAhead = rest;
  }

  #takeTypedText(): string {
    const text = this.#editor?.line ?? "";
    this.#editor?.write(null, { ctrl: true, name: "e" });
    this.#editor?.write(null, { ctrl: true, name: "u" });
    this.#terminal.output.write("\r\u001b[K");
    return text;
  }

  #remember(line: string): void {
    if (this.#history[0] === line) return;
    this.#history.unshift(line);
    this.#history.splice(historyLimit);
    this.#terminal.historyFile?.add(line);
  }

  #write(text: string): void {
    this.#openLine = (text.includes("\n") ? "" : this.#openLine) + text.slice(text.lastIndexOf("\n") + 1);
    this.#hasWritten = true;
    this.#terminal.output.write(text);
  }

  #promptText(): string {
    return this.#reader.isOpen ? "> " : this.#terminal.colors.green("coalmine> ");
  }

  #showPrompt(): void {
    if (!this.#reader.isOpen) {
      // Outputs and the status lines between them are easier to tell apart with an empty line.
      if (this.#hasWritten) this.#write("\n");
      this.#write(`${this.#terminal.colors.dim(this.#shell.status)}\n`);
    }
    this.#hasWritten = false;
    this.#editor?.setPrompt(this.#promptText());
    this.#editor?.prompt();
    if (this.#typedAhead !== "") this.#editor?.write(this.#typedAhead);
    this.#typedAhead = "";
  }

  /** A line for the command that runs. The line editor redraws its line, so it takes over what was asked. */
  async #ask(): Promise<string | undefined> {
    this.#isAsking = true;
    try {
      const entry = await this.#nextEntry(() => {
        this.#editor?.setPrompt(this.#openLine);
        this.#editor?.prompt();
      });
      if (entry.kind === "interrupt") throw new Interrupted("Ctrl-C");
      if (entry.kind === "end") {
        this.#write("\n");
        this.#open();
        return undefined;
      }
      this.#openLine = "";
      const [first = "", ...others] = linesOf(entry.text);
      this.#entries.unshift(...others.filter((text) => text !== "").map((text) => ({ kind: "line", text }) as const));
      return first;
    } finally {
      this.#isAsking = false;
    }
  }

  async #nextEntry(show: () => void): Promise<Entry> {
    const waiting = this.#entries.shift();
    if (waiting !== undefined) return waiting;
    show();
    return new Promise((resolve) => {
      this.#takeEntry = resolve;
    });
  }

  #enter(entry: Entry): void {
    const take = this.#takeEntry;
    this.#takeEntry = undefined;
    if (take === undefined) this.#entries.push(entry);
    else take(entry);
  }

  async #breathe(): Promise<void> {
    if (performance.now() - this.#lastBreath < breathMs) return;
    await setImmediate();
    this.#lastBreath = performance.now();
  }

  async #edit(name: string, text: string): Promise<string | undefined> {
    this.#close();
    try {
      return editText(name, text, this.#terminal.environment);
    } finally {
      this.#open();
    }
  }

  #open(): void {
    const { input, output } = this.#terminal;
    const keys = new PasteFilter(input, (text) => this.#enter({ kind: "paste", text }));
    const editor = createInterface({
      input: keys as unknown as NodeJS.ReadableStream,
      output,
      terminal: true,
      history: this.#history,
      historySize: historyLimit,
      completer: (line: string) => this.#complete(line),
    });
    editor.on("line", (text) => this.#enter({ kind: "line", text }));
    editor.on("close", () => {
      input.unpipe(keys);
      if (this.#editor === editor) this.#enter({ kind: "end" });
    });
    editor.on("SIGINT", () => this.#interrupt());
    editor.on("history", (history: string[]) => {
      if (this.#isAsking || this.#reader.isOpen) history.shift();
      else if (history[0] !== undefined) this.#terminal.historyFile?.add(history[0]);
    });
    input.pipe(keys);
    input.resume();
    this.#editor = editor;
    if (this.#terminal.environment.TERM !== "dumb") output.write(pasteMarks.on);
  }

  #close(): void {
    const editor = this.#editor;
    this.#editor = undefined;
    if (this.#terminal.environment.TERM !== "dumb") this.#terminal.output.write(pasteMarks.off);
    editor?.close();
    this.#terminal.input.pause();
  }

  #interrupt(): void {
    this.#wasInterrupted = true;
    if (this.#shell.isRunning && !this.#isAsking) {
      this.#shell.interrupt();
      return;
    }
    const typed = this.#takeTypedText();
    this.#write(`${this.#isAsking ? this.#openLine : this.#promptText()}${typed}^C\n`);
    this.#enter({ kind: "interrupt" });
  }

  /** Words that could stand there; several are shown with what they stand for. Within a text TAB is TAB. */
  #complete(line: string): [string[], string] {
    if (this.#isAsking || this.#reader.isOpen) return [["\t"], ""];
    const { start, candidates } = this.#shell.complete(line);
    const [only, ...others] = candidates;
    if (only === undefined) return [[], start];
    if (others.length === 0) return [[/[=/]$/.test(only.word) ? only.word : `${only.word} `], start];
    const width = Math.max(...candidates.map(({ word }) => word.length));
    const shown = candidates.map(({ word, about }) => (about === "" ? word : `${word.padEnd(width)}  ${about}`));
    return [shown, start];
  }
}
