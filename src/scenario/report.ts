import { structuredPatch } from "diff";
import type pc from "picocolors";
import type { CommandReplay, PageReplay } from "./replay.js";

/** A terminal's colours, or none. */
export type Colors = ReturnType<typeof pc.createColors>;

/** Where a command writes. */
export interface Out {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly colors: Colors;
  /** Told how far the command is, for somebody who watches. */
  readonly progress?: (text: string) => void;
}

/** Lines that stay the same around a difference. */
const contextLines = 3;

/** A difference between a page and what came out, as a unified diff with the place of the command. */
export function differenceText(page: string, replay: CommandReplay, colors: Colors): string {
  const { command, actual } = replay;
  const { hunks } = structuredPatch(page, page, textOf(command.expected), textOf(actual), "", "", {
    context: contextLines,
  });
  const lines = hunks.flatMap((hunk) => [
    colors.cyan(
      `@@ -${rangeOf(command.line, hunk.oldStart, hunk.oldLines)} +${rangeOf(command.line, hunk.newStart, hunk.newLines)} @@`,
    ),
    ...hunk.lines.filter((line) => !line.startsWith("\\")).map((line) => coloured(line, colors)),
  ]);
  const heading = `${page}:${command.line}: $ ${command.text}`;
  return [colors.bold(heading), colors.red("--- the page"), colors.green("+++ computed"), ...lines, ""].join("\n");
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}

/** Start and length of one side of a hunk; an empty one is told by the line before it, as in every unified diff. */
function rangeOf(commandLine: number, start: number, length: number): string {
  return `${commandLine + start - (length === 0 ? 1 : 0)},${length}`;
}

function coloured(line: string, colors: Colors): string {
  if (line.startsWith("-")) return colors.red(line);
  return line.startsWith("+") ? colors.green(line) : line;
}

/** One line about a page that was replayed. */
export function summaryText(replay: PageReplay, colors: Colors): string {
  const commands = replay.blocks.flatMap((block) => block.commands);
  const different = commands.filter((command) => !command.matches).length;
  if (different === 0) return `${colors.green("ok")}    ${replay.page.file} (${commands.length} commands)`;
  return `${colors.red("DIFF")}  ${replay.page.file} (${different} of ${commands.length} commands differ)`;
}
