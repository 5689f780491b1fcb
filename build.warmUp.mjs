// Runs a command of a program and keeps the code that V8 has made by then, for src/terminal/codeCache.ts.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Script } from "node:vm";

const [file, cache, ...words] = process.argv.slice(2);
const script = new Script(readFileSync(file, "latin1"), { filename: file });
const module = { exports: {} };
script.runInThisContext()(module.exports, createRequire(import.meta.url), module);
// There is no agent: the way to it is compiled, and how a failure is told.
process.env.NOMAD_ADDR = "http://127.0.0.1:1";
await module.exports.openFrontDoor(["node", "coalmine", ...words]);
process.exitCode = 0;
writeFileSync(cache, script.createCachedData());
