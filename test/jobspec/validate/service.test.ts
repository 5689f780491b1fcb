import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.js";
import { below, group, groupErrors, jobErrors, seconds, task, taskErrors } from "../submission.js";

const check = { Name: "c", Type: "tcp", Interval: seconds(2), Timeout: seconds(1) };

function serviceErrors(changes: JsonObject): readonly string[] {
  const found = groupErrors({ Services: [{ Name: "s", PortLabel: "p", ...changes }] });
  return below("Service[0] s validation failed: ", below("Task group service validation failed: ", found));
}

describe("a group's service", () => {
  const cases: [string, JsonObject, readonly string[]][] = [
    ["of Consul", {}, []],
    ["of an unknown provider", { Provider: "etcd" }, ['Service provider must be "consul", or "nomad"; not "etcd"']],
    [
      "with an unknown rule for updates",
      { OnUpdate: "never" },
      ['Service on_update must be "require_healthy", "ignore_warnings", or "ignore"; not "never"'],
    ],
    [
      "with an unknown address mode",
      { AddressMode: "x" },
      ['Service address_mode must be "auto", "host", or "driver"; not "x"'],
    ],
  ];
  test.each(cases)("%s", (_, changes, errors) => {
    expect(serviceErrors(changes)).toEqual(errors);
  });

  test.each(["has space", "under_score", "-dash", "a".repeat(64)])("named %s", (Name) => {
    const found = below("Task group service validation failed: ", groupErrors({ Services: [{ Name }] }));
    expect(found[0]).toContain(`Service[0] ${Name} validation failed: 1 error occurred:`);
    expect(found.join()).toContain(`no longer than 63 characters: "${Name}"`);
  });
});

describe("a check of Consul", () => {
  const cases: [string, JsonObject, string | undefined][] = [
    ["that is sound", {}, undefined],
    ["of a type in capitals", { Type: "TCP" }, undefined],
    ["of an unknown type", { Type: "icmp" }, 'invalid check type ("icmp"), must be one of grpc, tcp, http, script'],
    ["without a path", { Type: "http" }, "http type must have http path"],
    ["with another host's path", { Type: "http", Path: "http://x/" }, "http type must have relative http path"],
    ["with a path without a slash", { Type: "http", Path: "health" }, undefined],
    ["without an interval", { Interval: 0 }, "missing required value interval. Interval cannot be less than 1s"],
    ["with a short interval", { Interval: seconds(0.1) }, "interval (100ms) cannot be lower than 1s"],
    ["without a timeout", { Timeout: 0 }, "missing required value timeout. Timeout cannot be less than 1s"],
    ["with a short timeout", { Timeout: 999_000_000 }, "timeout (999ms) is lower than required minimum timeout 1s"],
    [
      "with an unknown state",
      { InitialStatus: "green" },
      'invalid initial check state (green), must be one of "passing", "warning", "critical" or empty',
    ],
    ["with an unknown address mode", { AddressMode: "x" }, 'invalid address_mode "x"'],
    [
      "with an unknown rule",
      { OnUpdate: "bogus" },
      'on_update must be "require_healthy", "ignore_warnings", or "ignore"; got "bogus"',
    ],
    [
      "that is ignored and restarts",
      { OnUpdate: "ignore", CheckRestart: { Limit: -1 } },
      'on_update value "ignore" is not compatible with check_restart',
    ],
    [
      "whose warnings are ignored but restart",
      { OnUpdate: "ignore_warnings", CheckRestart: { Limit: 1 } },
      'on_update value "ignore_warnings" not supported with check_restart ignore_warnings value "false"',
    ],
  ];
  test.each(cases)("%s", (_, changes, error) => {
    const errors = error === undefined ? [] : [`Check c invalid: ${error}`];
    expect(serviceErrors({ Checks: [{ ...check, ...changes }] })).toEqual(errors);
  });
});

describe("a check of Nomad", () => {
  const only = "may only be set for Consul service checks";
  const cases: [string, JsonObject, string][] = [
    ["of another type", { Type: "grpc" }, 'invalid check type ("grpc"), must be one of tcp, http'],
    [
      "whose warnings are ignored",
      { OnUpdate: "ignore_warnings" },
      `on_update may only be set to ignore_warnings for Consul service checks`,
    ],
    ["in the driver's network", { AddressMode: "driver" }, `address_mode = driver ${only}`],
    ["that passes late", { SuccessBeforePassing: 2 }, `success_before_passing ${only}`],
    ["that fails late", { FailuresBeforeCritical: 2 }, `failures_before_critical ${only}`],
    [
      "with an unknown method",
      { Type: "http", Path: "/", Method: "BREW" },
      'method type "BREW" not supported in Nomad http check',
    ],
    [
      "with a negative grace",
      { CheckRestart: { Limit: 1, Grace: seconds(-1) } },
      "1 error occurred:\n\t* grace period must be greater than or equal to 0 but found -1000000000\n\n",
    ],
    [
      "with a negative limit",
      { CheckRestart: { Limit: -1 } },
      "1 error occurred:\n\t* limit must be greater than or equal to 0 but found -1\n\n",
    ],
  ];
  test.each(cases)("%s", (_, changes, error) => {
    expect(serviceErrors({ Provider: "nomad", Checks: [{ ...check, ...changes }] }).join("\n\t* ")).toBe(error);
  });
});

