#!/usr/bin/env node
import nodeModule from "node:module";
import { hashicorpWords } from "./syntaxWords.js";
import { fromCodeCache } from "./terminal/codeCache.js";

type NomadProgram = typeof import("./terminal/nomadCommand.js");

/**
 * The `coalmine` command. `nomad` takes flags as Go does, and operators wait for it: it is told apart before the parser of
 * Coalmine's own flags is loaded, and only what it needs is loaded at all.
 */
const [word, ...rest] = process.argv.slice(2);

// From version 22 on Node can keep compiled code from run to run.
(nodeModule as { readonly enableCompileCache?: () => unknown }).enableCompileCache?.();

// Whoever read the output has gone (`coalmine nomad job status | head`): as if ended by SIGPIPE.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(141);
});

if (word === "nomad") {
  const cached = fromCodeCache<NomadProgram>(new URL("compiled/nomad.cjs", import.meta.url));
  const { nomadCommand } = cached ?? (await import("./terminal/nomadCommand.js"));
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
  await runProgram(process.argv);
}
