import { Argument, Command, Option } from "commander";
import pc from "picocolors";
import type { AgentOptions } from "./agent/agentCommand.js";
import { goFlags, readPort } from "./agent/agentFlags.js";
import { readNodeCount } from "./shell/nodeCount.js";
import type { ShellOptions } from "./shell/shellCommand.js";
import { hashicorpWords } from "./syntaxWords.js";
import { completionScript, type Shell, shells } from "./terminal/completion/scripts.js";
import { ProgressLine } from "./terminal/progressLine.js";
import { version } from "./version.js";

const progress = new ProgressLine(process.stderr, () => performance.now());

const out = {
  stdout: (text: string) => {
    progress.clear();
    process.stdout.write(text);
  },
  stderr: (text: string) => {
    progress.clear();
    process.stderr.write(text);
  },
  progress: (text: string) => progress.show(text),
  colors: pc.createColors(pc.isColorSupported && process.stdout.isTTY === true),
};

const whatNext = `
What next?
  npm run -s coalmine -- replay scenarios             all pages, compared
  npm run -s coalmine -- replay --transcript PAGE     what a page computes, and nothing else
  edit a page under scenarios/ and replay it: a wrong output is shown as a diff, --update corrects it
  docs/architecture.md                                how a decision is made, and where its rule stands
`;

/**
 * Runs a `coalmine` command line, `coalmine nomad …` excepted.
 *
 * @param argv As in `process.argv`: program, script, command, flags.
 */
export async function runProgram(argv: readonly string[]): Promise<void> {
  await createProgram().parseAsync(goFlags(argv));
}

/** The commands of `coalmine` with their flags. What a command needs is loaded when it is asked for. */
export function createProgram(): Command {
  const program = new Command("coalmine")
    .description("An in-memory Nomad cluster that you can fast-forward, rewind and break.")
    .version(version)
    .showHelpAfterError()
    .addHelpText(
      "after",
      `\n\`coalmine COMMAND --help\` says more about a command.\n${exitCodes("0  it went well", "1  it did not, or the command line was wrong")}`,
    );
  addReplay(program);
  addShell(program);
  addAgent(program);
  addNomad(program);
  addCompletion(program);
  return program;
}

function addReplay(program: Command): void {
  program
    .command("replay")
    .description("replay scenario pages and compare their outputs")
    .argument("<page...>", "pages, or folders of pages")
    .option("--transcript", "print the computed golden blocks and nothing else", false)
    .option("--update", "rewrite the outputs in the pages", false)
    .option("--narrate", "print the pages as sessions, and what to try next", false)
    .addHelpText("after", exitCodes("0  every page came out as it stands", "1  one did not, or could not be read"))
    .action(async (pages: string[], options: { transcript: boolean; update: boolean; narrate: boolean }) => {
      const { replayCommand } = await import("./scenario/replayCommand.js");
      process.exitCode = await replayCommand(pages, options, out, hashicorpWords);
      if (options.narrate && process.exitCode === 0) out.stdout(whatNext);
    });
}

function addShell(program: Command): void {
  program
    .command("shell")
    .description("an in-memory cluster at a prompt; runs the commands of standard input where that is no terminal")
    .option("--page <file>", "begin where a scenario page begins: its stage, its files, the pins of its fences")
    .addOption(
      new Option("--nodes <number>", "clients of the cluster").argParser(readNodeCount).default(3).conflicts("page"),
    )
    .addOption(
      new Option("--style <name>", "whose text is printed: of Nomad now, or of its documentation of 2017")
        .choices(["current", "docs-2017"])
        .default("current")
        .conflicts("page"),
    )
    .addOption(
      new Option("--latency <profile>", "how long the cluster's inner ways take: not at all, or as long as Nomad's")
        .choices(["instant", "realistic"])
        .default("instant")
        .conflicts("page"),
    )
    .option("--no-history", "do not remember lines from one shell to the next")
    .addHelpText(
      "after",
      exitCodes(
        "N  that of the last command, or of `exit N`",
        "1  the shell could not begin, or the command line was wrong",
      ),
    )
    .action(async (options: ShellOptions) => {
      const { shellCommand } = await import("./shell/shellCommand.js");
      process.exitCode = await shellCommand(options, {
        stdin: process.stdin,
        stdout: process.stdout,
        stderr: process.stderr,
        environment: process.env,
        workingFolder: process.cwd(),
        syntaxWords: hashicorpWords,
      });
    });
}

function addAgent(program: Command): void {
  program
    .command("agent")
    .description("serve Nomad's HTTP API on a simulated cluster")
    .option("--dev", "a server and one client, all in memory: the only mode there is", false)
    .option("--bind <address>", "where to listen", "127.0.0.1")
    .option("--port <number>", "the port of the HTTP API", readPort, 4646)
    .addOption(
      new Option("--clock <mode>", "virtual time follows the wall clock, or moves only by /v1/coalmine/clock/advance")
        .choices(["real", "manual"])
        .default("real"),
    )
    .option("--control", "serve Coalmine's own endpoints beyond loopback as well", false)
    .addHelpText("after", exitCodes("0  it was interrupted (Ctrl-C)", "1  it could not listen"))
    .action(async (options: AgentOptions) => {
      const { agentCommand } = await import("./agent/agentCommand.js");
      process.exitCode = await agentCommand(options, {
        ...out,
        syntaxWords: hashicorpWords,
        onInterrupt: (end) => {
          process.once("SIGINT", end);
          process.once("SIGTERM", end);
        },
      });
    });
}

function addCompletion(program: Command): void {
  program
    .command("completion")
    .description("print what teaches a shell to complete coalmine; the script says how to load it")
    .addArgument(new Argument("<shell>", "the shell").choices(shells))
    .action((shell: Shell) => {
      out.stdout(completionScript(shell));
    });
}

function exitCodes(...lines: readonly string[]): string {
  return `\nExit codes:\n${lines.map((line) => `  ${line}\n`).join("")}`;
}

/** Only for the help: `coalmine nomad …` never comes here. */
function addNomad(program: Command): void {
  program
    .command("nomad")
    .description("the operator's command line, against the agent at NOMAD_ADDR; `coalmine nomad -help` says more")
    .usage("[-version] [-help] <command> [args]")
    .helpOption(false)
    .addHelpText(
      "after",
      exitCodes(
        "0    it went well, or the operator said no",
        "1    it did not, a deployment failed, or, of job plan, allocations would change",
        "2    allocations could not be placed, and there is no deployment to wait for",
        "127  there is no such command",
        "130  it was interrupted (Ctrl-C)",
        "255  of job plan: there is no plan",
      ),
    );
}
