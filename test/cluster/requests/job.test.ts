import { describe, expect, test } from "vitest";
import type { OutsideAction } from "../../../src/model/action.js";
import type { JsonObject } from "../../../src/model/json.js";
import { group, job, noReschedule, noRestarts, seconds, task } from "../builders/jobs.js";
import { Play } from "../builders/play.js";
import { evaluationText } from "../builders/timeline.js";

const of = { namespace: "default", jobId: "app" } as const;

const revert = (version: number, enforcePriorVersion?: number): OutsideAction => ({
  kind: "revert-job",
  ...of,
  version,
  enforcePriorVersion,
});
const stop = (purge = false): OutsideAction => ({ kind: "deregister-job", ...of, purge });
const stable = (version: number, isStable = true): OutsideAction => ({
  kind: "mark-job-stable",
  ...of,
  version,
  stable: isStable,
});

function numbers(play: Play): readonly number[] {
  return play.versions().map((one) => one.version);
}

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

describe("spec 05 §8.2: which versions are kept", () => {
  test("the example: 0 is the newest stable one and survives, round by round", () => {
    const play = new Play({ nodes: 0 });
    play.register(job(0));
    play.does(stable(0));
    for (let version = 1; version <= 6; version++) play.register(job(version));
    expect(numbers(play)).toEqual([6, 5, 4, 3, 2, 0]);
    play.register(job(7));
    expect(numbers(play)).toEqual([7, 6, 5, 4, 3, 0]);
  });

  test("without a stable one the oldest goes", () => {
    const play = new Play({ nodes: 0 });
    for (let version = 0; version <= 7; version++) play.register(job(version));
    expect(numbers(play)).toEqual([7, 6, 5, 4, 3, 2]);
  });

  test("an older stable one has to go when there is a newer", () => {
    const play = new Play({ nodes: 0 });
    for (let version = 0; version <= 6; version++) {
      play.register(job(version));
      if (version === 0 || version === 3) play.does(stable(version));
    }
    expect(numbers(play)).toEqual([6, 5, 4, 3, 2, 1]);
  });
});

describe("spec 02 §10.4, 05 §8.3: stability", () => {
  test("by request, without a new version and without JobModifyIndex", () => {
    const play = new Play({ nodes: 0 });
    play.register(job(0));
    const before = play.job();
    const answer = play.does(stable(0));
    expect(play.job()).toMatchObject({ stable: true, version: 0, jobModifyIndex: before.jobModifyIndex });
    expect(play.job().modifyIndex).toBe(answer.index);
    const same = play.world;
    play.does(stable(0));
    expect(play.world).toBe(same);
    play.does(stable(0, false));
    expect(play.job().stable).toBe(false);
  });

  test("errors", () => {
    const play = new Play();
    expect(play.refuses({ kind: "mark-job-stable", namespace: "default", jobId: "", version: 0, stable: true })).toBe(
      "500 missing job ID for marking job as stable",
    );
    expect(play.refuses(stable(3))).toBe('500 job "app" in namespace "default" at version 3 not found');
  });

  test("stop and scale copy the flag; registration and revert do not", () => {
    const play = new Play({ nodes: 0 });
    play.register(job(0, {}, [group({ Update: { MaxParallel: 0 } })]));
    play.does(stable(0));
    play.does({ kind: "scale-job", ...of, group: "web", count: 4, message: "" });
    play.does(stop());
    play.register(job(1));
    play.does(revert(0));
    expect(play.versions().map((one) => `${one.version} ${one.stable}`)).toEqual([
      "4 false",
      "3 false",
      "2 true",
      "1 true",
      "0 true",
    ]);
  });

  test("marking an older version makes it the registered job, and its numbers are given out again", () => {
    const play = new Play({ nodes: 0 });
    for (let version = 0; version <= 2; version++) play.register(job(version));
    play.does(stable(0));
    expect(play.job()).toMatchObject({ version: 0, stable: true });
    expect(numbers(play)).toEqual([2, 1, 0]);
    play.register(job(9));
    expect(play.job().version).toBe(1);
    expect(numbers(play)).toEqual([2, 1, 0]);
    expect(play.versions()[1]?.jobModifyIndex).toBe(play.job().jobModifyIndex);
  });
});

