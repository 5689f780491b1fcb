import type { ConsoleBlock } from "./consoleBlock.js";
import { readConsoleBlock } from "./consoleBlock.js";
import type { Stage } from "./frontMatter.js";
import { readFrontMatter } from "./frontMatter.js";
import { PageProblem } from "./problem.js";

/** A scenario page: a stage, the files that its commands can read, and console blocks in their order. */
export interface Page {
  readonly file: string;
  /** As they stand; a carriage return at the end of a line is kept. */
  readonly lines: readonly string[];
  readonly title: string;
  readonly stage: Stage;
  readonly files: Readonly<Record<string, string>>;
  readonly blocks: readonly ConsoleBlock[];
  /** What stands between the fences, by line. */
  readonly prose: readonly Prose[];
}

export interface Prose {
  readonly line: number;
  readonly text: string;
}

/** A page cannot have more lines than this. */
const maxLines = 100_000;

/**
 * Reads a Markdown page: YAML front matter, fenced blocks, prose in between. DESIGN, "Documents that run".
 *
 * @throws {PageProblem} with file and line.
 */
export function readPage(file: string, source: string): Page {
  const standing = source.split("\n");
  const lines = standing.map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line));
  if (lines.length > maxLines) throw new PageProblem(file, maxLines, `A page has at most ${maxLines} lines.`);
  const { stage, end } = readStage(file, lines);
  const files: Record<string, string> = {};
  const blocks: ConsoleBlock[] = [];
  const fences = fencesOf(file, lines, end);
  for (const fence of fences) {
    const [language = "", ...words] = fence.info.split(/\s+/);
    if (language === "console") {
      blocks.push(readConsoleBlock(file, fence.line, words, fence.content));
      continue;
    }
    const title = words.find((word) => word.startsWith("title="))?.slice("title=".length);
    if (title === undefined) continue;
    if (title === "" || title in files) {
      throw new PageProblem(
        file,
        fence.line,
        title === "" ? "A file block needs a name." : `The file ${title} is there twice.`,
      );
    }
    files[title] = `${fence.content.join("\n")}\n`;
  }
  const heading = lines.find((line) => line.startsWith("# "))?.slice(2) ?? file;
  return { file, lines: standing, title: heading, stage, files, blocks, prose: proseOf(lines, end, fences) };
}

function readStage(file: string, lines: readonly string[]): { readonly stage: Stage; readonly end: number } {
  if (lines[0] !== "---") return { stage: readFrontMatter(file, "", 1), end: 0 };
  const close = lines.indexOf("---", 1);
  if (close < 0) throw new PageProblem(file, 1, 'The front matter is not closed: a line "---" has to end it.');
  return { stage: readFrontMatter(file, lines.slice(1, close).join("\n"), 2), end: close + 1 };
}

/** A fenced block: the line of its opening fence, its info string, its content. */
interface Fence {
  readonly line: number;
  readonly info: string;
  readonly content: readonly string[];
}

function fencesOf(file: string, lines: readonly string[], from: number): readonly Fence[] {
  const fences: Fence[] = [];
  let at = from;
  while (at < lines.length) {
    const open = /^(`{3,}|~{3,})\s*(.*)$/.exec(lines[at] ?? "");
    if (open === null) {
      at += 1;
      continue;
    }
    const mark = open[1] ?? "```";
    const close = lines.findIndex(
      (line, index) =>
        index > at && line.trimEnd().length >= mark.length && /^(`+|~+)\s*$/.test(line) && line.startsWith(mark),
    );
    if (close < 0) throw new PageProblem(file, at + 1, `The fence is not closed: a line "${mark}" has to end it.`);
    fences.push({ line: at + 1, info: (open[2] ?? "").trim(), content: lines.slice(at + 1, close) });
    at = close + 1;
  }
  return fences;
}

function proseOf(lines: readonly string[], from: number, fences: readonly Fence[]): readonly Prose[] {
  const prose: Prose[] = [];
  let start = from;
  for (const fence of [...fences, undefined]) {
    const end = fence === undefined ? lines.length : fence.line - 1;
    const text = lines.slice(start, end).join("\n").trim();
    if (text !== "") prose.push({ line: start + 1, text });
    if (fence !== undefined) start = fence.line + fence.content.length + 1;
  }
  return prose;
}
