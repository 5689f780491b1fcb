import { describe, expect, test } from "vitest";
import { AgentPlay, serviceJob } from "./agentPlay.js";

const canarying = {
  TaskGroups: [
    {
      Name: "web",
      Count: 2,
      Update: { MaxParallel: 1, Canary: 1, MinHealthyTime: 1_000_000_000, HealthCheck: "task_states" },
      Tasks: [{ Name: "main", Driver: "mock_driver", Resources: { CPU: 10, MemoryMB: 10 } }],
    },
  ],
};

const changed = JSON.parse(JSON.stringify(canarying).replace('"Driver"', '"Env":{"VERSION":"2"},"Driver"'));

/** A job whose canary of version 1 waits for its promotion. */
async function canary(): Promise<{ readonly play: AgentPlay; readonly deploymentId: string }> {
  const play = new AgentPlay();
  await play.register(canarying);
  await play.put("/v1/coalmine/clock/advance?duration=30s");
  await play.register(changed);
  await play.put("/v1/coalmine/clock/advance?duration=30s");
  const { json } = await play.get("/v1/job/app/deployment");
  return { play, deploymentId: String(json.ID) };
}

describe("jobs", () => {
  test("a registration answers its evaluation, which has run already", async () => {
    const play = new AgentPlay();
    const { json } = await play.register();
    expect(json).toMatchObject({ EvalCreateIndex: json.Index, JobModifyIndex: json.Index, KnownLeader: false });
    const evaluation = await play.get(`/v1/evaluation/${json.EvalID}`);
    expect(evaluation.json).toMatchObject({ Status: "complete", TriggeredBy: "job-register" });
    const placed = await play.get(`/v1/evaluation/${json.EvalID}/allocations`);
    expect(placed.list).toHaveLength(2);
  });

  test("an unknown job is deregistered without an error", async () => {
    const reply = await new AgentPlay().call("DELETE", "/v1/job/none");
    expect(reply.json).toMatchObject({ EvalID: "", EvalCreateIndex: 0, JobModifyIndex: 0, Index: 0 });
  });

  test("what is read of a job can be registered again and changes nothing", async () => {
    const play = new AgentPlay();
    await play.register();
    const { json } = await play.get("/v1/job/app");
    await play.put("/v1/job/app", { Job: json });
    expect((await play.get("/v1/job/app")).json.Version).toBe(0);
  });

  test("versions come newest first, and a revert makes another one", async () => {
    const play = new AgentPlay();
    await play.register();
    await play.register({ Priority: 70 });
    const reply = await play.put("/v1/job/app/revert", { JobID: "app", JobVersion: 0 });
    expect(reply.status).toBe(200);
    const versions = (await play.get("/v1/job/app/versions")).json.Versions as readonly { Version: number }[];
    expect(versions.map(({ Version }) => Version)).toEqual([2, 1, 0]);
  });

  test("versions are compared with the one before, or all with a named one", async () => {
    const play = new AgentPlay();
    await play.register();
    await play.register({ Priority: 60 });
    await play.register({ Priority: 70 });
    const priorities = async (query: string) => {
      const { json } = await play.get(`/v1/job/app/versions?${query}`);
      const diffs = json.Diffs as
        | readonly { readonly Type: string; readonly Fields: readonly object[] | null }[]
        | null;
      return diffs?.map(({ Type, Fields }) => [Type, ...(Fields ?? [])]);
    };
    const edited = (Old: string, New: string) => [
      "Edited",
      { Type: "Edited", Name: "Priority", Old, New, Annotations: null },
    ];
    expect(await priorities("diffs=true")).toEqual([edited("60", "70"), edited("50", "60")]);
    expect(await priorities("diffs=true&diff_version=1")).toEqual([edited("60", "70"), ["None"], edited("60", "50")]);
    expect(await priorities("diffs=false")).toBeUndefined();
  });

  test.each([
    ["diffs=x", 'Failed to parse value of "diffs" (x) as a bool: strconv.ParseBool: parsing "x": invalid syntax'],
    ["diffs=true&diff_version=9", "version 9 not found"],
    ["diffs=true&diff_tag=golden", 'tag "golden" not found'],
  ])("no versions are compared with what there is not: %s", async (query, text) => {
    const play = new AgentPlay();
    await play.register();
    const reply = await play.get(`/v1/job/app/versions?${query}`);
    expect([reply.status, reply.text]).toEqual([500, text]);
  });

  test("a plan says what would happen and changes nothing", async () => {
    const play = new AgentPlay();
    const before = play.agent.world;
    const { json } = await play.put("/v1/job/app/plan", { Job: serviceJob("app"), Diff: true });
    expect(json).toMatchObject({
      JobModifyIndex: 0,
      Diff: { Type: "Added" },
      FailedTGAllocs: null,
      CreatedEvals: null,
    });
    expect(json.Annotations).toMatchObject({ DesiredTGUpdates: { web: { Place: 2 } } });
    expect(play.agent.world).toBe(before);
  });

  test.each([
    ["/v1/job/app/plan", {}, 400, "Job must be specified"],
    ["/v1/job/app/plan", { Job: serviceJob("other") }, 400, "Job ID does not match"],
    ["/v1/job/app/plan", { Job: { Name: "app" } }, 400, "Job must have a valid ID"],
    ["/v1/job/app", { Job: serviceJob("other") }, 400, "Job ID does not match name"],
    ["/v1/job/app/revert", { JobVersion: 0 }, 400, "JobID must be specified"],
    ["/v1/job/app/evaluate", { JobID: "other" }, 400, "JobID not same as job name"],
    ["/v1/job/none/evaluate", undefined, 500, "job not found"],
    ["/v1/job/none/scale", { Target: { Group: "web" }, Count: 1 }, 404, 'job "none" not found'],
    ["/v1/job/none/dispatch", {}, 500, "parameterized job not found"],
    ["/v1/job/none/periodic/force", undefined, 500, "job not found"],
    ["/v1/jobs/parse", { JobHCL: "" }, 400, "Job spec is empty"],
  ])("%s with %j is refused", async (path, body, status, text) => {
    const reply = await new AgentPlay().put(path, body);
    expect([reply.status, reply.text]).toEqual([status, text]);
  });

  test("validation names what is wrong", async () => {
    const { json } = await new AgentPlay().put("/v1/validate/job", {
      Job: { ...serviceJob("app"), Datacenters: [""] },
    });
    expect(json.ValidationErrors).toHaveLength(1);
    expect(json.Error).toMatch(/^1 error occurred:\n\t\* .*\n\n$/s);
  });
});

