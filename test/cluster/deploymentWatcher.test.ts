import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/model/json.js";
import { group, job, minutes, noReschedule, noRestarts, task } from "./builders/jobs.js";
import { Play } from "./builders/play.js";
import { evaluationText, expectTimeline } from "./builders/timeline.js";

/** Dies so many seconds after its placement. */
const diesAt = (second: number): JsonObject =>
  task({ Config: { start_block_for: "1s", run_for: `${second - 1}s`, exit_code: 1 } });

const fragile = (update: JsonObject, given: JsonObject = {}) =>
  group({ Update: { MaxParallel: 1, ...update }, RestartPolicy: noRestarts, Tasks: [diesAt(3)], ...given });

function stablePlay(groups: readonly JsonObject[] = [group()], latency: "instant" | "realistic" = "instant"): Play {
  const play = new Play({ latency });
  play.register(job(0, {}, groups));
  play.at(60);
  play.begin();
  return play;
}

describe("spec 02 §7.1: its evaluations", () => {
  test("trigger, type, priority and links", () => {
    const play = new Play();
    play.register(job(0, { Priority: 70 }), { evalPriority: 33 });
    play.at(12);
    const evaluation = play.evaluations().at(-1);
    expect(evaluation).toMatchObject({
      triggeredBy: "deployment-watcher",
      type: "service",
      priority: 33,
      deploymentId: play.deployment().id,
      jobModifyIndex: 0,
      status: "complete",
    });
  });
});

describe("spec 02 §7.3: what unhealthy allocations do", () => {
  const rows: readonly [string, JsonObject, JsonObject, string][] = [
    ["no progress deadline: fails at once", { ProgressDeadline: 0 }, {}, "failed"],
    ["no reschedule policy: fails at once", {}, { ReschedulePolicy: noReschedule }, "failed"],
    [
      "a reschedule is left: goes on",
      {},
      {
        ReschedulePolicy: {
          Unlimited: false,
          Attempts: 1,
          Interval: minutes(60),
          Delay: minutes(1) / 2,
          DelayFunction: "constant",
        },
      },
      "running",
    ],
    ["unlimited reschedules: goes on", {}, {}, "running"],
  ];

  test.each(rows)("%s", (_name, update, given, status) => {
    const play = stablePlay();
    play.register(job(1, {}, [fragile(update, given)]));
    play.at(3);
    expect(play.deployment().status).toBe(status);
    const flagged = play.allocations().filter((one) => one.desiredTransition.reschedule === true);
    expect(flagged).toHaveLength(status === "failed" ? 0 : 1);
  });

  test("when the last attempt is used up, the next unhealthy one fails it", () => {
    const play = stablePlay();
    const once = {
      Unlimited: false,
      Attempts: 1,
      Interval: minutes(60),
      Delay: minutes(1) / 2,
      DelayFunction: "constant",
    };
    play.register(job(1, {}, [fragile({}, { ReschedulePolicy: once })]));
    play.at(35);
    expect(play.deployment().status).toBe("running");
    play.at(36);
    expect(play.deployment()).toMatchObject({
      status: "failed",
      statusDescription: "Failed due to unhealthy allocations",
    });
  });

  test("a paused deployment fails as well", () => {
    const play = stablePlay();
    play.register(job(1, {}, [fragile({ ProgressDeadline: 0 })]));
    play.at(2);
    play.does({ kind: "pause-deployment", deploymentId: play.deployment().id, pause: true });
    play.at(3);
    expect(play.deployment().status).toBe("failed");
  });

  test("one evaluation serves all that became healthy before it", () => {
    const play = new Play();
    play.register(job(0));
    play.at(30);
    expect(play.evaluations().map(evaluationText)).toEqual(["job-register complete", "deployment-watcher complete"]);
  });

  test("healthy, then failed: nobody replaces it while the deployment runs", () => {
    const play = stablePlay();
    play.register(job(1, {}, [group({ Update: { Canary: 1 }, RestartPolicy: noRestarts })]));
    play.at(20);
    play.fail(play.newest(0));
    play.at(500);
    expect(play.newest(0)).toMatchObject({ clientStatus: "failed", nextAllocation: undefined });
    expect(play.deployment().status).toBe("running");
    expect(play.refuses({ kind: "promote-deployment", deploymentId: play.deployment().id, groups: "all" })).toContain(
      'Task group "web" has 0/1 healthy allocations',
    );
    expect(play.state().healthyAllocations).toBe(1);
  });
});

