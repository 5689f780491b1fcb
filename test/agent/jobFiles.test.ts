import { describe, expect, test } from "vitest";
import { AgentPlay, serviceJob } from "./agentPlay.js";

const file = `job "app" {
  datacenters = ["dc1"]
  group "web" {
    count = 2
    task "main" {
      driver = "mock_driver"
      env {
        VERSION = "1"
      }
    }
  }
}
`;

describe("/v1/jobs/parse", () => {
  test("answers the job as it was written, or with its first defaults", async () => {
    const play = new AgentPlay();
    const written = await play.put("/v1/jobs/parse", { JobHCL: file });
    expect(written.json).toMatchObject({ ID: "app", TaskGroups: [{ Name: "web", Count: 2 }] });
    expect(written.json).not.toHaveProperty("Priority");
    const canonical = await play.put("/v1/jobs/parse", { JobHCL: file, Canonicalize: true });
    expect(canonical.json).toMatchObject({ Priority: 50, Datacenters: ["dc1"], NodePool: "", Status: "" });
  });

  test.each(["service", "batch", "system"])("what it answers of a %s job can be registered", async (type) => {
    const play = new AgentPlay();
    const source = file.replace("count = 2", "count = 1").replace("datacenters", `type = "${type}"\n  datacenters`);
    const { json } = await play.put("/v1/jobs/parse", { JobHCL: source, Canonicalize: true });
    expect((await play.put("/v1/jobs", { Job: json })).status).toBe(200);
    expect((await play.get("/v1/job/app")).json).toMatchObject({ NodePool: "default", Version: 0 });
  });

  test.each([
    [{ JobHCL: "" }, 400, "Job spec is empty"],
    [
      { JobHCL: 'job "app" {\n' },
      400,
      "Failed to parse job: input.hcl:1,11-12: Unclosed configuration block; There is no closing brace for this block before the end of the file. This may be caused by incorrect brace nesting elsewhere in this file.",
    ],
    [
      { JobHCL: 'job "app" {\n  colour = 1\n}\n' },
      400,
      'Failed to parse job: input.hcl:2,3-9: Unsupported argument; An argument named "colour" is not expected here.',
    ],
    [
      { JobHCL: file, Variables: "a = " },
      400,
      "Failed to parse job: unable to parse var content: input.hcl:1,5-5: Missing expression; Expected the start of an expression, but found the end of the file.",
    ],
  ])("refuses %j", async (body, status, text) => {
    const reply = await new AgentPlay().put("/v1/jobs/parse", body);
    expect([reply.status, reply.text]).toEqual([status, text]);
  });
});

describe("/v1/job/:id/plan", () => {
  const plan = (play: AgentPlay, given: object = {}, Diff = true) =>
    play.put("/v1/job/app/plan", { Job: serviceJob("app", given), Diff });

  test("of a new job adds everything and stores nothing", async () => {
    const play = new AgentPlay();
    const { json } = await plan(play);
    expect(json).toMatchObject({
      JobModifyIndex: 0,
      CreatedEvals: null,
      FailedTGAllocs: null,
      NextPeriodicLaunch: null,
    });
    expect(json.Diff).toMatchObject({ Type: "Added", TaskGroups: [{ Type: "Added", Updates: { create: 2 } }] });
    expect((await play.get("/v1/job/app")).status).toBe(404);
  });

  test("of the same job finds nothing to change", async () => {
    const play = new AgentPlay();
    await play.register();
    const { json } = await plan(play);
    expect(json.Diff).toMatchObject({
      Type: "None",
      Fields: null,
      TaskGroups: [{ Type: "None", Updates: { ignore: 2 } }],
    });
  });

  test("of a changed job names what differs, if it is asked to", async () => {
    const play = new AgentPlay();
    await play.register();
    const { json } = await plan(play, { Priority: 70 });
    expect(json.Diff).toMatchObject({ Type: "Edited", Fields: [{ Name: "Priority", Old: "50", New: "70" }] });
    expect((await plan(play, { Priority: 70 }, false)).json.Diff).toBeNull();
  });

  test("of a periodic job says when it would be launched", async () => {
    const given = { Type: "batch", Periodic: { Enabled: true, Specs: ["30 16 * * *"], SpecType: "cron" } };
    const { json } = await plan(new AgentPlay(), given);
    expect(json.NextPeriodicLaunch).toBe("2026-01-05T16:30:00Z");
  });
});
