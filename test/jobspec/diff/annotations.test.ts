import { describe, expect, it } from "vitest";
import { annotated } from "../../../src/jobspec/diff/annotations.js";
import { jobDiff } from "../../../src/jobspec/diff/jobDiff.js";
import { type DesiredUpdates, noDesiredUpdates } from "../../../src/model/evaluation.js";
import type { Job } from "../../../src/model/job.js";
import type { JsonObject } from "../../../src/model/json.js";
import { group, job, task, withGroup, withTask } from "./versions.js";

const plan = (old: Job | undefined, next: Job, desired: Partial<DesiredUpdates> = {}) =>
  annotated(jobDiff(old, next), { web: { ...noDesiredUpdates, ...desired } }).TaskGroups ?? [];

describe("the annotations of a plan", () => {
  it("give groups the numbers of the scheduler that are not zero", () => {
    const [web] = plan(job(), job(), { ignore: 2, place: 1, destructiveUpdate: 3, preemptions: 4 });
    expect(web?.Updates).toEqual({ ignore: 2, create: 1, "create/destroy update": 3 });
  });

  it("tell a group of zeros from one that the scheduler does not know", () => {
    const groups = plan(job(), job({ TaskGroups: [group(), group({ Name: "new" })] }));
    expect(groups.map(({ Name, Updates }) => [Name, Updates])).toEqual([
      ["new", null],
      ["web", {}],
    ]);
  });

  it("write a counter that has wrapped around in full", () => {
    expect(plan(job(), job(), { place: 2 ** 64 })[0]?.Updates).toEqual({ create: 18_446_744_073_709_551_615n });
  });

  it.each<[number, readonly string[] | null]>([
    [5, ["forces create"]],
    [1, ["forces destroy"]],
  ])("say what a count of %i instead of 3 leads to", (Count, expected) => {
    const [web] = plan(job(), withGroup({ Count }));
    expect(web?.Fields).toMatchObject([{ Name: "Count", Annotations: expected }]);
  });

  it("say of a new job, or of one that loses a group, that its tasks come and go with it", () => {
    expect(plan(undefined, job())[0]).toMatchObject({
      Fields: [{ Name: "Count", Annotations: ["forces create"] }, {}],
      Tasks: [{ Annotations: ["forces create"] }],
    });
    const groups = plan(job({ TaskGroups: [group(), group({ Name: "old" })] }), job());
    expect(groups[0]).toMatchObject({ Name: "old", Tasks: [{ Annotations: ["forces destroy"] }] });
  });

  it.each<[JsonObject, string]>([
    [{ Env: { A: "1" } }, "forces create/destroy update"],
    [{ Config: { a: 1 } }, "forces create/destroy update"],
    [{ Leader: true }, "forces create/destroy update"],
    [{ LogConfig: { MaxFiles: 3 } }, "forces create/destroy update"],
    [{ Actions: [{ Name: "a", Command: "b" }] }, "forces create/destroy update"],
    [{ KillTimeout: 1_000_000_000 }, "forces in-place update"],
    [{ Constraints: [{ LTarget: "x", Operand: "is_set" }] }, "forces in-place update"],
    [{ Affinities: [{ LTarget: "x", RTarget: "y", Operand: "=" }] }, "forces in-place update"],
    [{ Services: [{ Provider: "nomad" }] }, "forces in-place update"],
    [{ Lifecycle: { Hook: "prestart" } }, "forces in-place update"],
  ])("go by the text of a task that changed: %j", (given, annotation) => {
    expect(plan(job(), withTask(given))[0]?.Tasks).toMatchObject([{ Type: "Edited", Annotations: [annotation] }]);
  });

  it("call a task that joins or leaves a group a replacement", () => {
    const two = withGroup({ Tasks: [task(), task({ Name: "side" })] });
    const replacement = ["forces create/destroy update"];
    expect(plan(job(), two)[0]?.Tasks).toMatchObject([{ Annotations: null }, { Annotations: replacement }]);
    expect(plan(two, job())[0]?.Tasks).toMatchObject([{ Annotations: null }, { Annotations: replacement }]);
  });
});
