import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nextTimer, pending } from "../../src/cluster/pending.js";
import { perform } from "../../src/cluster/perform.js";
import { advance, settle } from "../../src/cluster/settle.js";
import type { Action, OutsideAction } from "../../src/model/action.js";
import type { JsonObject } from "../../src/model/json.js";
import type { World } from "../../src/model/world.js";
import { group, job, task } from "./builders/jobs.js";
import { Play } from "./builders/play.js";

const kinds: readonly Action["kind"][] = [
  "apply-plan",
  "catch-up-client",
  "check-progress-deadline",
  "collect",
  "collect-garbage",
  "commit-drain",
  "conclude",
  "configure-scheduler",
  "create-watcher-evaluation",
  "cut-off-node",
  "deregister-job",
  "dispatch-job",
  "drain-node",
  "enqueue-evaluation",
  "evaluate",
  "evaluate-job",
  "evaluate-node",
  "fail-deployment",
  "fail-tasks",
  "force-periodic-job",
  "launch-periodic-job",
  "look-at-drains",
  "mark-job-stable",
  "miss-heartbeat",
  "pass-time",
  "pause-deployment",
  "pin-identifiers",
  "promote-deployment",
  "purge-node",
  "reach-drain-deadline",
  "reconnect-node",
  "register-job",
  "register-node",
  "report-allocations",
  "restart-allocation",
  "revert-job",
  "run-allocation",
  "scale-job",
  "send-heartbeat",
  "set-allocation-health",
  "set-node-eligibility",
  "signal-allocation",
  "stop-allocation",
  "unblock-deployment",
  "watch-deployment",
];

const members = [
  "allTasks",
  "allocationId",
  "configuration",
  "count",
  "deadlineMs",
  "deploymentId",
  "drain",
  "eligibility",
  "enforceIndex",
  "enforcePriorVersion",
  "error",
  "evalPriority",
  "evaluationId",
  "exitCode",
  "forceReschedule",
  "group",
  "groups",
  "healthy",
  "idPrefixTemplate",
  "idempotencyToken",
  "ignoreSystemJobs",
  "job",
  "jobId",
  "markEligible",
  "message",
  "meta",
  "namespace",
  "noShutdownDelay",
  "node",
  "nodeId",
  "pause",
  "payload",
  "pins",
  "preserveCounts",
  "preserveResources",
  "priority",
  "purge",
  "region",
  "reschedule",
  "signal",
  "stable",
  "task",
  "tasksDie",
  "unhealthy",
  "until",
  "version",
  "what",
];

/** A canary waits for its promotion, another job waits for room. */
function busyWorld(): World {
  const play = new Play();
  play.register(job(0));
  play.at(60);
  play.register(job(1, {}, [group({ Update: { Canary: 1 } })]));
  play.register(
    job(0, { ID: "big", Name: "big" }, [group({ Tasks: [task({ Resources: { CPU: 99_999, MemoryMB: 64 } })] })]),
  );
  play.register(job(0, { ID: "idle", Name: "idle" }, [group({ Update: { MaxParallel: 0 } })]));
  play.at(75);
  return play.world;
}

/** Performs whatever it is, and holds the result against what every action has to keep. */
function performed(world: World, action: unknown): World {
  const step = perform(world, action as Action);
  if (step.result.ok) return step.world;
  expect(step.world).toBe(world);
  expect(step.events).toEqual([]);
  expect(typeof step.result.message).toBe("string");
  expect(step.result.message.length).toBeGreaterThan(0);
  expect(step.result.status).toBeGreaterThanOrEqual(400);
  return world;
}

