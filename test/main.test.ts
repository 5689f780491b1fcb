import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Runs the command from its sources in a process of its own. */
function coalmine(
  args: readonly string[],
  read = true,
): Promise<{ exit: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", "src/main.ts", ...args], { cwd: root });
  const written = { stdout: "", stderr: "" };
  child.stderr.on("data", (part) => {
    written.stderr += part;
  });
  if (read) {
    child.stdout.on("data", (part) => {
      written.stdout += part;
    });
  } else child.stdout.destroy();
  return new Promise((resolve) => {
    child.on("close", (exit) => resolve({ exit, ...written }));
  });
}

describe("the command coalmine", () => {
  test("leaves everything after nomad to Nomad's own rules", async () => {
    const [version, flag, help] = await Promise.all([
      coalmine(["nomad", "--version"]),
      coalmine(["nomad", "job", "status", "-nope"]),
      coalmine(["nomad", "job", "status", "-h"]),
    ]);
    expect(version).toEqual({ exit: 0, stdout: "Nomad v2.0.5\n", stderr: "" });
    expect([flag.exit, flag.stderr]).toEqual([1, "flag provided but not defined: -nope\n"]);
    expect([help.exit, help.stdout.split("\n")[0]]).toEqual([0, "Usage: nomad job status [options] [<job>]"]);
  });

  test("ends quietly when nobody reads on", async () => {
    const ended = { exit: 141, stdout: "", stderr: "" };
    expect(await coalmine(["nomad", "version"], false)).toEqual(ended);
    expect(await coalmine(["replay", "scenarios/job-promote"], false)).toEqual(ended);
  });
});
