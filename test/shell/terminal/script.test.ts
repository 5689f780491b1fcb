import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { runScript } from "../../../src/shell/terminal/script.js";
import { jobFile, plainStart } from "../shellPlay.js";

async function scripted(text: string): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  const written = { stdout: "", stderr: "" };
  const exitCode = await runScript(Readable.from([text]), plainStart(), {
    write: (stream, words) => {
      written[stream] += words;
    },
    hasColours: false,
    files: { read: async () => jobFile(), write: async () => undefined, list: () => [] },
  });
  return { exitCode, ...written };
}

test("a script runs without a prompt; its exit code is that of the last command", async () => {
  const run = await scripted("nomad job run -detach -json a.json\r\n\nsleep 1m\nnomad job status example");
  expect(run.exitCode).toBe(0);
  expect(run.stdout).toMatch(/^Job registration successful\nEvaluation ID: .{36}\nID {12}= example\n/);
  expect(run.stderr).toBe("");
  expect(await scripted("nomad job status nobody\n")).toMatchObject({ exitCode: 1, stdout: "" });
  expect(await scripted("nomad job status nobody\nsleep 1s\n")).toMatchObject({ exitCode: 0 });
  expect(await scripted("")).toEqual({ exitCode: 0, stdout: "", stderr: "" });
});

test("errors name their line, and the script goes on", async () => {
  const run = await scripted("sleep 1s\nls\ncat > a <<EOF\nx\nEOF\nundo 0\nsleep 1s\n");
  expect(run.stderr).toBe(
    'line 2: There is no command "ls" here: help says what there is.\nline 6: undo takes a number of commands, or nothing for one.\n',
  );
  expect(run.exitCode).toBe(0);
});

test("what is not complete at the end is an error", async () => {
  expect(await scripted("sleep 1s\ncat > a <<EOF\nx\n")).toMatchObject({
    exitCode: 127,
    stderr: 'line 2: A line "EOF" has to end what the command reads.\n',
  });
});

test("a command that asks reads the next line, which is no command then, but counts as a line", async () => {
  const run = await scripted("nomad job run -detach -json a.json\nnomad job stop exam\nn\nls\n");
  expect(run.stdout).toContain("Cancelling job stop");
  expect(run.stderr).toMatch(/^line 4: There is no command "ls"/);
});

test("exit ends it", async () => {
  expect(await scripted("exit 7\nls\n")).toEqual({ exitCode: 7, stdout: "", stderr: "" });
});
