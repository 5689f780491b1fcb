import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.js";
import { below, groupErrors, seconds, task, taskErrors } from "../submission.js";

describe("a group", () => {
  const cases: [string, JsonObject, readonly string[]][] = [
    ["with a negative count", { Count: -1 }, ["Task group count can't be negative"]],
    ["without tasks", { Tasks: [] }, ["Missing tasks for task group"]],
    [
      "with a run duration",
      { MaxRunDuration: 0 },
      ["MaxRunDuration must be greater than zero", 'Job type "service" does not allow max_run_duration'],
    ],
    [
      "with a small disk",
      { EphemeralDisk: { SizeMB: 5 }, Tasks: [task({ LogConfig: { MaxFiles: 1, MaxFileSizeMB: 1 } })] },
      ["minimum DiskMB value is 10; got 5"],
    ],
    [
      "with a nameless task",
      { Tasks: [task({ Name: "" })] },
      ["Task 1 missing name", "Task  validation failed: 1 error occurred:\n\t* Missing task name\n\n"],
    ],
    ["with two tasks of a name", { Tasks: [task(), task()] }, ["Task 2 redefines 'srv' from task 1"]],
    [
      "with two leaders",
      { Tasks: [task({ Leader: true }), task({ Name: "b", Leader: true })] },
      ["Only one task may be marked as leader"],
    ],
  ];
  test.each(cases)("%s", (_, changes, errors) => {
    expect(groupErrors(changes)).toEqual(errors);
  });
});

describe("a volume", () => {
  const canary = { Update: { Canary: 1 } };
  const cases: [string, JsonObject, JsonObject, readonly string[]][] = [
    ["without a source", { Source: "" }, {}, ["volume has an empty source"]],
    [
      "of each allocation with canaries",
      { PerAlloc: true },
      canary,
      ["volume cannot be per_alloc when canaries are in use"],
    ],
    [
      "of each allocation that sticks",
      { PerAlloc: true, Sticky: true },
      {},
      ["volume cannot be per_alloc and sticky at the same time"],
    ],
  ];
  test.each(cases)("%s", (_, volume, changes, errors) => {
    const Volumes = { v: { Type: "host", Source: "s", ...volume } };
    const found = groupErrors({ Volumes, ...changes });
    expect(below("Task group volume validation for v failed: ", found)).toEqual(errors);
  });
  test("of each allocation is not for system jobs", () => {
    const found = groupErrors({ Volumes: { v: { Type: "csi", Source: "s", PerAlloc: true } } }, { Type: "sysbatch" });
    expect(below("Task group volume validation for v failed: ", found)).toEqual([
      "volume cannot be per_alloc for system or sysbatch jobs",
    ]);
  });
});

describe("networks", () => {
  const port = (Label: string, changes: JsonObject = {}) => ({ Label, ...changes });
  const cases: [string, readonly JsonObject[], readonly string[]][] = [
    [
      "labels are unique over all networks",
      [{ DynamicPorts: [port("a")] }, { DynamicPorts: [port("a")] }],
      ["Port label a already in use by taskgroup network"],
    ],
    [
      "static ports are unique",
      [{ ReservedPorts: [port("a", { Value: 80 }), port("b", { Value: 80 })] }],
      ["Static port 80 already reserved by taskgroup network:a"],
    ],
    [
      "static ports are unique on a host network only",
      [{ ReservedPorts: [port("a", { Value: 80 }), port("b", { Value: 80, HostNetwork: "public" })] }],
      [],
    ],
    [
      "a collision may be ignored by the later port",
      [{ ReservedPorts: [port("a", { Value: 80 }), port("b", { Value: 80, IgnoreCollision: true })] }],
      [],
    ],
    [
      "a port number has a limit",
      [{ ReservedPorts: [port("a", { Value: 70_000 })] }],
      ["Port a (70000) cannot be greater than 65535"],
    ],
    [
      "mapped ports have limits",
      [{ DynamicPorts: [port("a", { To: -1 }), port("b", { To: -2 }), port("c", { To: 70_000 })] }],
      [
        'Port "b" cannot be mapped to negative value -2',
        'Port "c" cannot be mapped to a port (70000) greater than 65535',
      ],
    ],
    [
      "collisions are for the host's network",
      [{ Mode: "bridge", ReservedPorts: [port("a", { Value: 80, IgnoreCollision: true })] }],
      ['Port "a" collision may not be ignored on non-host network mode "bridge"'],
    ],
    ["arguments differ by more than case", [{ CNI: { Args: { a: "1", A: "2" } } }], ['duplicate CNI arg "A"']],
  ];
  test.each(cases)("%s", (_, Networks, errors) => {
    expect(below("Task group network validation failed: ", groupErrors({ Networks }))).toEqual(errors);
  });
});

