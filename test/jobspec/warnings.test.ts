import { describe, expect, test } from "vitest";
import { admitJob } from "../../src/jobspec/admission.js";
import type { JsonObject } from "../../src/model/json.js";
import { context, group, job, task } from "./submission.js";

function warningsOf(changes: JsonObject, memoryOversubscription = false): string {
  const admission = admitJob(job(changes), { ...context, memoryOversubscription });
  if (!admission.ok) throw new Error(admission.message);
  return admission.warnings;
}

const delay = { ShutdownDelay: 1_000_000_000 };
const hour = 3_600_000_000_000;

describe("one warning", () => {
  const cases: [string, JsonObject, string][] = [
    [
      "more in parallel than there are",
      { TaskGroups: [group({ Count: 2, Update: { MaxParallel: 5 } })] },
      'Group "api" has warnings: 1 error occurred:\n\t* Update max parallel count is greater than task group count (5 > 2). A destructive change would result in the simultaneous replacement of all allocations.',
    ],
    [
      "bandwidth",
      { TaskGroups: [group({ Networks: [{ MBits: 10 }] })] },
      'Group "api" has warnings: 1 error occurred:\n\t* mbits has been deprecated as of Nomad 0.12.0. Please remove mbits from the network block',
    ],
    [
      "a network of a task",
      { TaskGroups: [group({ Tasks: [task({ Resources: { Networks: [{}] } })] })] },
      'Group "api" has warnings: 1 error occurred:\n\t* Task "srv" has warnings: 1 error occurred:\n\t* task network resources have been deprecated as of Nomad 0.12.0. Please configure networking via group network block.',
    ],
    [
      "identities",
      { TaskGroups: [group({ Tasks: [task({ Identities: [{ Name: "aws", Audience: ["b", "c"] }] })] })] },
      'Group "api" has warnings: 1 error occurred:\n\t* Task "srv" has warnings: 1 error occurred:\n\t* 2 errors occurred:\n\t* Identity[aws] while multiple audiences is allowed, it is more secure to use 1 audience per identity\n\t* Identity[aws] identities without an expiration are insecure',
    ],
    [
      "a service's identity",
      { TaskGroups: [group({ ...delay, Services: [{ Identity: { Audience: ["x"] } }] })] },
      'Group "api" has warnings: 1 error occurred:\n\t* Service "web-api": identities without an expiration are insecure',
    ],
    [
      "services without a delay",
      { TaskGroups: [group({ Services: [{}] })] },
      'group "api" defines services, but neither the group nor any of its tasks have shutdown_delay set',
    ],
    [
      "a service of a task without a delay",
      { TaskGroups: [group({ ...delay, Tasks: [task({ Services: [{}] })] })] },
      'task "srv" in group "api" defines services, but has no shutdown_delay set',
    ],
    [
      "a group's service in a task without a delay",
      { TaskGroups: [group({ ...delay, Services: [{ TaskName: "srv" }] })] },
      'group "api" references task "srv" in a service definition, but the task has no shutdown_delay set',
    ],
    [
      "promotion of some groups only",
      {
        TaskGroups: [
          group({ Name: "a", Update: { Canary: 1, AutoPromote: true } }),
          group({ Name: "b", Update: { Canary: 1 } }),
        ],
      },
      "auto_promote must be true for all groups to enable automatic promotion",
    ],
    [
      "cron",
      { Type: "batch", Periodic: { Spec: "@daily" } },
      "cron is deprecated and may be removed in a future release. Use crons instead",
    ],
    [
      "memory beyond the ask",
      { TaskGroups: [group({ Tasks: [task({ Resources: { MemoryMaxMB: 500 } })] })] },
      'Memory oversubscription is not enabled; Task "api.srv" memory_max value will be ignored. Update the Scheduler Configuration to allow oversubscription.',
    ],
  ];
  test.each(cases)("%s", (_, changes, text) => {
    expect(warningsOf(changes)).toBe(`1 warning:\n\n* ${text}`);
  });
});

describe("no warning", () => {
  const cases: [string, JsonObject][] = [
    ["an ordinary job", {}],
    ["services of a group with a delay", { TaskGroups: [group({ ...delay, Services: [{}] })] }],
    ["services of a group whose task has a delay", { TaskGroups: [group({ Services: [{}], Tasks: [task(delay)] })] }],
    [
      "an identity with one audience that expires",
      { TaskGroups: [group({ Tasks: [task({ Identities: [{ Name: "a", Audience: ["x"], TTL: hour }] })] })] },
    ],
    [
      "promotion of the only group with canaries",
      { TaskGroups: [group({ Name: "a", Update: { Canary: 1, AutoPromote: true } }), group({ Name: "b" })] },
    ],
  ];
  test.each(cases)("%s", (_, changes) => {
    expect(warningsOf(changes)).toBe("");
  });

  test("memory beyond the ask where the scheduler allows it", () => {
    expect(warningsOf({ TaskGroups: [group({ Tasks: [task({ Resources: { MemoryMaxMB: 500 } })] })] }, true)).toBe("");
  });
});

test("several come in a fixed order, groups first", () => {
  const text = warningsOf({
    Type: "batch",
    Periodic: { Spec: "@daily" },
    TaskGroups: [group({ Services: [{}], Networks: [{ MBits: 1 }] })],
  });
  expect(text.split("\n* ").map((line) => line.slice(0, 12))).toEqual([
    "3 warnings:\n",
    'Group "api" ',
    'group "api" ',
    "cron is depr",
  ]);
});
