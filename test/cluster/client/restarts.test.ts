import { describe, expect, test } from "vitest";
import type { RestartTracker } from "../../../src/cluster/client/restarts.js";
import { decideRestart, restartsOnSuccess } from "../../../src/cluster/client/restarts.js";
import type { JsonObject } from "../../../src/model/json.js";
import type { RestartPolicy } from "../../../src/model/taskGroup.js";
import { taskOf } from "../../scheduler/placement/worldOf.js";
import { group, job, seconds, task } from "../builders/jobs.js";
import { Play } from "../builders/play.js";

const policy: RestartPolicy = {
  attempts: 2,
  intervalMs: 60_000,
  delayMs: 15_000,
  mode: "fail",
  renderTemplates: false,
};
const fresh: RestartTracker = { intervalStart: 0, restartCount: 0 };
const failure = { succeeded: false, unrecoverable: false };
const success = { succeeded: true, unrecoverable: false };
const hopeless = { succeeded: false, unrecoverable: true };

describe("spec 04 §10: one decision", () => {
  const within = { kind: "restart", delayMs: 15_000, reason: "Restart within policy" };
  const cases: readonly [string, RestartPolicy, number, typeof failure, boolean, number, object][] = [
    ["first failure", policy, 0, failure, true, 1_000, within],
    ["as many as attempts", policy, 1, failure, true, 1_000, within],
    [
      "one more",
      policy,
      2,
      failure,
      true,
      1_000,
      { kind: "fail", reason: 'Exceeded allowed attempts 2 in interval 1m0s and mode is "fail"' },
    ],
    [
      "one more, mode delay: at the end of the interval",
      { ...policy, mode: "delay" },
      2,
      failure,
      true,
      20_000,
      { kind: "restart", delayMs: 40_000, reason: "Exceeded allowed attempts, applying a delay" },
    ],
    ["at the very end of the interval it still counts", policy, 2, failure, true, 60_000, { kind: "fail" }],
    ["after the interval it counts anew", policy, 2, failure, true, 60_001, within],
    [
      "no attempts",
      { ...policy, attempts: 0 },
      0,
      failure,
      true,
      1_000,
      { kind: "fail", reason: "Policy allows no restarts" },
    ],
    [
      "no attempts and a service that ends well",
      { ...policy, attempts: 0 },
      0,
      success,
      true,
      1_000,
      { kind: "fail", reason: "Policy allows no restarts" },
    ],
    [
      "no attempts and a batch that ends well",
      { ...policy, attempts: 0 },
      0,
      success,
      false,
      1_000,
      { kind: "succeed" },
    ],
    [
      "no attempts beats a hopeless start",
      { ...policy, attempts: 0 },
      0,
      hopeless,
      true,
      1_000,
      { kind: "fail", reason: "Policy allows no restarts" },
    ],
    ["a hopeless start", policy, 0, hopeless, true, 1_000, { kind: "fail", reason: "Error was unrecoverable" }],
    ["a service that ends well uses up attempts", policy, 2, success, true, 1_000, { kind: "fail" }],
    [
      "a batch that ends well is done, however often it failed before",
      policy,
      2,
      success,
      false,
      1_000,
      { kind: "succeed" },
    ],
  ];

  test.each(cases)("%s", (_name, rules, restartCount, ending, onSuccess, now, expected) => {
    const { decision } = decideRestart(rules, { ...fresh, restartCount }, ending, onSuccess, now);
    expect(decision).toMatchObject(expected);
  });

  test("the interval is anchored and moves only when it has run out", () => {
    let tracker = fresh;
    const trace: [number, number, number][] = [];
    for (const now of [10_000, 59_000, 61_000, 120_000, 121_001]) {
      tracker = decideRestart({ ...policy, mode: "delay" }, tracker, failure, true, now).tracker;
      trace.push([now, tracker.intervalStart, tracker.restartCount]);
    }
    expect(trace).toEqual([
      [10_000, 0, 1],
      [59_000, 0, 2],
      [61_000, 61_000, 1],
      [120_000, 61_000, 2],
      [121_001, 121_001, 1],
    ]);
  });

  test("without attempts nothing is counted", () => {
    expect(decideRestart({ ...policy, attempts: 0 }, fresh, failure, true, 1_000).tracker).toEqual(fresh);
  });
});

