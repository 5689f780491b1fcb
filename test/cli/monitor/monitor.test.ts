import { describe, expect, test } from "vitest";
import { Interrupted, runNomad } from "../../../src/cli/command.js";
import { instantOf } from "../../../src/cli/text/times.js";
import { type Answers, InTurn, Refusal, type StubOptions, stubbedContext } from "../agentStub.js";

const evaluation = "11111111-0000-4000-8000-000000000000";
const deployment = "22222222-0000-4000-8000-000000000000";
const allocation = "33333333-0000-4000-8000-000000000000";
const node = "44444444-0000-4000-8000-000000000000";
const now = instantOf("2026-01-05T18:35:05.5Z") ?? 0n;

function stub(overrides: object) {
  return {
    ID: allocation,
    NodeID: node,
    TaskGroup: "web",
    DesiredStatus: "run",
    ClientStatus: "pending",
    ClientDescription: "",
    CreateIndex: 3,
    ...overrides,
  };
}

function deployed(overrides: object) {
  return {
    ID: deployment,
    JobID: "example",
    JobVersion: 1,
    StatusDescription: "",
    TaskGroups: {},
    ModifyIndex: 7,
    ...overrides,
  };
}

async function monitor(answers: Answers, options: Partial<StubOptions> = {}) {
  const { context, written } = stubbedContext({
    now,
    ...options,
    answers: {
      "GET /v1/jobs": [{ ID: "example", JobSummary: { Namespace: "default" } }],
      "PUT /v1/job/example/evaluate": { EvalID: evaluation },
      [`GET /v1/evaluation/${evaluation}/allocations`]: [],
      ...answers,
    },
  });
  const exit = await runNomad(["job", "eval", "example"], context);
  return { exit, lines: written.stdout.trimEnd().split("\n"), errors: written.stderr };
}

const reading = `GET /v1/evaluation/${evaluation}`;
const readingAllocations = `${reading}/allocations`;
const complete = { ID: evaluation, JobID: "example", Status: "complete", CreateIndex: 2 };

describe("an evaluation in the monitor", () => {
  test("a new allocation, then its status; a second passes between two polls", async () => {
    const { exit, lines } = await monitor({
      [reading]: new InTurn({ ...complete, Status: "pending" }, complete),
      [readingAllocations]: new InTurn(
        [stub({})],
        [stub({ ClientStatus: "running", ClientDescription: "Tasks are running" })],
      ),
    });
    expect(exit).toBe(0);
    expect(lines).toEqual([
      '==> 2026-01-05T18:35:05Z: Monitoring evaluation "11111111"',
      '    2026-01-05T18:35:05Z: Evaluation triggered by job "example"',
      '    2026-01-05T18:35:05Z: Allocation "33333333" created: node "44444444", group "web"',
      '    2026-01-05T18:35:06Z: Allocation "33333333" status changed: "pending" -> "running" (Tasks are running)',
      '    2026-01-05T18:35:06Z: Evaluation status changed: "pending" -> "complete"',
      '==> 2026-01-05T18:35:06Z: Evaluation "11111111" finished with status "complete"',
    ]);
  });

  test("an allocation older than the evaluation was modified, whatever is desired of it", async () => {
    const { lines } = await monitor({
      [reading]: complete,
      [readingAllocations]: [stub({ CreateIndex: 1, DesiredStatus: "stop" })],
    });
    expect(lines[2]).toBe('    2026-01-05T18:35:05Z: Allocation "33333333" modified: node "44444444", group "web"');
  });

  test("a new allocation that is to stop is not mentioned, nor is a change to pending", async () => {
    const { lines } = await monitor({
      [reading]: new InTurn({ ...complete, Status: "pending" }, { ...complete, Status: "pending" }, complete),
      [readingAllocations]: [stub({ DesiredStatus: "stop" })],
    });
    expect(lines.filter((line) => /Allocation|"pending" ->/.test(line))).toEqual([
      '    2026-01-05T18:35:07Z: Evaluation status changed: "pending" -> "complete"',
    ]);
  });

  test("allocation lines follow the pin, by the beginning of the ID", async () => {
    const other = "55555555-0000-4000-8000-000000000000";
    const { lines } = await monitor(
      { [reading]: complete, [readingAllocations]: [stub({}), stub({ ID: other })] },
      { pins: { allocations: ["55555555"] } },
    );
    expect(lines.slice(2, 4).map((line) => line.split('"')[1])).toEqual(["55555555", "33333333"]);
  });

  test("a node triggers it, and the next evaluation is followed after its wait", async () => {
    const next = "66666666-0000-4000-8000-000000000000";
    const { lines } = await monitor({
      [reading]: { ...complete, NodeID: node, NextEval: next, Wait: 5_000_000_000 },
      [`GET /v1/evaluation/${next}`]: { ...complete, ID: next },
      [`GET /v1/evaluation/${next}/allocations`]: [],
    });
    expect(lines[1]).toBe('    2026-01-05T18:35:05Z: Evaluation triggered by node "44444444"');
    expect(lines).toContain('==> 2026-01-05T18:35:05Z: Monitoring next evaluation "66666666" in 5s');
    expect(lines).toContain('==> 2026-01-05T18:35:10Z: Monitoring evaluation "66666666"');
  });

  test("failed placements without a deployment end with code 2", async () => {
    const failed = { NodesEvaluated: 0, NodesAvailable: { dc1: 0 }, NodesExhausted: 0, CoalescedFailures: 2 };
    const { exit, lines } = await monitor(
      { [reading]: { ...complete, FailedTGAllocs: { b: failed, a: failed } } },
      { pins: { failedGroups: ["b"] } },
    );
    expect(exit).toBe(2);
    expect(lines.slice(-6)).toEqual([
      '    2026-01-05T18:35:05Z: Task Group "b" (failed to place 3 allocations):',
      "      * No nodes were eligible for evaluation",
      '      * No nodes are available in datacenter "dc1"',
      '    2026-01-05T18:35:05Z: Task Group "a" (failed to place 3 allocations):',
      "      * No nodes were eligible for evaluation",
      '      * No nodes are available in datacenter "dc1"',
    ]);
  });

  test("one that cannot be read", async () => {
    const { exit, errors } = await monitor({ [reading]: new Refusal(404, "eval not found") });
    expect(exit).toBe(1);
    expect(errors).toBe(`==> No evaluation with id "${evaluation}" found\n`);
  });

  test("an interruption passes through", async () => {
    const { context } = stubbedContext({
      answers: {
        "GET /v1/jobs": [{ ID: "example", JobSummary: { Namespace: "default" } }],
        "PUT /v1/job/example/evaluate": { EvalID: evaluation },
        [reading]: { ...complete, Status: "pending" },
        [readingAllocations]: [],
      },
    });
    const sleep = async () => {
      throw new Interrupted("Ctrl-C");
    };
    await expect(
      runNomad(["job", "eval", "example"], { ...context, clock: { ...context.clock, sleep } }),
    ).rejects.toBeInstanceOf(Interrupted);
  });
});

