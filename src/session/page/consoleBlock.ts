import type { BlockPins } from "./blockPins.js";
import { readBlockPins } from "./blockPins.js";
import { PageProblem } from "./problem.js";

/** A fenced block with a shell session. */
export interface ConsoleBlock {
  /** The line of the opening fence. */
  readonly line: number;
  /** It belongs to the transcript of the page. */
  readonly golden: boolean;
  readonly pins: BlockPins;
  readonly commands: readonly PageCommand[];
  /** What stands after the last output: a separator that no command follows. */
  readonly content: readonly string[];
}

/** One command of a block with the output that the page shows. */
export interface PageCommand {
  readonly line: number;
  /** The empty line and the comments above it, as they stand. */
  readonly lead: readonly string[];
  readonly text: string;
  /** Lines of output; a non-zero exit is the last, as `[1]`. */
  readonly expected: readonly string[];
  /** Where the output stands: line numbers from 0, end exclusive. */
  readonly outputStart: number;
  readonly outputEnd: number;
}

const prompt = "$ ";

/**
 * Reads a block: a line that starts with `$ ` is a command, and the lines under it are its exact output. One empty line before
 * a command, or before the comments that lead to it, belongs to no output. DESIGN, "Documents that run".
 *
 * @param line The line of the opening fence, counted from 1.
 * @throws {PageProblem}
 */
export function readConsoleBlock(
  file: string,
  line: number,
  words: readonly string[],
  content: readonly string[],
): ConsoleBlock {
  const golden = words.includes("golden");
  const pins = readBlockPins(
    words.filter((word) => word !== "golden"),
    (text) => new PageProblem(file, line, text),
  );
  const starts = content.flatMap((text, index) => (text.startsWith(prompt) ? [index] : []));
  const leads = starts.map((start, index) => leadOf(content, start, index === 0 ? 0 : (starts[index - 1] ?? 0) + 1));
  const stray = content.slice(0, leads[0] ?? content.length).findIndex((text) => text.trim() !== "");
  if (stray >= 0) {
    throw new PageProblem(
      file,
      line + 1 + stray,
      'A console block starts with a command: a line that begins with "$ ".',
    );
  }
  const commands = starts.map((start, index): PageCommand => {
    const end = leads[index + 1] ?? content.length;
    return {
      line: line + 1 + start,
      lead: content.slice(leads[index] ?? start, start),
      text: (content[start] ?? "").slice(prompt.length),
      expected: content.slice(start + 1, end),
      outputStart: line + start + 1,
      outputEnd: line + end,
    };
  });
  return { line, golden, pins, commands, content };
}

/** Where the comments and the separator above a command begin. */
function leadOf(content: readonly string[], command: number, from: number): number {
  let at = command;
  while (at > from && (content[at - 1] ?? "").startsWith("# ")) at -= 1;
  if (at > from && content[at - 1] === "") return at - 1;
  // Comments without an empty line above them are output, except at the very beginning of the block.
  return at === from && from === 0 ? at : command;
}
