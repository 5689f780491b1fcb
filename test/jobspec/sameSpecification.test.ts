import { describe, expect, test } from "vitest";
import { sameSpecification } from "../../src/jobspec/sameSpecification.js";
import type { Job } from "../../src/model/job.js";
import { admitted, group, job, task } from "./submission.js";

const Config = { run_for: "1h", list: [1, { deep: true }] };
const TaskGroups = [group({ Tasks: [task({ Config })] }), group({ Name: "side" })];
const stored = () => admitted(job({ TaskGroups, Datacenters: ["a", "b"], Meta: { k: "v" } }));

describe("what does not count as a change", () => {
  const serverOwned: Partial<Job> = {
    status: "dead",
    stable: true,
    version: 9,
    createIndex: 1,
    modifyIndex: 2,
    jobModifyIndex: 3,
    submitTime: 4,
  };
  test("the same submission", () => {
    expect(sameSpecification(stored(), stored())).toBe(true);
  });
  test.each(Object.entries(serverOwned))("%s", (key, value) => {
    expect(sameSpecification(stored(), { ...stored(), [key]: value })).toBe(true);
  });
});

describe("what counts as a change", () => {
  const base = stored();
  const changes: [string, Partial<Job>][] = [
    ["the stop flag", { stop: true }],
    ["the token", { nomadTokenId: "t" }],
    ["a version tag", { versionTag: { name: "good", description: "", taggedTime: 0 } }],
    ["the priority", { priority: 51 }],
    ["the order of datacenters", { datacenters: ["b", "a"] }],
    ["the order of groups", { taskGroups: base.taskGroups.toReversed() }],
    ["one group fewer", { taskGroups: base.taskGroups.slice(1) }],
    ["another key of the same value", { meta: { j: "v" } }],
    ["one key more", { meta: { k: "v", l: "v" } }],
    [
      "the block of a periodic job",
      { periodic: undefined, parameterized: { payload: "", metaRequired: [], metaOptional: [] } },
    ],
  ];
  test.each(changes)("%s", (_, change) => {
    expect(sameSpecification({ ...base, ...change }, base)).toBe(false);
    expect(sameSpecification(base, { ...base, ...change })).toBe(false);
  });

  test("a member of a driver's nested configuration", () => {
    const other = { ...Config, list: [1, { deep: false }] };
    const changed = admitted(job({ TaskGroups: [group({ Tasks: [task({ Config: other })] })] }));
    const same = admitted(job({ TaskGroups: [group({ Tasks: [task({ Config })] })] }));
    expect(sameSpecification(changed, same)).toBe(false);
  });
});
