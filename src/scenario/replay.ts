import type { SyntaxWords } from "../jobspec/hcl/parseJobFile.js";
import { MemoryFiles } from "../session/memoryFiles.js";
import { watchedOrders } from "../session/page/blockPins.js";
import type { ConsoleBlock, PageCommand } from "../session/page/consoleBlock.js";
import type { Page } from "../session/page/page.js";
import { PageProblem } from "../session/page/problem.js";
import { Session } from "../session/session.js";
import { openCluster } from "../session/stage.js";

/** A command of a page as it ran. */
export interface CommandReplay {
  readonly command: PageCommand;
  /** Lines of output as the page would show them, a non-zero exit last. */
  readonly actual: readonly string[];
  readonly matches: boolean;
}

export interface BlockReplay {
  readonly block: ConsoleBlock;
  readonly commands: readonly CommandReplay[];
}

export interface PageReplay {
  readonly page: Page;
  readonly blocks: readonly BlockReplay[];
  readonly matches: boolean;
}

/** Told of each command before and after it runs, for progress. */
export interface ReplayListener {
  commandStarts?(command: PageCommand): void;
  commandEnded?(replay: CommandReplay): void;
}

/**
 * Plays a page on a fresh cluster: every command of every block, in their order. DESIGN, "Documents that run".
 *
 * @throws {PageProblem} for an unknown command, one that never ends, and a pin that nothing used.
 */
export async function replayPage(
  page: Page,
  listener: ReplayListener = {},
  syntaxWords?: SyntaxWords,
): Promise<PageReplay> {
  const simulator = openCluster(page.stage);
  const files = new MemoryFiles(new Map(Object.entries(page.files)));
  const session = new Session(simulator, { style: page.stage.style, files, syntaxWords });
  const blocks: BlockReplay[] = [];
  for (const block of page.blocks) blocks.push(await replayBlock(page, block, session, listener));
  return { page, blocks, matches: blocks.every((block) => block.commands.every((command) => command.matches)) };
}

async function replayBlock(
  page: Page,
  block: ConsoleBlock,
  session: Session,
  listener: ReplayListener,
): Promise<BlockReplay> {
  session.simulator.request({ kind: "pin-identifiers", pins: block.pins.identifiers });
  const pinned = watchedOrders(block.pins.orders);
  const commands: CommandReplay[] = [];
  for (const command of block.commands) {
    listener.commandStarts?.(command);
    const result = await session.run(command.text, pinned.orders);
    if (result.unknown !== undefined) throw new PageProblem(page.file, command.line, result.unknown);
    if (result.endless === true) {
      const advice = "Give it a limit (timeout 30s …) or -detach.";
      throw new PageProblem(page.file, command.line, `The command still waits after 24 virtual hours. ${advice}`);
    }
    const actual = [...linesOf(result.output), ...(result.exitCode === 0 ? [] : [`[${result.exitCode}]`])];
    const replay = { command, actual, matches: sameLines(actual, command.expected) };
    commands.push(replay);
    listener.commandEnded?.(replay);
  }
  const unused = [...unusedIdentifiers(session), ...pinned.unused()];
  if (unused.length > 0) {
    throw new PageProblem(page.file, block.line, `Nothing in this block used the pin ${unused.join(", ")}.`);
  }
  return { block, commands };
}

function unusedIdentifiers(session: Session): readonly string[] {
  const left = Object.entries(session.simulator.world.identifiers.pins).filter(([, prefixes]) => prefixes.length > 0);
  return left.map(([key, prefixes]) => `${key}=${prefixes.join(",")}`);
}

function linesOf(output: string): readonly string[] {
  if (output === "") return [];
  return (output.endsWith("\n") ? output.slice(0, -1) : output).split("\n");
}

function sameLines(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, index) => line === b[index]);
}

/** The golden blocks as they were computed, joined by one empty line: what is held against a document. */
export function transcriptOf(replay: PageReplay): string {
  const blocks = replay.blocks.filter(({ block }) => block.golden).map(({ commands }) => blockText(commands));
  return blocks.length === 0 ? "" : `${blocks.join("\n\n")}\n`;
}

function blockText(commands: readonly CommandReplay[]): string {
  return commands.flatMap(({ command, actual }) => [...command.lead, `$ ${command.text}`, ...actual]).join("\n");
}

/** The page with the computed outputs in place of the ones that it shows; all else stays byte for byte, line ends too. */
export function updatedPage(replay: PageReplay): string {
  const lines = [...replay.page.lines];
  const commands = replay.blocks.flatMap((block) => block.commands);
  for (const { command, actual } of [...commands].reverse()) {
    const lineEnd = lines[command.line - 1]?.endsWith("\r") ? "\r" : "";
    const outputs = actual.map((line) => line + lineEnd);
    lines.splice(command.outputStart, command.outputEnd - command.outputStart, ...outputs);
  }
  return lines.join("\n");
}
