import { describe, expect, test } from "vitest";
import { canary, jobFile, ShellPlay } from "./shellPlay.js";

async function statusAfter(...lines: readonly string[]): Promise<string> {
  const play = new ShellPlay();
  play.machine.set("v1.json", jobFile());
  play.machine.set("v2.json", jobFile(canary));
  play.machine.set(
    "big.json",
    jobFile({
      ID: "big",
      TaskGroups: [{ Name: "g", Tasks: [{ Name: "t", Driver: "mock_driver", Resources: { CPU: 1e6, MemoryMB: 10 } }] }],
    }),
  );
  await play.type(...lines);
  return play.shell.status;
}

describe("the status line", () => {
  test.each([
    [[], "16:00:00 · nothing is under way"],
    [["sleep 9h"], "2026-01-06 01:00:00 · nothing is under way"],
    [
      ["nomad job run -detach -json v1.json", "sleep 3s"],
      "16:00:03 · 1 deployment running · next: +7s health of 2 allocations",
    ],
    [["nomad job run -json v1.json", "nomad job run -json v2.json"], "16:00:20 · 1 deployment waits for promotion"],
    [["nomad job run -json v1.json", "coalmine node down client-1", "sleep 25s"], "16:00:35 · 1 node not ready"],
    [["nomad job run -detach -json big.json"], "16:00:00 · 1 deployment running · 1 evaluation blocked"],
  ])("after %j: %s", async (lines, status) => {
    expect(await statusAfter(...lines)).toContain(status);
  });

  test("goes back as well", async () => {
    expect(await statusAfter("sleep 1h", "undo")).toBe("16:00:00 · nothing is under way");
  });

  test("a paused deployment", async () => {
    const play = new ShellPlay();
    play.machine.set("v1.json", jobFile());
    await play.type("nomad job run -detach -json v1.json");
    const [id = ""] = play.state.world.deployments.keysArray();
    await play.type(`nomad deployment pause ${id}`);
    expect(play.shell.status).toContain("16:00:00 · 1 deployment paused · next: +10s");
  });
});
