import { describe, expect, test } from "vitest";
import { AgentPlay } from "./agentPlay.js";

const nobody = "11111111-2222-4333-8444-555555555555";

const scaled = {
  TaskGroups: [
    {
      Name: "app",
      Count: 1,
      Scaling: { Min: 1, Max: 3, Policy: { cooldown: "1m" } },
      Tasks: [{ Name: "main", Driver: "mock_driver", Resources: { CPU: 10, MemoryMB: 10 } }],
    },
  ],
};

describe("tags of versions (spec 05 §8.5)", () => {
  async function twoVersions(): Promise<AgentPlay> {
    const play = new AgentPlay();
    await play.register();
    await play.register({ Priority: 70 });
    return play;
  }

  test("a tag is set and taken away; neither sends an index", async () => {
    const play = await twoVersions();
    const set = await play.put("/v1/job/app/versions/good/tag", { Version: 0, Description: "works" });
    expect(set.headers.has("X-Nomad-Index")).toBe(false);
    expect(set.json).toEqual({
      Name: "good",
      Description: "works",
      TaggedTime: expect.any(Number),
      Index: play.agent.world.index,
      LastContact: 0,
      KnownLeader: false,
      NextToken: "",
    });
    const { json } = await play.get("/v1/job/app/versions");
    expect((json.Versions as readonly { VersionTag: unknown }[])[1]?.VersionTag).toMatchObject({ Name: "good" });
    expect((await play.call("DELETE", "/v1/job/app/versions/good/tag")).json).toMatchObject({
      Name: "",
      Description: "",
    });
  });

  test.each([
    ["/v1/job/app/versions/good/tag", { Version: 9 }, 500, 'job "app" version 9 not found'],
    [
      "/v1/job/app/versions/good/tag",
      { Version: 1, Latest: true },
      500,
      "version must be zero when tagging latest, got: 1",
    ],
    ["/v1/job/app/tag", { Version: 1 }, 404, "invalid job tag endpoint"],
    ["/v1/job/app/child/versions/good/tag", { Version: 1 }, 404, "invalid job tag endpoint"],
  ])("PUT %s %j is refused", async (path, body, status, text) => {
    const play = await twoVersions();
    expect(await play.put(path, body)).toMatchObject({ status, text });
  });
});

describe("scaling policies (spec 05 §13.1)", () => {
  test("are listed by job and type, and read one by one", async () => {
    const play = new AgentPlay();
    await play.register(scaled, "scaled");
    const { list } = await play.get("/v1/scaling/policies");
    expect(list).toMatchObject([
      { Enabled: true, Type: "horizontal", Target: { Namespace: "default", Job: "scaled", Group: "app" } },
    ]);
    for (const parameters of ["job=web", "type=vertical_mem", "namespace=other"]) {
      expect((await play.get(`/v1/scaling/policies?${parameters}`)).list).toEqual([]);
    }
    const { json } = await play.get(`/v1/scaling/policy/${list[0]?.ID}`);
    expect(json).toMatchObject({ Min: 1, Max: 3, Policy: { cooldown: "1m" }, CreateIndex: json.ModifyIndex });
    expect(await play.get(`/v1/scaling/policy/${nobody}`)).toMatchObject({ status: 404, text: "policy not found" });
  });
});

describe("deleting evaluations (spec 07 §8.2)", () => {
  test.each([
    [{ EvalIDs: [nobody], Filter: "Status == x" }, 400, "evals cannot be deleted by both ID and filter"],
    [{}, 400, "evals must be deleted by either ID or filter"],
    [{ Filter: 'Status == "complete"' }, 500, "eval broker is enabled; eval broker must be paused to delete evals"],
  ])("%j is refused", async (body, status, text) => {
    const play = new AgentPlay();
    await play.register();
    expect(await play.call("DELETE", "/v1/evaluations", body)).toMatchObject({ status, text });
  });

  test("by a filter, what is still needed is left", async () => {
    const play = new AgentPlay();
    await play.register();
    await play.register({}, "gone");
    await play.call("DELETE", "/v1/job/gone");
    await play.put("/v1/operator/scheduler/configuration", { PauseEvalBroker: true });
    const { json, headers } = await play.call("DELETE", "/v1/evaluations", { Filter: "Status == complete" });
    expect(json).toMatchObject({ Count: 2 });
    expect(headers.get("X-Nomad-Index")).toBe(String(json.Index));
    const { list } = await play.get("/v1/evaluations");
    expect(list.map(({ JobID }) => JobID)).toEqual(["app"]);
  });
});

describe("lists by a filter (spec 07 §7)", () => {
  test("of jobs, by members of the job that the list does not show", async () => {
    const play = new AgentPlay();
    await play.register({ Meta: { team: "a" } }, "one");
    await play.register({ Meta: { team: "b" } }, "two");
    const named = async (filter: string) => {
      const { list } = await play.get(`/v1/jobs?filter=${encodeURIComponent(filter)}`);
      return list.map(({ ID }) => ID);
    };
    expect(await named("Meta.team == b")).toEqual(["two"]);
    expect(await named("Periodic is not nil")).toEqual([]);
    expect(await play.get("/v1/jobs?filter=ID")).toMatchObject({ status: 400 });
  });
});

describe("files and logs (spec 07 §15)", () => {
  test.each([
    [`/v1/client/fs/logs/${nobody}?type=stdout`, 400, "must provide task name"],
    [`/v1/client/fs/logs/${nobody}?task=main&type=x`, 400, "must provide log type (stdout/stderr)"],
    [`/v1/client/fs/logs/${nobody}?task=main&type=stdout&origin=middle`, 400, "origin must be start or end"],
    [`/v1/client/fs/logs/${nobody}?task=main&type=stdout`, 404, `Unknown allocation "${nobody}"`],
    [`/v1/client/fs/ls/${nobody}?path=/`, 404, `Unknown allocation "${nobody}"`],
    [`/v1/client/fs/stat/${nobody}`, 400, "must provide a file name"],
    [`/v1/client/fs/other/${nobody}`, 404, ""],
  ])("GET %s", async (path, status, text) => {
    expect(await new AgentPlay().get(path)).toMatchObject({ status, text });
  });

  test("of an allocation that there is: a clear answer", async () => {
    const play = new AgentPlay();
    await play.register();
    const { list } = await play.get("/v1/allocations");
    const id = String(list[0]?.ID);
    expect(await play.get(`/v1/client/fs/ls/${id}?path=/`)).toMatchObject({
      status: 501,
      text: "files of allocations are not simulated",
    });
    expect(await play.get(`/v1/client/fs/logs/${id}?task=main&type=stdout`)).toMatchObject({
      status: 501,
      text: "logs of allocations are not simulated",
    });
  });
});