describe("deployments", () => {
  test("a promotion is answered like any other write on a deployment", async () => {
    const { play, deploymentId } = await canary();
    const { json } = await play.put(`/v1/deployment/promote/${deploymentId}`, {
      DeploymentID: deploymentId,
      All: true,
    });
    expect(json).toMatchObject({
      EvalCreateIndex: json.Index,
      DeploymentModifyIndex: json.Index,
      RevertedJobVersion: null,
    });
    await play.put("/v1/coalmine/clock/advance?duration=1m");
    expect((await play.get(`/v1/deployment/${deploymentId}`)).json.Status).toBe("successful");
  });

  test("the UI's spelling of the ID is understood", async () => {
    const { play, deploymentId } = await canary();
    const reply = await play.put(`/v1/deployment/promote/${deploymentId}`, { DeploymentId: deploymentId, All: true });
    expect(reply.status).toBe(200);
  });

  test("pausing creates no evaluation", async () => {
    const { play, deploymentId } = await canary();
    const reply = await play.put(`/v1/deployment/pause/${deploymentId}`, { DeploymentID: deploymentId, Pause: true });
    expect(reply.json).toMatchObject({ EvalID: "", EvalCreateIndex: 0 });
    expect((await play.get("/v1/deployments")).list.map(({ Status }) => Status)).toContain("paused");
  });

  test("its allocations are listed, those of an unknown one as none", async () => {
    const { play, deploymentId } = await canary();
    expect((await play.get(`/v1/deployment/allocations/${deploymentId}`)).list).toHaveLength(1);
    expect((await play.get("/v1/deployment/allocations/none")).text).toBe("[]");
  });

  test.each([
    ["promote/abc", { All: true }, 400, "DeploymentID must be specified"],
    ["promote/abc", { DeploymentID: "abd" }, 400, "Deployment ID does not match"],
    ["fail/00000000-0000-0000-0000-000000000000", undefined, 500, "deployment not found"],
  ])("%s with %j is refused", async (path, body, status, text) => {
    const reply = await new AgentPlay().put(`/v1/deployment/${path}`, body);
    expect([reply.status, reply.text]).toEqual([status, text]);
  });
});

