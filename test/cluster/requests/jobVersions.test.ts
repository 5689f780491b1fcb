import { describe, expect, test } from "vitest";
import type { OutsideAction } from "../../../src/model/action.js";
import { group, job } from "../builders/jobs.js";
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
