import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.js";
import { group, job, minutes, noReschedule, seconds, task } from "../builders/jobs.js";
import { Play } from "../builders/play.js";
import { updatesOf } from "../builders/updates.js";

/** One allocation of one task whose process is up at once; health is watched with 10 seconds and 5 minutes. */
function played(
  config: JsonObject,
  given: JsonObject = {},
  until = 1000,
  jobGiven: JsonObject = {},
): readonly string[] {
  const play = new Play({ nodes: 1 });
  const updates = updatesOf(play);
  const service = task({ Config: { start_block_for: "0s", ...config } });
  const groups = [group({ Count: 1, ReschedulePolicy: noReschedule, Tasks: [service], ...given })];
  play.register(job(0, jobGiven, groups));
  play.at(until);
  return updates;
}

const policy = (attempts: number, delay: number, interval: number, mode: string): JsonObject => ({
  Attempts: attempts,
  Delay: seconds(delay),
  Interval: seconds(interval),
  Mode: mode,
});
const running = "running (Tasks are running)";
const pending = "pending (No tasks have started)";
const failed = "failed (Failed tasks)";
const deadChecks = {
  Services: [
    {
      Name: "web",
      PortLabel: "http",
      Provider: "nomad",
      Checks: [{ Type: "tcp", Interval: seconds(10), Timeout: seconds(2) }],
    },
  ],
};

describe("spec 04 §15.4: what the servers see", () => {
  test("good service", () => {
    expect(played({})).toEqual([`0 ${running}`, "10 healthy"]);
  });

  test("good service with a slow start", () => {
    expect(played({ start_block_for: "20s" })).toEqual([`20 ${running}`, "30 healthy"]);
  });

  test("start slower than the healthy deadline: unhealthy, then running, health stays", () => {
    expect(played({ start_block_for: "400s" })).toEqual(["300 unhealthy", `400 ${running}`]);
  });

  test("a check that never passes", () => {
    const groups = {
      Meta: { "coalmine.check": "failing" },
      Networks: [{ DynamicPorts: [{ Label: "http" }] }],
      ...deadChecks,
    };
    expect(played({}, groups)).toEqual([`0 ${running}`, "300 unhealthy"]);
  });

  test("checks that fail do not count with health_check = task_states", () => {
    const groups = {
      Meta: { "coalmine.check": "failing" },
      Networks: [{ DynamicPorts: [{ Label: "http" }] }],
      Update: { HealthCheck: "task_states" },
      ...deadChecks,
    };
    expect(played({}, groups)).toEqual([`0 ${running}`, "10 healthy"]);
  });

  test("crash loop, mode fail: exit k at k·r + (k−1)·d, the last one fails it", () => {
    const given = { RestartPolicy: policy(2, 20, 600, "fail") };
    expect(played({ run_for: "5s", exit_code: 1 }, given)).toEqual([
      `0 ${running}`,
      `5 ${pending}`,
      `25 ${running}`,
      `30 ${pending}`,
      `50 ${running}`,
      `55 ${failed} unhealthy`,
    ]);
  });

  test("a service whose process ends well is started again as well", () => {
    const given = { RestartPolicy: policy(1, 20, 600, "fail") };
    expect(played({ run_for: "5s" }, given)).toEqual([
      `0 ${running}`,
      `5 ${pending}`,
      `25 ${running}`,
      `30 ${failed} unhealthy`,
    ]);
  });

  test("crash loop, mode delay: never failed, waits for the end of the interval, unhealthy at the deadline", () => {
    const given = { RestartPolicy: policy(1, 20, 200, "delay"), Update: { HealthyDeadline: seconds(100) } };
    expect(played({ run_for: "5s", exit_code: 1 }, given, 240)).toEqual([
      `0 ${running}`,
      `5 ${pending}`,
      `25 ${running}`,
      `30 ${pending}`,
      "100 unhealthy",
      `200 ${running}`,
      `205 ${pending}`,
      `225 ${running}`,
      `230 ${pending}`,
    ]);
  });

  test("a start error that trying again cannot help", () => {
    const given = { RestartPolicy: policy(2, 20, 600, "fail") };
    expect(played({ start_error: "no such image" }, given)).toEqual([`0 ${failed} unhealthy`]);
  });

  test("a start error that may pass: a crash loop in pending", () => {
    const given = { RestartPolicy: policy(2, 20, 600, "fail") };
    expect(played({ start_error: "registry is away", start_error_recoverable: true }, given)).toEqual([
      `40 ${failed} unhealthy`,
    ]);
  });

  test("fails after it was healthy: health stays", () => {
    const given = { RestartPolicy: policy(1, 20, 600, "fail") };
    expect(played({ run_for: "30s", exit_code: 1 }, given)).toEqual([
      `0 ${running}`,
      "10 healthy",
      `30 ${pending}`,
      `50 ${running}`,
      `80 ${failed}`,
    ]);
  });

  test("batch that ends well", () => {
    expect(played({ run_for: "30s" }, {}, 100, { Type: "batch" })).toEqual([
      `0 ${running}`,
      "30 complete (All tasks have completed)",
    ]);
  });

  test("batch that fails: three restarts by default", () => {
    const lines = played({ run_for: "5s", exit_code: 2 }, {}, 100, { Type: "batch" });
    expect(lines.filter((line) => line.includes("running"))).toHaveLength(4);
    expect(lines.at(-1)).toBe(`65 ${failed}`);
  });

  test("stop with delays of group and task, before and after the interrupt", () => {
    const play = new Play({ nodes: 1 });
    const updates = updatesOf(play);
    const slow = task({ Config: { start_block_for: "0s" }, ShutdownDelay: seconds(7) });
    play.register(job(0, {}, [group({ Count: 1, ShutdownDelay: seconds(5), Tasks: [slow] })]));
    play.at(100);
    play.does({ kind: "deregister-job", namespace: "default", jobId: "app", purge: false });
    expect(play.job().status).toBe("dead");
    play.at(200);
    expect(updates.slice(2)).toEqual([`105 ${pending}`, "112 complete (All tasks have completed)"]);
    expect(play.events(play.newest(0)).slice(3)).toEqual([
      "105 Killing: Sent interrupt. Waiting 5s before force killing",
      "105 Waiting for shutdown delay: Waiting for shutdown_delay of 7s before killing the task.",
      "112 Terminated: Exit Code: 0",
      "112 Killed: Task successfully killed",
    ]);
  });

  test("stop without shutdown delays when the operator says so", () => {
    const play = new Play({ nodes: 1 });
    const slow = task({ Config: { start_block_for: "0s" }, ShutdownDelay: seconds(7) });
    play.register(job(0, {}, [group({ Count: 1, ShutdownDelay: seconds(5), Tasks: [slow] })]));
    play.at(100);
    play.does({ kind: "deregister-job", namespace: "default", jobId: "app", purge: false, noShutdownDelay: true });
    expect(play.newest(0).clientStatus).toBe("complete");
    expect(play.events(play.newest(0)).slice(3)).toEqual([
      "100 Killing: Sent interrupt. Waiting 5s before force killing",
      "100 Skipping shutdown delay: Skipping shutdown_delay of 7s before killing the task.",
      "100 Terminated: Exit Code: 0",
      "100 Killed: Task successfully killed",
    ]);
  });

  test("stop while it waits for its restart", () => {
    const play = new Play({ nodes: 1 });
    const updates = updatesOf(play);
    const dies = task({ Config: { start_block_for: "0s", run_for: "1s", exit_code: 1 } });
    play.register(job(0, {}, [group({ Count: 1, Tasks: [dies] })]));
    play.at(10);
    play.does({ kind: "deregister-job", namespace: "default", jobId: "app", purge: false });
    expect(updates.at(-1)).toBe("10 complete (All tasks have completed)");
    expect(play.events(play.newest(0)).slice(4)).toEqual([
      "1 Restarting: Task restarting in 15s",
      "10 Killing: Sent interrupt. Waiting 5s before force killing",
    ]);
  });

  test("stop while its driver starts it: recorded in healthy-deadline-slow-start, the start is brought to its end", () => {
    const play = new Play({ nodes: 1 });
    const updates = updatesOf(play);
    play.register(job(0, {}, [group({ Count: 1, Tasks: [task({ Config: { start_block_for: "60s" } })] })]));
    play.at(10);
    play.does({ kind: "deregister-job", namespace: "default", jobId: "app", purge: false });
    play.at(59);
    expect(play.newest(0).clientStatus).toBe("pending");
    expect(play.events(play.newest(0)).at(-1)).toBe("10 Killing: Sent interrupt. Waiting 5s before force killing");
    play.at(60);
    expect(updates.at(-1)).toBe("60 complete (All tasks have completed)");
    expect(play.events(play.newest(0)).slice(3)).toEqual([
      "60 Started: Task started by client",
      "60 Terminated: Exit Code: 0",
      "60 Killed: Task successfully killed",
    ]);
  });
});

