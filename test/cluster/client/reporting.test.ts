import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.js";
import { group, job, noReschedule, noRestarts, seconds, task } from "../builders/jobs.js";
import { Play } from "../builders/play.js";
import { evaluationText } from "../builders/timeline.js";

function ends(config: JsonObject, given: JsonObject = {}): JsonObject {
  return group({
    Count: 1,
    RestartPolicy: noRestarts,
    Tasks: [task({ Config: { start_block_for: "0s", ...config } })],
    ...given,
  });
}

const fails: JsonObject = { run_for: "5s", exit_code: 1 };

function evaluationsOf(spec: JsonObject, until = 6): readonly string[] {
  const play = new Play({ nodes: 1 });
  play.register(spec);
  play.at(until);
  return play.evaluations().map(evaluationText);
}

describe("spec 04 §6.2: which evaluation a report makes", () => {
  const noDeployment = { Update: { MaxParallel: 0 } };

  test("a failure that may be tried again", () => {
    const lines = evaluationsOf(job(0, {}, [ends(fails, noDeployment)]));
    expect(lines).toEqual([
      "job-register complete",
      "alloc-failure complete",
      "alloc-reschedule pending (created for delayed rescheduling)",
    ]);
  });

  test("a failure that may not", () => {
    const lines = evaluationsOf(job(0, {}, [ends(fails, { ...noDeployment, ReschedulePolicy: noReschedule })]));
    expect(lines).toEqual(["job-register complete"]);
  });

  test("a batch allocation that completed", () => {
    expect(evaluationsOf(job(0, { Type: "batch" }, [ends({ run_for: "5s" })]))).toEqual(["job-register complete"]);
  });

  test("a failure whose follow-up is waiting already makes no other", () => {
    const play = new Play({ nodes: 1 });
    play.register(job(0, {}, [ends(fails, noDeployment)]));
    play.at(20);
    expect(play.newest(0).followupEvaluationId).toBeDefined();
    expect(play.evaluations().filter((one) => one.triggeredBy === "alloc-failure")).toHaveLength(1);
  });

  test("many failures at one instant: one evaluation a job, all in one write", () => {
    const play = new Play({ nodes: 1 });
    const two = (id: string) => job(0, { ID: id, Name: id }, [ends(fails, { ...noDeployment, Count: 3 })]);
    play.register(two("app"));
    play.register(two("other"));
    play.at(6);
    const failures = ["app", "other"].map((id) =>
      play.evaluations(id).filter((one) => one.triggeredBy === "alloc-failure"),
    );
    expect(failures.map((each) => each.length)).toEqual([1, 1]);
    const indexes = ["app", "other"].flatMap((id) =>
      play.allocations(id).map((one) => one.taskStates.main?.finishedAt),
    );
    expect(new Set(indexes).size).toBe(1);
    expect(failures[0]?.[0]?.createIndex).toBe(failures[1]?.[0]?.createIndex);
  });

  test("one evaluation a job, however many nodes report at that instant; the others are overtaken", () => {
    const play = new Play({ nodes: 3 });
    const spread = job(0, { Constraints: [{ Operand: "distinct_hosts", RTarget: "true" }] }, [
      ends(fails, { ...noDeployment, Count: 3 }),
    ]);
    play.register(spread);
    play.at(6);
    const failures = play.evaluations().filter((one) => one.triggeredBy === "alloc-failure");
    expect(failures.map(evaluationText)).toEqual([
      "alloc-failure complete",
      "alloc-failure canceled (canceled after more recent eval was processed)",
      "alloc-failure complete",
    ]);
  });

  test("a group that the job no longer has: no evaluation", () => {
    const play = new Play({ nodes: 1 });
    const slow = ends({}, { Name: "old", ...noDeployment });
    play.register(job(0, {}, [ends({}, noDeployment), { ...slow, ShutdownDelay: seconds(100) }]));
    play.at(10);
    play.register(job(0, {}, [ends({}, noDeployment)]));
    const before = play.evaluations().length;
    play.fail(play.newest(0, "old"));
    expect(play.evaluations()).toHaveLength(before);
  });
});

describe("spec 04 §6.3: what a report writes", () => {
  test("the client's half, the modify index, but not AllocModifyIndex", () => {
    const play = new Play({ nodes: 1 });
    play.register(job(0, {}, [ends({ start_block_for: "3s" })]));
    const placed = play.newest(0);
    play.at(4);
    const told = play.newest(0);
    expect(told.modifyIndex).toBeGreaterThan(placed.modifyIndex);
    expect(told.allocModifyIndex).toBe(placed.allocModifyIndex);
    expect(told.modifyTime).toBe(placed.createTime + 3000);
    expect(told).toMatchObject({ clientStatus: "running", clientDescription: "Tasks are running" });
  });

  test("a new allocation is pending, without description and task states", () => {
    const play = new Play({ nodes: 1, latency: "realistic" });
    play.register(job(0, {}, [ends({ start_block_for: "3s" })]));
    const { createIndex } = play.newest(0);
    expect(createIndex).toBe(play.deployment().createIndex);
  });

  test("health carries the index of its write, with a deployment and without", () => {
    for (const given of [{}, { Update: { MaxParallel: 0 } }]) {
      const play = new Play({ nodes: 1 });
      play.register(job(0, {}, [ends({}, given)]));
      play.at(10);
      const told = play.newest(0);
      expect(told.deploymentStatus).toEqual({
        healthy: true,
        timestamp: play.world.now,
        canary: false,
        modifyIndex: told.modifyIndex,
      });
    }
  });

  test("a canary stays one whatever the client says", () => {
    const play = new Play({ nodes: 1 });
    play.register(job(0, {}, [ends({})]));
    play.at(30);
    play.register(job(1, {}, [ends({}, { Update: { Canary: 1 } })]));
    play.at(50);
    expect(play.newest(0).deploymentStatus).toMatchObject({ canary: true, healthy: true });
  });

  test("room that a finished allocation leaves releases what waits for it", () => {
    const play = new Play({ nodes: [{ name: "small", cpu: 500 }] });
    const big = (id: string, config: JsonObject) =>
      job(0, { ID: id, Name: id, Type: "batch" }, [
        group({ Count: 1, Tasks: [task({ Config: config, Resources: { CPU: 400, MemoryMB: 64 } })] }),
      ]);
    play.register(big("app", { run_for: "30s" }));
    play.register(big("other", { run_for: "30s" }));
    expect(play.evaluations("other").map(evaluationText)).toEqual([
      "job-register complete",
      "queued-allocs blocked (created to place remaining allocations)",
    ]);
    play.at(32);
    expect(play.evaluations("other").map(evaluationText)).toEqual(["job-register complete", "queued-allocs complete"]);
    expect(play.newest(0, "web", "other").clientStatus).toBe("running");
  });
});
