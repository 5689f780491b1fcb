import { describe, expect, test } from "vitest";
import { runNomad } from "../../../src/cli/command.js";
import { instantOf } from "../../../src/cli/text/times.js";
import { createCluster } from "../../../src/createCluster.js";
import { type Answers, InTurn, Refusal, stubbedContext } from "../agentStub.js";

const node = "11111111-0000-4000-8000-000000000000";
const web = "33333333-0000-4000-8000-000000000000";
const now = instantOf("2026-01-05T18:35:05.5Z") ?? 0n;
const stamp = "2026-01-05T18:35:05Z";
const drain = { Deadline: 60_000_000_000, IgnoreSystemJobs: false, ForceDeadline: "2026-01-05T18:36:05Z" };

function nodeOf(change: object) {
  return { ID: node, Status: "ready", DrainStrategy: drain, ModifyIndex: 7, ...change };
}

function allocationOf(change: object) {
  return { ID: web, ClientStatus: "running", DesiredStatus: "run", CreateIndex: 3, ModifyIndex: 3, ...change };
}

async function follow(answers: Answers, flags: readonly string[] = []) {
  const { context, written } = stubbedContext({
    now,
    answers: {
      "GET /v1/nodes": [{ ID: node, CreateIndex: 1 }],
      [`GET /v1/node/${node}/allocations`]: [],
      ...answers,
    },
  });
  const exit = await runNomad(["node", "drain", "-monitor", ...flags, node], context);
  return { exit, lines: written.stdout.trimEnd().split("\n"), errors: written.stderr };
}

const reading = `GET /v1/node/${node}`;
const readingAllocations = `${reading}/allocations`;
const monitoring = `${stamp}: Monitoring node "${node}": Ctrl-C to detach monitoring`;
const stopped = `${stamp}: All allocations on node "${node}" have stopped`;
const complete = `${stamp}: Drain complete for node ${node}`;

describe("a drain that is followed", () => {
  test("one line for each allocation at each poll, the change of status first", async () => {
    const migrating = { DesiredTransition: { Migrate: true } };
    const { exit, lines } = await follow({
      [reading]: new InTurn(nodeOf({}), nodeOf({ DrainStrategy: null })),
      [readingAllocations]: new InTurn(
        [allocationOf({})],
        [allocationOf(migrating)],
        [allocationOf({ ...migrating, DesiredStatus: "stop" })],
        [allocationOf({ ...migrating, DesiredStatus: "stop" })],
        [allocationOf({ ...migrating, DesiredStatus: "stop", ClientStatus: "complete" })],
      ),
    });
    expect(exit).toBe(0);
    expect(lines.filter((line) => line !== complete)).toEqual([
      monitoring,
      `${stamp}: Alloc "${web}" marked for migration`,
      `${stamp}: Alloc "${web}" draining`,
      `${stamp}: Alloc "${web}" status running -> complete`,
      stopped,
    ]);
  });

  test("a drain that is changed, and a node that goes down", async () => {
    const { lines, errors } = await follow({
      [reading]: new InTurn(
        nodeOf({}),
        nodeOf({ DrainStrategy: { ...drain, IgnoreSystemJobs: true } }),
        nodeOf({ DrainStrategy: { ...drain, ForceDeadline: "2026-01-05T19:00:00Z" } }),
        nodeOf({ DrainStrategy: { ...drain, ForceDeadline: "2026-01-05T19:00:00Z" }, Status: "down" }),
        nodeOf({ DrainStrategy: null }),
      ),
    });
    expect(lines.filter((line) => line !== stopped)).toEqual([
      monitoring,
      `${stamp}: Node "${node}" drain updated: drain ignoring system jobs and deadline at 2026-01-05 18:36:05 +0000 UTC`,
      `${stamp}: Node "${node}" drain updated: drain with deadline at 2026-01-05 19:00:00 +0000 UTC`,
      complete,
    ]);
    expect(errors).toBe(`${stamp}: Node "${node}" down\n`);
  });

  test("allocations of system jobs do not count with -ignore-system", async () => {
    const system = allocationOf({ Job: { Type: "system" } });
    const { exit, lines } = await follow(
      {
        [reading]: new InTurn(nodeOf({}), nodeOf({ DrainStrategy: null })),
        [readingAllocations]: [system],
      },
      ["-ignore-system"],
    );
    expect({ exit, lines }).toEqual({ exit: 0, lines: [monitoring, stopped, complete] });
  });

  test("an error of one half ends both", async () => {
    const { exit, errors } = await follow({
      [reading]: new InTurn(nodeOf({}), nodeOf({})),
      [readingAllocations]: new Refusal(500, "no"),
    });
    expect(exit).toBe(0);
    expect(errors).toBe(`${stamp}: Error monitoring allocations: Unexpected response code: 500 (no)\n`);
  });
});

const job = {
  ID: "web",
  Datacenters: ["*"],
  TaskGroups: [
    {
      Name: "web",
      Count: 2,
      Migrate: { MaxParallel: 1, HealthCheck: "task_states", MinHealthyTime: 2_000_000_000 },
      Tasks: [{ Name: "t", Driver: "mock_driver", KillTimeout: 1_000_000_000 }],
    },
  ],
};

/** A cluster of two nodes, the second one empty. */
async function cluster() {
  const made = createCluster({ nodes: 1, files: { "web.json": JSON.stringify(job) } });
  await made.run("nomad job run -json -detach web.json");
  made.advance("30s");
  const [first] = (await made.api.listNodes()).value;
  made.simulator.request({ kind: "register-node", node: { name: "client-2" } });
  return { made, nodeId: first?.ID ?? "" };
}

describe("a drain in virtual time", () => {
  test("each change is seen, and at one instant allocations speak before their node", async () => {
    const { made, nodeId } = await cluster();
    const { output, exitCode } = await made.run(`nomad node drain -enable -yes -deadline 5m ${nodeId}`);
    const words = output
      .trimEnd()
      .split("\n")
      .map((line) => line.replace(/^2026-01-05T16:00:(\d\d)Z: /, "$1 ").replace(/[0-9a-f-]{36}/, "ID"));
    expect(exitCode).toBe(0);
    expect(words).toEqual([
      "30 Ctrl-C to stop monitoring: will not cancel the node drain",
      '30 Node "ID" drain strategy set',
      '31 Alloc "ID" status running -> complete',
      '34 Alloc "ID" status running -> complete',
      '34 All allocations on node "ID" have stopped',
      "34 Drain complete for node ID",
    ]);
  });

  test("a time limit ends it at its instant, and nothing goes on behind it", async () => {
    const { made, nodeId } = await cluster();
    const begun = made.simulator.now;
    const { exitCode } = await made.run(`timeout 2s nomad node drain -enable -yes -deadline 5m ${nodeId}`);
    expect(exitCode).toBe(124);
    await new Promise((resolve) => setImmediate(resolve));
    expect(made.simulator.now - begun).toBe(2_000);
  });

  test("style docs-2017 says nothing of it", async () => {
    const made = createCluster({ nodes: 1, style: "docs-2017" });
    const [first] = (await made.api.listNodes()).value;
    const { output, exitCode } = await made.run(`nomad node-drain -enable -yes ${first?.ID}`);
    expect({ output, exitCode }).toEqual({ output: "", exitCode: 0 });
  });
});
