import type { SyntaxWords } from "../jobspec/hcl/parseJobFile.js";
import type { Page } from "../session/page/page.js";
import type { CommandReplay, PageReplay, ReplayListener } from "./replay.js";
import { replayPage } from "./replay.js";
import type { Colors, Out } from "./report.js";
import { differenceText } from "./report.js";

/**
 * Prints a page as a session that someone watches: its prose, each command as it is typed, and what it answers. A difference
 * is shown at its place.
 *
 * @returns Whether everything came out as it stands in the page.
 */
export async function narrate(page: Page, out: Out, syntaxWords?: SyntaxWords): Promise<boolean> {
  const { colors } = out;
  let told = 0;
  const tellUpTo = (line: number) => {
    for (; told < page.prose.length && (page.prose[told]?.line ?? 0) <= line; told++) {
      out.stdout(`\n${proseText(page.prose[told]?.text ?? "", colors)}\n`);
    }
  };
  const watching: ReplayListener = {
    commandStarts: (command) => {
      tellUpTo(command.line);
      const comments = command.lead.filter((line) => line !== "").map((line) => colors.dim(line));
      out.stdout(["", ...comments, `${colors.green("$")} ${colors.bold(command.text)}`, ""].join("\n"));
    },
    commandEnded: (command) => out.stdout(answerText(page, command, colors)),
  };
  const replay: PageReplay = await replayPage(page, watching, syntaxWords);
  tellUpTo(Number.POSITIVE_INFINITY);
  return replay.matches;
}

function answerText(page: Page, replay: CommandReplay, colors: Colors): string {
  if (!replay.matches) return differenceText(page.file, replay, colors);
  return replay.actual.length === 0 ? "" : `${replay.actual.join("\n")}\n`;
}

/** Headings stand out; the rest is plain text already. */
function proseText(markdown: string, colors: Colors): string {
  return markdown
    .split("\n")
    .map((line) => (/^#+ /.test(line) ? colors.bold(colors.cyan(line.replace(/^#+ /, ""))) : line))
    .join("\n");
}
