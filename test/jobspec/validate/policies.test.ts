import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.js";
import { groupErrors, seconds } from "../submission.js";

type Cases = readonly (readonly [string, JsonObject, readonly string[]])[];
const minute = seconds(60);

describe("update", () => {
  const cases: Cases = [
    ["the defaults", {}, []],
    ["an unknown health check", { HealthCheck: "foo" }, ['Invalid health check given: "foo"']],
    ["a negative parallelism", { MaxParallel: -1 }, ["Max parallel can not be less than zero: -1 < 0"]],
    ["no parallelism with canaries", { MaxParallel: 0, Canary: 1 }, []],
    ["negative canaries", { Canary: -2 }, ["Canary count can not be less than zero: -2 < 0"]],
    ["promotion without canaries", { AutoPromote: true }, ["Auto Promote requires a Canary count greater than zero"]],
    [
      "a negative healthy time",
      { MinHealthyTime: seconds(-1) },
      ["Minimum healthy time may not be less than zero: -1s"],
    ],
    [
      "no healthy deadline",
      { HealthyDeadline: 0, MinHealthyTime: 0 },
      [
        "Healthy deadline must be greater than zero: 0s",
        "Minimum healthy time must be less than healthy deadline: 0s > 0s",
      ],
    ],
    [
      "a negative progress deadline",
      { ProgressDeadline: seconds(-5) },
      [
        "Progress deadline must be zero or greater: -5s",
        "Healthy deadline must be less than progress deadline: 5m0s > -5s",
      ],
    ],
    ["no progress deadline", { ProgressDeadline: 0, HealthyDeadline: 100 * minute }, []],
    [
      "a healthy time as long as the deadline",
      { MinHealthyTime: 5 * minute },
      ["Minimum healthy time must be less than healthy deadline: 5m0s > 5m0s"],
    ],
    [
      "a healthy deadline as long as the progress deadline",
      { HealthyDeadline: 10 * minute },
      ["Healthy deadline must be less than progress deadline: 10m0s > 10m0s"],
    ],
    ["no stagger", { Stagger: 0 }, ["Stagger must be greater than zero: 0s"]],
  ];
  test.each(cases)("%s", (_, Update, errors) => {
    expect(groupErrors({ Update })).toEqual(errors);
  });
  test("is not for batch jobs, not even from the job's level", () => {
    const errors = ['Job type "batch" does not allow update block'];
    expect(groupErrors({ Update: {} }, { Type: "batch" })).toEqual(errors);
    expect(groupErrors({}, { Type: "batch", Update: { MaxParallel: 2 } })).toEqual(errors);
  });
});

describe("migrate", () => {
  const cases: Cases = [
    ["the defaults", {}, []],
    ["a negative parallelism", { MaxParallel: -1 }, ["MaxParallel must be >= 0 but found -1"]],
    ["no health check", { HealthCheck: "" }, ["Missing HealthCheck"]],
    ["no health check where none is needed", { HealthCheck: "", MaxParallel: 0 }, []],
    ["an unknown health check", { HealthCheck: "manual" }, ['Invalid HealthCheck: "manual"']],
    ["a negative time", { MinHealthyTime: seconds(-1) }, ["MinHealthyTime is -1s and must be >= 0"]],
    [
      "a negative deadline",
      { HealthyDeadline: seconds(-2) },
      ["HealthyDeadline is -2s and must be >= 0", "MinHealthyTime must be less than HealthyDeadline"],
    ],
    ["a time as long as the deadline", { MinHealthyTime: 5 * minute }, []],
    [
      "a time beyond the deadline",
      { MinHealthyTime: 6 * minute },
      ["MinHealthyTime must be less than HealthyDeadline"],
    ],
  ];
  test.each(cases)("%s", (_, Migrate, errors) => {
    expect(groupErrors({ Migrate })).toEqual(errors);
  });
  test("is for services only", () => {
    expect(groupErrors({ Migrate: {} }, { Type: "system" })).toEqual([
      'Job type "system" does not allow migrate block',
    ]);
  });
});

describe("restart", () => {
  const cases: Cases = [
    ["an unknown mode", { Mode: "retry" }, ['Unsupported restart mode: "retry"']],
    [
      "no attempts with a delay",
      { Attempts: 0, Mode: "delay" },
      ['Restart policy "delay" with 0 attempts is ambiguous'],
    ],
    ["no attempts that fail", { Attempts: 0 }, []],
    [
      "a short interval",
      { Interval: seconds(4), Attempts: 1, Delay: seconds(1) },
      ["Interval can not be less than 5s (got 4s)"],
    ],
    ["as much delay as the interval holds", { Attempts: 6, Interval: seconds(30), Delay: seconds(5) }, []],
    [
      "more delay than the interval holds",
      { Attempts: 10, Interval: seconds(30), Delay: seconds(5) },
      ["Nomad can't restart the TaskGroup 10 times in an interval of 30s with a delay of 5s"],
    ],
  ];
  test.each(cases)("%s", (_, RestartPolicy, errors) => {
    expect(groupErrors({ RestartPolicy })).toEqual(errors);
  });
  test("of a task is not looked at", () => {
    const Tasks = [{ Name: "srv", Driver: "d", RestartPolicy: { Mode: "bogus" } }];
    expect(groupErrors({ Tasks })).toEqual([]);
  });
});

describe("disconnect", () => {
  const cases: Cases = [
    ["the defaults", {}, []],
    ["a negative stop", { StopOnClientAfter: seconds(-1) }, ["stop_after cannot be a negative duration"]],
    ["a negative loss", { LostAfter: seconds(-1) }, ["lost_after cannot be a negative duration"]],
    [
      "both",
      { LostAfter: seconds(1), StopOnClientAfter: 0 },
      ["Disconnect cannot be configured with both lost_after and stop_after"],
    ],
    ["an unknown reconcile option", { Reconcile: "newest" }, ["reconcile option is invalid: newest"]],
  ];
  test.each(cases)("%s", (_, Disconnect, errors) => {
    expect(groupErrors({ Disconnect })).toEqual(errors);
  });
  test("stops allocations of services and batch jobs only", () => {
    const Disconnect = { StopOnClientAfter: seconds(60) };
    expect(groupErrors({ Disconnect }, { Type: "batch" })).toEqual([]);
    expect(groupErrors({ Disconnect }, { Type: "system" })).toEqual([
      "stop_after can only be used with service or batch job types",
    ]);
  });
});