describe("a scaling policy", () => {
  const cases: [string, JsonObject, readonly string[]][] = [
    ["within its limits", { Scaling: { Min: 1, Max: 5 }, Count: 3 }, []],
    ["of an unknown type", { Scaling: { Max: 5, Type: "diagonal" } }, ['scaling policy type "diagonal" is not valid']],
    [
      "with a maximum below the minimum",
      { Scaling: { Min: 5, Max: 3 } },
      [
        "maximum count must not be less than minimum count",
        "task group count must not be greater than maximum count in scaling policy",
      ],
    ],
    [
      "with a count below the minimum",
      { Scaling: { Min: 5, Max: 9 }, Count: 2 },
      ["task group count must not be less than minimum count in scaling policy"],
    ],
    [
      "with a negative minimum",
      { Scaling: { Min: -1, Max: 3 }, Count: 0 },
      ["minimum count must be specified and non-negative"],
    ],
  ];
  test.each(cases)("%s", (_, changes, errors) => {
    const found = below("Task group scaling policy validation failed: ", groupErrors(changes));
    expect(found).toEqual(errors.map((error) => `Scaling policy invalid: ${error}`));
  });
});

describe("a task", () => {
  const nested = (...errors: readonly string[]) => {
    const count = errors.length === 1 ? "1 error" : `${errors.length} errors`;
    return [`${count} occurred:\n\t* ${errors.join("\n\t* ")}\n\n`];
  };
  const cases: [string, JsonObject, readonly string[]][] = [
    ["without a driver", { Driver: "" }, ["Missing task driver"]],
    ["with a negative kill timeout", { KillTimeout: -1 }, ["KillTimeout must be a positive value"]],
    [
      "that takes longer to stop than a deployment may",
      { KillTimeout: seconds(660) },
      ["KillTimout (11m0s) longer than the group's ProgressDeadline (10m0s)"],
    ],
    ["with a negative delay", { ShutdownDelay: -1 }, ["ShutdownDelay must be a positive value"]],
    [
      "with cores and CPU",
      { Resources: { CPU: 100, Cores: 1 } },
      nested("Task can only ask for 'cpu' or 'cores' resource, not both."),
    ],
    ["with negative cores", { Resources: { Cores: -1, CPU: 1 } }, nested("cores value (-1) cannot be negative")],
    [
      "with too little",
      { Resources: { CPU: 0, MemoryMB: 1 } },
      nested(...nested("minimum CPU value is 1; got 0", "minimum MemoryMB value is 10; got 1")),
    ],
    [
      "with a low memory limit",
      { Resources: { MemoryMB: 200, MemoryMaxMB: 100 } },
      nested("MemoryMaxMB value (100) should be larger than MemoryMB value (200)"),
    ],
    ["with no memory limit", { Resources: { MemoryMaxMB: -1 } }, []],
    [
      "with more secrets than memory",
      { Resources: { MemoryMB: 64, SecretsMB: 100 } },
      nested("SecretsMB value (100) cannot be larger than MemoryMB value (64)"),
    ],
    ["with negative secrets", { Resources: { SecretsMB: -1 } }, nested("SecretsMB value (-1) cannot be negative")],
    [
      "with no logs",
      { LogConfig: { MaxFiles: 0, MaxFileSizeMB: 0 } },
      nested("minimum number of files is 1; got 0", "minimum file size is 1MB; got 0"),
    ],
    [
      "with logs as large as the disk",
      { LogConfig: { MaxFiles: 10, MaxFileSizeMB: 30 } },
      nested("log storage (300 MB) must be less than requested disk capacity (300 MB)"),
    ],
    ["with a hook of no name", { Lifecycle: {} }, ["Lifecycle validation failed: no lifecycle hook provided"]],
    ["with an unknown hook", { Lifecycle: { Hook: "midway" } }, ["Lifecycle validation failed: invalid hook: midway"]],
    [
      "with a mount of nothing",
      { VolumeMounts: [{ Volume: "toString" }] },
      ["Volume Mount (0) references undefined volume toString"],
    ],
    [
      "with a payload outside",
      { DispatchPayload: { File: "../../../x" } },
      ["Dispatch Payload validation failed: destination escapes allocation directory"],
    ],
    ["with a payload in its directory", { DispatchPayload: { File: "../../x" } }, []],
    [
      "with an artifact without a source",
      { Artifacts: [{ GetterSource: "" }] },
      ["Artifact 1 validation failed: 1 error occurred:\n\t* source must be specified\n\n"],
    ],
    [
      "with a template without a destination",
      { Templates: [{ EmbeddedTmpl: "x" }] },
      ["Template 1 validation failed: 1 error occurred:\n\t* Must specify a destination for the template\n\n"],
    ],
  ];
  test.each(cases)("%s", (_, changes, errors) => {
    expect(taskErrors(changes)).toEqual(errors);
  });

  const names: [string, string][] = [
    ["alloc", 'Task cannot be named "alloc"'],
    ["a/b", "Task name cannot include slashes"],
    ["a\\b", "Task name cannot include slashes"],
    ["a\0", "Task name cannot include null characters"],
  ];
  test.each(names)("named %s", (Name, error) => {
    expect(below(`Task ${Name} validation failed: `, groupErrors({ Tasks: [task({ Name })] }))).toEqual([error]);
  });
});
