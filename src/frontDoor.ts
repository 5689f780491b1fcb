import { hashicorpWords } from "./syntaxWords.js";

/**
 * The `coalmine` command. `nomad` takes flags as Go does, and operators wait for it: it is told apart before the parser of
 * Coalmine's own flags is loaded, and only what it needs is loaded at all.
 *
 * @param argv As in `process.argv`: program, script, command, flags. The exit code is set on the process.
 */
export async function openFrontDoor(argv: readonly string[]): Promise<void> {
  const [word, ...rest] = argv.slice(2);
  if (word === "nomad") {
    const { nomadCommand } = await import("./terminal/nomadCommand.js");
    process.exitCode = await nomadCommand(rest, {
      get stdin() {
        return process.stdin;
      },
      stdout: process.stdout,
      stderr: process.stderr,
      environment: process.env,
      directory: process.cwd(),
      syntaxWords: hashicorpWords,
    });
  } else if (word === "__complete") {
    const { completeCommand } = await import("./terminal/completion/completeCommand.js");
    await completeCommand(rest, {
      stdout: process.stdout,
      environment: process.env,
      own: async (words, last) => (await import("./ownCompletion.js")).completeOwn(words, last),
    });
  } else {
    const { runProgram } = await import("./program.js");
    await runProgram(argv);
  }
}
