import { describe, expect, it } from "vitest";
import type { OutsideAction } from "../../../src/model/action.js";
import type { JsonObject } from "../../../src/model/json.js";
import { group, job, task } from "../builders/jobs.js";
import { Play } from "../builders/play.js";

type Dispatch = OutsideAction & { readonly kind: "dispatch-job" };

function parameterized(parameters: JsonObject = {}, given: JsonObject = {}): JsonObject {
  return job(0, { Type: "batch", ParameterizedJob: parameters, ...given }, [
    group({ Count: 1, Tasks: [task({ Config: { run_for: "10s" } })] }),
  ]);
}

function dispatch(given: Partial<Dispatch> = {}): Dispatch {
  return { kind: "dispatch-job", namespace: "default", jobId: "app", ...given };
}

const hello = "aGVsbG8=";
const stop = { kind: "deregister-job", namespace: "default", jobId: "app", purge: false } as const;

/** So many bytes in base64. */
function bytes(count: number): string {
  return btoa("x".repeat(count));
}

describe("dispatching a parameterized job (spec 05 §15)", () => {
  it("runs a copy of it with the meta and the payload of the request", () => {
    const play = new Play();
    play.register(
      parameterized({ MetaRequired: ["who"], MetaOptional: ["why"] }, { Meta: { who: "nobody", kept: "yes" } }),
    );
    const done = play.does(dispatch({ meta: { who: "a" }, payload: hello }));
    const child = play.job(done.dispatchedJobId);
    expect(child.id).toMatch(/^app\/dispatch-\d{10}-[0-9a-f]{8}$/);
    expect(child).toMatchObject({
      name: child.id,
      parentId: "app",
      dispatched: true,
      meta: { who: "a", kept: "yes" },
      payload: hello,
      version: 0,
      status: "running",
      createIndex: done.index,
    });
    expect(child.parameterized).toEqual(play.job().parameterized);
    expect(done).toMatchObject({ evalCreateIndex: done.index, jobCreateIndex: done.index });
    expect(play.evaluation(done.evaluationId)).toMatchObject({
      triggeredBy: "job-register",
      type: "batch",
      jobId: child.id,
      status: "complete",
    });
  });

  it("leaves the parameterized job without an evaluation, and counts its children", () => {
    const play = new Play();
    expect(play.register(parameterized()).evaluationId).toBeUndefined();
    play.does(dispatch());
    play.does(dispatch());
    expect(play.summary().children).toEqual({ pending: 0, running: 2, dead: 0 });
    play.at(12);
    expect(play.summary().children).toEqual({ pending: 0, running: 0, dead: 2 });
    expect([play.job().status, play.evaluations().length]).toEqual(["running", 0]);
  });

  it.each([
    ["its own", undefined, 60],
    ["its own for 0", 0, 60],
    ["that of the request", 80, 80],
  ])("gives the child a priority: %s", (_what, priority, expected) => {
    const play = new Play();
    play.register(parameterized({}, { Priority: 60 }));
    const done = play.does(dispatch({ priority }));
    expect(play.job(done.dispatchedJobId).priority).toBe(expected);
    expect(play.evaluation(done.evaluationId).priority).toBe(expected);
  });

  it("puts a template into the child's ID", () => {
    const play = new Play();
    play.register(parameterized());
    const done = play.does(dispatch({ idPrefixTemplate: "night" }));
    expect(done.dispatchedJobId).toMatch(/^app\/dispatch-night-\d{10}-[0-9a-f]{8}$/);
  });

  it("answers a token that it knows with the child of that time", () => {
    const play = new Play();
    play.register(parameterized());
    const first = play.does(dispatch({ idempotencyToken: "t" }));
    const other = play.does(dispatch({ idempotencyToken: "u" }));
    const again = play.does(dispatch({ idempotencyToken: "t" }));
    expect(other.dispatchedJobId).not.toBe(first.dispatchedJobId);
    expect(again).toEqual({
      ok: true,
      dispatchedJobId: first.dispatchedJobId,
      jobCreateIndex: first.jobCreateIndex,
      evalCreateIndex: 0,
      index: play.job(first.dispatchedJobId).modifyIndex,
    });
    expect(again.evaluationId).toBeUndefined();
  });

  it("tracks a child of a job that is periodic as well, instead of evaluating it", () => {
    const play = new Play();
    play.register(parameterized({}, { Periodic: { Enabled: true, Specs: ["* * * * *"] } }));
    play.at(61);
    expect(play.world.jobs.size, "the job itself is never launched").toBe(1);
    const done = play.does(dispatch());
    expect(done.evaluationId).toBeUndefined();
    expect(play.job(done.dispatchedJobId).status).toBe("running");
    play.at(121);
    expect(play.world.jobs.size).toBe(3);
  });

  it("leaves children alone when it is stopped", () => {
    const play = new Play();
    play.register(parameterized());
    const { dispatchedJobId } = play.does(dispatch());
    play.does(stop);
    expect(play.job().status).toBe("dead");
    expect(play.live(dispatchedJobId)).toHaveLength(1);
  });
});

