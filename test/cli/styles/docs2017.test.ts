import { describe, expect, test } from "vitest";
import { type OrderPins, runNomad } from "../../../src/cli/command.js";
import { InTurn, stubbedContext } from "../agentStub.js";
import { pageAnswers, promoteAll, promoteCache } from "./promotionPage.js";

async function statusText(answers: ReturnType<typeof pageAnswers>, pins: OrderPins): Promise<string> {
  const { context, written } = stubbedContext({ style: "docs-2017", answers, pins });
  expect(await runNomad(["job", "status", "example"], context)).toBe(0);
  expect(written.stderr).toBe("");
  return written.stdout;
}

function section(text: string, title: string): readonly string[] {
  const [, body = ""] = text.split(`\n${title}\n`);
  return (body.split("\n\n")[0] ?? "").trimEnd().split("\n");
}

describe("the transcripts of the promotion page", () => {
  test("the second status of the second scenario, whole", async () => {
    const text = await statusText(pageAnswers(promoteCache.after), { deployed: ["web", "cache"] });
    expect(text).toBe(`ID            = example
Name          = example
Submit Date   = 07/25/17 18:37:14 UTC
Type          = service
Priority      = 50
Datacenters   = dc1
Status        = running
Periodic      = false
Parameterized = false

Summary
Task Group  Queued  Starting  Running  Failed  Complete  Lost
cache       0       0         2        0       2         0
web         0       0         3        0       0         0

Latest Deployment
ID          = a6b87a6c
Status      = running
Description = Deployment is running but requires manual promotion

Deployed
Task Group  Promoted  Desired  Canaries  Placed  Healthy  Unhealthy
web         false     2        1         1       1        0
cache       true      2        1         2       2        0

Allocations
ID        Node ID   Task Group  Version  Desired  Status    Created At
bbddf5c3  6240eed6  cache       1        run      running   07/25/17 18:37:40 UTC
eeeed13b  6240eed6  cache       1        run      running   07/25/17 18:37:14 UTC
3071ab8f  6240eed6  web         1        run      running   07/25/17 18:37:14 UTC
a714a926  6240eed6  cache       0        stop     complete  07/25/17 18:37:08 UTC
cee52788  6240eed6  web         0        run      running   07/25/17 18:37:08 UTC
ee8f972e  6240eed6  web         0        run      running   07/25/17 18:37:08 UTC
0ee7800c  6240eed6  cache       0        stop     complete  07/25/17 18:37:08 UTC
`);
  });

  test("status is another name of job status", async () => {
    const { context, written } = stubbedContext({ style: "docs-2017", answers: pageAnswers(promoteCache.after) });
    expect(await runNomad(["status", "-short", "example"], context)).toBe(0);
    expect(written.stdout.split("\n").length).toBe(10);
  });

  test.each([
    ["1 before", promoteAll.before, "091377e5 d2b13584 4bb185b7 9b6811ee e0a2441b f2409f7d"],
    ["1 after", promoteAll.after, "8fa21654 9f6727a6 091377e5 d2b13584 4bb185b7 9b6811ee e0a2441b f2409f7d"],
    ["2 before", promoteCache.before, "3071ab8f eeeed13b 0ee7800c a714a926 cee52788 ee8f972e"],
    ["2 after", promoteCache.after, "bbddf5c3 eeeed13b 3071ab8f a714a926 cee52788 ee8f972e 0ee7800c"],
  ])("allocations stand as on the page: table %s", async (_table, state, ids) => {
    const rows = section(await statusText(pageAnswers(state), {}), "Allocations");
    expect(rows.slice(1).map((row) => row.split(" ")[0])).toEqual(ids.split(" "));
  });

  test.each([
    [["web", "cache"], "web cache"],
    [["cache", "web"], "cache web"],
    [undefined, "cache web"],
  ])("deployed groups follow the pin %j", async (pin, order) => {
    const text = await statusText(pageAnswers(promoteAll.before), pin === undefined ? {} : { deployed: pin });
    expect(
      section(text, "Deployed")
        .slice(1)
        .map((row) => row.split(" ")[0])
        .join(" "),
    ).toBe(order);
  });

  test("promotion prints the monitor without times and does not wait for the deployment", async () => {
    const evaluation = "6c6e64ae-0000-4000-8000-000000000000";
    const deployment = "9fa81f27-0000-4000-8000-000000000000";
    const stub = (id: string, TaskGroup: string) => ({
      ID: `${id}-0000-4000-8000-000000000000`,
      NodeID: "a8dcce2d-0000-4000-8000-000000000000",
      TaskGroup,
      DesiredStatus: "run",
      ClientStatus: "pending",
      CreateIndex: 30,
    });
    const answers = {
      ...pageAnswers(promoteAll.before),
      [`PUT /v1/deployment/promote/${deployment}`]: { EvalID: evaluation },
      [`GET /v1/evaluation/${evaluation}`]: {
        ID: evaluation,
        JobID: "example",
        DeploymentID: deployment,
        Status: "complete",
        CreateIndex: 29,
      },
      [`GET /v1/evaluation/${evaluation}/allocations`]: [stub("8fa21654", "web"), stub("9f6727a6", "cache")],
    };
    const { context, written } = stubbedContext({ style: "docs-2017", answers });
    expect(await runNomad(["job", "promote", "example"], context)).toBe(0);
    expect(written).toEqual({
      stderr: "",
      stdout: `==> Monitoring evaluation "6c6e64ae"
    Evaluation triggered by job "example"
    Evaluation within deployment: "9fa81f27"
    Allocation "8fa21654" created: node "a8dcce2d", group "web"
    Allocation "9f6727a6" created: node "a8dcce2d", group "cache"
    Evaluation status changed: "pending" -> "complete"
==> Evaluation "6c6e64ae" finished with status "complete"
`,
    });
  });

  test("promotion with -detach prints nothing", async () => {
    const answers = {
      ...pageAnswers(promoteAll.before),
      "PUT /v1/deployment/promote/9fa81f27-0000-4000-8000-000000000000": {
        EvalID: "6c6e64ae-0000-4000-8000-000000000000",
      },
    };
    const { context, written } = stubbedContext({ style: "docs-2017", answers });
    expect(await runNomad(["job", "promote", "-detach", "example"], context)).toBe(0);
    expect(written).toEqual({ stdout: "", stderr: "" });
  });
});