describe("spec 05 §8.4: revert", () => {
  test("errors, in order", () => {
    const play = new Play({ nodes: 0 });
    expect(play.refuses({ kind: "revert-job", namespace: "default", jobId: "", version: 0 })).toBe(
      "500 missing job ID for revert",
    );
    expect(play.refuses(revert(0))).toBe('500 job "app" not found');
    play.register(job(0));
    play.register(job(1));
    expect(play.refuses(revert(1, 7))).toBe("500 can't revert to current version");
    expect(play.refuses(revert(5, 7))).toBe('500 job "app" in namespace "default" at version 5 not found');
    expect(play.refuses(revert(0, 7))).toBe("500 Current job has version 1; enforcing version 7");
    play.does(revert(0, 1));
    expect(play.job().version).toBe(2);
  });

  test("the old content as a new version that is not stable; a second time nothing but an evaluation", () => {
    const play = new Play();
    play.register(job(0));
    play.at(60);
    play.register(job(1));
    play.at(200);
    const answer = play.does(revert(0));
    expect(evaluationText(play.evaluation(answer.evaluationId))).toBe("job-register complete");
    expect(play.versions()[0]).toMatchObject({ version: 2, stable: false, versionTag: undefined });
    expect(play.versions()[0]?.taskGroups).toEqual(play.versions()[2]?.taskGroups);
    play.does(revert(0));
    expect(play.job().version).toBe(2);
  });

  test("to a stopped version: the job stops", () => {
    const play = new Play();
    play.register(job(0));
    play.does(stop());
    play.register(job(1));
    play.does(revert(1));
    expect(play.job()).toMatchObject({ version: 3, stop: true, status: "dead" });
  });
});

describe("spec 05 §9.1: stop and purge", () => {
  test("a stop is a version with an evaluation of type service, and cancels the deployment", () => {
    const play = new Play();
    play.register(job(0, { Priority: 66 }));
    play.at(5);
    const answer = play.does(stop());
    expect(play.job()).toMatchObject({ version: 1, stop: true, status: "dead" });
    expect(play.evaluation(answer.evaluationId)).toMatchObject({
      type: "service",
      triggeredBy: "job-deregister",
      priority: 66,
      jobModifyIndex: answer.index,
      createIndex: answer.index,
      status: "complete",
    });
    expect(play.deployment()).toMatchObject({
      status: "cancelled",
      statusDescription: "Cancelled because job is stopped",
    });
    expect(play.allocations().map((one) => `${one.desiredStatus} ${one.clientStatus} ${one.desiredDescription}`)).toEqual(
      Array(3).fill("stop complete alloc not needed due to job update"),
    );
  });

  test("of a system job: the service scheduler does it", () => {
    const play = new Play({ nodes: 2 });
    play.register(job(0, { Type: "system" }, [{ Name: "web", Tasks: [task()] }]));
    play.at(20);
    expect(play.live()).toHaveLength(2);
    const answer = play.does(stop());
    expect(play.evaluation(answer.evaluationId)).toMatchObject({ type: "service", status: "complete" });
    expect(play.live()).toEqual([]);
  });

  test("stopping again is one more version and evaluation", () => {
    const play = new Play();
    play.register(job(0));
    play.does(stop());
    const answer = play.does(stop());
    expect(play.job().version).toBe(2);
    expect(play.evaluation(answer.evaluationId).triggeredBy).toBe("job-deregister");
  });

  test("an unknown job is no error", () => {
    const play = new Play();
    const before = play.world;
    expect(play.does(stop())).toMatchObject({ evalCreateIndex: 0, jobModifyIndex: 0 });
    expect(play.world).toBe(before);
  });

  test("its own evaluation priority", () => {
    const play = new Play();
    play.register(job(0));
    const answer = play.does({ kind: "deregister-job", ...of, purge: false, evalPriority: 91 });
    expect(play.evaluation(answer.evaluationId).priority).toBe(91);
  });

  test("a purge forgets everything but evaluations; open ones are closed", () => {
    const play = new Play();
    const dies = task({ Config: { start_block_for: "1s", run_for: "1s", exit_code: 1 } });
    play.register(job(0, {}, [group({ Update: { MaxParallel: 0 }, RestartPolicy: noRestarts, Tasks: [dies] })]));
    play.at(3);
    const delayed = play.evaluations().find((one) => one.status === "pending");
    expect(delayed?.triggeredBy).toBe("alloc-reschedule");
    play.does(stop(true));
    const { world } = play;
    expect(world.jobs.size + world.jobVersions.size + world.summaries.size + world.allocations.size).toBe(0);
    expect(world.deployments.size + world.runners.size + world.nodeUsage.size + world.broker.delayed.size).toBe(0);
    expect(evaluationText(play.evaluation(delayed?.id))).toBe("alloc-reschedule complete (job app deleted)");
    expect(evaluationText(play.evaluations().at(-1) ?? play.evaluation(""))).toBe("job-deregister complete");
    play.register(job(0));
    expect(play.job()).toMatchObject({ version: 0, status: "running" });
  });

  test("a purge ends what was blocked", () => {
    const play = new Play({ nodes: 0 });
    play.register(job(0));
    const blocked = play.evaluations().find((one) => one.status === "blocked");
    play.does(stop(true));
    expect(play.evaluation(blocked?.id).status).toBe("canceled");
    expect(play.world.blocked.tracked.size).toBe(0);
  });
});

