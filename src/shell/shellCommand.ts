import type { ReadStream, WriteStream } from "node:tty";
import pc from "picocolors";
import type { StyleName } from "../cli/command.js";
import { counted } from "../explain/counted.js";
import type { LatencyProfile } from "../model/settings.js";
import { readFrontMatter } from "../session/page/frontMatter.js";
import { PageProblem } from "../session/page/problem.js";
import { messageOf } from "./fileCommands.js";
import type { Host, HostFiles } from "./host.js";
import type { ShellState } from "./state.js";
import { stateOfPage, stateOfStage } from "./state.js";
import { HistoryFile, historyPath } from "./terminal/historyFile.js";
import { Prompt } from "./terminal/prompt.js";
import { runScript } from "./terminal/script.js";

/** How a shell is to begin. */
export interface ShellOptions {
  /** The page that sets the stage; then nothing else does. */
  readonly page: string | undefined;
  readonly nodes: number;
  readonly style: StyleName;
  readonly latency: LatencyProfile;
  /** Lines are remembered from one shell to the next. */
  readonly history: boolean;
}

/** The process around the command. */
export interface ShellSurroundings {
  readonly stdin: ReadStream;
  readonly stdout: WriteStream;
  readonly stderr: NodeJS.WritableStream;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly files: HostFiles;
  readonly syntaxWords: NonNullable<Host["syntaxWords"]>;
  readonly functionFiles: NonNullable<Host["functionFiles"]>;
}

/**
 * `coalmine shell`: an in-memory cluster at a prompt, or the commands of standard input. DESIGN, "The front door".
 *
 * @returns The exit code of the last command; 1 when the shell could not begin.
 */
export async function shellCommand(options: ShellOptions, around: ShellSurroundings): Promise<number> {
  const { stdin, stdout, stderr, environment, files, syntaxWords, functionFiles } = around;
  let start: ShellState;
  try {
    start = await beginning(options, files);
  } catch (error) {
    stderr.write(`${error instanceof PageProblem ? error.message : `coalmine shell: ${messageOf(error)}`}\n`);
    return 1;
  }
  if (!stdin.isTTY || !stdout.isTTY) {
    const write: Host["write"] = (stream, text) => (stream === "stdout" ? stdout : stderr).write(text);
    return runScript(stdin, start, { write, hasColours: false, files, functionFiles, syntaxWords });
  }
  const { NO_COLOR = "", TERM } = environment;
  const colors = pc.createColors(NO_COLOR === "" && TERM !== "dumb");
  const historyFile = options.history ? new HistoryFile(historyPath(environment)) : undefined;
  const prompt = new Prompt({ input: stdin, output: stdout, colors, environment, historyFile }, start, {
    files,
    functionFiles,
    syntaxWords,
  });
  return prompt.run(`${greetingOf(start)}\n`);
}

async function beginning({ page, nodes, style, latency }: ShellOptions, files: HostFiles): Promise<ShellState> {
  if (page !== undefined) return stateOfPage({ file: page, text: await files.read(page) });
  const stage = readFrontMatter("", `nodes: ${nodes}`, 1);
  return stateOfStage({ ...stage, style, latency });
}

function greetingOf({ run, progress, world }: ShellState): string {
  const count = world.nodes.size;
  const nodes = counted(count, "client");
  const page = `${run.page?.file}: ${progress.commands.length} commands; next runs the next one`;
  return `A simulated Nomad cluster with ${nodes}. help says what there is.${run.page === undefined ? "" : `\n${page}`}`;
}