test("spec 04 §10: who is started again after it ended well", () => {
  const hooked = (hook: string, sidecar: boolean) => taskOf({ lifecycle: { hook, sidecar } });
  expect(
    ["service", "system", "batch", "sysbatch"].map((type) => restartsOnSuccess(type as "service", taskOf())),
  ).toEqual([true, true, false, false]);
  expect(restartsOnSuccess("batch", hooked("prestart", true))).toBe(true);
  expect(restartsOnSuccess("service", hooked("prestart", false))).toBe(false);
  expect(restartsOnSuccess("service", hooked("poststart", true))).toBe(true);
  expect(restartsOnSuccess("service", hooked("poststart", false))).toBe(false);
  expect(restartsOnSuccess("service", hooked("poststop", false))).toBe(false);
});

describe("in a running cluster", () => {
  const restart = (attempts: number, given: JsonObject = {}): JsonObject => ({
    Attempts: attempts,
    Delay: seconds(10),
    Interval: seconds(300),
    Mode: "fail",
    ...given,
  });
  const crashing = (given: JsonObject = {}) =>
    task({ Config: { start_block_for: "0s", run_for: "5s", exit_code: 1 }, ...given });

  test("mode delay: what the events say", () => {
    const play = new Play({ nodes: 1 });
    const policyOf = restart(1, { Mode: "delay" });
    play.register(job(0, {}, [group({ Count: 1, RestartPolicy: policyOf, Tasks: [crashing()] })]));
    play.at(301);
    expect(play.events(play.newest(0)).filter((line) => line.includes("Restarting"))).toEqual([
      "5 Restarting: Task restarting in 10s",
      "20 Restarting: Exceeded allowed attempts, applying a delay - Task restarting in 4m40s",
    ]);
    expect(play.task(play.newest(0))).toMatchObject({ state: "running", restarts: 2 });
  });

  test("a task's own policy beats its group's, field by field", () => {
    const play = new Play({ nodes: 1 });
    const own = crashing({ RestartPolicy: { Attempts: 0 } });
    play.register(job(0, {}, [group({ Count: 1, RestartPolicy: restart(3), Tasks: [own] })]));
    play.at(6);
    expect(play.events(play.newest(0))).toContain("5 Not Restarting: Policy allows no restarts");
  });

  test("a new policy does not reach tasks that run already", () => {
    const play = new Play({ nodes: 1 });
    const once = (attempts: number, meta: string) => ({
      ...job(0, {}, [
        group({ Count: 1, RestartPolicy: restart(attempts), Tasks: [crashing({ Config: { start_block_for: "0s" } })] }),
      ]),
      Meta: { note: meta },
    });
    play.register(once(0, "a"));
    play.at(30);
    const first = play.newest(0);
    play.register({ ...once(3, "a") });
    play.at(31);
    expect(play.newest(0).id).toBe(first.id);
    expect(play.newest(0).job.version).toBe(1);
    play.fail(play.newest(0));
    expect(play.events(first).at(-2)).toBe("31 Not Restarting: Policy allows no restarts");
  });

  test("what the exit looked like", () => {
    const play = new Play({ nodes: 1 });
    const odd = task({
      Config: { start_block_for: "0s", run_for: "5s", exit_code: 3, exit_signal: 9, exit_err_msg: 'no "luck"' },
    });
    play.register(job(0, {}, [group({ Count: 1, RestartPolicy: restart(0), Tasks: [odd] })]));
    play.at(6);
    const ended = play.task(play.newest(0)).events.find((event) => event.type === "Terminated");
    expect(ended).toMatchObject({
      displayMessage: 'Exit Code: 3, Signal: 9, Exit Message: "no \\"luck\\""',
      details: { exit_code: "3", signal: "9", oom_killed: "false", exit_message: 'no "luck"' },
    });
  });
});
