import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/model/json.js";
import { group, job, noRestarts, task } from "./builders/jobs.js";
import { Play } from "./builders/play.js";

type Path = "unhealthy allocation" | "progress deadline" | "operator fails it" | "health by hand";

const bases: Readonly<Record<Path, string>> = {
  "unhealthy allocation": "Failed due to unhealthy allocations",
  "progress deadline": "Failed due to progress deadline",
  "operator fails it": "Deployment marked as failed",
  "health by hand": "Failed due to unhealthy allocations",
};

const paths = Object.keys(bases) as readonly Path[];

function spec(version: number, path: Path, autoRevert: boolean): JsonObject {
  const dies = task({ Config: { start_block_for: "1s", run_for: "1s", exit_code: 1 } });
  const update = { AutoRevert: autoRevert, ProgressDeadline: path === "unhealthy allocation" ? 0 : 600e9 };
  return job(version, {}, [
    group({ Update: update, RestartPolicy: noRestarts, Tasks: [version === 0 ? task() : dies] }),
  ]);
}

function fail(play: Play, path: Path): number | undefined {
  const deploymentId = play.deployment().id;
  if (path === "operator fails it") return play.does({ kind: "fail-deployment", deploymentId }).revertedJobVersion;
  if (path === "health by hand") {
    const unhealthy = [play.newest(0).id];
    return play.does({ kind: "set-allocation-health", deploymentId, healthy: [], unhealthy }).revertedJobVersion;
  }
  play.at(path === "progress deadline" ? 700 : 10);
  return undefined;
}

/** The description of the first deployment that failed. */
function described(play: Play): string | undefined {
  return play.deployments().find((one) => one.status === "failed")?.statusDescription;
}

describe("spec 02 §9: the table", () => {
  test.each(paths)("%s, another stable version: back to it, stable from its birth", (path) => {
    const play = new Play();
    play.register(spec(0, path, true));
    play.at(60);
    play.begin();
    play.register(spec(1, path, true));
    const reverted = fail(play, path);
    expect(described(play)).toBe(`${bases[path]} - rolling back to job version 0`);
    expect(play.job()).toMatchObject({ version: 2, stable: true, stop: false });
    expect(play.job().taskGroups).toEqual(play.versions().find((one) => one.version === 0)?.taskGroups);
    if (path === "operator fails it" || path === "health by hand") expect(reverted).toBe(0);
    const failed = play.deployments()[1];
    expect(failed?.modifyIndex).toBe(play.job().jobModifyIndex);
  });

  test.each(paths)("%s, no stable version", (path) => {
    const play = new Play();
    play.register(spec(1, path, true));
    fail(play, path);
    const suffix = path === "health by hand" ? "" : " - no stable job version to auto revert to";
    expect(described(play)).toBe(`${bases[path]}${suffix}`);
    expect(play.job().version).toBe(0);
  });

  test.each(paths)("%s, the stable version has the same specification", (path) => {
    const play = new Play();
    play.register(spec(1, path, true));
    play.does({ kind: "mark-job-stable", namespace: "default", jobId: "app", version: 0, stable: true });
    fail(play, path);
    expect(described(play)).toBe(
      `${bases[path]} - not rolling back to stable job version 0 as current job has same specification`,
    );
    expect(play.job().version).toBe(0);
  });

  test.each(paths)("%s, auto_revert is off", (path) => {
    const play = new Play();
    play.register(spec(0, path, false));
    play.at(60);
    play.begin();
    play.register(spec(1, path, false));
    fail(play, path);
    expect(described(play)).toBe(bases[path]);
    expect(play.job().version).toBe(1);
  });
});

describe("spec 02 §9: the target", () => {
  test("a rollback that fails in turn is its own target: no loop", () => {
    const play = new Play();
    play.register(spec(0, "operator fails it", true));
    play.at(60);
    play.register(spec(1, "operator fails it", true));
    fail(play, "operator fails it");
    expect(play.job().version).toBe(2);
    fail(play, "operator fails it");
    expect(play.deployment().statusDescription).toBe(
      "Deployment marked as failed - not rolling back to stable job version 2 as current job has same specification",
    );
    expect(play.job().version).toBe(2);
  });

  test("the highest stable version wins", () => {
    const play = new Play();
    for (const version of [0, 1]) {
      play.register(job(version, {}, [group({ Update: { AutoRevert: true } })]));
      play.at(play.clock + 60);
    }
    play.register(job(2, {}, [group({ Update: { AutoRevert: true } })]));
    fail(play, "operator fails it");
    expect(described(play)).toBe("Deployment marked as failed - rolling back to job version 1");
  });

  test("a stable version that was stopped stops the job", () => {
    const play = new Play();
    const fragile = (version: number) => job(version, {}, [group({ Update: { AutoRevert: true } })]);
    play.register(fragile(0));
    play.at(60);
    play.does({ kind: "deregister-job", namespace: "default", jobId: "app", purge: false });
    play.register(fragile(1));
    fail(play, "operator fails it");
    expect(described(play)).toBe("Deployment marked as failed - rolling back to job version 1");
    expect(play.job()).toMatchObject({ version: 3, stop: true, status: "dead" });
    expect(play.live()).toEqual([]);
  });

  test("only one of two groups asks for it, and it is the other one that is unhealthy", () => {
    const dies = task({ Config: { start_block_for: "1s", run_for: "1s", exit_code: 1 } });
    const two = (version: number) =>
      job(version, {}, [
        group({ Count: 1, Update: { AutoRevert: true, ProgressDeadline: 0 } }),
        group({
          Name: "api",
          Count: 1,
          Update: { ProgressDeadline: 0 },
          RestartPolicy: noRestarts,
          Tasks: [version === 0 ? task() : dies],
        }),
      ]);
    const play = new Play();
    play.register(two(0));
    play.at(60);
    play.register(two(1));
    play.at(70);
    expect(described(play)).toBe("Failed due to unhealthy allocations");
    expect(play.job().version).toBe(1);
  });

  test("a rollback with canaries in the target needs a promotion itself, where something has to be replaced", () => {
    const play = new Play();
    const rolling = (version: number) =>
      job(version, {}, [group({ Update: { AutoRevert: true, Canary: 1, MaxParallel: 3 } })]);
    play.register(rolling(0));
    play.at(60);
    play.register(rolling(1));
    play.at(80);
    play.promote();
    fail(play, "operator fails it");
    expect(play.deployment()).toMatchObject({
      jobVersion: 2,
      statusDescription: "Deployment is running but requires manual promotion",
    });
  });
});