describe("spec 05 §9.3: evaluate", () => {
  const evaluate = (forceReschedule: boolean, jobId = "app"): OutsideAction => ({
    kind: "evaluate-job",
    namespace: "default",
    jobId,
    forceReschedule,
  });

  test("errors", () => {
    const play = new Play();
    expect(play.refuses(evaluate(false, ""))).toBe("500 missing job ID for evaluation");
    expect(play.refuses(evaluate(false))).toBe("500 job not found");
    play.register(job(0, { Type: "batch", Periodic: { Enabled: true, Spec: "@hourly", SpecType: "cron" } }));
    expect(play.refuses(evaluate(false))).toBe("500 can't evaluate periodic job");
    play.does(stop(true));
    play.register(job(0, { Type: "batch", ParameterizedJob: {} }));
    expect(play.refuses(evaluate(false))).toBe("500 can't evaluate parameterized job");
  });

  test("force: failed allocations come back before their time, except where the policy allows none", () => {
    for (const [policy, marked] of [
      [{}, 3],
      [noReschedule, 0],
    ] as const) {
      const play = new Play();
      const dies = task({ Config: { start_block_for: "1s", run_for: "1s", exit_code: 1 } });
      play.register(
        job(0, {}, [group({ Update: { MaxParallel: 0 }, RestartPolicy: noRestarts, ReschedulePolicy: policy, Tasks: [dies] })]),
      );
      play.at(3);
      const answer = play.does(evaluate(true));
      expect(play.evaluation(answer.evaluationId)).toMatchObject({ triggeredBy: "job-register", status: "complete" });
      expect(play.allocations().filter((one) => one.desiredTransition.forceReschedule === true)).toHaveLength(marked);
      expect(play.live()).toHaveLength(marked);
    }
  });
});