describe("perform is total", () => {
  const busy = busyWorld();
  const [canaryDeployment = "", canary = ""] = busy.deployments
    .valuesArray()
    .flatMap((one) => one.taskGroups.web?.placedCanaries.map((id) => [one.id, id]) ?? [])
    .flat();

  test("whatever is no action is refused, and the World stays the very same", () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withNullPrototype: true, withDate: true, withMap: true }),
        (garbage) => {
          expect(performed(busy, garbage)).toBe(busy);
        },
      ),
    );
  });

  test.each([undefined, null, 7, "register-job", Symbol("x"), [], { kind: Symbol("y") }, { kind: 3n }, { kind: null }])(
    "odd value %#",
    (odd) => {
      expect(performed(busy, odd)).toBe(busy);
    },
  );

  const anyMember = fc.oneof(
    { weight: 3, arbitrary: fc.anything({ withBigInt: true, maxDepth: 2 }) },
    { weight: 2, arbitrary: fc.constantFrom("", "app", "default", "web", "big", "nobody") },
    { weight: 2, arbitrary: fc.constantFrom(...busy.allocations.keysArray(), ...busy.deployments.keysArray()) },
    { weight: 2, arbitrary: fc.constantFrom(...busy.evaluations.keysArray(), ...busy.nodes.keysArray()) },
    { weight: 1, arbitrary: fc.constantFrom(0, 1, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60) },
    { weight: 1, arbitrary: fc.boolean() },
  );
  const anyAction = fc
    .tuple(fc.constantFrom(...kinds), fc.array(fc.tuple(fc.constantFrom(...members), anyMember), { maxLength: 8 }))
    .map(([kind, given]) => ({ kind, ...Object.fromEntries(given) }));

  test("actions with arbitrary members: refused without a trace, or the cluster comes to rest afterwards", () => {
    fc.assert(
      fc.property(anyAction, (action) => {
        const world = performed(busy, action);
        if (world === busy) return;
        const rested = settle(world);
        expect(pending(rested)).toEqual([]);
        advance(rested, rested.now + 60_000);
      }),
      { numRuns: 1_500 },
    );
  });

  const valid: readonly OutsideAction[] = [
    {
      kind: "deregister-job",
      namespace: "default",
      jobId: "big",
      purge: false,
      evalPriority: 3,
      noShutdownDelay: true,
    },
    { kind: "revert-job", namespace: "default", jobId: "app", version: 0, enforcePriorVersion: 1 },
    { kind: "scale-job", namespace: "default", jobId: "app", group: "web", count: undefined, message: "", error: true },
    { kind: "scale-job", namespace: "default", jobId: "idle", group: "web", count: 2, message: "", enforceIndex: 0 },
    { kind: "evaluate-job", namespace: "default", jobId: "app", forceReschedule: true },
    { kind: "mark-job-stable", namespace: "default", jobId: "app", version: 1, stable: true },
    { kind: "promote-deployment", deploymentId: canaryDeployment, groups: ["web"] },
    { kind: "pause-deployment", deploymentId: canaryDeployment, pause: true },
    { kind: "fail-deployment", deploymentId: canaryDeployment },
    { kind: "set-allocation-health", deploymentId: canaryDeployment, healthy: [canary], unhealthy: [] },
    { kind: "stop-allocation", allocationId: canary, noShutdownDelay: false, reschedule: false },
    { kind: "configure-scheduler", configuration: busy.schedulerConfiguration },
    { kind: "register-node", node: { name: "new", cpu: 10, meta: { a: "b" }, attributes: {}, nodePool: "default" } },
    { kind: "fail-tasks", allocationId: canary, task: "main", exitCode: 1 },
    { kind: "pin-identifiers", pins: { evaluation: ["abc"] } },
    { kind: "register-job", job: job(5), namespace: "default", region: "global", enforceIndex: 0, evalPriority: 0 },
  ];
  const spoiled = fc
    .tuple(fc.constantFrom(...valid), fc.nat(), anyMember, fc.boolean())
    .map(([action, which, garbage, deep]) => {
      const names = Object.keys(action).filter((name) => name !== "kind");
      const name = names[which % names.length] ?? "kind";
      const inner: unknown = Reflect.get(action, name);
      if (!deep || typeof inner !== "object" || inner === null) return { ...action, [name]: garbage };
      const parts = Object.keys(inner);
      const part = parts[which % Math.max(1, parts.length)] ?? "odd";
      return { ...action, [name]: Array.isArray(inner) ? [garbage] : { ...inner, [part]: garbage } };
    });

  test("valid actions with one odd member: refused, or the cluster lives on", () => {
    fc.assert(
      fc.property(spoiled, (action) => {
        const world = performed(busy, action);
        if (world !== busy) advance(world, world.now + 600_000);
      }),
      { numRuns: 1_000 },
    );
  });

  test("a job of arbitrary JSON is refused or admitted, never half", () => {
    const anyJob = fc
      .tuple(
        fc.dictionary(
          fc.constantFrom(
            "ID",
            "Name",
            "Type",
            "Priority",
            "TaskGroups",
            "Update",
            "Datacenters",
            "Constraints",
            "Periodic",
          ),
          fc.jsonValue({ maxDepth: 3 }),
        ),
        fc.boolean(),
      )
      .map(([given, based]) => (based ? { ...job(3), ...given } : given));
    fc.assert(
      fc.property(anyJob, (garbage) => {
        const world = performed(busy, { kind: "register-job", job: garbage });
        if (world !== busy) settle(world);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a bad job leaves the World as it is", () => {
  const withUpdate = (update: JsonObject, given: JsonObject = {}) => job(0, given, [group({ Update: update })]);
  const inGroup = (text: string) =>
    `500 1 error occurred:\n\t* Task group web validation failed: 1 error occurred:\n\t* ${text}\n\n\n\n`;

  const cases: readonly [string, JsonObject, string | RegExp][] = [
    ["text where a duration is due", withUpdate({ MinHealthyTime: "soon" }), /^400 /],
    ["no ID", job(0, { ID: "" }), "400 Job ID hasn't been provided"],
    ["a negative canary", withUpdate({ Canary: -1 }), /Canary count can not be less than zero: -1 < 0/],
    ["a negative count", job(0, {}, [group({ Count: -1 })]), /Task group count can't be negative/],
    [
      "auto_promote without a canary",
      withUpdate({ AutoPromote: true }),
      /Auto Promote requires a Canary count greater than zero/,
    ],
    [
      "an update block on a batch job",
      withUpdate({ Canary: 1 }, { Type: "batch" }),
      /Job type "batch" does not allow update block/,
    ],
    ["two groups of one name", job(0, {}, [group(), group()]), /Job task group 2 redefines 'web' from group 1/],
    [
      "an unknown constraint operator",
      job(0, { Constraints: [{ LTarget: "a", Operand: "smells_like", RTarget: "b" }] }),
      /smells_like/,
    ],
  ];

  test.each(cases)("%s", (_name, spec, expected) => {
    const play = new Play();
    play.register(job(0, { ID: "other", Name: "other" }));
    const answer = play.refuses({ kind: "register-job", job: spec });
    if (typeof expected === "string") expect(answer).toBe(expected);
    else expect(answer).toMatch(expected);
  });

  test("all that is wrong with the update block, in one text", () => {
    const play = new Play();
    const answer = play.refuses({ kind: "register-job", job: withUpdate({ HealthCheck: "luck" }) });
    expect(answer).toBe(inGroup('Invalid health check given: "luck"'));
  });
});

describe("time", () => {
  test("moves forward only, in whole milliseconds, and never past a timer", () => {
    const play = new Play();
    play.register(job(0));
    const { now } = play.world;
    const timer = nextTimer(play.world) ?? 0;
    expect(play.refuses({ kind: "pass-time", until: now - 1 })).toBe("400 time does not run backwards");
    expect(play.refuses({ kind: "pass-time", until: now + 0.5 })).toBe(
      "400 an instant is a whole number of milliseconds",
    );
    expect(play.refuses({ kind: "pass-time", until: timer + 1 })).toBe(
      `400 a timer is due at ${timer}, before ${timer + 1}: time passes in steps from timer to timer`,
    );
    play.does({ kind: "pass-time", until: timer });
  });

  test("an action that changes nothing answers the very same World", () => {
    const play = new Play();
    expect(perform(play.world, { kind: "pass-time", until: play.world.now }).world).toBe(play.world);
  });
});
