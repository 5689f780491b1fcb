import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/model/json.js";
import { group, job, task } from "../builders/jobs.js";
import { Play } from "../builders/play.js";

/** A batch job that is launched at every full minute and works for `runFor`. The play begins at a full hour. */
function everyMinute(runFor: string, periodic: JsonObject = {}, given: JsonObject = {}): JsonObject {
  return job(0, { Type: "batch", Periodic: { Enabled: true, Specs: ["* * * * *"], ...periodic }, ...given }, [
    group({ Count: 1, Tasks: [task({ Config: { run_for: runFor, start_block_for: "0s" } })] }),
  ]);
}

const force = { kind: "force-periodic-job", namespace: "default", jobId: "app" } as const;
const stop = { kind: "deregister-job", namespace: "default", jobId: "app", purge: false } as const;

/** The second of the play in which each child was launched. */
function launches(play: Play): readonly number[] {
  const ids = play.world.jobs.keysArray().map((key) => key.split("\u0000")[1] ?? "");
  return ids
    .filter((id) => id.startsWith("app/periodic-"))
    .map((id) => play.second(Number(id.slice("app/periodic-".length)) * 1000));
}

function childAt(play: Play, second: number): string {
  return `app/periodic-${play.world.now / 1000 - play.clock + second}`;
}

describe("a periodic job (spec 05 §14)", () => {
  it("runs by itself, without an evaluation of its own", () => {
    const play = new Play();
    const { evaluationId, evalCreateIndex } = play.register(everyMinute("10s"));
    expect([evaluationId, evalCreateIndex]).toEqual([undefined, 0]);
    expect(play.job().status).toBe("running");
    expect(play.evaluations()).toEqual([]);
  });

  it("launches a copy of itself at each of its times", () => {
    const play = new Play();
    play.register(everyMinute("10s"));
    play.at(121);
    expect(launches(play)).toEqual([60, 120]);
    const child = play.job(childAt(play, 120));
    expect(child).toMatchObject({
      name: child.id,
      parentId: "app",
      periodic: undefined,
      version: 0,
      status: "running",
      submitTime: play.world.now - 1000,
    });
    expect(play.evaluations(child.id)).toMatchObject([
      { triggeredBy: "periodic-job", type: "batch", status: "complete", createIndex: child.createIndex },
    ]);
    expect(play.live(child.id)).toHaveLength(1);
  });

  it("hands its own version number, stability and priority on to children", () => {
    const play = new Play();
    play.register(everyMinute("10s"));
    play.register(everyMinute("10s", {}, { Priority: 70 }));
    play.does({ kind: "mark-job-stable", namespace: "default", jobId: "app", version: 1, stable: true });
    play.at(60);
    expect(play.job(childAt(play, 60))).toMatchObject({ version: 1, stable: true, priority: 70 });
    expect(play.evaluations(childAt(play, 60))).toMatchObject([{ priority: 70 }]);
  });

  it("counts its children by their status", () => {
    const play = new Play({ nodes: 1 });
    play.register(everyMinute("90s"));
    const seen: unknown[] = [];
    for (const second of [59, 60, 121, 151]) {
      play.at(second);
      const { pending, running, dead } = play.summary().children;
      seen.push([second, pending, running, dead]);
    }
    expect(seen).toEqual([
      [59, 0, 0, 0],
      [60, 0, 1, 0],
      [121, 0, 2, 0],
      [151, 0, 1, 1],
    ]);
  });

  it("counts a child without room as pending, and a purged one as dead", () => {
    const play = new Play({ nodes: 0 });
    play.register(everyMinute("10s"));
    play.at(60);
    expect(play.summary().children).toEqual({ pending: 1, running: 0, dead: 0 });
    play.does({ kind: "deregister-job", namespace: "default", jobId: childAt(play, 60), purge: true });
    expect(play.summary().children).toEqual({ pending: 0, running: 0, dead: 1 });
  });

  it.each([
    ["its times come while an earlier child works", "150s", [60, 240]],
    ["children are over in time", "30s", [60, 120, 180, 240]],
  ])("with prohibit_overlap leaves launches out when %s", (_what, runFor, expected) => {
    const play = new Play();
    play.register(everyMinute(runFor, { ProhibitOverlap: true }));
    play.at(245);
    expect(launches(play)).toEqual(expected);
  });

  it("with prohibit_overlap leaves launches out while a child waits for room", () => {
    const play = new Play({ nodes: 0 });
    play.register(everyMinute("10s", { ProhibitOverlap: true }));
    play.at(185);
    expect(launches(play)).toEqual([60]);
  });

  it.each<[string, (play: Play) => void]>([
    ["stopped", (play) => play.does(stop)],
    ["purged", (play) => play.does({ ...stop, purge: true })],
    ["disabled", (play) => play.register(everyMinute("10s", { Enabled: false }))],
  ])("is launched no more once it is %s", (_what, end) => {
    const play = new Play();
    play.register(everyMinute("300s"));
    play.at(61);
    end(play);
    play.at(200);
    expect(launches(play)).toEqual([60]);
    expect(play.world.periodicLaunches.size).toBe(0);
    expect(play.live(childAt(play, 60)), "a child that works goes on").toHaveLength(1);
  });

  it("follows a new specification from now on", () => {
    const play = new Play();
    play.register(everyMinute("10s"));
    play.at(61);
    play.register(everyMinute("10s", { Specs: ["*/2 * * * *"] }));
    play.at(241);
    expect(launches(play)).toEqual([60, 120, 240]);
  });

  it("is registered for good when its times are over, and launched never", () => {
    const play = new Play();
    play.register(everyMinute("10s", { Specs: ["0 0 1 1 * 2020"] }));
    expect(play.world.periodicLaunches.get("default\u0000app")).toEqual({ next: undefined, timer: undefined });
    expect(play.does(force).evaluationId).toBeDefined();
  });
});

