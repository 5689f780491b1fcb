import { describe, expect, test } from "vitest";
import type { OutsideAction } from "../../../src/model/action.js";
import { job } from "../builders/jobs.js";
import { Play } from "../builders/play.js";

const of = { namespace: "default", jobId: "app" } as const;

const tag = (name: string, version: number, given: Partial<OutsideAction & { kind: "tag-job-version" }> = {}) =>
  ({ kind: "tag-job-version", ...of, name, version, ...given }) as const;

const untag = (name: string): OutsideAction => ({ kind: "untag-job-version", ...of, name });

/** A job of three versions, without nodes. */
function threeVersions(): Play {
  const play = new Play({ nodes: 0 });
  for (let version = 0; version < 3; version++) play.register(job(version));
  return play;
}

const names = (play: Play) => play.versions().map(({ version, versionTag }) => `${version} ${versionTag?.name ?? "-"}`);

describe("spec 05 §8.5: tags of versions", () => {
  test("a version gets a name, a description and a time; its own index moves, the job's does not", () => {
    const play = threeVersions();
    const { jobModifyIndex } = play.job();
    play.at(5);
    const { index } = play.does(tag("good", 1, { description: "the last good one" }));
    expect(names(play)).toEqual(["2 -", "1 good", "0 -"]);
    expect(play.versions()[1]).toMatchObject({
      modifyIndex: index,
      versionTag: { name: "good", description: "the last good one", taggedTime: play.world.now },
    });
    expect(play.job()).toMatchObject({ version: 2, jobModifyIndex });
  });

  test("the latest, whatever its number", () => {
    const play = threeVersions();
    play.does(tag("newest", 0, { latest: true }));
    expect(names(play)).toEqual(["2 newest", "1 -", "0 -"]);
    expect(play.job().versionTag?.name).toBe("newest");
    expect(play.refuses(tag("newest", 2, { latest: true }))).toBe(
      "500 version must be zero when tagging latest, got: 2",
    );
  });

  test("a version has one name, and a name one version", () => {
    const play = threeVersions();
    play.does(tag("good", 1));
    play.does(tag("better", 1));
    expect(names(play)).toEqual(["2 -", "1 better", "0 -"]);
    expect(play.refuses(tag("better", 2))).toBe('500 tag "better" already exists on a different version of job "app"');
  });

  test("unknown versions, jobs and names", () => {
    const play = threeVersions();
    expect(play.refuses(tag("n", 99))).toBe('500 job "app" version 99 not found');
    expect(play.refuses({ ...tag("n", 0), jobId: "nobody" })).toBe('500 job "nobody" version 0 not found');
    expect(play.refuses(untag("n"))).toBe('500 tag "n" not found on job "app"');
  });

  test("a version with a name does not count among those that are kept", () => {
    const play = threeVersions();
    play.does(tag("good", 0));
    for (let version = 3; version < 9; version++) play.register(job(version));
    expect(play.versions().map(({ version }) => version)).toEqual([8, 7, 6, 5, 4, 3, 0]);
  });

  test("a job with a tagged version is not collected, one without is", () => {
    const play = threeVersions();
    play.does(tag("good", 1));
    play.does({ kind: "deregister-job", ...of, purge: false });
    play.does({ kind: "collect-garbage" });
    expect(play.world.jobs.size).toBe(1);
    play.does(untag("good"));
    play.at(5 * 3600);
    expect(play.world.jobs.size).toBe(0);
  });

  test("the same file again is a change where the current version has a name", () => {
    const play = threeVersions();
    play.does(tag("good", 2));
    play.register(job(2));
    expect(names(play)).toEqual(["3 -", "2 good", "1 -", "0 -"]);
  });
});
