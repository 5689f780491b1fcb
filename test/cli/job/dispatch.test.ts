import { describe, expect, test } from "vitest";
import { runNomad } from "../../../src/cli/command.js";
import { type Answers, InTurn, type StubOptions, stubbedContext } from "../agentStub.js";

const parent = {
  ID: "resize",
  Type: "batch",
  Priority: 50,
  Status: "running",
  Stop: false,
  SubmitTime: 0,
  JobSummary: { Namespace: "default" },
};
const child = "resize/dispatch-1-aa";
const evaluation = "11111111-0000-4000-8000-000000000000";
const childPath = "/v1/job/resize%2Fdispatch-1-aa";

const dispatched: Answers = {
  "GET /v1/jobs": [parent],
  "PUT /v1/job/resize/dispatch": { DispatchedJobID: child, EvalID: evaluation },
  [`GET /v1/evaluation/${evaluation}`]: { ID: evaluation, JobID: child, Status: "complete" },
  [`GET /v1/evaluation/${evaluation}/allocations`]: [],
};

function summary(counts: object) {
  return { JobID: child, Summary: { do: { Queued: 0, Starting: 0, Running: 0, Complete: 0, Failed: 0, ...counts } } };
}

async function dispatch(argv: readonly string[], options: StubOptions = {}) {
  const { context, written, requests } = stubbedContext({ answers: dispatched, ...options });
  const exit = await runNomad(["job", "dispatch", ...argv], context);
  return { exit, ...written, requests };
}

describe("job dispatch (spec 06 §6.2, 05 §15)", () => {
  test("looks for parameterized jobs that nobody launched", async () => {
    const { requests } = await dispatch(["-detach", "resize"]);
    expect(requests[0]).toBe(
      "GET /v1/jobs?filter=ParentID+%3D%3D+%22%22+and+ParameterizedJob+is+not+nil&per_page=20&prefix=resize",
    );
  });

  test("the input is read before anybody is asked, and the meta after it", async () => {
    const missing = await dispatch(["-meta", "size", "resize", "in.bin"]);
    expect(missing).toMatchObject({
      exit: 1,
      stderr: "Error reading input data: open in.bin: no such file or directory\n",
      requests: [],
    });
    const unreadable = await dispatch(["-meta", "size", "resize", "-"], { input: ["x"] });
    expect(unreadable).toMatchObject({ exit: 1, stderr: "Error parsing meta value: size\n", requests: [] });
  });

  test("a failed placement is an error like any other", async () => {
    const failed = { NodesEvaluated: 0, NodesExhausted: 0, CoalescedFailures: 0 };
    const { exit } = await dispatch(["resize"], {
      answers: {
        ...dispatched,
        [`GET /v1/evaluation/${evaluation}`]: { ID: evaluation, Status: "complete", FailedTGAllocs: { do: failed } },
      },
    });
    expect(exit).toBe(1);
  });

  test.each([
    ["a group that is complete", { Complete: 1 }, 0],
    ["a group with a failed allocation", { Failed: 1 }, 2],
  ])("-wait ends with %s", async (_what, counts, code) => {
    const { exit, stdout } = await dispatch(["-wait", "resize"], {
      answers: {
        ...dispatched,
        [`GET ${childPath}`]: new InTurn({ ID: child, Status: "running" }, { ID: child, Status: "dead" }),
        [`GET ${childPath}/summary`]: new InTurn(summary({ Running: 1 }), summary(counts)),
      },
    });
    expect(exit).toBe(code);
    expect(stdout.endsWith('finished with status "complete"\n\n')).toBe(true);
  });

  test("-wait gives up after five minutes", async () => {
    const { context, written } = stubbedContext({
      answers: {
        ...dispatched,
        [`GET ${childPath}`]: { Status: "running" },
        [`GET ${childPath}/summary`]: summary({}),
      },
    });
    // Every look at the clock is a minute later.
    let minutes = 0n;
    const now = () => {
      minutes += 1n;
      return minutes * 60_000_000_000n;
    };
    const clock = { ...context.clock, now };
    expect(await runNomad(["job", "dispatch", "-wait", "resize"], { ...context, clock })).toBe(1);
    expect(written.stderr).toBe(`\nJob "${child}" is not over after 5m0s\n`);
  });

  test("on a terminal what is left of the display is the summary", async () => {
    const { stdout } = await dispatch(["-wait", "resize"], {
      isTty: true,
      environment: { NOMAD_CLI_NO_COLOR: "1" },
      answers: {
        ...dispatched,
        [`GET ${childPath}`]: { ID: child, Status: "dead" },
        [`GET ${childPath}/summary`]: summary({ Complete: 1, Lost: 0, Unknown: 0 }),
      },
    });
    expect(stdout.split("\n").slice(-3)).toEqual([
      "Task Group  Queued  Starting  Running  Failed  Complete  Lost  Unknown",
      "do          0       0         0        0       1         0     0",
      "",
    ]);
  });
});
