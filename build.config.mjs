// Builds dist/: the command and the library as bundles without dependencies to load, and the types of the public contract.
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Writable } from "node:stream";
import { Script } from "node:vm";
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
await compileNomad();
const tsc = createRequire(import.meta.url)
  .resolve("typescript/package.json")
  .replace("package.json", "bin/tsc");
execFileSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], { stdio: "inherit" });

/** `coalmine nomad` once more, in one script, with the code that V8 makes of it: see src/terminal/codeCache.ts. */
async function compileNomad() {
  const file = "dist/compiled/nomad.cjs";
  await build({
    ...shared,
    outdir: undefined,
    entryPoints: ["src/terminal/nomadCommand.ts"],
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
  const script = new Script(text, { filename: file });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(import.meta.url), module);
  // Functions are compiled when they are first called: what every command calls is called here.
  const nowhere = new Writable({ write: (_part, _encoding, done) => done() });
  await module.exports.nomadCommand(["job", "status"], {
    stdin: process.stdin,
    stdout: nowhere,
    stderr: nowhere,
    environment: { NOMAD_ADDR: "http://127.0.0.1:1" },
    directory: process.cwd(),
    syntaxWords: async () => undefined,
  });
  writeFileSync(`${file}.cache`, script.createCachedData());
}
