#!/usr/bin/env node
import nodeModule from "node:module";
import { fromCodeCache } from "./terminal/codeCache.js";

type Program = typeof import("./frontDoor.js");

// From version 22 on Node can keep compiled code from run to run.
(nodeModule as { readonly enableCompileCache?: () => unknown }).enableCompileCache?.();

// Whoever read the output has gone (`coalmine nomad job status | head`): as if ended by SIGPIPE.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(141);
});

// What V8 made at the build of the one way through the program, and of the others.
const way = process.argv[2] === "nomad" || process.argv[2] === "__complete" ? "nomad" : "coalmine";
const compiled = (file: string) => new URL(`compiled/${file}`, import.meta.url);
const cached = fromCodeCache<Program>(compiled("coalmine.cjs"), compiled(`${way}.cache`));
const { openFrontDoor } = cached ?? (await import("./frontDoor.js"));
await openFrontDoor(process.argv);
