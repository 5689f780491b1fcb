import { describe, expect, test } from "vitest";
import type { OutsideAction } from "../../../src/model/action.js";
import type { JsonObject } from "../../../src/model/json.js";
import { group, job, task } from "../builders/jobs.js";
import { Play } from "../builders/play.js";

const of = { namespace: "default", jobId: "app" } as const;

const stop = (purge = false): OutsideAction => ({ kind: "deregister-job", ...of, purge });

describe("spec 05 §7.2: enforce index", () => {
  test("without a stored job", () => {
    const play = new Play();
    const register = (enforceIndex: number): OutsideAction => ({ kind: "register-job", job: job(0), enforceIndex });
    expect(play.refuses(register(7))).toBe("500 Enforcing job modify index 7: job does not exist");
    play.does(register(0));
  });

  test("with one, stopped ones included, purged ones not", () => {
    const play = new Play();
    play.register(job(0));
    const register = (enforceIndex: number): OutsideAction => ({ kind: "register-job", job: job(1), enforceIndex });
    const index = play.job().jobModifyIndex;
    expect(play.refuses(register(0))).toBe("500 Enforcing job modify index 0: job already exists");
    expect(play.refuses(register(index + 1))).toBe(
      `500 Enforcing job modify index ${index + 1}: job exists with conflicting job modify index: ${index}`,
    );
    play.does(register(index));
    expect(play.job().version).toBe(1);
    play.does(stop());
    expect(play.refuses(register(0))).toBe("500 Enforcing job modify index 0: job already exists");
    play.does(stop(true));
    play.does(register(0));
    expect(play.job().version).toBe(0);
  });
});

describe("spec 05 §7.3, §7.4: what a registration writes", () => {
  test("a new job: version, evaluation and answer share one index", () => {
    const play = new Play();
    const answer = play.register(job(0), { evalPriority: 77 });
    expect(play.versions()[0]).toMatchObject({ version: 0, stable: false, createIndex: answer.index });
    expect(answer).toMatchObject({ jobModifyIndex: answer.index, evalCreateIndex: answer.index });
    expect(play.evaluation(answer.evaluationId)).toMatchObject({
      triggeredBy: "job-register",
      type: "service",
      priority: 77,
      jobModifyIndex: answer.index,
      createIndex: answer.index,
    });
  });

  test("the same file again: no version, one more look, and the answer's job index is the ModifyIndex", () => {
    const play = new Play();
    play.register(job(0));
    play.at(60);
    const before = play.job();
    const answer = play.register(job(0));
    expect(play.job()).toEqual(before);
    expect(before.modifyIndex).toBeGreaterThan(before.jobModifyIndex);
    expect(answer).toMatchObject({ jobModifyIndex: before.modifyIndex, evalCreateIndex: answer.index });
    expect(play.evaluation(answer.evaluationId)).toMatchObject({ jobModifyIndex: 0, triggeredBy: "job-register" });
  });

  test("running a stopped job again is a change, with an identical file too", () => {
    const play = new Play();
    play.register(job(0));
    play.does(stop());
    play.register(job(0));
    expect(play.job()).toMatchObject({ version: 2, stop: false });
  });

  test("a submitted Stable is ignored", () => {
    const play = new Play();
    play.register(job(0, { Stable: true }));
    expect(play.job().stable).toBe(false);
  });

  test("what a job can never become", () => {
    const play = new Play();
    play.register(job(0));
    play.does(stop());
    const refused = (given: JsonObject, groups?: readonly JsonObject[]) =>
      play.refuses({ kind: "register-job", job: job(0, given, groups) });
    expect(refused({ Type: "batch" })).toBe('500 cannot update job from type "service" to "batch"');
    expect(refused({ ParameterizedJob: {} })).toContain("500 ");
    play.does(stop(true));
    play.register(job(0, { Type: "batch" }));
    expect(refused({ Type: "batch", Periodic: { Enabled: true, Spec: "* * * * *", SpecType: "cron" } })).toBe(
      "500 cannot update non-periodic job to being periodic",
    );
    expect(refused({ Type: "batch", ParameterizedJob: {} })).toBe(
      "500 cannot update non-parameterized job to being parameterized",
    );
  });

  test("counts and resources can be kept from the version before", () => {
    const play = new Play();
    const two = (count: number, cpu: number) =>
      job(count, {}, [group({ Count: count, Tasks: [task({ Resources: { CPU: cpu, MemoryMB: 64 } })] })]);
    play.register(two(2, 100));
    play.register(two(5, 200), { preserveCounts: true });
    expect(play.job().taskGroups[0]).toMatchObject({ count: 2 });
    expect(play.job().taskGroups[0]?.tasks[0]?.resources.cpu).toBe(200);
    play.register(two(7, 300), { preserveResources: true });
    expect(play.job().taskGroups[0]).toMatchObject({ count: 7 });
    expect(play.job().taskGroups[0]?.tasks[0]?.resources.cpu).toBe(200);
  });

  test("periodic jobs get no evaluation", () => {
    const play = new Play();
    const answer = play.register(
      job(0, { Type: "batch", Periodic: { Enabled: true, Spec: "@hourly", SpecType: "cron" } }),
    );
    expect(answer).toMatchObject({ evaluationId: undefined, evalCreateIndex: 0 });
    expect(play.evaluations()).toEqual([]);
    expect(play.job().status).toBe("running");
  });

  test("an evaluation priority out of range", () => {
    const play = new Play();
    for (const evalPriority of [-1, 101]) {
      expect(play.refuses({ kind: "register-job", job: job(0), evalPriority })).toBe(
        "400 Eval priority must be between 1 and 100 inclusively",
      );
    }
    play.register(job(0), { evalPriority: 0 });
  });
});
