import { spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { completionScript, type Shell, shells } from "../../../src/terminal/completion/scripts.js";
import { type ServedAgent, serveAgent } from "../servedAgent.js";

const main = fileURLToPath(new URL("../../../src/main.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "coalmine-completion-"));
let served: ServedAgent;

beforeAll(async () => {
  served = await serveAgent();
  const groups = [{ Name: "web", Count: 1, Tasks: [{ Name: "main", Driver: "docker" }] }];
  for (const ID of ["shop:one", "shop:two"])
    served.agent.perform({ kind: "register-job", job: { ID, Datacenters: ["dc1"], TaskGroups: groups } });
  await bundleMain(join(folder, "dist"));
  mkdirSync(join(folder, "bin"));
  const program = join(folder, "bin", "coalmine");
  writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${join(folder, "dist", "main.mjs")}" "$@"\n`);
  chmodSync(program, 0o755);
  for (const shell of shells) writeFileSync(join(folder, shell), completionScript(shell));
  mkdirSync(join(folder, "files"));
  writeFileSync(join(folder, "files", "web.nomad.hcl"), "");
  writeFileSync(join(folder, "files", "weekly.nomad.hcl"), "");
});
afterAll(() => {
  served.close();
  rmSync(folder, { recursive: true });
});

/** The command as it is shipped: from its sources each TAB would take a second. */
async function bundleMain(outdir: string): Promise<void> {
  await build({
    entryPoints: [main],
    outdir,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    outExtension: { ".js": ".mjs" },
    external: ["@cdktn/hcl2json"],
    banner: {
      js: 'import { createRequire as makeRequire } from "node:module";\nconst require = makeRequire(import.meta.url);',
    },
  });
}

/** Runs a script of a shell and answers the lines that it prints, sorted. */
function run(shell: Shell, flags: readonly string[], script: string): Promise<readonly string[]> {
  const environment = { ...process.env, PATH: `${join(folder, "bin")}${delimiter}${process.env.PATH}` };
  const child = spawn(shell, [...flags, "-c", script], {
    cwd: join(folder, "files"),
    env: { ...environment, NOMAD_ADDR: served.address, HOME: folder },
  });
  let printed = "";
  let complaints = "";
  child.stdout.on("data", (part) => {
    printed += part;
  });
  child.stderr.on("data", (part) => {
    complaints += part;
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", () => {
      if (complaints !== "") reject(new Error(complaints));
      else resolve(printed.split("\n").slice(0, -1).sort());
    });
  });
}

function isInstalled(shell: Shell): boolean {
  return spawnSync(shell, ["-c", "exit 0"]).status === 0;
}

const lines: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ["coalmine compl", ["completion"], ["completion"]],
  ["coalmine nomad job st", ["start", "status", "stop"], ["start", "status", "stop"]],
  ["coalmine nomad job promote -gr", ["-group="], ["-group="]],
  // Bash breaks words at the colon and at the equals sign: what stands before is done.
  ["coalmine nomad job status shop:t", ["two"], ["shop:two"]],
  ["coalmine nomad job status -namespace=d", ["default"], ["-namespace=default"]],
  ["coalmine nomad job run we", ["web.nomad.hcl", "weekly.nomad.hcl"], ["web.nomad.hcl", "weekly.nomad.hcl"]],
  ["coalmine nomad run -var-file=wee", ["weekly.nomad.hcl"], ["-var-file=weekly.nomad.hcl"]],
];

describe(`in bash${isInstalled("bash") ? "" : " (not installed here)"}`, () => {
  test.skipIf(!isInstalled("bash")).each(lines)("%s", async (line, inBash) => {
    const press = `COMP_LINE='${line}' COMP_POINT=${line.length} COMP_WORDS=(coalmine) COMP_CWORD=0`;
    const script = `source ${join(folder, "bash")}; ${press}; _coalmine; printf '%s\\n' "\${COMPREPLY[@]}"`;
    expect(await run("bash", ["--norc"], script)).toEqual(inBash);
  });

  test.skipIf(!isInstalled("bash"))("the script is registered for coalmine", async () => {
    const script = `source ${join(folder, "bash")}; complete -p coalmine`;
    expect(await run("bash", ["--norc"], script)).toEqual(["complete -F _coalmine coalmine"]);
  });
});

describe(`in fish${isInstalled("fish") ? "" : " (not installed here)"}`, () => {
  test.skipIf(!isInstalled("fish")).each(lines)("%s", async (line, _inBash, words) => {
    const script = `source ${join(folder, "fish")}; complete -C '${line}'`;
    const offered = await run("fish", ["--no-config"], script);
    expect(offered.map((candidate) => candidate.split("\t")[0])).toEqual(words);
  });
});

describe(`in zsh${isInstalled("zsh") ? "" : " (not installed here)"}`, () => {
  // zsh completes in its line editor only; outside of it compadd is replaced by a function that shows what would be offered.
  const compadd =
    'compadd() { print -l -- "${(@P)@[-1]}" };  _files() { print -l -- ${${PREFIX##*=}}*(N) }; compset() { true };';
  test.skipIf(!isInstalled("zsh")).each(lines.slice(0, 5))("%s", async (line, _inBash, words) => {
    const typed = line.split(" ");
    const place = `words=(${typed.map((word) => `'${word}'`).join(" ")}); CURRENT=${typed.length}; PREFIX='${typed.at(-1)}';`;
    expect(await run("zsh", ["-f"], `source ${join(folder, "zsh")}; ${compadd} ${place} _coalmine`)).toEqual(words);
  });
});
