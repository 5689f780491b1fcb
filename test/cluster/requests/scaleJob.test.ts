import { describe, expect, test } from "vitest";
import type { OutsideAction } from "../../../src/model/action.js";
import { group, job, task } from "../builders/jobs.js";
import { Play } from "../builders/play.js";

const of = { namespace: "default", jobId: "app" } as const;

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
