#!/usr/bin/env node
import { Command, Option } from "commander";
import pc from "picocolors";
import type { AgentOptions } from "./agent/agentCommand.js";
import { goFlags, readPort } from "./agent/agentFlags.js";
import { replayCommand } from "./scenario/replayCommand.js";
import { readNodeCount } from "./shell/nodeCount.js";
import type { ShellOptions } from "./shell/shellCommand.js";
import { version } from "./version.js";

// Whoever read the output has gone (`coalmine shell < commands.txt | head`): as if ended by SIGPIPE.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(141);
});

/** The `coalmine` command. */
const program = new Command("coalmine")
  .description("An in-memory Nomad cluster that you can fast-forward, rewind and break.")
  .version(version)
  .showHelpAfterError();

const out = {
  stdout: (text: string) => {
    process.stdout.write(text);
  },
  stderr: (text: string) => {
    process.stderr.write(text);
  },
  colors: pc.createColors(pc.isColorSupported && process.stdout.isTTY === true),
};

const whatNext = `
What next?
  npm run -s coalmine -- replay scenarios             all pages, compared
  npm run -s coalmine -- replay --transcript PAGE     what a page computes, and nothing else
  edit a page under scenarios/ and replay it: a wrong output is shown as a diff, --update corrects it
  docs/architecture.md                                how a decision is made, and where its rule stands
`;

program
  .command("replay")
  .description("replay scenario pages and compare their outputs")
  .argument("<page...>", "pages, or folders of pages")
  .option("--transcript", "print the computed golden blocks and nothing else", false)
  .option("--update", "rewrite the outputs in the pages", false)
  .option("--narrate", "print the pages as sessions, and what to try next", false)
  .action(async (pages: string[], options: { transcript: boolean; update: boolean; narrate: boolean }) => {
    process.exitCode = await replayCommand(pages, options, out);
    if (options.narrate && process.exitCode === 0) out.stdout(whatNext);
  });

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
  .action(async (options: ShellOptions) => {
    const { shellCommand } = await import("./shell/shellCommand.js");
    process.exitCode = await shellCommand(options, {
      stdin: process.stdin,
      stdout: process.stdout,
      stderr: process.stderr,
      environment: process.env,
      workingFolder: process.cwd(),
      parseJobFile: async (source, wishes) => {
        const { parseCommandJobFile } = await import("./agent/commandJobFile.js");
        return parseCommandJobFile(source, wishes);
      },
    });
  });

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
  .action(async (options: AgentOptions) => {
    // Loaded when it is asked for: a page is replayed in less time than the HTTP framework takes to load.
    const { agentCommand } = await import("./agent/agentCommand.js");
    process.exitCode = await agentCommand(options, {
      ...out,
      onInterrupt: (end) => {
        process.once("SIGINT", end);
        process.once("SIGTERM", end);
      },
    });
  });

await program.parseAsync(goFlags(process.argv));
