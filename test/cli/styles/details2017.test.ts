import { describe, expect, test } from "vitest";
import { runNomad } from "../../../src/cli/command.js";
import { type Answers, stubbedContext } from "../agentStub.js";

const tail = "-0000-4000-8000-000000000000";
const allocation = `091377e5${tail}`;
const evaluation = `2ae0e6a5${tail}`;
const node = `a8dcce2d${tail}`;
const time = Date.parse("2017-07-25T18:35:05Z") * 1e6;

async function shown(argv: readonly string[], answers: Answers): Promise<string> {
  const { context, written } = stubbedContext({ style: "docs-2017", answers });
  expect(await runNomad(argv, context)).toBe(0);
  expect(written.stderr).toBe("");
  return written.stdout;
}

describe("one object in the text of 2017", () => {
  test("an allocation that is a canary", async () => {
    const text = await shown(["alloc-status", "091377e5"], {
      "GET /v1/allocations": [{ ID: allocation, Namespace: "default", CreateIndex: 1 }],
      [`GET /v1/allocation/${allocation}`]: {
        ID: allocation,
        EvalID: evaluation,
        Name: "example.web[0]",
        NodeID: node,
        JobID: "example",
        Job: { Version: 1, TaskGroups: [] },
        TaskGroup: "web",
        ClientStatus: "running",
        DesiredStatus: "run",
        CreateTime: time,
        DeploymentID: `9fa81f27${tail}`,
        TaskResources: { main: { CPU: 500, MemoryMB: 256, Networks: null } },
        Resources: { DiskMB: 300 },
        TaskStates: {
          main: {
            State: "running",
            Restarts: 0,
            StartedAt: "2017-07-25T18:35:06Z",
            FinishedAt: null,
            LastRestart: null,
            Events: [{ Type: "Started", Time: time, DisplayMessage: "Task started by client" }],
          },
        },
      },
      [`GET /v1/deployment/9fa81f27${tail}`]: { TaskGroups: { web: { PlacedCanaries: [allocation] } } },
    });
    expect(text).toBe(`ID                  = 091377e5
Eval ID             = 2ae0e6a5
Name                = example.web[0]
Node ID             = a8dcce2d
Job ID              = example
Job Version         = 1
Client Status       = running
Client Description  = <none>
Desired Status      = run
Desired Description = <none>
Created At          = 07/25/17 18:35:05 UTC
Deployment ID       = 9fa81f27
Deployment Health   = unset
Canary              = true

Task "main" is "running"
Task Resources
CPU      Memory   Disk     IOPS  Addresses
500 MHz  256 MiB  300 MiB  0     ${""}

Task Events:
Started At     = 07/25/17 18:35:06 UTC
Finished At    = N/A
Total Restarts = 0
Last Restart   = N/A

Recent Events:
Time                   Type     Description
07/25/17 18:35:05 UTC  Started  Task started by client
`);
  });

  test("an evaluation with failed placements", async () => {
    const failed = { NodesEvaluated: 0, NodesExhausted: 0, CoalescedFailures: 0 };
    const text = await shown(["eval-status", "2ae0e6a5"], {
      "GET /v1/evaluations": [{ ID: evaluation, CreateIndex: 1 }],
      [`GET /v1/evaluation/${evaluation}`]: {
        ID: evaluation,
        Status: "complete",
        Type: "batch",
        TriggeredBy: "queued-allocs",
        JobID: "example",
        Priority: 50,
        FailedTGAllocs: { cache: failed },
        BlockedEval: `67493a64${tail}`,
      },
      [`GET /v1/evaluation/${evaluation}/allocations`]: [],
    });
    expect(text).toBe(`ID                 = 2ae0e6a5
Status             = complete
Status Description = complete
Type               = batch
TriggeredBy        = queued-allocs
<none>             = <none>
Priority           = 50
Placement Failures = true

Failed Placements
Task Group "cache" (failed to place 1 allocation):
  * No nodes were eligible for evaluation

Evaluation "67493a64" waiting for additional capacity to place remainder
`);
  });

  test("the list of nodes, and nothing where there are none", async () => {
    const row = {
      ID: node,
      Datacenter: "dc1",
      Name: "node-1",
      NodeClass: "",
      Drain: false,
      Status: "ready",
      CreateIndex: 1,
    };
    expect(await shown(["node-status"], { "GET /v1/nodes": [row] })).toBe(
      "ID        DC   Name    Class   Drain  Status\na8dcce2d  dc1  node-1  <none>  false  ready\n",
    );
    expect(await shown(["node-status"], { "GET /v1/nodes": [] })).toBe("");
  });

  test("a deployment that is failed says only that when nobody follows", async () => {
    const deployment = `9fa81f27${tail}`;
    const text = await shown(["deployment", "fail", "-detach", "9fa81f27"], {
      "GET /v1/deployments": [{ ID: deployment, CreateIndex: 1 }],
      [`PUT /v1/deployment/fail/${deployment}`]: { EvalID: evaluation, RevertedJobVersion: null },
    });
    expect(text).toBe(`Deployment "${deployment}" failed\n`);
  });
});
