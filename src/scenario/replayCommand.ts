import { writeFileSync } from "node:fs";
import type { SyntaxWords } from "../jobspec/hcl/parseJobFile.js";
import type { PageCommand } from "../session/page/consoleBlock.js";
import { PageProblem } from "../session/page/problem.js";
import { narrate } from "./narration.js";
import { NoPagesError, pagePaths, readPageFile } from "./pageFiles.js";
import type { PageReplay } from "./replay.js";
import { replayPage, transcriptOf, updatedPage } from "./replay.js";
import type { Out } from "./report.js";
import { differenceText, summaryText } from "./report.js";

/** How pages are to be replayed. */
export interface ReplayOptions {
  /** Prints the computed golden blocks and nothing else. */
  readonly transcript: boolean;
  /** Rewrites the outputs in the pages. */
  readonly update: boolean;
  /** Prints the page like a session that someone watches. */
  readonly narrate: boolean;
}

/**
 * `coalmine replay PAGE|DIR…`: replays pages and compares. DESIGN, "Documents that run".
 *
 * @returns 0 when every page came out as it stands, 1 when one did not or could not be read.
 */
export async function replayCommand(
  paths: readonly string[],
  options: ReplayOptions,
  out: Out,
  syntaxWords?: SyntaxWords,
): Promise<number> {
  let pages: readonly string[];
  try {
    pages = paths.flatMap(pagePaths);
  } catch (error) {
    if (!(error instanceof NoPagesError)) throw error;
    out.stderr(`${error.message}\n`);
    return 1;
  }
  const outcomes: Outcome[] = [];
  for (const [place, page] of pages.entries()) {
    outcomes.push(await replayOne(page, `${place + 1} of ${pages.length}`, options, out, syntaxWords));
  }
  const failed = outcomes.filter((outcome) => outcome !== "fine").length;
  if (outcomes.includes("different")) out.stderr(`${correction}\n`);
  const quiet = options.transcript || options.narrate;
  if (!quiet && pages.length > 1) out.stdout(`${pages.length - failed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

type Outcome = "fine" | "different" | "broken";

const correction = "If what was computed is right, --update writes it into the page.";

/** @param count Which page of how many. */
async function replayOne(
  path: string,
  count: string,
  options: ReplayOptions,
  out: Out,
  syntaxWords: SyntaxWords | undefined,
): Promise<Outcome> {
  try {
    const page = readPageFile(path);
    if (options.narrate) return (await narrate(page, out, syntaxWords)) ? "fine" : "different";
    const watching = {
      commandStarts: ({ text }: PageCommand) => out.progress?.(`${count}  ${path}: $ ${text}`),
    };
    const replay = await replayPage(page, watching, syntaxWords);
    if (options.transcript) {
      out.stdout(transcriptOf(replay));
      return "fine";
    }
    return options.update ? update(path, replay, out) : compare(replay, out);
  } catch (error) {
    if (!(error instanceof PageProblem)) throw error;
    out.stderr(`${error.message}\n`);
    return "broken";
  }
}

function compare(replay: PageReplay, out: Out): Outcome {
  out.stdout(`${summaryText(replay, out.colors)}\n`);
  for (const command of replay.blocks.flatMap((block) => block.commands)) {
    if (!command.matches) out.stdout(differenceText(replay.page.file, command, out.colors));
  }
  return replay.matches ? "fine" : "different";
}

function update(path: string, replay: PageReplay, out: Out): Outcome {
  if (replay.matches) {
    out.stdout(`same  ${path}\n`);
    return "fine";
  }
  writeFileSync(path, updatedPage(replay));
  out.stdout(`${out.colors.yellow("wrote")} ${path}\n`);
  return "fine";
}
