// Builds dist/: the command and the library as bundles without dependencies to load, and the types of the public contract.
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { build } from "esbuild";

rmSync("dist", { recursive: true, force: true });
const shared = {
  bundle: true,
  format: "esm",
  target: "node20",
  platform: "node",
  outdir: "dist",
  minifySyntax: true,
  legalComments: "inline",
  // HashiCorp's parser reads its WebAssembly from its own folder.
  external: ["@cdktn/hcl2json"],
};
// commander is CommonJS and asks for node's modules by require.
const banner = {
  js: 'import { createRequire as makeRequire } from "node:module";\nconst require = makeRequire(import.meta.url);',
};
// Split where a module is imported when it is asked for: each command loads what it needs.
await build({
  ...shared,
  entryPoints: ["src/main.ts"],
  banner,
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
});
await build({ ...shared, entryPoints: ["src/index.ts"], packages: "external" });
await compileCommand();
const tsc = createRequire(import.meta.url)
  .resolve("typescript/package.json")
  .replace("package.json", "bin/tsc");
execFileSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], { stdio: "inherit" });

/** The command once more, in one script, with the code that V8 makes of it: see src/terminal/codeCache.ts. */
async function compileCommand() {
  const file = "dist/compiled/coalmine.cjs";
  await build({
    ...shared,
    outdir: undefined,
    entryPoints: ["src/frontDoor.ts"],
    outfile: file,
    format: "cjs",
    // What is imported when it is asked for is in this script too.
    supported: { "dynamic-import": false },
    minifyWhitespace: true,
    banner: { js: "(function (exports, require, module) {" },
    footer: { js: "})" },
  });
  const text = readFileSync(file, "latin1");
  const foreign = text.search(/[^\0-\x7f]/);
  if (foreign >= 0) throw new Error(`${file} has to be ASCII: ${text.slice(foreign - 60, foreign + 20)}`);
  // Functions are compiled when they are first called: what a command calls is called in a process of its own.
  const commands = { nomad: "nomad job status", coalmine: "replay scenarios/job-promote" };
  for (const [name, command] of Object.entries(commands)) {
    const cache = `dist/compiled/${name}.cache`;
    execFileSync(process.execPath, ["build.warmUp.mjs", file, cache, ...command.split(" ")], { stdio: "ignore" });
  }
}
