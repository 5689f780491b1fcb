import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/model/json.js";
import { admitted, admittedGroup, group, interpolated, job, seconds, task } from "./submission.js";

const minute = 60_000;

test("a minimal job has every default", () => {
  const stored = admitted(job());
  expect(stored).toMatchObject({
    name: "web",
    type: "service",
    priority: 50,
    datacenters: ["*"],
    nodePool: "default",
    update: { staggerMs: 30_000, maxParallel: 1 },
  });
  expect(stored.taskGroups[0]).toMatchObject({
    count: 1,
    update: {
      staggerMs: 30_000,
      maxParallel: 1,
      healthCheck: "checks",
      minHealthyTimeMs: 10_000,
      healthyDeadlineMs: 5 * minute,
      progressDeadlineMs: 10 * minute,
      autoRevert: false,
      autoPromote: false,
      canary: 0,
    },
    migrate: { maxParallel: 1, healthCheck: "checks", minHealthyTimeMs: 10_000, healthyDeadlineMs: 5 * minute },
    restart: { attempts: 2, intervalMs: 30 * minute, delayMs: 15_000, mode: "fail", renderTemplates: false },
    reschedule: {
      attempts: 0,
      intervalMs: 0,
      delayMs: 30_000,
      delayFunction: "exponential",
      maxDelayMs: 60 * minute,
      unlimited: true,
    },
    ephemeralDisk: { sticky: false, sizeMb: 300, migrate: false },
    disconnect: undefined,
    shutdownDelayMs: undefined,
  });
  expect(stored.taskGroups[0]?.tasks[0]).toMatchObject({
    killTimeoutMs: 5000,
    resources: { cpu: 100, cores: 0, memoryMb: 300, memoryMaxMb: 0 },
    logs: { maxFiles: 10, maxFileSizeMb: 10, disabled: false },
    identity: { Name: "default", Audience: ["nomadproject.io"] },
  });
});

describe("the defaults of a type", () => {
  const cases: [string, { update: boolean; migrate: boolean; reschedule: boolean; attempts: number }][] = [
    ["service", { update: true, migrate: true, reschedule: true, attempts: 2 }],
    ["batch", { update: false, migrate: false, reschedule: true, attempts: 3 }],
    ["system", { update: true, migrate: false, reschedule: false, attempts: 2 }],
    ["sysbatch", { update: false, migrate: false, reschedule: false, attempts: 3 }],
  ];
  test.each(cases)("%s", (Type, wanted) => {
    const { update, migrate, reschedule, restart } = admittedGroup({}, { Type });
    expect({
      update: update !== undefined,
      migrate: migrate !== undefined,
      reschedule: reschedule !== undefined,
      attempts: restart.attempts,
    }).toEqual(wanted);
  });
});

describe("a priority", () => {
  test.each([
    [undefined, 50],
    [0, 50],
    [70, 70],
  ])("%s is stored as %s", (Priority, stored) => {
    expect(admitted(job(Priority === undefined ? {} : { Priority })).priority).toBe(stored);
  });
});

describe("an update block", () => {
  test("a group's members win over the job's, the job's over the defaults", () => {
    const Update = { MaxParallel: 3, AutoRevert: true, MinHealthyTime: seconds(30) };
    const stored = admitted(
      job({ Update, TaskGroups: [group({ Name: "g1", Update: { Canary: 1 } }), group({ Name: "g2" })] }),
    );
    const inherited = { maxParallel: 3, autoRevert: true, minHealthyTimeMs: 30_000, healthyDeadlineMs: 5 * minute };
    expect(stored.taskGroups.map((member) => member.update)).toMatchObject([
      { ...inherited, canary: 1 },
      { ...inherited, canary: 0 },
    ]);
    expect(stored.update).toEqual({ staggerMs: 30_000, maxParallel: 3 });
  });

  test("a parallelism of 0 in a group wins, and in the job leaves nothing of the job's block", () => {
    expect(admittedGroup({ Update: { MaxParallel: 0 } }, { Update: { MaxParallel: 4 } }).update?.maxParallel).toBe(0);
    expect(admitted(job({ Update: { MaxParallel: 0 } })).update).toEqual({ staggerMs: 0, maxParallel: 0 });
  });

  test("a batch job keeps none of its own", () => {
    expect(admitted(job({ Type: "batch" })).update).toEqual({ staggerMs: 0, maxParallel: 0 });
  });
});

describe("inherited policies", () => {
  test("a task's restart policy over its group's over the type's", () => {
    const { restart, tasks } = admittedGroup(
      { RestartPolicy: { Attempts: 0 }, Tasks: [task({ RestartPolicy: { Attempts: 5 } }), task({ Name: "b" })] },
      { Type: "batch" },
    );
    expect(restart).toMatchObject({ attempts: 0, intervalMs: 24 * 60 * minute });
    expect(tasks.map((member) => member.restart.attempts)).toEqual([5, 0]);
  });

  test("a group's reschedule and migrate blocks over the job's", () => {
    const stored = admittedGroup(
      { ReschedulePolicy: { MaxDelay: seconds(600) }, Migrate: { MaxParallel: 2 } },
      { Reschedule: { Delay: seconds(20), MaxDelay: seconds(900) }, Migrate: { MinHealthyTime: seconds(5) } },
    );
    expect(stored.reschedule).toMatchObject({ delayMs: 20_000, maxDelayMs: 600_000, unlimited: true });
    expect(stored.migrate).toMatchObject({ maxParallel: 2, minHealthyTimeMs: 5000 });
  });
});

