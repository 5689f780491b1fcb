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
  let failed = 0;
  let pages: readonly string[];
  try {
    pages = paths.flatMap(pagePaths);
  } catch (error) {
    if (!(error instanceof NoPagesError)) throw error;
    out.stderr(`${error.message}\n`);
    return 1;
  }
  for (const page of pages) if (!(await replayOne(page, options, out, syntaxWords))) failed += 1;
  const quiet = options.transcript || options.narrate;
  if (!quiet && pages.length > 1) out.stdout(`${pages.length - failed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

async function replayOne(
  path: string,
  options: ReplayOptions,
  out: Out,
  syntaxWords: SyntaxWords | undefined,
): Promise<boolean> {
  try {
    const page = readPageFile(path);
    if (options.narrate) return await narrate(page, out, syntaxWords);
    const quiet = options.transcript;
    const watching = {
      commandStarts: (command: PageCommand) => {
        if (!quiet) out.stdout(out.colors.dim(`      $ ${command.text}\n`));
      },
    };
    const replay = await replayPage(page, watching, syntaxWords);
    if (options.transcript) {
      out.stdout(transcriptOf(replay));
      return true;
    }
    return options.update ? update(path, replay, out) : compare(replay, out);
  } catch (error) {
    if (!(error instanceof PageProblem)) throw error;
    out.stderr(`${error.message}\n`);
    return false;
  }
}

function compare(replay: PageReplay, out: Out): boolean {
  out.stdout(`${summaryText(replay, out.colors)}\n`);
  for (const command of replay.blocks.flatMap((block) => block.commands)) {
    if (!command.matches) out.stdout(differenceText(replay.page.file, command, out.colors));
  }
  return replay.matches;
}

function update(path: string, replay: PageReplay, out: Out): boolean {
  if (replay.matches) {
    out.stdout(`same  ${path}\n`);
    return true;
  }
  writeFileSync(path, updatedPage(replay));
  out.stdout(`${out.colors.yellow("wrote")} ${path}\n`);
  return true;
}