test("each check reports its first error only, each service all of its checks'", () => {
  const Checks = [
    { ...check, Interval: 0, Timeout: 0 },
    { ...check, Name: "d", Type: "icmp" },
  ];
  expect(serviceErrors({ Checks })).toEqual([
    "Check c invalid: missing required value interval. Interval cannot be less than 1s",
    'Check d invalid: invalid check type ("icmp"), must be one of grpc, tcp, http, script',
  ]);
});

test("a check has to reach a port", () => {
  const error = 'Check c invalid: check requires a port but neither check nor service "s" have a port';
  for (const Provider of ["consul", "nomad"]) {
    expect(serviceErrors({ Provider, PortLabel: "", Checks: [check] })).toEqual([error]);
  }
});

describe("services of a group together", () => {
  const cases: [string, JsonObject, readonly string[]][] = [
    [
      "two of a name and port",
      {
        Services: [
          { Name: "g", PortLabel: "p" },
          { Name: "g", PortLabel: "p" },
        ],
      },
      ["Services are not unique: [group->g:p]"],
    ],
    [
      "two of a name on different ports",
      {
        Services: [
          { Name: "g", PortLabel: "p" },
          { Name: "g", PortLabel: "q" },
        ],
      },
      [],
    ],
    [
      "of two providers",
      { Services: [{ Name: "a", Provider: "nomad" }, { Name: "b" }] },
      ["Multiple service providers used: task group services must use the same provider"],
    ],
    [
      "with a check in a task that is not there",
      { Services: [{ Name: "s", PortLabel: "p", Checks: [{ ...check, TaskName: "ghost" }] }] },
      ["Check c invalid: refers to non-existent task ghost"],
    ],
    ["in a task that is not there", { Services: [{ Name: "s", TaskName: "ghost" }] }, []],
  ];
  test.each(cases)("%s", (_, changes, errors) => {
    expect(below("Task group service validation failed: ", groupErrors(changes))).toEqual(errors);
  });

  test("a script needs a task", () => {
    const script = { ...check, Type: "script", Command: "/x" };
    const found = groupErrors({ Services: [{ Name: "s", Checks: [script] }] });
    expect(below("Task group service check validation failed: ", found)).toEqual([
      "Service [api]->s or Check c must specify task parameter",
    ]);
    expect(groupErrors({ Services: [{ Name: "s", TaskName: "srv", Checks: [script] }] })).toEqual([]);
  });

  test("an identity of Nomad's service needs a name", () => {
    const Services = [{ Name: "s", Provider: "nomad", Identity: { Audience: ["x"] } }];
    expect(jobErrors({ TaskGroups: [group({ Services })] })).toEqual([
      "Service s in task group api has an identity with an empty name",
    ]);
  });
});

describe("services of a task", () => {
  const nomad = { Name: "s", Provider: "nomad" };
  const networks = { Networks: [{ DynamicPorts: [{ Label: "http" }] }] };
  const cases: [string, readonly JsonObject[], string][] = [
    ["two checks of a name", [{ ...nomad, PortLabel: "http", Checks: [check, check] }], 'check "c" is duplicate'],
    ["an unknown port", [{ ...nomad, PortLabel: "nope" }], 'port label "nope" referenced by services s does not exist'],
    [
      "an unknown port of two services",
      [
        { ...nomad, PortLabel: "nope" },
        { ...nomad, Name: "t", PortLabel: "nope" },
      ],
      'port label "nope" referenced by services s, t does not exist',
    ],
  ];
  test.each(cases)("%s", (_, Services, error) => {
    expect(taskErrors({ Services }, networks)).toEqual([`1 error occurred:\n\t* ${error}\n\n`]);
  });

  test("a number is a port in the driver's network", () => {
    expect(taskErrors({ Services: [{ ...nomad, PortLabel: "8080", AddressMode: "driver" }] })).toEqual([]);
  });

  test("two of a name are an error of the group and of the task", () => {
    const [ofGroup, ofTask] = groupErrors({ Tasks: [task({ Services: [nomad, nomad] })] });
    expect(ofGroup).toContain("Services are not unique: [srv->s]");
    expect(ofTask).toContain('service "s" is duplicate');
  });
});
