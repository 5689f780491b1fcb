import { describe, expect, it } from "vitest";
import { jobDiff } from "../../../src/jobspec/diff/jobDiff.js";
import type { JsonObject } from "../../../src/model/json.js";
import { group, job, jobOutline, outline, task, withGroup, withTask } from "./versions.js";

describe("the difference between two versions of a job", () => {
  it("is None for the same specification", () => {
    expect(jobDiff(job(), job())).toMatchObject({
      Type: "None",
      Fields: null,
      Objects: null,
      TaskGroups: [{ Type: "None", Fields: null, Objects: null, Updates: null, Tasks: [{ Type: "None" }] }],
    });
  });

  it("is Added throughout for a new job", () => {
    const diff = jobDiff(undefined, job());
    expect(diff).toMatchObject({
      Type: "Added",
      ID: "app",
      TaskGroups: [{ Type: "Added", Tasks: [{ Type: "Added" }] }],
    });
    expect(outline(diff)).toEqual([
      "+ AllAtOnce false",
      "+ Dispatched false",
      "+ Name app",
      "+ Namespace default",
      "+ NodePool default",
      "+ Priority 50",
      "+ Region global",
      "+ Stop false",
      "+ Type service",
      "+ Datacenters:",
      "  + Datacenters dc1",
    ]);
  });

  it.each<[JsonObject, JsonObject, readonly string[]]>([
    [{}, { Priority: 60 }, ["~ Priority 50 => 60"]],
    [{}, { Meta: { a: "1" } }, ["+ Meta[a] 1"]],
    [{ Meta: { a: "1", b: "2" } }, { Meta: { b: "3" } }, ["- Meta[a] 1", "~ Meta[b] 2 => 3"]],
    [{}, { Datacenters: ["dc2", "dc1"] }, ["+ Datacenters:", "  + Datacenters dc2", "    Datacenters dc1"]],
    [{}, { Datacenters: ["dc2"] }, ["~ Datacenters:", "  + Datacenters dc2", "  - Datacenters dc1"]],
    [
      { Constraints: [{ LTarget: "a", RTarget: "1", Operand: "=" }] },
      { Constraints: [{ LTarget: "a", RTarget: "2", Operand: "=" }] },
      [
        "+ Constraint:",
        "  + LTarget a",
        "  + Operand =",
        "  + RTarget 2",
        "- Constraint:",
        "  - LTarget a",
        "  - Operand =",
        "  - RTarget 1",
      ],
    ],
    [
      {},
      { Affinities: [{ LTarget: "a", RTarget: "1", Operand: "=", Weight: -10 }] },
      ["+ Affinity:", "  + LTarget a", "  + Operand =", "  + RTarget 1", "  + Weight -10"],
    ],
    [
      { UI: { Description: "d", Links: [{ Label: "a", Url: "x" }] } },
      { UI: { Description: "d", Links: [{ Label: "b", Url: "x" }] } },
      [
        "~ UI:",
        "    Description d",
        "  + Link:",
        "    + Label b",
        "    + Url x",
        "  - Link:",
        "    - Label a",
        "    - Url x",
      ],
    ],
  ])("names what of the job differs: %j to %j", (old, next, expected) => {
    expect(jobDiff(job(old), job(next)).Type).toBe("Edited");
    expect(jobOutline(old, next)).toEqual(expected);
  });

  it("of a periodic job shows its expressions only where they changed", () => {
    const periodic = (given: JsonObject) => ({ Type: "batch", Periodic: { Specs: ["@daily"], ...given } });
    expect(jobOutline(periodic({}), periodic({ ProhibitOverlap: true }))).toEqual([
      "~ Periodic:",
      "    Enabled true",
      "  ~ ProhibitOverlap false => true",
      "    Spec",
      "    SpecType cron",
      "    TimeZone UTC",
    ]);
    expect(jobOutline(periodic({}), periodic({ Specs: ["@daily", "@hourly"] })).slice(-3)).toEqual([
      "  + Specs:",
      "    + Specs @hourly",
      "      Specs @daily",
    ]);
  });

  it("of a parameterized job shows the names of its metadata also where they did not change", () => {
    const parameterized = (given: JsonObject) => ({
      Type: "batch",
      ParameterizedJob: { Payload: "optional", MetaRequired: ["a"], ...given },
    });
    expect(jobOutline(parameterized({}), parameterized({ Payload: "required" }))).toEqual([
      "~ ParameterizedJob:",
      "  ~ Payload optional => required",
      "    MetaRequired:",
      "      MetaRequired a",
    ]);
  });

  it("lists groups of both sides by name", () => {
    const { TaskGroups } = jobDiff(job(), job({ TaskGroups: [group({ Name: "b" }), group({ Name: "a" })] }));
    expect(TaskGroups?.map(({ Name, Type }) => `${Name} ${Type}`)).toEqual(["a Added", "b Added", "web Deleted"]);
  });

  it.each([
    ["the order of datacenters", job({ Datacenters: ["a", "b"] }), job({ Datacenters: ["b", "a"] })],
    [
      "the order of groups",
      job({ TaskGroups: [group(), group({ Name: "x" })] }),
      job({ TaskGroups: [group({ Name: "x" }), group()] }),
    ],
    ["spreads of the job", job(), job({ Spreads: [{ Attribute: "x" }] })],
  ])("does not look at %s", (_what, old, next) => {
    expect(jobDiff(old, next)).toMatchObject({ Type: "None", Fields: null, Objects: null });
  });

  it.each([
    ["spreads of a group", withGroup({}), withGroup({ Spreads: [{ Attribute: "x" }] }), "None"],
    ["a task's restart block", withTask({}), withTask({ RestartPolicy: { Attempts: 1 } }), "Edited"],
    ["a task's lifecycle", withTask({}), withTask({ Lifecycle: { Hook: "prestart" } }), "Edited"],
    [
      "the order of a task's constraints",
      withTask({ Constraints: ["a", "b"].map((LTarget) => ({ LTarget, Operand: "is_set" })) }),
      withTask({ Constraints: ["b", "a"].map((LTarget) => ({ LTarget, Operand: "is_set" })) }),
      "Edited",
    ],
  ])("marks a group Edited by what it does not show: %s", (_what, old, next, ofTask) => {
    const [web] = jobDiff(old, next).TaskGroups ?? [];
    expect(web).toMatchObject({ Type: "Edited", Fields: null, Objects: null });
    expect(web?.Tasks).toMatchObject([{ Type: ofTask, Fields: null, Objects: null }]);
  });

  it("takes tasks of both sides by name", () => {
    const [web] = jobDiff(job(), withGroup({ Tasks: [task({ Name: "side" }), task()] })).TaskGroups ?? [];
    expect(web?.Tasks?.map(({ Name, Type }) => `${Name} ${Type}`)).toEqual(["main None", "side Added"]);
  });
});
