import { describe, expect, test } from "vitest";
import type { OutsideAction } from "../../../src/model/action.js";
import { group, job, noReschedule, noRestarts, seconds, task } from "../builders/jobs.js";
import { Play } from "../builders/play.js";
import { evaluationText } from "../builders/timeline.js";

const of = { namespace: "default", jobId: "app" } as const;

const stop = (purge = false): OutsideAction => ({ kind: "deregister-job", ...of, purge });

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
    expect(
      play.allocations().map((one) => `${one.desiredStatus} ${one.clientStatus} ${one.desiredDescription}`),
    ).toEqual(Array(3).fill("stop complete alloc not needed due to job update"));
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
        job(0, {}, [
          group({ Update: { MaxParallel: 0 }, RestartPolicy: noRestarts, ReschedulePolicy: policy, Tasks: [dies] }),
        ]),
      );
      play.at(3);
      const answer = play.does(evaluate(true));
      expect(play.evaluation(answer.evaluationId)).toMatchObject({ triggeredBy: "job-register", status: "complete" });
      expect(play.allocations().filter((one) => one.desiredTransition.forceReschedule === true)).toHaveLength(marked);
      expect(play.live()).toHaveLength(marked);
    }
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
    const answer = play.does({
      kind: "stop-allocation",
      allocationId: old.id,
      noShutdownDelay: false,
      reschedule: false,
    });
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
    const action: OutsideAction = {
      kind: "stop-allocation",
      allocationId: "x",
      noShutdownDelay: false,
      reschedule: false,
    };
    expect(play.refuses(action)).toBe("404 allocation not found");
  });
});
