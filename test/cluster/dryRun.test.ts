import { describe, expect, test } from "vitest";
import { dryRun } from "../../src/cluster/dryRun.js";
import { group, job } from "./builders/jobs.js";
import { Play } from "./builders/play.js";

/** The counters of the group `web` that are not zero. */
function planned(play: Play, submitted: Parameters<typeof dryRun>[1]) {
  const run = dryRun(play.world, submitted, undefined, undefined);
  if (!run.ok) throw new Error(run.message);
  const counters = run.attempt.findings.annotations?.desiredUpdates.web ?? {};
  return Object.fromEntries(Object.entries(counters).filter(([, count]) => count !== 0));
}

describe("spec 05 §12.1: a plan without a commit", () => {
  test("of a new job, of a changed one and of the same again", () => {
    const play = new Play({ nodes: 1 });
    expect(planned(play, job(0))).toEqual({ place: 3 });
    play.register(job(0));
    play.at(60);
    expect(planned(play, job(0))).toEqual({ ignore: 3 });
    expect(planned(play, job(1, {}, [group({ Update: { MaxParallel: 1 } })]))).toEqual({
      destructiveUpdate: 1,
      ignore: 2,
    });
  });

  test("leaves the World alone and draws no IDs from it", () => {
    const play = new Play({ nodes: 1 });
    play.register(job(0));
    const before = play.world;
    dryRun(play.world, job(1), undefined, undefined);
    expect(play.world).toBe(before);
  });

  test("makes no transition checks: a plan that changes the type succeeds", () => {
    const play = new Play({ nodes: 1 });
    play.register(job(0));
    const run = dryRun(play.world, job(0, { Type: "batch" }), undefined, undefined);
    expect(run).toMatchObject({ ok: true, changes: true });
    expect(play.refuses({ kind: "register-job", job: job(0, { Type: "batch" }) })).toContain(
      "cannot update job from type",
    );
  });

  test("refuses what admission refuses", () => {
    const play = new Play({ nodes: 1 });
    expect(dryRun(play.world, job(0, { Priority: 1_000 }), undefined, undefined)).toMatchObject({
      ok: false,
      status: 500,
    });
    expect(dryRun(play.world, undefined, undefined, undefined)).toMatchObject({ ok: false, status: 400 });
  });
});
