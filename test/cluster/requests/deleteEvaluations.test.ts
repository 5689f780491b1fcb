import { describe, expect, test } from "vitest";
import type { OutsideAction } from "../../../src/model/action.js";
import { defaultSchedulerConfiguration } from "../../../src/model/schedulerConfiguration.js";
import { job } from "../builders/jobs.js";
import { Play } from "../builders/play.js";

const pause: OutsideAction = {
  kind: "configure-scheduler",
  configuration: { ...defaultSchedulerConfiguration, pauseEvalBroker: true },
};

const remove = (...evaluationIds: readonly string[]): OutsideAction => ({ kind: "delete-evaluations", evaluationIds });

describe("spec 07 §8.2: deleting evaluations", () => {
  test("asks for a paused broker", () => {
    const play = new Play();
    const { evaluationId = "" } = play.register(job(0));
    expect(play.refuses(remove(evaluationId))).toBe(
      "500 eval broker is enabled; eval broker must be paused to delete evals",
    );
  });

  test("refuses one whose allocations go on, and unknown ones", () => {
    const play = new Play();
    const { evaluationId = "" } = play.register(job(0));
    play.at(60);
    play.does(pause);
    expect(play.refuses(remove(evaluationId))).toBe(`500 eval ${evaluationId} is not safe to delete`);
    const unknown = "00000000-0000-0000-0000-000000000001";
    expect(play.refuses(remove(unknown))).toBe("404 eval not found");
  });

  test("takes a finished one with the allocations that it placed", () => {
    const play = new Play();
    const { evaluationId = "" } = play.register(job(0));
    play.does({ kind: "deregister-job", namespace: "default", jobId: "app", purge: false });
    play.at(60);
    play.does(pause);
    play.does(remove(evaluationId, evaluationId));
    expect(play.evaluations().map(({ triggeredBy }) => triggeredBy)).toEqual(["job-deregister"]);
    expect(play.allocations()).toEqual([]);
  });

  test("takes a pending one, which nobody processes any more", () => {
    const play = new Play();
    play.does(pause);
    const { evaluationId = "" } = play.register(job(0));
    expect(play.evaluation(evaluationId).status).toBe("pending");
    play.does(remove(evaluationId));
    play.does({ kind: "configure-scheduler", configuration: defaultSchedulerConfiguration });
    play.at(60);
    expect(play.evaluations()).toEqual([]);
    expect(play.job().status).toBe("dead");
  });

  test("of none writes nothing", () => {
    const play = new Play();
    play.does(pause);
    const before = play.world;
    expect(play.does(remove())).toMatchObject({ index: 0 });
    expect(play.world).toBe(before);
  });
});