describe("a count", () => {
  test("is the scaling policy's minimum where none is given, and the minimum the count", () => {
    expect(admittedGroup({ Scaling: { Min: 2, Max: 5 } })).toMatchObject({ count: 2, scaling: { min: 2 } });
    expect(admittedGroup({ Count: 3, Scaling: { Max: 5 } })).toMatchObject({ count: 3, scaling: { min: 3 } });
  });

  test("a scaling policy aims at its group", () => {
    expect(admittedGroup({ Scaling: { Max: 5, ID: "mine" } }).scaling).toMatchObject({
      id: "",
      type: "horizontal",
      enabled: true,
      target: { Namespace: "default", Job: "web", Group: "api" },
    });
  });
});

describe("a task", () => {
  const stored = (changes: JsonObject) => admittedGroup({ Tasks: [task(changes)] }).tasks[0];
  test("that asks for cores asks for no CPU", () => {
    expect(stored({ Resources: { Cores: 2 } })?.resources).toMatchObject({ cpu: 0, cores: 2, memoryMb: 300 });
  });
  test("with a kill timeout of 0 has the default", () => {
    expect(stored({ KillTimeout: 0 })?.killTimeoutMs).toBe(5000);
  });
  test("keeps what it says of its default identity", () => {
    expect(stored({ Identity: { Env: true } })?.identity).toMatchObject({ Name: "default", Env: true, File: false });
  });
  test("has its artifacts below local", () => {
    const Artifacts = [{ GetterSource: "https://x/a.zip" }, { GetterSource: "https://x/f.bin", GetterMode: "file" }];
    expect(stored({ Artifacts })?.artifacts).toMatchObject([
      { GetterMode: "any", RelativeDest: "local/" },
      { GetterMode: "file", RelativeDest: "local/f.bin" },
    ]);
  });
  test("has templates with every member", () => {
    expect(stored({ Templates: [{ DestPath: "local/a", EmbeddedTmpl: "x" }] })?.templates).toEqual([
      {
        SourcePath: "",
        DestPath: "local/a",
        EmbeddedTmpl: "x",
        ChangeMode: "restart",
        ChangeSignal: "",
        ChangeScript: null,
        Splay: 5_000_000_000,
        Perms: "0644",
        Uid: null,
        Gid: null,
        LeftDelim: "{{",
        RightDelim: "}}",
        Envvars: false,
        Once: false,
        VaultGrace: 0,
        Wait: null,
        ErrMissingKey: false,
      },
    ]);
  });
});

test("deprecated members of a group are forgotten, volumes of unknown types dropped", () => {
  const stored = admittedGroup({
    MaxClientDisconnect: seconds(60),
    Volumes: { a: { Type: "host", Source: "s" }, b: { Type: "nfs", Source: "s" } },
  });
  expect(Object.keys(stored.volumes)).toEqual(["a"]);
  expect(stored.disconnect).toBeUndefined();
});

test("a disconnect block has its defaults", () => {
  expect(admittedGroup({ Disconnect: {} }).disconnect).toEqual({
    lostAfterMs: 0,
    stopOnClientAfterMs: undefined,
    replace: true,
    reconcile: "best_score",
  });
  expect(admittedGroup({ Disconnect: { StopOnClientAfter: 0 } }).disconnect?.stopOnClientAfterMs).toBe(0);
});

describe("services", () => {
  test("of a group and of a task are named for them", () => {
    const stored = admittedGroup({
      Services: [{ Provider: "nomad" }, { Provider: "nomad", Name: `${interpolated("BASE")}-x` }],
      Tasks: [
        task({
          Services: [
            { Provider: "nomad" },
            { Provider: "nomad", Name: `${interpolated("JOB")}-of-${interpolated("TASK")}` },
          ],
        }),
      ],
    });
    expect(stored.services.map(({ name }) => name)).toEqual(["web-api", "web-api-group-x"]);
    expect(stored.tasks[0]?.services.map(({ name, taskName }) => [name, taskName])).toEqual([
      ["web-api-srv", "srv"],
      ["web-of-srv", "srv"],
    ]);
  });

  test("live in the job's namespace if they are Nomad's", () => {
    const services = [{ Name: "n", Provider: "nomad" }];
    const stored = admitted(job({ Namespace: "team-a", TaskGroups: [group({ Services: services })] }));
    expect(stored.taskGroups[0]?.services[0]?.namespace).toBe("team-a");
  });

  test("pass on_update and check_restart on to their checks", () => {
    const check = { Type: "tcp", Interval: seconds(10), Timeout: seconds(1) };
    const stored = admittedGroup({
      Services: [
        {
          Name: "s",
          PortLabel: "p",
          TaskName: "srv",
          OnUpdate: "ignore_warnings",
          CheckRestart: { Limit: 3, Grace: seconds(20), IgnoreWarnings: true },
          Checks: [
            { ...check, CheckRestart: { Limit: 5 } },
            { ...check, Name: "own", OnUpdate: "require_healthy" },
          ],
        },
      ],
    });
    expect(stored.services[0]?.checks).toMatchObject([
      {
        name: 'service: "s" check',
        taskName: "srv",
        onUpdate: "ignore_warnings",
        checkRestart: { limit: 5, graceMs: 20_000, ignoreWarnings: true },
      },
      { name: "own", onUpdate: "require_healthy", checkRestart: { limit: 3, graceMs: 20_000, ignoreWarnings: true } },
    ]);
  });

  test("of Consul have an identity named for them", () => {
    const Identity = { Name: "sid", Audience: ["x"] };
    const stored = admittedGroup({ Services: [{ Name: "s", PortLabel: "http", Identity }] });
    expect(stored.services[0]?.identity).toMatchObject({ Name: "consul-service_s-http", ServiceName: "s" });
  });
});