describe("spec 02 §7.4: automatic promotion", () => {
  const auto = (canary: number, given: JsonObject = {}) =>
    group({ Update: { Canary: canary, AutoPromote: true }, ...given });

  test("as soon as all canaries are healthy", () => {
    const play = stablePlay();
    play.register(job(1, {}, [auto(2)]));
    expect(play.deployment().statusDescription).toBe("Deployment is running pending automatic promotion");
    play.at(10);
    expect(play.state().promoted).toBe(false);
    play.at(11);
    expect(play.state()).toMatchObject({ promoted: true });
    expect(play.deployment().statusDescription).toBe("Deployment is running");
  });

  test("never once one canary more was ever healthy than is desired; by hand it works", () => {
    const play = stablePlay();
    play.register(job(1, {}, [auto(2, { Tasks: [task()] })]));
    play.at(5);
    play.fail(play.newest(1));
    play.at(12);
    expect(play.state().healthyAllocations).toBe(1);
    play.does({ kind: "stop-allocation", allocationId: play.newest(0).id, noShutdownDelay: false, reschedule: false });
    play.at(500);
    expect(play.state()).toMatchObject({ healthyAllocations: 3, promoted: false });
    expect(play.deployment().statusDescription).toBe("Deployment is running pending automatic promotion");
    play.promote();
    expect(play.state().promoted).toBe(true);
  });
});

describe("spec 02 §7.5, §7.6: the deadline", () => {
  test("a report at exactly the deadline saves the deployment", () => {
    const play = stablePlay();
    const slow = task({ Config: { start_block_for: "50s" } });
    const update = { ProgressDeadline: minutes(1), HealthyDeadline: minutes(1) - 1 };
    play.register(job(1, {}, [group({ Count: 1, Update: update, Tasks: [slow] })]));
    play.at(60);
    expect(play.deployment().status).toBe("successful");
  });

  test("a second later it fails", () => {
    const play = stablePlay();
    const slow = task({ Config: { start_block_for: "51s" } });
    const update = { ProgressDeadline: minutes(1), HealthyDeadline: minutes(1) - 1, MaxParallel: 1 };
    play.register(job(1, {}, [group({ Update: update, Tasks: [slow], ReschedulePolicy: {} })]));
    play.at(60);
    expect(play.deployment()).toMatchObject({ status: "failed", statusDescription: "Failed due to progress deadline" });
  });

  test("each sign of progress gives the full time once more", () => {
    const play = stablePlay();
    const update = { ProgressDeadline: minutes(5), HealthyDeadline: minutes(4), MaxParallel: 1 };
    const slow = task({ Config: { start_block_for: "200s" } });
    expectTimeline(
      play,
      `
      t   | deployment                                        | web
      0   | D2 running: Deployment is running                 | 3: 1 placed 0 healthy 0 unhealthy by 300
      210 | D2 running: Deployment is running                 | 3: 2 placed 1 healthy 0 unhealthy by 510
      420 | D2 running: Deployment is running                 | 3: 3 placed 2 healthy 0 unhealthy by 720
      630 | D2 successful: Deployment completed successfully  | 3: 3 placed 3 healthy 0 unhealthy by 930
      `,
      { 0: () => play.register(job(1, {}, [group({ Update: update, Tasks: [slow] })])) },
    );
  });
});

describe("spec 02 §7.7: batches in the realistic profile", () => {
  test("one evaluation 1.25 seconds after the first report, and the unhealthy are marked with it", () => {
    const play = stablePlay([group()], "realistic");
    play.register(job(1, {}, [fragile({})]));
    play.at(30);
    const evaluation = play
      .evaluations()
      .filter((one) => one.triggeredBy === "deployment-watcher")
      .at(-1);
    const failed = play.allocations().find((one) => one.job.version === 1);
    const reported = failed?.deploymentStatus?.timestamp ?? 0;
    expect(evaluation?.createTime).toBeGreaterThanOrEqual(reported + 1250);
    expect(evaluation?.createTime).toBeLessThanOrEqual(reported + 1250 + 250);
    expect(failed?.desiredTransition.reschedule).toBe(true);
  });

  test("a watcher that is stopped drops its batch", () => {
    const play = new Play({ latency: "realistic" });
    play.register(job(0));
    play.at(11);
    while (play.state().healthyAllocations === 0) play.at(play.clock + 0.05);
    const before = play.evaluations().length;
    play.does({ kind: "fail-deployment", deploymentId: play.deployment().id });
    play.at(100);
    expect(play.evaluations()).toHaveLength(before + 1);
    expect(play.world.watchers.size).toBe(0);
  });
});

describe("spec 02 §7: its life", () => {
  test("it stops with its deployment, and with a purge", () => {
    const play = stablePlay();
    expect(play.world.watchers.size).toBe(0);
    play.register(job(1));
    expect(play.world.watchers.size).toBe(1);
    play.does({ kind: "deregister-job", namespace: "default", jobId: "app", purge: true });
    expect(play.world.watchers.size).toBe(0);
    expect(play.world.deployments.size).toBe(0);
    play.at(2000);
    const waiting = play.world.timers.byDue.valuesArray().map((timer) => timer.action.kind);
    expect(waiting.filter((kind) => kind !== "collect")).toEqual([]);
  });
});
