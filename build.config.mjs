// Builds dist/: the command and the library as bundles without dependencies to load, and the types of the public contract.
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
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
const tsc = createRequire(import.meta.url)
  .resolve("typescript/package.json")
  .replace("package.json", "bin/tsc");
execFileSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], { stdio: "inherit" });
