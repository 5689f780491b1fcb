import { describe, expect, test } from "vitest";
import { Interrupted } from "../../src/cli/command.js";
import { Session } from "../../src/session/session.js";
import { openCluster } from "../../src/session/stage.js";
import type { Surroundings } from "../../src/session/surroundings.js";
import type { Wait } from "../../src/session/virtualClock.js";

const start = Date.UTC(2026, 0, 5, 16, 0, 0);

const job = {
  ID: "example",
  Datacenters: ["dc1"],
  TaskGroups: [{ Name: "web", Count: 2, Tasks: [{ Name: "main", Driver: "mock_driver", Config: {} }] }],
};

function sessionIn(surroundings: Surroundings): Session {
  const simulator = openCluster({ clock: start, seed: 1, latency: "instant", nodes: [{ name: "client-1" }] });
  return new Session(simulator, { style: "current", files: { read: async () => JSON.stringify(job) }, surroundings });
}

describe("what is around a session", () => {
  test("is told of each text as it is written, whatever command writes it", async () => {
    const heard: [string, string, number][] = [];
    const session = sessionIn({
      write: (stream, text) => heard.push([stream, text, (session.simulator.now - start) / 1000]),
    });
    const { output } = await session.run("nomad job run -json a.json");
    expect(heard.map(([, text]) => text).join("")).toBe(output);
    expect([heard[0]?.[2], heard.at(-1)?.[2]]).toEqual([0, 10]);
    heard.length = 0;
    await session.run("coalmine why example");
    await session.run("coalmine why nobody");
    await session.run("coalmine node down nobody");
    await session.run("nomad job status nobody");
    expect(heard.map(([stream, text]) => `${stream}: ${text.split("\n")[0]}`)).toEqual([
      'stdout: Job "example", version 0',
      'stderr: No job, deployment, allocation or evaluation is called "nobody" or starts with it.',
      'stderr: No node is called "nobody".',
      'stderr: No job(s) with prefix or ID "nobody" found',
    ]);
  });

  test("a terminal has colours, and monitors write block after block there as well", async () => {
    const plain = await sessionIn({}).run("nomad job run -json a.json");
    const coloured = await sessionIn({ isTty: true, environment: { TERM: "xterm" } }).run("nomad job run -json a.json");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
    const withoutColours = coloured.output.replaceAll(/\u001b\[\d+m/g, "");
    expect(coloured.output).not.toBe(plain.output);
    expect(withoutColours).toBe(plain.output);
  });

  test("says whether somebody can be asked", async () => {
    const restart = "nomad job restart -on-error=ask example";
    const refused = await sessionIn({}).run(restart);
    expect(refused.output).toContain('"ask" cannot be used when terminal is not interactive');
    const asked = await sessionIn({ isInteractive: true }).run(restart);
    expect(asked.output).not.toContain("not interactive");
  });

  test("answers what a command reads", async () => {
    const lines = [JSON.stringify(job)];
    const session = sessionIn({ readLine: async () => lines.shift() });
    expect(await session.run("nomad job run -detach -json -")).toMatchObject({ exitCode: 0 });
    expect(session.simulator.world.jobs.size).toBe(1);
  });

  test("can end a command that waits, as Ctrl-C does: exit 130, what it wrote is kept, time stands", async () => {
    const session = sessionIn({
      whileWaiting: async () => {
        throw new Interrupted("Ctrl-C");
      },
    });
    const result = await session.run("nomad job run -json a.json");
    expect(result.exitCode).toBe(130);
    expect(result.output).toContain("Monitoring deployment");
    expect(session.simulator.now).toBe(start);
    expect(await session.run("timeout 5s sleep 1s")).toEqual({ output: "", exitCode: 130 });
  });

  test("is asked at each moment at which something happens, and knows who waits for what", async () => {
    const waits: Wait[] = [];
    const session = sessionIn({
      whileWaiting: async (wait) => {
        waits.push(wait);
      },
    });
    await session.run("nomad job run -json a.json");
    expect(waits).toEqual([{ until: start + 10_000, forNews: true }]);
    waits.length = 0;
    await session.run("nomad job run -detach -json a.json");
    await session.run("nomad job stop -detach example");
    await session.run("timeout 15m sleep 1h");
    expect(waits).toEqual([
      { until: start + 300_000, forNews: false },
      { until: start + 910_000, forNews: false },
    ]);
    expect(session.simulator.now).toBe(start + 910_000);
    await session.run("sleep 0s");
    expect(session.simulator.now).toBe(start + 910_000);
  });
});