test("spec 04 §16 A: a crash loop under the default policy", () => {
  const play = new Play({ nodes: 1 });
  const updates = updatesOf(play);
  const dies = task({ Config: { start_block_for: "0s", run_for: "1s", exit_code: 1 } });
  play.register(job(0, {}, [group({ Count: 1, ReschedulePolicy: noReschedule, Tasks: [dies] })]));
  play.at(60);
  expect(updates).toEqual([
    `0 ${running}`,
    `1 ${pending}`,
    `16 ${running}`,
    `17 ${pending}`,
    `32 ${running}`,
    `33 ${failed} unhealthy`,
  ]);
  expect(play.events(play.newest(0))).toEqual([
    "0 Started: Task started by client",
    "1 Terminated: Exit Code: 1",
    "1 Restarting: Task restarting in 15s",
    "16 Started: Task started by client",
    "17 Terminated: Exit Code: 1",
    "17 Restarting: Task restarting in 15s",
    "32 Started: Task started by client",
    "33 Terminated: Exit Code: 1",
    '33 Not Restarting: Exceeded allowed attempts 2 in interval 30m0s and mode is "fail"',
    "33 Alloc Unhealthy: Unhealthy because of failed task",
  ]);
  expect(play.task(play.newest(0))).toMatchObject({ state: "dead", failed: true, restarts: 2 });
});

test("spec 04 §8.5: max_run_duration counts from the placement and says complete before the tasks are down", () => {
  const play = new Play({ nodes: 1 });
  const updates = updatesOf(play);
  const slow = task({ Config: { start_block_for: "10s" }, ShutdownDelay: seconds(20) });
  const after = task({ Name: "after", Lifecycle: { Hook: "poststop" } });
  play.register(job(0, { Type: "batch" }, [group({ Count: 1, MaxRunDuration: minutes(1), Tasks: [slow, after] })]));
  play.at(200);
  expect(updates).toEqual([`10 ${running}`, "60 complete (allocation exceeded max_run_duration)"]);
  expect(play.events(play.newest(0)).slice(3)[0]).toBe("60 Killing: allocation exceeded max_run_duration");
  expect(play.events(play.newest(0), "after")).toEqual([
    "0 Received: Task received by client",
    "80 Killing: allocation exceeded max_run_duration",
  ]);
  expect(play.world.runners.size).toBe(0);
});
