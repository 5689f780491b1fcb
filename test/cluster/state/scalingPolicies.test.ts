import { describe, expect, test } from "vitest";
import { group, job, task } from "../builders/jobs.js";
import { Play } from "../builders/play.js";

const of = { namespace: "default", jobId: "app" } as const;
const scaled = (max: number, name = "web") => group({ Name: name, Count: 1, Scaling: { Min: 1, Max: max } });

const policies = (play: Play) => play.world.scalingPolicies.valuesArray();

describe("spec 05 §13.1: the table of scaling policies", () => {
  test("a policy aims at its group and has an ID that outlives versions", () => {
    const play = new Play({ nodes: 0 });
    const { index = 0 } = play.register(job(0, {}, [scaled(5)]));
    const [first] = policies(play);
    expect(first).toMatchObject({
      target: { Namespace: "default", Job: "app", Group: "web" },
      max: 5,
      createIndex: index,
      modifyIndex: index,
    });
    expect(first?.id).toMatch(/^[0-9a-f]{8}-/);
    const { index: later = 0 } = play.register(job(1, {}, [scaled(7)]));
    expect(policies(play)).toMatchObject([{ id: first?.id, max: 7, createIndex: index, modifyIndex: later }]);
    expect(play.job().taskGroups[0]?.scaling).toEqual(policies(play)[0]);
  });

  test("goes with its group, and with its job", () => {
    const play = new Play({ nodes: 0 });
    play.register(job(0, {}, [scaled(5), scaled(3, "api")]));
    expect(policies(play)).toHaveLength(2);
    play.register(job(0, {}, [scaled(5)]));
    expect(policies(play).map(({ target }) => target.Group)).toEqual(["web"]);
    play.does({ kind: "deregister-job", ...of, purge: true });
    expect(policies(play)).toEqual([]);
  });

  test("is off while the job is stopped", () => {
    const play = new Play({ nodes: 0 });
    play.register(job(0, {}, [scaled(5)]));
    play.does({ kind: "deregister-job", ...of, purge: false });
    expect(policies(play)).toMatchObject([{ enabled: false }]);
  });

  test("the job of a launch takes none along", () => {
    const play = new Play({ nodes: 0 });
    const work = { ...scaled(5), Tasks: [task()] };
    play.register(job(0, { Type: "batch", ParameterizedJob: {} }, [work]));
    play.does({ kind: "dispatch-job", ...of });
    expect(policies(play).map(({ target }) => target.Job)).toEqual(["app"]);
  });

  test("the first identical file is a change, the second is not: spec 05 §7.3", () => {
    const play = new Play({ nodes: 0 });
    for (let time = 0; time < 3; time++) play.register(job(0, {}, [scaled(5)]));
    expect(play.versions().map(({ version }) => version)).toEqual([1, 0]);
  });

  test("a scale leaves it as it is", () => {
    const play = new Play({ nodes: 0 });
    play.register(job(0, { Update: { MaxParallel: 0 } }, [scaled(5)]));
    const before = policies(play);
    play.does({ kind: "scale-job", ...of, group: "web", count: 2, message: "" });
    expect(policies(play)).toEqual(before);
  });
});
