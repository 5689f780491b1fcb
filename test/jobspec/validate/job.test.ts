import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.js";
import { context, group, jobErrors, task } from "../submission.js";

describe("a job", () => {
  const long = "x".repeat(1001);
  const cases: [string, JsonObject, readonly string[]][] = [
    ["that is minimal", {}, []],
    ["without a region", { Region: "" }, ["Missing job region"]],
    ["without an ID", { ID: "", Name: "n" }, ["Missing job ID"]],
    ["with a space in its ID", { ID: "a b" }, ["Job ID contains a space"]],
    ["with a null character in its ID", { ID: "a\0b", Name: "n" }, ["Job ID contains a null character"]],
    ["without a name", { Name: "" }, ["Missing job name"]],
    ["with a null character in its name", { Name: "a\0" }, ["Job Name contains a null character"]],
    ["of no type", { Type: "" }, ["Missing job type"]],
    ["of an unknown type", { Type: "daemon" }, ['Invalid job type: "daemon"']],
    ["of the core type", { Type: "_core" }, ["job type cannot be core"]],
    ["in a nameless datacenter", { Datacenters: ["a", ""] }, ["Job datacenter must be non-empty string"]],
    ["without groups", { TaskGroups: [] }, ["Missing job task groups"]],
    [
      "with a long description",
      { UI: { Description: long } },
      ["UI description must be under 1000 characters, currently 1001"],
    ],
    [
      "with a long description of its tag",
      { VersionTag: { Name: "t", Description: long } },
      ["Tagged version description must be under 1000 characters, currently 1001"],
    ],
    [
      "with a nameless group",
      { TaskGroups: [group({ Name: "" })] },
      [
        "Job task group 1 missing name",
        "Task group  validation failed: 1 error occurred:\n\t* Missing task group name\n\n",
      ],
    ],
    [
      "with two groups of a name",
      { TaskGroups: [group(), group({ Name: "b" }), group()] },
      ["Job task group 3 redefines 'api' from group 1"],
    ],
    [
      "with a negative delay",
      { TaskGroups: [group({ ShutdownDelay: -1 })] },
      ["ShutdownDelay must be a positive value"],
    ],
    [
      "of type system with a count",
      { Type: "system", TaskGroups: [group({ Count: 2 })] },
      ["Job task group api has count 2. Count cannot exceed 1 with system scheduler"],
    ],
    ["with a low priority", { Priority: -1 }, ["job priority must be between [1, 100]"]],
    ["with a high priority", { Priority: 101 }, ["job priority must be between [1, 100]"]],
    ["with the highest priority", { Priority: 100 }, []],
    ["with a payload", { Payload: "aGk=" }, ["job can't be submitted with a payload, only dispatched"]],
    [
      "with too many allocations",
      { TaskGroups: [group({ Count: 40_000 }), group({ Name: "b", Count: 10_001 })] },
      ["total count was greater than configured job_max_count: 50001 > 50000"],
    ],
    ["in an unknown pool", { NodePool: "nowhere" }, ['job "web" is in nonexistent node pool "nowhere"']],
    ["in an unknown namespace", { Namespace: "nowhere" }, ['job "web" is in nonexistent namespace "nowhere"']],
    [
      "with a schedule",
      { TaskGroups: [group({ Tasks: [task({ Schedule: {} })] })] },
      ["task schedules requires Nomad Enterprise"],
    ],
    [
      "with NUMA",
      { TaskGroups: [group({ Tasks: [task({ Resources: { NUMA: { Affinity: "require" } } })] })] },
      ["numa scheduling requires Nomad Enterprise"],
    ],
    ["with regions", { Multiregion: { Regions: [{ Name: "west" }] } }, ["Multiregion jobs are unlicensed."]],
    ["without regions", { Multiregion: {} }, []],
    [
      "with Vault",
      { TaskGroups: [group({ Tasks: [task({ Vault: {} })] })] },
      ['Vault "default" not enabled but used in the job'],
    ],
    [
      "with another Consul",
      { TaskGroups: [group({ Consul: { Cluster: "other" } })] },
      ["non-default Consul cluster requires Nomad Enterprise"],
    ],
  ];
  test.each(cases)("%s", (_, changes, errors) => {
    expect(jobErrors(changes)).toEqual(errors);
  });
});

