import { describe, expect, it } from "vitest";
import { admitJob } from "../../../src/jobspec/admission.js";
import { jobDiff } from "../../../src/jobspec/diff/jobDiff.js";
import type { Job } from "../../../src/model/job.js";
import type { JsonObject } from "../../../src/model/json.js";

const task = (given: JsonObject = {}): JsonObject => ({ Name: "main", Driver: "mock_driver", ...given });
const group = (given: JsonObject = {}): JsonObject => ({ Name: "web", Count: 3, Tasks: [task()], ...given });

function job(given: JsonObject = {}): Job {
  const admission = admitJob(
    { ID: "app", Name: "app", Datacenters: ["dc1"], TaskGroups: [group()], ...given },
    {
      now: 0,
      region: "global",
      namespaces: [{ name: "default" }],
      nodePools: ["default"],
      memoryOversubscription: false,
    },
  );
  if (!admission.ok) throw new Error(admission.message);
  return admission.job;
}

const withTask = (given: JsonObject): Job => job({ TaskGroups: [group({ Tasks: [task(given)] })] });

describe("the difference between two versions of a job", () => {
  it("is None for the same specification", () => {
    expect(jobDiff(job(), job())).toMatchObject({ Type: "None", Fields: null, TaskGroups: [{ Type: "None" }] });
  });

  it("is Added throughout for a new job", () => {
    expect(jobDiff(undefined, job())).toMatchObject({
      Type: "Added",
      TaskGroups: [
        {
          Type: "Added",
          Fields: [
            { Name: "Count", Old: "", New: "3", Annotations: ["forces create"] },
            { Name: "PreventRescheduleOnLost" },
          ],
          Tasks: [{ Type: "Added", Annotations: ["forces create"] }],
        },
      ],
    });
  });

  it.each([
    [{ Priority: 60 }, [{ Type: "Edited", Name: "Priority", Old: "50", New: "60", Annotations: null }]],
    [{ Meta: { a: "1" } }, [{ Type: "Added", Name: "Meta[a]", Old: "", New: "1", Annotations: null }]],
  ])("names the members of the job that differ: %j", (given, fields) => {
    expect(jobDiff(job(), job(given))).toMatchObject({ Type: "Edited", Fields: fields });
  });

  it("names what was taken away", () => {
    expect(jobDiff(job({ Meta: { a: "1" } }), job()).Fields).toMatchObject([
      { Type: "Deleted", Name: "Meta[a]", New: "" },
    ]);
  });

  it("does not look at the order of lists nor at spreads of the job", () => {
    expect(jobDiff(job({ Datacenters: ["a", "b"] }), job({ Datacenters: ["b", "a"] })).Type).toBe("None");
    expect(jobDiff(job(), job({ Spreads: [{ Attribute: "x" }] })).Type).toBe("None");
  });

  it("says what a changed count leads to", () => {
    const { TaskGroups } = jobDiff(job(), job({ TaskGroups: [group({ Count: 1 })] }));
    expect(TaskGroups?.[0]?.Fields).toMatchObject([{ Name: "Count", Annotations: ["forces destroy"] }]);
  });

  it("lists groups of both sides by name", () => {
    const { TaskGroups } = jobDiff(job(), job({ TaskGroups: [group({ Name: "b" }), group({ Name: "a" })] }));
    expect(TaskGroups?.map(({ Name, Type }) => `${Name} ${Type}`)).toEqual(["a Added", "b Added", "web Deleted"]);
  });

  it.each([
    [{ Env: { A: "1" } }, "forces create/destroy update"],
    [{ Config: { a: 1 } }, "forces create/destroy update"],
    [{ KillTimeout: 1_000_000_000 }, "forces in-place update"],
    [{ Constraints: [{ LTarget: "x", Operand: "is_set" }] }, "forces in-place update"],
  ])("says what a changed task leads to: %j", (given, annotation) => {
    const [web] = jobDiff(job(), withTask(given)).TaskGroups ?? [];
    expect(web).toMatchObject({ Type: "Edited", Tasks: [{ Type: "Edited", Annotations: [annotation] }] });
  });
});