describe("allocations and nodes", () => {
  test("an allocation that is stopped gets an evaluation", async () => {
    const play = new AgentPlay();
    await play.register();
    const [allocation] = (await play.get("/v1/job/app/allocations")).list;
    const { json } = await play.put(`/v1/allocation/${allocation?.ID}/stop`);
    expect(Object.keys(json)).toEqual(["EvalID", "Index"]);
    expect((await play.get(`/v1/evaluation/${json.EvalID}`)).json.TriggeredBy).toBe("alloc-stop");
  });

  test("task states can be left out of the list", async () => {
    const play = new AgentPlay();
    await play.register();
    expect((await play.get("/v1/allocations?task_states=false")).list.map(({ TaskStates }) => TaskStates)).toEqual([
      null,
      null,
    ]);
  });

  test.each([
    ["/v1/allocation/abc", 500, "alloc lookup failed: index error: UUID must be 36 characters"],
    ["/v1/allocation/00000000-0000-0000-0000-000000000000", 404, "alloc not found"],
    ["/v1/evaluation/00000000-0000-0000-0000-000000000000", 404, "eval not found"],
    ["/v1/deployment/00000000-0000-0000-0000-000000000000", 404, "deployment not found"],
    ["/v1/node/00000000-0000-0000-0000-000000000000", 404, "node not found"],
    ["/v1/node/pool/none", 404, "node pool not found"],
    ["/v1/namespace/none", 404, "Namespace not found"],
    [
      "/v1/allocations?prefix=abc",
      500,
      "alloc lookup failed: index error: Input (without hyphens) must be even length",
    ],
    ["/v1/client/allocation/none/checks", 404, 'Unknown allocation "none"'],
  ])("%s answers %i", async (path, status, text) => {
    const reply = await new AgentPlay().get(path);
    expect([reply.status, reply.text]).toEqual([status, text]);
  });

  test("a drain and its end show in the node", async () => {
    const play = new AgentPlay();
    const [node] = (await play.get("/v1/nodes")).list;
    const drained = await play.put(`/v1/node/${node?.ID}/drain`, { DrainSpec: { Deadline: 3_600_000_000_000 } });
    expect(drained.json.NodeModifyIndex).toBe(drained.json.Index);
    await play.put("/v1/coalmine/clock/advance?duration=5s");
    const { json } = await play.get(`/v1/node/${node?.ID}`);
    expect(json).toMatchObject({
      Drain: false,
      SchedulingEligibility: "ineligible",
      LastDrain: { Status: "complete" },
    });
    await play.put(`/v1/node/${node?.ID}/eligibility`, { Eligibility: "eligible" });
    expect((await play.get("/v1/nodes")).list.map((each) => each.SchedulingEligibility)).toEqual(["eligible"]);
  });

  test("the allocations of a node come with their jobs", async () => {
    const play = new AgentPlay();
    await play.register();
    const [node] = (await play.get("/v1/nodes")).list;
    const { list } = await play.get(`/v1/node/${node?.ID}/allocations`);
    expect(list.map(({ Job }) => (Job as { ID: string }).ID)).toEqual(["app", "app"]);
  });
});

describe("operator", () => {
  const path = "/v1/operator/scheduler/configuration";

  test("the configuration is replaced as a whole, and compared first when asked", async () => {
    const play = new AgentPlay();
    const written = await play.put(path, { SchedulerAlgorithm: "spread" });
    expect(written.json.Updated).toBe(true);
    const { SchedulerConfig } = (await play.get(path)).json as { SchedulerConfig: Record<string, unknown> };
    expect(SchedulerConfig).toMatchObject({
      SchedulerAlgorithm: "spread",
      PreemptionConfig: { SystemSchedulerEnabled: false },
    });
    const stale = await play.put(`${path}?cas=1`, { SchedulerAlgorithm: "binpack" });
    expect([stale.status, stale.json.Updated]).toEqual([200, false]);
    const fresh = await play.put(`${path}?cas=${SchedulerConfig.ModifyIndex}`, { SchedulerAlgorithm: "binpack" });
    expect(fresh.json.Updated).toBe(true);
  });

  test("an algorithm that is none is refused", async () => {
    const reply = await new AgentPlay().put(path, { SchedulerAlgorithm: "luck" });
    expect([reply.status, reply.text]).toEqual([400, "invalid scheduler algorithm: luck"]);
  });

  test("search finds IDs by their beginning and refuses a context that it does not know", async () => {
    const play = new AgentPlay();
    await play.register();
    const { json } = await play.put("/v1/search", { Prefix: "ap", Context: "jobs" });
    expect(json).toMatchObject({ Matches: { jobs: ["app"] }, Truncations: { jobs: false } });
    expect((await play.put("/v1/search", { Prefix: "a", Context: "x" })).status).toBe(500);
  });

  test("the agent says who leads, and that ACLs are off", async () => {
    const play = new AgentPlay();
    expect((await play.get("/v1/status/leader")).text).toBe('"127.0.0.1:4647"');
    expect((await play.get("/v1/acl/token/self")).json.AccessorID).toBe("acls-disabled");
    expect((await play.get("/v1/agent/self")).json.config).toMatchObject({ Version: { Version: "2.0.5" } });
  });
});
