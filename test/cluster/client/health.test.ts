import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.js";
import { group, job, minutes, noReschedule, noRestarts, seconds, task } from "../builders/jobs.js";
import { Play } from "../builders/play.js";
import { updatesOf } from "../builders/updates.js";

const running = "running (Tasks are running)";

function one(config: JsonObject, given: JsonObject = {}): JsonObject {
  const only = task({ Config: { start_block_for: "0s", ...config } });
  return job(0, {}, [group({ Count: 1, ReschedulePolicy: noReschedule, Tasks: [only], ...given })]);
}

function played(spec: JsonObject, until = 600): { readonly play: Play; readonly updates: readonly string[] } {
  const play = new Play({ nodes: 1 });
  const updates = updatesOf(play);
  play.register(spec);
  play.at(until);
  return { play, updates };
}

const hurry = { Update: { MinHealthyTime: seconds(10), HealthyDeadline: seconds(20), ProgressDeadline: minutes(10) } };

/** Another reschedule policy: a change that is made in place. */
const twice: JsonObject = {
  Unlimited: false,
  Attempts: 2,
  Interval: minutes(60),
  Delay: seconds(30),
  DelayFunction: "constant",
};

describe("spec 02 §6.3, 04 §11: min_healthy_time and healthy_deadline", () => {
  test("min_healthy_time counts from the start of the task", () => {
    expect(played(one({ start_block_for: "7s" })).updates).toEqual([`7 ${running}`, "17 healthy"]);
  });

  test("every restart begins min_healthy_time anew, but not the deadline", () => {
    const play = new Play({ nodes: 1 });
    const updates = updatesOf(play);
    play.register(one({}));
    play.at(8);
    play.fail(play.newest(0));
    play.at(25);
    play.fail(play.newest(0));
    play.at(100);
    expect(updates).toEqual([
      `0 ${running}`,
      "8 pending (No tasks have started)",
      `23 ${running}`,
      "25 pending (No tasks have started)",
      `40 ${running}`,
      "50 healthy",
    ]);
  });

  test("healthy exactly at the deadline is healthy", () => {
    expect(played(one({ start_block_for: "10s" }, hurry)).updates).toEqual([`10 ${running}`, "20 healthy"]);
  });

  test("a moment later is too late", () => {
    const { play, updates } = played(one({ start_block_for: "10001ms" }, hurry));
    expect(updates).toEqual([`10.001 ${running}`, "20 unhealthy"]);
    expect(play.events(play.newest(0)).at(-1)).toBe(
      "20 Alloc Unhealthy: Task not running for min_healthy_time of 10s by healthy_deadline of 20s",
    );
  });

  test("a verdict is final: healthy tasks after the deadline change nothing", () => {
    const { play } = played(one({ start_block_for: "30s" }, { ...hurry, ReschedulePolicy: noReschedule }));
    expect(play.newest(0).deploymentStatus?.healthy).toBe(false);
    expect(play.events(play.newest(0))[2]).toBe("20 Alloc Unhealthy: Task not running by healthy_deadline of 20s");
  });

  test("a server's write while health is open begins the watch anew", () => {
    const { play, updates } = played(one({ start_block_for: "18s" }, hurry), 10);
    play.register(one({ start_block_for: "18s" }, { ...hurry, ReschedulePolicy: twice }));
    play.at(60);
    expect(play.allocations()).toHaveLength(1);
    expect(updates).toEqual([`18 ${running}`, "28 healthy"]);
  });
});

describe("spec 04 §11.1: who is watched", () => {
  test("manual: nobody decides until an operator does", () => {
    const { play, updates } = played(one({}, { Update: { HealthCheck: "manual" } }), 300);
    expect(updates).toEqual([`0 ${running}`]);
    play.does({
      kind: "set-allocation-health",
      deploymentId: play.deployment().id,
      healthy: [play.newest(0).id],
      unhealthy: [],
    });
    expect(play.deployment().status).toBe("successful");
    expect(play.newest(0).deploymentStatus).toMatchObject({ healthy: true, timestamp: play.world.now });
  });

  test("manual: the client knows nothing of the verdict, so a later failure turns it", () => {
    const groups = { Update: { HealthCheck: "manual" }, RestartPolicy: noRestarts, Count: 2 };
    const { play } = played(one({}, groups), 100);
    const first = play.newest(0);
    play.does({
      kind: "set-allocation-health",
      deploymentId: play.deployment().id,
      healthy: [first.id],
      unhealthy: [],
    });
    expect(play.state()).toMatchObject({ healthyAllocations: 1, unhealthyAllocations: 0 });
    play.fail(first);
    expect(play.state()).toMatchObject({ healthyAllocations: 0, unhealthyAllocations: 1 });
    expect(play.allocation(first.id).deploymentStatus?.healthy).toBe(false);
  });

  test("without a deployment the migrate block counts, else ten seconds", () => {
    const none = { Update: { MaxParallel: 0 } };
    expect(played(one({}, none)).updates).toEqual([`0 ${running}`, "10 healthy"]);
    const slower = { ...none, Migrate: { MinHealthyTime: seconds(30) } };
    expect(played(one({}, slower)).updates).toEqual([`0 ${running}`, "30 healthy"]);
  });

  test("batch allocations have no health", () => {
    const { play } = played({ ...one({}), Type: "batch" });
    expect(play.newest(0).deploymentStatus).toBeUndefined();
  });

  test("an alloc that was healthy and fails later stays healthy", () => {
    const { play } = played(one({ run_for: "30s", exit_code: 1 }, { RestartPolicy: noRestarts }));
    expect(play.newest(0)).toMatchObject({ clientStatus: "failed", deploymentStatus: { healthy: true } });
    expect(play.state()).toMatchObject({ healthyAllocations: 1, unhealthyAllocations: 0 });
  });

  test("an in-place update into a new deployment forgets health: ten seconds once more", () => {
    const play = new Play({ nodes: 1 });
    const updates = updatesOf(play);
    play.register(one({}));
    play.at(100);
    play.register(one({}, { ReschedulePolicy: twice }));
    play.at(105);
    expect(play.newest(0).deploymentStatus).toBeUndefined();
    play.at(200);
    expect(updates.slice(2)).toEqual(["110 healthy"]);
  });

  test("an allocation that is stopped before its verdict gets none", () => {
    const { play } = played(one({}), 5);
    play.does({ kind: "deregister-job", namespace: "default", jobId: "app", purge: false });
    play.at(600);
    expect(play.newest(0).deploymentStatus).toBeUndefined();
    expect(play.state()).toMatchObject({ healthyAllocations: 0, unhealthyAllocations: 0 });
  });
});
