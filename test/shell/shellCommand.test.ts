import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import type { ReadStream, WriteStream } from "node:tty";
import { expect, test } from "vitest";
import type { ShellOptions } from "../../src/shell/shellCommand.js";
import { shellCommand } from "../../src/shell/shellCommand.js";

async function shell(text: string, given: Partial<ShellOptions> = {}) {
  const options: ShellOptions = {
    page: undefined,
    nodes: 2,
    style: "current",
    latency: "instant",
    history: false,
    ...given,
  };
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const exitCode = await shellCommand(options, {
    stdin: Readable.from([text]) as unknown as ReadStream,
    stdout: stdout as unknown as WriteStream,
    stderr,
    environment: {},
    workingFolder: process.cwd(),
    syntaxWords: async () => undefined,
  });
  return { exitCode, stdout: String(stdout.read() ?? ""), stderr: String(stderr.read() ?? "") };
}

test("begins with some clients, in a style", async () => {
  const { stdout } = await shell("nomad node status\n", { nodes: 4, style: "docs-2017" });
  expect(stdout.split("\n")).toHaveLength(6);
  expect(stdout).toMatch(/^ID +DC +Name +Class +Drain +Status\n/);
});

test("begins where a page begins", async () => {
  const { stdout } = await shell("next\nfiles\n", { page: "scenarios/job-promote/all-groups.md" });
  expect(stdout).toMatch(/^\$ nomad run -detach \S*example.v0\S+\nJob registration successful\n/);
  expect(stdout).toContain("example.v1.");
});

test("reads job files in HCL of its own", async () => {
  const job = 'job "own" {\n  group "g" {\n    task "t" {\n      driver = "docker"\n    }\n  }\n}';
  const run = await shell(`cat > a.hcl <<EOF\n${job}\nEOF\nnomad job run -detach a.hcl\nnomad job status\n`);
  expect(run.exitCode).toBe(0);
  expect(run.stdout).toContain("own  service");
});

test("a page that cannot be read is said with its place", async () => {
  const missing = await shell("", { page: "nowhere.md" });
  expect(missing).toMatchObject({
    exitCode: 1,
    stderr: "coalmine shell: open nowhere.md: no such file or directory\n",
  });
  const folder = mkdtempSync(join(tmpdir(), "coalmine-test-"));
  const page = join(folder, "page.md");
  writeFileSync(page, "---\nstyle: new\n---\n");
  expect(await shell("", { page })).toMatchObject({
    exitCode: 1,
    stderr: `${page}:2: "new" is none of docs-2017, current.\n`,
  });
  rmSync(folder, { recursive: true });
});