describe("placement failures in the monitor", () => {
  test("are put in the words of 2017 and end with code 2", async () => {
    const [evaluation, blocked] = ["2ae0e6a5-0000-4000-8000-000000000000", "67493a64-0000-4000-8000-000000000000"];
    const failed = {
      ID: evaluation,
      JobID: "example",
      Status: "complete",
      CreateIndex: 5,
      BlockedEval: blocked,
      FailedTGAllocs: {
        cache: {
          NodesEvaluated: 1,
          NodesAvailable: { dc1: 1 },
          ClassFiltered: { foo: 1 },
          ConstraintFiltered: { "${attr.kernel.name} = linux": 1 },
          NodesExhausted: 0,
          CoalescedFailures: 0,
        },
      },
    };
    const answers = {
      ...pageAnswers(promoteAll.before),
      "PUT /v1/deployment/promote/9fa81f27-0000-4000-8000-000000000000": { EvalID: evaluation },
      [`GET /v1/evaluation/${evaluation}`]: new InTurn(
        { ...failed, Status: "pending", FailedTGAllocs: undefined },
        failed,
      ),
      [`GET /v1/evaluation/${evaluation}/allocations`]: [],
    };
    const { context, written } = stubbedContext({ style: "docs-2017", answers });
    expect(await runNomad(["job", "promote", "example"], context)).toBe(2);
    expect(written.stdout).toBe(`==> Monitoring evaluation "2ae0e6a5"
    Evaluation triggered by job "example"
    Evaluation status changed: "pending" -> "complete"
==> Evaluation "2ae0e6a5" finished with status "complete" but failed to place all allocations:
    Task Group "cache" (failed to place 1 allocation):
      * Class "foo" filtered 1 nodes
      * Constraint "\${attr.kernel.name} = linux" filtered 1 nodes
    Evaluation "67493a64" waiting for additional capacity to place remainder
`);
  });
});