describe("spec 05 §13.2: scale", () => {
  const scale = (given: Partial<OutsideAction & { readonly kind: "scale-job" }>): OutsideAction => ({
    kind: "scale-job",
    ...of,
    group: "web",
    count: 5,
    message: "",
    ...given,
  });

  test("errors, in order", () => {
    const play = new Play();
    const wrong = { jobId: "nobody", error: true };
    expect(play.refuses(scale({ ...wrong, group: "", count: -1 }))).toBe(
      "400 missing task group name for scaling action",
    );
    expect(play.refuses(scale({ ...wrong, count: -1 }))).toBe("400 scaling action count can't be negative");
    expect(play.refuses(scale(wrong))).toBe("400 scaling action should not contain count if error is true");
    expect(play.refuses(scale({ jobId: "nobody" }))).toBe('404 job "nobody" not found');
    play.register(job(0, { ID: "sys", Name: "sys", Type: "system" }, [{ Name: "web", Tasks: [task()] }]));
    expect(play.refuses(scale({ jobId: "sys", group: "nope", count: 2 }))).toBe(
      '400 jobs of type "system" can only be scaled between 0 and 1',
    );
    play.register(job(0, {}, [group({ Scaling: { Min: 2, Max: 6, Enabled: true } }), group({ Name: "api" })]));
    expect(play.refuses(scale({ group: "nope" }))).toBe(
      '400 task group "nope" specified for scaling does not exist in job',
    );
    expect(play.refuses(scale({ count: 1 }))).toBe("400 group count was less than scaling policy minimum: 1 < 2");
    expect(play.refuses(scale({ count: 7 }))).toBe("400 group count was greater than scaling policy maximum: 7 > 6");
    expect(play.refuses(scale({ group: "api", count: 50_000 }))).toBe(
      "500 total count was greater than configured job_max_count: 50003 > 50000",
    );
    expect(play.refuses(scale({ enforceIndex: 1 }))).toBe("400 job scaling blocked due to active deployment");
    play.does({ kind: "pause-deployment", deploymentId: play.deployment().id, pause: true });
    expect(play.refuses(scale({}))).toBe("400 job scaling blocked due to active deployment");
    play.at(60);
    const { jobModifyIndex } = play.job();
    expect(play.refuses(scale({ enforceIndex: 1 }))).toBe(
      `500 Enforcing job modify index 1: job exists with conflicting job modify index: ${jobModifyIndex}`,
    );
    play.does(scale({ enforceIndex: jobModifyIndex }));
  });

  test("a count is three writes: version, evaluation, event", () => {
    const play = new Play();
    play.register(job(0));
    play.at(60);
    const before = play.world.index;
    const answer = play.does(scale({ message: "more" }));
    expect(answer).toMatchObject({ jobModifyIndex: before + 1, evalCreateIndex: before + 2, index: before + 3 });
    expect(play.evaluation(answer.evaluationId)).toMatchObject({
      triggeredBy: "job-scaling",
      jobModifyIndex: before + 1,
      priority: 50,
    });
    expect(play.job()).toMatchObject({ version: 1, jobModifyIndex: before + 1 });
    expect(play.live()).toHaveLength(5);
    expect(play.deployment()).toMatchObject({ jobVersion: 1, status: "running" });
    expect(play.world.scalingEvents.get("default\u0000app")?.web).toEqual([
      {
        time: play.world.now,
        count: 5,
        previousCount: 3,
        message: "more",
        error: false,
        evaluationId: answer.evaluationId,
        createIndex: before + 3,
      },
    ]);
  });

  test("the same count is a new version all the same", () => {
    const play = new Play();
    play.register(job(0));
    play.at(60);
    play.does(scale({ count: 3 }));
    expect(play.job().version).toBe(1);
  });

  test("without a count there is only an event, also during a deployment; the newest twenty are kept", () => {
    const play = new Play();
    play.register(job(0));
    const { modifyIndex, version } = play.job();
    for (let n = 1; n <= 22; n++) {
      const answer = play.does(scale({ count: undefined, error: true, message: `n${n}` }));
      expect(answer).toMatchObject({ evalCreateIndex: 0, jobModifyIndex: modifyIndex });
      expect(answer.evaluationId).toBeUndefined();
    }
    expect(play.job().version).toBe(version);
    const events = play.world.scalingEvents.get("default\u0000app")?.web ?? [];
    expect(events.map((one) => one.message)).toEqual(Array.from({ length: 20 }, (_, i) => `n${22 - i}`));
  });
});

describe("spec 04 §5: stop an allocation", () => {
  test("it is marked, stopped as a migration and replaced", () => {
    const play = new Play();
    play.register(job(0));
    play.at(60);
    const victim = play.newest(1);
    const answer = play.does({
      kind: "stop-allocation",
      allocationId: victim.id,
      noShutdownDelay: false,
      reschedule: false,
    });
    expect(play.evaluation(answer.evaluationId)).toMatchObject({
      triggeredBy: "alloc-stop",
      status: "complete",
      jobModifyIndex: victim.job.modifyIndex,
    });
    expect(play.allocation(victim.id)).toMatchObject({
      desiredStatus: "stop",
      desiredDescription: "alloc is being migrated",
      desiredTransition: { migrate: true, noShutdownDelay: false, reschedule: false },
      clientStatus: "complete",
    });
    expect(play.newest(1)).toMatchObject({ previousAllocation: victim.id });
  });

  test("JobModifyIndex is that of the version which the allocation runs", () => {
    const play = new Play();
    play.register(job(0));
    play.at(60);
    play.register(job(1, {}, [group({ Update: { Canary: 1 } })]));
    const old = play.live().find((one) => one.job.version === 0) ?? play.newest(0);
    const answer = play.does({ kind: "stop-allocation", allocationId: old.id, noShutdownDelay: false, reschedule: false });
    expect(play.evaluation(answer.evaluationId).jobModifyIndex).toBe(old.job.modifyIndex);
  });

  test("without its shutdown delay", () => {
    const play = new Play();
    play.register(job(0, {}, [group({ Count: 1, Tasks: [task({ ShutdownDelay: seconds(50) })] })]));
    play.at(60);
    const victim = play.newest(0);
    play.does({ kind: "stop-allocation", allocationId: victim.id, noShutdownDelay: true, reschedule: false });
    expect(play.allocation(victim.id).clientStatus).toBe("complete");
  });

  test("unknown", () => {
    const play = new Play();
    const action: OutsideAction = { kind: "stop-allocation", allocationId: "x", noShutdownDelay: false, reschedule: false };
    expect(play.refuses(action)).toBe("404 allocation not found");
  });
});