test("all validators speak, in their order", () => {
  const errors = jobErrors({
    ID: "a b",
    Name: "n",
    Namespace: "nowhere",
    NodePool: "nowhere",
    Priority: 101,
    TaskGroups: [group({ Count: -1, Consul: { Cluster: "x" } })],
  });
  expect(errors).toEqual([
    "non-default Consul cluster requires Nomad Enterprise",
    'job "a b" is in nonexistent namespace "nowhere"',
    'job "a b" is in nonexistent node pool "nowhere"',
    "Job ID contains a space",
    "Task group api validation failed: 1 error occurred:\n\t* Task group count can't be negative\n\n",
    "job priority must be between [1, 100]",
  ]);
});

describe("a namespace with restrictions", () => {
  const TaskGroups = [
    group({ Networks: [{ Mode: "bridge" }], Tasks: [task({ Driver: "docker" }), task({ Name: "b", Driver: "exec" })] }),
    group({ Name: "g2", Networks: [{}] }),
  ];
  const cases: [string, JsonObject, readonly string[]][] = [
    ["allows everything it does not mention", {}, []],
    [
      "forbids a driver",
      { disabledTaskDrivers: ["docker"] },
      ['used task driver "docker" is not allowed in namespace "default"'],
    ],
    [
      "allows some drivers",
      { enabledTaskDrivers: ["mock_driver"] },
      ['used task drivers ["docker" "exec"] are not allowed in namespace "default"'],
    ],
    [
      "forbids what it allows",
      { enabledTaskDrivers: ["docker", "exec", "mock_driver"], disabledTaskDrivers: ["exec"] },
      ['used task driver "exec" is not allowed in namespace "default"'],
    ],
    [
      "forbids the host's network",
      { disabledNetworkModes: ["host"] },
      ['used group network mode "host" is not allowed in namespace "default"'],
    ],
  ];
  test.each(cases)("%s", (_, capabilities, errors) => {
    expect(jobErrors({ TaskGroups }, { ...context, namespaces: [{ name: "default", capabilities }] })).toEqual(errors);
  });
});

describe("a parameterized job", () => {
  const cases: [string, JsonObject, readonly string[]][] = [
    ["of type batch", { Type: "batch", ParameterizedJob: {} }, []],
    [
      "of type service",
      { ParameterizedJob: {} },
      ['Parameterized job can only be used with "batch" or "sysbatch" scheduler'],
    ],
    [
      "with an unknown payload rule and a key of both kinds",
      { Type: "batch", ParameterizedJob: { Payload: "maybe", MetaRequired: ["a", "b"], MetaOptional: ["b"] } },
      [
        '2 errors occurred:\n\t* Unknown payload requirement: "maybe"\n\t* Required and optional meta keys should be disjoint. Following keys exist in both: [b]\n\n',
      ],
    ],
  ];
  test.each(cases)("%s", (_, changes, errors) => {
    expect(jobErrors(changes)).toEqual(errors);
  });
});

describe("a periodic job", () => {
  const listed = (error: string) => [`1 error occurred:\n\t* ${error}\n\n`];
  const cases: [string, JsonObject, readonly string[]][] = [
    ["with an expression", { Specs: ["*/5 * * * *", "@daily"], TimeZone: "Europe/Berlin" }, []],
    ["with both kinds", { Spec: "@daily", Specs: ["@daily"] }, listed("Only cron or crons may be used")],
    ["with none", {}, listed("Must specify a spec")],
    [
      "in an unknown zone",
      { Spec: "@daily", TimeZone: "Mars/Olympus" },
      listed('Invalid time zone "Mars/Olympus": unknown time zone Mars/Olympus'),
    ],
    ["with too few fields", { Specs: [""] }, listed('Invalid cron spec "": missing field(s)')],
    [
      "with a field out of range",
      { Spec: "61 * * * *" },
      listed("Invalid cron spec \"61 * * * *\": syntax error in minute field: '61'"),
    ],
    ["of an unknown kind", { Spec: "x", SpecType: "lunar" }, listed('Unknown periodic specification type "lunar"')],
    ["that is disabled is not looked at", { Enabled: false }, []],
  ];
  test.each(cases)("%s", (_, Periodic, errors) => {
    expect(jobErrors({ Type: "batch", Periodic })).toEqual(errors);
  });
  test("is not a service", () => {
    expect(jobErrors({ Periodic: { Spec: "@daily" } })).toEqual([
      'Periodic can only be used with "batch" or "sysbatch" scheduler',
    ]);
  });
});
