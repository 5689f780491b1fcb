import { describe, expect, test } from "vitest";
import { runNomad } from "../../../src/cli/command.js";
import { type Answers, InTurn, Refusal, type StubOptions, stubbedContext } from "../agentStub.js";

const now = 1_767_638_105_000_000_000n; // 2026-01-05T18:35:05Z
const ids = ["11111111", "22222222", "33333333"].map((start) => `${start}-0000-4000-8000-000000000000`);
const [first = "", second = "", third = ""] = ids;

function allocation(ID: string, given: object = {}) {
  return {
    ID,
    TaskGroup: "web",
    JobVersion: 0,
    ClientStatus: "running",
    DesiredStatus: "run",
    CreateIndex: 5,
    ...given,
  };
}

const job = {
  ID: "shop",
  Name: "shop",
  Type: "service",
  Priority: 50,
  Status: "running",
  Stop: false,
  SubmitTime: 0,
  Version: 0,
  JobSummary: { Namespace: "default" },
  TaskGroups: [
    { Name: "web", Tasks: [{ Name: "main" }, { Name: "side" }] },
    { Name: "cache", Tasks: [{ Name: "redis" }] },
  ],
};

const restartOf = (id: string) => `PUT /v1/client/allocation/${id}/restart`;

/** Three allocations of one group that can be restarted. */
const shop: Answers = {
  "GET /v1/jobs": [job],
  "GET /v1/job/shop": job,
  "GET /v1/job/shop/versions": { Versions: [job], Diffs: null },
  "GET /v1/job/shop/allocations": ids.map((id) => allocation(id)),
  "GET /v1/job/shop/deployments": [],
  ...Object.fromEntries(ids.map((id) => [restartOf(id), { Index: 0 }])),
};

async function restart(argv: readonly string[], options: StubOptions = {}) {
  const { context, written, requests } = stubbedContext({ now, answers: shop, ...options });
  const exit = await runNomad(["job", "restart", ...argv, "shop"], context);
  return { exit, lines: written.stdout.split("\n"), stderr: written.stderr, requests };
}

/** The same with somebody at the terminal. */
async function restartWith(answers: readonly string[], argv: readonly string[], options: StubOptions = {}) {
  const { context, written, requests } = stubbedContext({ now, answers: shop, input: answers, ...options });
  const terminal = { ...context.terminal, isInteractive: true };
  const exit = await runNomad(["job", "restart", ...argv, "shop"], { ...context, terminal });
  return { exit, lines: written.stdout.split("\n"), stderr: written.stderr, requests };
}

const restarted = (requests: readonly string[]) =>
  requests
    .filter((request) => request.startsWith("PUT /v1/client"))
    .map((request) => request.split("/")[4]?.slice(0, 8));

const stamp = "2026-01-05T18:35:05Z";

describe("the flags of job restart (spec 06 §6.5)", () => {
  test.each([
    [["-batch-size", "0%"], 'Invalid -batch-size value "0%": number value must be greater than zero'],
    [["-batch-size", "-1"], 'Invalid -batch-size value "-1": number value must be greater than zero'],
    [["-batch-size", "1.5"], 'Invalid -batch-size value "1.5": batch size must be an integer or a percentage'],
    [["-batch-wait", "10"], 'Invalid -batch-wait value "10": time: missing unit in duration "10"'],
    [["-batch-wait", "10x"], 'Invalid -batch-wait value "10x": time: unknown unit "x" in duration "10x"'],
    [["-on-error", "stop"], 'Invalid -on-error value "stop": valid options are "ask" and "fail"'],
    [["-all-tasks", "-task", "main"], "The -all-tasks option cannot be used with -task"],
  ])("%s", async (flags, sentence) => {
    const { exit, stderr, requests } = await restart(["-yes", ...flags]);
    expect({ exit, stderr, requests }).toEqual({
      exit: 1,
      stderr: `${sentence}\nFor additional help try 'nomad job restart -help'\n`,
      requests: [],
    });
  });

  test.each([
    [["-on-error=fail", "-batch-wait=ask"], "batch-wait"],
    [[], "on-error"],
  ])("%s asks, and there is nobody", async (flags, name) => {
    const { exit, stderr } = await restart(flags);
    expect(exit).toBe(1);
    expect(stderr).toContain(`Invalid -${name} value "ask": "ask" cannot be used when terminal is not interactive\n`);
  });
});

