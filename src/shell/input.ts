import { readConsoleBlock } from "../session/page/consoleBlock.js";
import { PageProblem } from "../session/page/problem.js";
import type { CommandPins } from "./pageProgress.js";
import { stepsOfBlock } from "./pageProgress.js";

/** One command as it was typed, pasted or piped. */
export interface Input {
  /** The line that it begins with, counted from 1. */
  readonly place: number;
  readonly line: string;
  /** The lines of its heredoc: what it may read. */
  readonly given?: readonly string[] | undefined;
  /** The pins of the fence that it was pasted with. */
  readonly pins?: CommandPins | undefined;
}

/** Lines that cannot be a command; a sentence says why. */
export interface WrongInput {
  readonly place: number;
  readonly problem: string;
}

/** Lines that belong together and are not complete yet. */
type Open =
  | { readonly kind: "continued"; readonly place: number; readonly text: string }
  | { readonly kind: "heredoc"; readonly start: Input; readonly end: string; readonly isIndented: boolean }
  | { readonly kind: "fence"; readonly place: number; readonly mark: string; readonly info: string };

/** What a command is to read down to a word: `<<EOF`, `<<'EOF'`, `<<-EOF`. */
export const heredocPattern = /(^|\s)<<(-?)\s*(["']?)([A-Za-z_][\w.-]*)\3(?=\s|$)/;
const fencePattern = /^(`{3,}|~{3,})\s*(.*)$/;

/**
 * Makes commands of lines. A line is one; a backslash at its end joins the next, `<<EOF` gives it the lines down to `EOF` to read,
 * comments are nothing. The fences of a page can be pasted as they stand: a fence with `title=NAME` writes the file, a console
 * fence runs its commands with its pins and passes over their outputs.
 */
export class InputReader {
  #open: Open | undefined;
  #body: string[] = [];
  #place = 0;

  /** Whether more lines have to come before there is a command. */
  get isOpen(): boolean {
    return this.#open !== undefined;
  }

  /** Takes one line, without its end. */
  feed(line: string): readonly (Input | WrongInput)[] {
    this.#place += 1;
    const open = this.#open;
    switch (open?.kind) {
      case "continued":
        return this.#begin(open.place, open.text + line.trimStart());
      case "heredoc":
        return this.#heredocLine(open, line);
      case "fence":
        return this.#fenceLine(open, line);
      default: {
        const fence = fencePattern.exec(line);
        if (fence === null) return this.#begin(this.#place, line.replace(/^\s*\$ /, ""));
        this.#open = { kind: "fence", place: this.#place, mark: fence[1] ?? "```", info: (fence[2] ?? "").trim() };
        return [];
      }
    }
  }

  /** No more lines come: what is not complete is none. */
  end(): readonly WrongInput[] {
    const open = this.#open;
    this.drop();
    switch (open?.kind) {
      case "continued":
        return [{ place: open.place, problem: "The last line ends with a backslash." }];
      case "heredoc":
        return [{ place: open.start.place, problem: `A line "${open.end}" has to end what the command reads.` }];
      case "fence":
        return [{ place: open.place, problem: `The fence is not closed: a line "${open.mark}" has to end it.` }];
      default:
        return [];
    }
  }

  /** Someone else took a line. */
  skip(): void {
    this.#place += 1;
  }

  /** Forgets the lines that do not make a command yet. */
  drop(): void {
    this.#open = undefined;
    this.#body = [];
  }

  #begin(place: number, text: string): readonly (Input | WrongInput)[] {
    this.drop();
    if (/(^|[^\\])(\\\\)*\\$/.test(text)) {
      this.#open = { kind: "continued", place, text: text.slice(0, -1) };
      return [];
    }
    const line = text.trim();
    if (line === "" || line.startsWith("#")) return [];
    const heredoc = heredocPattern.exec(line);
    if (heredoc === null) return [{ place, line }];
    const [found, , dash, , end = "EOF"] = heredoc;
    const rest = `${line.slice(0, heredoc.index)} ${line.slice(heredoc.index + found.length)}`.trim();
    this.#open = { kind: "heredoc", start: { place, line: rest }, end, isIndented: dash === "-" };
    return [];
  }

  #heredocLine({ start, end, isIndented }: Open & { kind: "heredoc" }, line: string): readonly Input[] {
    const text = isIndented ? line.replace(/^\t+/, "") : line;
    if (text !== end) {
      this.#body.push(text);
      return [];
    }
    const given = this.#body;
    this.drop();
    return [{ ...start, given }];
  }

  #fenceLine(open: Open & { kind: "fence" }, line: string): readonly (Input | WrongInput)[] {
    const isEnd = line.startsWith(open.mark) && /^(`+|~+)\s*$/.test(line);
    if (!isEnd) {
      this.#body.push(line);
      return [];
    }
    const body = this.#body;
    this.drop();
    return inputsOfFence(open.place, open.info, body);
  }
}

function inputsOfFence(place: number, info: string, body: readonly string[]): readonly (Input | WrongInput)[] {
  const [language = "", ...words] = info.split(/\s+/);
  const title = words.find((word) => word.startsWith("title="))?.slice("title=".length);
  if (language !== "console") {
    return title === undefined ? [] : [{ place, line: `cat > '${title}'`, given: body }];
  }
  try {
    const block = readConsoleBlock("", place, words, body);
    return stepsOfBlock(block).map(({ text, line, pins }) => ({ place: line, line: text, pins }));
  } catch (error) {
    if (!(error instanceof PageProblem)) throw error;
    return [{ place: error.line, problem: error.message.replace(/^:\d+: /, "") }];
  }
}