describe("forcing a periodic job (spec 05 §14)", () => {
  it("launches a child now, even beside another, and leaves the next time as it was", () => {
    const play = new Play();
    play.register(everyMinute("300s", { ProhibitOverlap: true }));
    play.at(10);
    play.does(force);
    play.at(20);
    const { evaluationId, evalCreateIndex, index } = play.does(force);
    expect(play.evaluation(evaluationId)).toMatchObject({ triggeredBy: "periodic-job", createIndex: index });
    expect(evalCreateIndex).toBe(index);
    expect(launches(play)).toEqual([10, 20]);
    play.at(61);
    expect(launches(play), "the launch of the full minute is left out: both go on").toEqual([10, 20]);
  });

  it("twice in one second makes two versions of one child", () => {
    const play = new Play();
    play.register(everyMinute("300s"));
    play.at(10);
    play.does(force);
    play.at(10.5);
    play.does(force);
    expect(launches(play)).toEqual([10]);
    expect(play.job(childAt(play, 10)).version).toBe(1);
    expect(play.summary().children).toEqual({ pending: 0, running: 1, dead: 0 });
  });

  it.each<[string, JsonObject | undefined, string]>([
    ["an unknown job", undefined, "500 job not found"],
    ["a job that is not periodic", job(0, { Type: "batch" }), "500 can't force launch non-periodic job"],
    [
      "a disabled one",
      everyMinute("10s", { Enabled: false }),
      `500 force launch for job "app" failed: can't force run non-tracked job "app" (default)`,
    ],
    [
      "a stopped one",
      everyMinute("10s", {}, { Stop: true }),
      `500 force launch for job "app" failed: can't force run non-tracked job "app" (default)`,
    ],
    [
      "a parameterized one",
      everyMinute("10s", {}, { ParameterizedJob: {} }),
      `500 force launch for job "app" failed: can't force run non-tracked job "app" (default)`,
    ],
  ])("refuses %s", (_what, registered, expected) => {
    const play = new Play();
    if (registered !== undefined) play.register(registered);
    expect(play.refuses(force)).toBe(expected);
  });

  it("does not let it be evaluated", () => {
    const play = new Play();
    play.register(everyMinute("10s"));
    const evaluate = { kind: "evaluate-job", namespace: "default", jobId: "app", forceReschedule: false } as const;
    expect(play.refuses(evaluate)).toBe("500 can't evaluate periodic job");
  });
});

it("launches a periodic job by the clocks of its time zone (spec 05 §14)", () => {
  // Noon in Sydney is 01:00 UTC in summer; the play begins at 16:00 UTC.
  const play = new Play();
  play.register(everyMinute("10s", { Specs: ["0 12 * * *"], TimeZone: "Australia/Sydney" }));
  play.at(10 * 3600);
  expect(launches(play)).toEqual([9 * 3600]);
});