describe("a deployment in the monitor", () => {
  const readingDeployment = `GET /v1/deployment/${deployment}`;
  const within = { ...complete, DeploymentID: deployment };

  test("decides the exit code, even after failed placements", async () => {
    const failed = { NodesEvaluated: 1, NodesExhausted: 0, CoalescedFailures: 0 };
    const { exit } = await monitor({
      [reading]: { ...within, FailedTGAllocs: { web: failed } },
      [readingDeployment]: new InTurn(deployed({ Status: "running" }), deployed({ Status: "successful" })),
    });
    expect(exit).toBe(0);
  });

  test.each(["failed", "cancelled", "blocked"])("%s ends with code 1", async (Status) => {
    const { exit, lines } = await monitor({ [reading]: within, [readingDeployment]: deployed({ Status }) });
    expect(exit).toBe(1);
    expect(lines.slice(-8)).toEqual([
      '==> 2026-01-05T18:35:05Z: Monitoring deployment "22222222"',
      "    ",
      "2026-01-05T18:35:05Z",
      "ID          = 22222222",
      "Job ID      = example",
      "Job Version = 1",
      `Status      = ${Status}`,
      "Description = <none>",
    ]);
  });

  const reverting = {
    web: {
      AutoRevert: true,
      DesiredCanaries: 0,
      DesiredTotal: 1,
      PlacedAllocs: 1,
      HealthyAllocs: 0,
      UnhealthyAllocs: 1,
      ProgressDeadline: 0,
    },
  };

  test("a rollback is followed to its end, and the code stays 1", async () => {
    const rollback = "77777777-0000-4000-8000-000000000000";
    const { exit, lines } = await monitor({
      [reading]: within,
      [readingDeployment]: deployed({ Status: "failed", TaskGroups: reverting }),
      "GET /v1/job/example/deployment": { ID: rollback },
      [`GET /v1/deployment/${rollback}`]: deployed({ ID: rollback, Status: "successful" }),
    });
    expect(exit).toBe(1);
    expect(lines.filter((line) => line.startsWith("ID "))).toEqual([
      "ID          = 22222222",
      "ID          = 77777777",
    ]);
    const end = lines.lastIndexOf("");
    expect(lines.slice(end, end + 3)).toEqual(["", "    ", "2026-01-05T18:35:06Z"]);
  });

  test("on a terminal only the final frame is left, errors are tried again", async () => {
    const { exit, lines } = await monitor(
      {
        [reading]: within,
        [readingDeployment]: new InTurn(
          new Refusal(500, "x"),
          deployed({ Status: "running" }),
          deployed({ Status: "successful" }),
        ),
      },
      { isTty: true, environment: { NO_COLOR: "1", NOMAD_CLI_NO_COLOR: "1" } },
    );
    expect(exit).toBe(0);
    expect(lines.slice(-8)).toEqual([
      '  ✓ Deployment "22222222" successful',
      "    ",
      "    2026-01-05T18:35:06Z",
      "    ID          = 22222222",
      "    Job ID      = example",
      "    Job Version = 1",
      "    Status      = successful",
      "    Description = <none>",
    ]);
  });

  test("on a terminal it gives up after ten retries", async () => {
    const { exit, lines } = await monitor(
      { [reading]: within, [readingDeployment]: new Refusal(500, "x") },
      { isTty: true, environment: { NOMAD_CLI_NO_COLOR: "1" } },
    );
    expect(exit).toBe(1);
    expect(lines.at(-1)).toBe("2026-01-05T18:36:32Z: Error fetching deployment: Unexpected response code: 500 (x)");
  });
});