describe("a dispatch is refused (spec 05 §15)", () => {
  it.each<[string, JsonObject | undefined, Partial<Dispatch>, string]>([
    ["without an ID", undefined, { jobId: "" }, "missing parameterized job ID"],
    ["for an unknown job", undefined, {}, "parameterized job not found"],
    ["for a plain job", job(0, { Type: "batch" }), {}, `Specified job "app" is not a parameterized job`],
    [
      "without a payload that is required",
      parameterized({ Payload: "required" }),
      { payload: "" },
      "Payload is not provided but required by parameterized job",
    ],
    [
      "with a payload that is forbidden",
      parameterized({ Payload: "forbidden" }),
      { payload: hello },
      "Payload provided but forbidden by parameterized job",
    ],
    [
      "with a payload of more than 16 KiB",
      parameterized(),
      { payload: bytes(16_385) },
      "Payload exceeds maximum size; 16385 > 16384",
    ],
    [
      "with unknown meta keys",
      parameterized({ MetaRequired: ["who"] }),
      { meta: { what: "b", when: "c" } },
      "Dispatch request included unpermitted metadata keys: [what when]",
    ],
    [
      "without required meta keys",
      parameterized({ MetaRequired: ["who", "how"] }),
      {},
      "Dispatch did not provide required meta keys: [how who]",
    ],
    ["with a priority above 100", parameterized(), { priority: 101 }, "dispatch job priority must be between [1, 100]"],
    ["with a negative priority", parameterized(), { priority: -1 }, "dispatch job priority must be between [1, 100]"],
  ])("%s", (_what, registered, given, expected) => {
    const play = new Play();
    if (registered !== undefined) play.register(registered);
    expect(play.refuses(dispatch(given))).toBe(`500 ${expected}`);
  });

  it("accepts a payload of exactly 16 KiB", () => {
    const play = new Play();
    play.register(parameterized());
    expect(play.does(dispatch({ payload: bytes(16_384) })).ok).toBe(true);
  });

  it("when the job is stopped, or a dispatched one itself", () => {
    const play = new Play();
    play.register(parameterized());
    const { dispatchedJobId = "" } = play.does(dispatch());
    expect(play.refuses(dispatch({ jobId: dispatchedJobId }))).toBe(
      `500 Specified job "${dispatchedJobId}" is not a parameterized job`,
    );
    play.does(stop);
    expect(play.refuses(dispatch())).toBe(`500 Specified job "app" is stopped`);
  });

  it("as is an evaluation of the parameterized job", () => {
    const play = new Play();
    play.register(parameterized());
    const evaluate = { kind: "evaluate-job", namespace: "default", jobId: "app", forceReschedule: false } as const;
    expect(play.refuses(evaluate)).toBe("500 can't evaluate parameterized job");
  });
});
