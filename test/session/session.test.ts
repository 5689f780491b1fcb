import { describe, expect, test } from "vitest";
import { readDuration } from "../../src/session/duration.js";
import { MemoryFiles } from "../../src/session/memoryFiles.js";
import { Session } from "../../src/session/session.js";
import { openCluster } from "../../src/session/stage.js";

const start = Date.UTC(2026, 0, 5, 16, 0, 0);

/** A service of one task; `given` are further members of the job. */
function jobFile(given: object = {}): string {
  return JSON.stringify({
    Job: {
      ID: "example",
      Datacenters: ["dc1"],
      TaskGroups: [{ Name: "web", Count: 2, Tasks: [{ Name: "main", Driver: "mock_driver", Config: {} }] }],
      ...given,
    },
  });
}

function sessionWith(files: Readonly<Record<string, string>> = {}): Session {
  const simulator = openCluster({ clock: start, seed: 1, latency: "instant", nodes: [{ name: "client-1" }] });
  return new Session(simulator, { style: "current", files: new MemoryFiles(new Map(Object.entries(files))) });
}

const seconds = (session: Session): number => (session.simulator.now - start) / 1000;

describe("sleep", () => {
  test("virtual time passes, nothing is said", async () => {
    const session = sessionWith();
    expect(await session.run("sleep 90s")).toEqual({ output: "", exitCode: 0 });
    expect(seconds(session)).toBe(90);
    await session.run("sleep 1m30s");
    await session.run("sleep 1.5");
    expect(seconds(session)).toBe(181.5);
  });

  test.each(["sleep", "sleep soon", "sleep 1s 2s", "sleep -1s"])("%s is no command", async (line) => {
    const session = sessionWith();
    expect(await session.run(line)).toEqual({
      output: "",
      exitCode: 127,
      unknown: "sleep takes one duration, for instance: sleep 16s",
    });
    expect(seconds(session)).toBe(0);
  });

  test("durations", () => {
    expect(["2", "0", "1h", "1m1s", "250ms", "x", "-3", "-3s", ""].map(readDuration)).toEqual([
      2_000,
      0,
      3_600_000,
      61_000,
      250,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("nomad job plan", () => {
  test("tells what a run would do, and does nothing of it", async () => {
    const session = sessionWith({ "a.json": jobFile(), "b.json": jobFile({ Priority: 60 }) });
    const planned = await session.run("nomad job plan -json a.json");
    expect(planned.exitCode).toBe(1);
    expect(planned.output).toMatch(
      /^\+ Job: "example"\n\+ Task Group: "web" \(2 create\)\n {2}\+ Task: "main" \(forces create\)\n/,
    );
    expect(session.simulator.world.jobs.size).toBe(0);

    await session.run("nomad job run -detach -json a.json");
    expect(await session.run("nomad job plan -json a.json")).toMatchObject({
      exitCode: 0,
      output: expect.stringMatching(/^Job: "example"\nTask Group: "web" \(2 ignore\)\n {2}Task: "main"\n/),
    });
    const { output } = await session.run("nomad job plan -json b.json");
    expect(output).toContain('+/- Priority: "50" => "60"');
    const [, index] = /-check-index (\d+) b\.json/.exec(output) ?? [];
    expect((await session.run(`nomad job run -detach -json -check-index ${index} b.json`)).exitCode).toBe(0);
    expect((await session.run("nomad job history -p example")).output).toContain('+/- Priority: "50" => "60"');
  });
});

describe("timeout", () => {
  test("ends a command as Ctrl-C does: exit 124, what it wrote is kept, time stands at the limit", async () => {
    const session = sessionWith({ "a.json": jobFile() });
    const whole = await sessionWith({ "a.json": jobFile() }).run("nomad job run -json a.json");
    const cut = await session.run("timeout 5s nomad job run -json a.json");
    expect(cut.exitCode).toBe(124);
    expect(cut.output.length).toBeGreaterThan(0);
    expect(whole.output.startsWith(cut.output)).toBe(true);
    expect(seconds(session)).toBe(5);
    expect(session.simulator.world.jobs.size).toBe(1);
  });

  test("a command that is done earlier keeps its own exit code", async () => {
    const session = sessionWith();
    expect(await session.run("timeout 1m nomad job status nobody")).toMatchObject({ exitCode: 1 });
    expect(await session.run("timeout 1m sleep 3s")).toEqual({ output: "", exitCode: 0 });
    expect(seconds(session)).toBe(3);
  });

  test("the nearer of two limits counts", async () => {
    const session = sessionWith();
    expect(await session.run("timeout 10s timeout 20s sleep 1m")).toEqual({ output: "", exitCode: 124 });
    expect(seconds(session)).toBe(10);
    await session.run("timeout 20s timeout 5s sleep 1m");
    expect(seconds(session)).toBe(15);
  });

  test("a limit that is over limits no later command", async () => {
    const session = sessionWith();
    await session.run("timeout 1s sleep 5s");
    expect(await session.run("sleep 1h")).toEqual({ output: "", exitCode: 0 });
  });

  test.each(["timeout", "timeout 5s", "timeout soon nomad status"])("%s is no command", async (line) => {
    const result = await sessionWith().run(line);
    expect(result.exitCode).toBe(127);
    expect(result.unknown).toBe(
      "timeout takes a duration and a command, for instance: timeout 30s nomad job promote example",
    );
  });

  test("an unknown command inside is told as one", async () => {
    expect((await sessionWith().run("timeout 5s ls")).unknown).toBe(
      'There is no command "ls" here: a line starts with nomad, coalmine, sleep or timeout.',
    );
  });
});

describe("the limit of 24 virtual hours", () => {
  test("is as long as a command may take", async () => {
    const session = sessionWith();
    expect(await session.run("sleep 24h")).toEqual({ output: "", exitCode: 0 });
    expect(await session.run("sleep 24h1s")).toEqual({ output: "", exitCode: 124, endless: true });
    expect(seconds(session)).toBe(48 * 3600);
  });

  test("a longer timeout does not lift it", async () => {
    expect(await sessionWith().run("timeout 30h sleep 29h")).toMatchObject({ exitCode: 124, endless: true });
  });

  test("a monitor that waits for a promotion is endless; what it wrote so far is kept", async () => {
    const canaries = { "v0.json": jobFile(), "v1.json": jobFile({ Meta: { v: "1" }, Update: { Canary: 1 } }) };
    const session = sessionWith(canaries);
    await session.run("nomad job run -json v0.json");
    const result = await session.run("nomad job run -json v1.json");
    expect(result).toMatchObject({ exitCode: 124, endless: true });
    expect(result.output).toContain("requires manual promotion");
  });
});

describe("lines that are no commands", () => {
  const cases: readonly [string, string][] = [
    ["", "The line holds no command."],
    ["ls -l", 'There is no command "ls" here: a line starts with nomad, coalmine, sleep or timeout.'],
    ["nomad status | less", '"|" is for a shell; here a line is one command.'],
    ["nomad 'status", "A single quote is not closed."],
  ];

  test.each(cases)("%s", async (line, unknown) => {
    expect(await sessionWith().run(line)).toEqual({ output: "", exitCode: 127, unknown });
  });

  test("whatever is typed, a session answers", async () => {
    const session = sessionWith({ "a.json": jobFile() });
    for (const line of [
      "nomad",
      "nomad nonsense",
      "nomad job",
      "nomad -x",
      "coalmine",
      "coalmine x",
      "nomad job run a.txt",
    ]) {
      const result = await session.run(line);
      expect(result.unknown).toBeUndefined();
      expect(result.exitCode).toBeGreaterThan(0);
    }
  });
});

describe("faults", () => {
  async function running(): Promise<Session> {
    const session = sessionWith({ "a.json": jobFile() });
    await session.run("nomad job run -detach -json a.json");
    return session;
  }

  test("coalmine alloc fail ends all running tasks with exit code 1", async () => {
    const session = await running();
    const [id = ""] = session.simulator.world.allocations.keysArray();
    expect(await session.run(`coalmine alloc fail ${id.slice(0, 8)}`)).toEqual({ output: "", exitCode: 0 });
    expect(session.simulator.world.allocations.get(id)?.taskStates.main?.events.at(-2)?.displayMessage).toBe(
      "Exit Code: 1",
    );
  });

  test("-task and -exit", async () => {
    const session = await running();
    const [id = ""] = session.simulator.world.allocations.keysArray();
    await session.run(`coalmine alloc fail -task=main -exit=42 ${id}`);
    expect(session.simulator.world.allocations.get(id)?.taskStates.main?.events.at(-2)?.displayMessage).toBe(
      "Exit Code: 42",
    );
    expect(await session.run(`coalmine alloc fail -task=nobody ${id}`)).toEqual({
      output: `allocation "${id}" has no running task "nobody".\n`,
      exitCode: 1,
    });
  });

  test("mistakes", async () => {
    const session = await running();
    const said = async (line: string) => (await session.run(line)).output;
    const usage = "Usage: coalmine alloc fail [-task=NAME] [-exit=CODE] ALLOCATION\n";
    expect(await said("coalmine alloc fail")).toBe(usage);
    expect(await said("coalmine alloc fail a b")).toBe(usage);
    expect(await said("coalmine alloc fail -x a")).toBe(usage);
    expect(await said("coalmine alloc fail -exit=300 a")).toBe("An exit code is a number from 0 to 255.\n");
    expect(await said("coalmine alloc fail zzz")).toBe('No allocation starts with "zzz".\n');
    expect(await said('coalmine alloc fail ""')).toBe('Several allocations start with "".\n');
  });
});

describe("bad job files through the command line: exit 1, and the World stays", () => {
  const task = { Name: "main", Driver: "mock_driver", Config: {} };
  const group = { Name: "web", Count: 2, Tasks: [task] };
  const withUpdate = (update: object, given: object = {}) => ({ TaskGroups: [{ ...group, Update: update }], ...given });
  const cases: readonly [string, object, RegExp][] = [
    ["text where a duration is due", withUpdate({ MinHealthyTime: "soon" }), /MinHealthyTime|duration|unmarshal/],
    ["no ID", { ID: undefined }, /ID/],
    ["negative count", { TaskGroups: [{ ...group, Count: -1 }] }, /Task group count can't be negative/],
    ["negative canary", withUpdate({ Canary: -1 }), /Canary count can not be less than zero: -1 < 0/],
    [
      "auto_promote without canary",
      withUpdate({ AutoPromote: true }),
      /Auto Promote requires a Canary count greater than zero/,
    ],
    [
      "update block on a batch job",
      withUpdate({ Canary: 1 }, { Type: "batch" }),
      /Job type "batch" does not allow update block/,
    ],
    ["two groups of one name", { TaskGroups: [group, group] }, /Job task group 2 redefines 'web' from group 1/],
    [
      "unknown constraint operator",
      { Constraints: [{ LTarget: "a", Operand: "smells_like", RTarget: "b" }] },
      /smells_like/,
    ],
  ];

  test.each(cases)("%s", async (_name, given, message) => {
    const session = sessionWith({ "bad.json": jobFile(given) });
    const before = session.simulator.world;
    const result = await session.run("nomad job run -json bad.json");
    expect(result.exitCode).toBe(1);
    expect(result.output).toMatch(message);
    expect(session.simulator.world).toBe(before);
  });

  test("no JSON at all, and no file", async () => {
    const session = sessionWith({ "bad.json": "{ ID: " });
    const before = session.simulator.world;
    expect((await session.run("nomad job run -json bad.json")).exitCode).toBe(1);
    expect((await session.run("nomad job run -json missing.json")).output).toContain(
      "stat /missing.json: no such file or directory",
    );
    expect(session.simulator.world).toBe(before);
  });
});