describe("which allocations are restarted", () => {
  const mixed: Answers = {
    ...shop,
    "GET /v1/job/shop/allocations": [
      allocation(first),
      allocation(second, { TaskGroup: "cache" }),
      allocation(third, { ClientStatus: "complete", DesiredStatus: "stop" }),
      allocation("44444444-0000-4000-8000-000000000000", { NextAllocation: first }),
    ],
  };

  test("those that run or are to run and were not replaced", async () => {
    expect(restarted((await restart(["-yes"], { answers: mixed })).requests)).toEqual(["11111111", "22222222"]);
  });

  test("of one group, or with one task", async () => {
    expect(restarted((await restart(["-yes", "-group", "cache"], { answers: mixed })).requests)).toEqual(["22222222"]);
    const { requests, lines } = await restart(["-yes", "-task", "side", "-task", "main"], { answers: mixed });
    expect(restarted(requests)).toEqual(["11111111", "11111111"]);
    expect(lines.slice(1, 3)).toEqual([
      `    ${stamp}: Restarting task "main" in allocation "11111111" for group "web"`,
      `    ${stamp}: Restarting task "side" in allocation "11111111" for group "web"`,
    ]);
  });

  test("with -verbose it is said why others are not", async () => {
    const { lines } = await restart(["-yes", "-verbose", "-group", "web"], { answers: mixed });
    expect(lines.filter((line) => line.includes("Skipping")).map((line) => line.split("because ")[1])).toEqual([
      'it is of group "cache"',
      'desired status is "complete" and client status is "stop"',
      `it was replaced by "${first}"`,
    ]);
  });

  test("of a sysbatch job none is rescheduled", async () => {
    const { exit, stderr } = await restart(["-yes", "-reschedule"], {
      answers: { ...shop, "GET /v1/job/shop": { ...job, Type: "sysbatch" } },
    });
    expect({ exit, stderr }).toEqual({
      exit: 1,
      stderr: 'Jobs of type "sysbatch" are not allowed to be rescheduled.\n',
    });
  });
});

describe("batches", () => {
  test("a percentage rounds up, and there is a pause between two", async () => {
    const { lines } = await restart(["-yes", "-batch-size", "50%", "-batch-wait", "1m30s"]);
    expect(lines).toEqual([
      `==> ${stamp}: Restarting 3 allocations`,
      `==> ${stamp}: Restarting 1st batch of 2 allocations`,
      `    ${stamp}: Restarting running tasks in allocation "11111111" for group "web"`,
      `    ${stamp}: Restarting running tasks in allocation "22222222" for group "web"`,
      `==> ${stamp}: Waiting 1m30s before restarting the next batch`,
      "==> 2026-01-05T18:36:35Z: Restarting 2nd batch of 1 allocations",
      '    2026-01-05T18:36:35Z: Restarting running tasks in allocation "33333333" for group "web"',
      "==> 2026-01-05T18:36:35Z: Job restart finished",
      "",
      "Job restarted successfully!",
      "",
    ]);
  });

  test("an active deployment ends it", async () => {
    const deployment = { ID: "99999999-0000-4000-8000-000000000000", Status: "running", CreateIndex: 1 };
    const { exit, stderr, requests } = await restart(["-yes"], {
      answers: { ...shop, "GET /v1/job/shop/deployments": new InTurn([], [deployment]) },
    });
    expect(exit).toBe(1);
    expect(restarted(requests)).toEqual(["11111111"]);
    expect(stderr).toBe('\n1 error occurred while restarting job:\n* Deployment "99999999" is "running"\n');
  });

  const broken = { ...shop, [restartOf(first)]: new Refusal(500, "no"), [restartOf(second)]: new Refusal(500, "nor") };
  const complaint = (id: string, why: string) =>
    `* Error restarting allocation "${id}": Unexpected response code: 500 (${why})`;

  test("-yes goes on after errors and tells them at the end", async () => {
    const { exit, lines, stderr, requests } = await restart(["-yes"], { answers: broken });
    expect(exit).toBe(1);
    expect(restarted(requests)).toEqual(["11111111", "22222222", "33333333"]);
    expect(lines.at(-2)).toBe(`==> ${stamp}: Job restart finished with errors`);
    expect(stderr).toBe(
      `\n2 errors occurred while restarting job:\n${complaint("11111111", "no")}\n${complaint("22222222", "nor")}\n`,
    );
  });

  test("-on-error=fail stops after the batch", async () => {
    const { requests, stderr } = await restart(["-on-error=fail", "-batch-size=2"], { answers: broken });
    expect(restarted(requests)).toEqual(["11111111", "22222222"]);
    expect(stderr).toContain("2 errors occurred");
  });

  test("asked, an operator goes on, waits, or has enough", async () => {
    const goesOn = await restartWith(["", "maybe", "10s"], ["-batch-wait=ask"]);
    expect(goesOn.exit).toBe(0);
    expect(restarted(goesOn.requests)).toEqual(["11111111", "22222222", "33333333"]);
    expect(goesOn.stderr).toBe('Invalid answer "maybe"\n');
    expect(goesOn.lines.at(-4)).toBe("==> 2026-01-05T18:35:15Z: Job restart finished");
    const hasEnough = await restartWith(["n"], ["-batch-wait=ask"]);
    expect(hasEnough.exit).toBe(0);
    expect(restarted(hasEnough.requests)).toEqual(["11111111"]);
    expect(hasEnough.lines.at(-2)).toContain("Job restart canceled");
  });

  test("asked about an error, silence means no", async () => {
    expect(restarted((await restartWith([""], [], { answers: broken })).requests)).toEqual(["11111111"]);
    expect(restarted((await restartWith(["y", "n"], [], { answers: broken })).requests)).toEqual([
      "11111111",
      "22222222",
    ]);
  });
});
