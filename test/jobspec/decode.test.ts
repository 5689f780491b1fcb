import { describe, expect, test } from "vitest";
import { decodeJob } from "../../src/jobspec/decode.js";
import type { JsonValue } from "../../src/model/json.js";
import { admitted, group, job, task } from "./submission.js";

const member = (path: string, type: string) => `into Go struct field ${path} of type ${type}`;

describe("values of a wrong type", () => {
  const cases: [string, JsonValue, string][] = [
    [
      "a duration as text",
      { TaskGroups: [{ Update: { MinHealthyTime: "10s" } }] },
      `string ${member("UpdateStrategy.Job.TaskGroups.Update.MinHealthyTime", "time.Duration")}`,
    ],
    [
      "a duration of a task",
      { TaskGroups: [{ Tasks: [{ KillTimeout: "7s" }] }] },
      `string ${member("Task.Job.TaskGroups.Tasks.KillTimeout", "time.Duration")}`,
    ],
    [
      "a fraction of a count",
      { TaskGroups: [{ Count: 1.5 }] },
      `number 1.5 ${member("TaskGroup.Job.TaskGroups.Count", "int")}`,
    ],
    ["a number too large", { Priority: 2n ** 63n }, `number 9223372036854775808 ${member("Job.Job.Priority", "int")}`],
    ["a negative version", { Version: -1 }, `number -1 ${member("Job.Job.Version", "uint64")}`],
    [
      "a weight beyond 8 bits",
      { Spreads: [{ Weight: 128 }] },
      `number 128 ${member("Spread.Job.Spreads.Weight", "int8")}`,
    ],
    ["a number as ID", { ID: 7 }, `number ${member("Job.Job.ID", "string")}`],
    ["a flag as text", { AllAtOnce: "yes" }, `string ${member("Job.Job.AllAtOnce", "bool")}`],
    ["text for a list", { Datacenters: "dc1" }, `string ${member("Job.Job.Datacenters", "[]string")}`],
    ["a number in a list of texts", { Datacenters: [1] }, `number ${member("Job.Job.Datacenters", "string")}`],
    ["a number in a map of texts", { Meta: { a: 1 } }, `number ${member("Job.Job.Meta", "string")}`],
    ["a list for a block", { Periodic: [] }, `array ${member("Job.Job.Periodic", "api.PeriodicConfig")}`],
    [
      "an object for a list of blocks",
      { TaskGroups: {} },
      `object ${member("Job.Job.TaskGroups", "[]*api.TaskGroup")}`,
    ],
    ["true for a block in a list", { TaskGroups: [true] }, `bool ${member("Job.Job.TaskGroups", "api.TaskGroup")}`],
    ["text for the job", "web", `string ${member("JobRegisterRequest.Job", "api.Job")}`],
  ];
  test.each(cases)("%s", (_, submitted, rest) => {
    expect(decodeJob(submitted)).toEqual({ ok: false, message: `json: cannot unmarshal ${rest}` });
  });

  test("the first one in the document is the answer", () => {
    const decoded = decodeJob({ Priority: "high", ID: 7 });
    expect(decoded).toMatchObject({ ok: false, message: expect.stringContaining("Job.Job.Priority") });
  });

  test("a payload that is not base64", () => {
    expect(decodeJob({ Payload: "a_b=" })).toEqual({ ok: false, message: "illegal base64 data at input byte 1" });
  });
});

test("names count in any case, unknown ones and null are ignored", () => {
  const stored = admitted({ id: "web", PRIORITY: 70, Colour: "red", Name: null, taskgroups: [group()] });
  expect(stored).toMatchObject({ id: "web", name: "web", priority: 70 });
});

test("null members of lists of blocks are dropped", () => {
  expect(admitted(job({ TaskGroups: [null, group()] })).taskGroups).toHaveLength(1);
});

test("numbers of a driver's configuration become doubles", () => {
  const Config = { big: 2n ** 60n, list: [1n, { deep: 2n }], text: "x" };
  const stored = admitted(job({ TaskGroups: [group({ Tasks: [task({ Config })] })] }));
  expect(stored.taskGroups[0]?.tasks[0]?.config).toEqual({ big: 2 ** 60, list: [1, { deep: 2 }], text: "x" });
});

test("configuration that is nested without end is refused", () => {
  let Config: JsonValue = {};
  for (let depth = 0; depth < 100_000; depth += 1) Config = { a: Config };
  const decoded = decodeJob(job({ TaskGroups: [group({ Tasks: [task({ Config })] })] }));
  expect(decoded).toEqual({ ok: false, message: "exceeded max depth" });
});

test("names of an object's own prototype are names like others", () => {
  const stored = admitted(
    JSON.parse(
      '{"ID":"web","Meta":{"__proto__":"x","constructor":"y"},"TaskGroups":[{"Name":"api","Tasks":[{"Name":"srv","Driver":"d","VolumeMounts":[]}]}]}',
    ),
  );
  expect(Object.entries(stored.meta)).toEqual([
    ["__proto__", "x"],
    ["constructor", "y"],
  ]);
});
