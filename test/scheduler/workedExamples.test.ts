import { describe, expect, it } from "vitest";
import type { Job } from "../../src/model/job.js";
import type { UpdateBlock } from "../../src/model/update.js";
import { groupOf, jobOf, taskOf } from "./placement/worldOf.js";
import { RollOut } from "./rollOut.js";
import { updateOf } from "./scene.js";

const reschedule = {
  attempts: 0,
  intervalMs: 0,
  delayMs: 30_000,
  delayFunction: "exponential",
  maxDelayMs: 3_600_000,
  unlimited: true,
};

/** A version of the job: another `VERSION` makes a destructive change. */
function version(label: string, count: number, update: Partial<UpdateBlock>, groups = ["web"]): Job {
  return jobOf({
    taskGroups: groups.map((name, at) =>
      groupOf({
        name,
        count: count - at,
        update: updateOf(update),
        reschedule,
        tasks: [taskOf({ env: { VERSION: label }, resources: { cpu: 100, memoryMb: 32 } })],
      }),
    ),
  });
}

/** A finished v0 deployment, from which every example starts. */
function finished(count: number, update: Partial<UpdateBlock>, groups?: string[]): RollOut {
  const rollOut = new RollOut();
  rollOut.register(version("0", count, update, groups));
  rollOut.allHealthy().evaluate();
  return rollOut;
}

describe("the worked canary examples of spec 01 §17", () => {
  it("17.1: a first roll-out with one canary of three", () => {
    const update = { canary: 1 };
    const rollOut = new RollOut();
    expect(rollOut.register(version("0", 3, update))).toEqual([
      "place [0] v0",
      "place [1] v0",
      "place [2] v0",
      "place 3",
    ]);
    expect(rollOut.deployment.taskGroups.web).toMatchObject({
      desiredTotal: 3,
      placedAllocations: 3,
      desiredCanaries: 0,
    });
    expect(rollOut.allHealthy().evaluate()).toEqual(["deployment successful", "ignore 3"]);

    expect(rollOut.register(version("1", 3, update))).toEqual(["place canary [0] v1", "ignore 3, canary 1"]);
    expect(rollOut.deployment.statusDescription).toBe("Deployment is running but requires manual promotion");
    expect(rollOut.allHealthy().evaluate()).toEqual(["no plan", "ignore 4"]);
    expect(rollOut.promote()).toEqual([
      "stop o0 (not needed)",
      "swap o1 for [1]",
      "ignore 2, stop 1, destructiveUpdate 1",
    ]);
    expect(rollOut.evaluate()).toEqual(["no plan", "ignore 3"]);
    expect(rollOut.allHealthy().evaluate()).toEqual(["swap o2 for [2]", "ignore 2, destructiveUpdate 1"]);
    expect(rollOut.allHealthy().evaluate()).toEqual(["deployment successful", "ignore 3"]);
    expect(rollOut.deployment.taskGroups.web).toMatchObject({ placedAllocations: 3, healthyAllocations: 3 });
  });

  it("17.2: count 2", () => {
    const rollOut = finished(2, { canary: 1 });
    expect(rollOut.register(version("1", 2, { canary: 1 }))).toEqual(["place canary [0] v1", "ignore 2, canary 1"]);
    rollOut.allHealthy();
    expect(rollOut.promote()).toEqual([
      "stop o0 (not needed)",
      "swap o1 for [1]",
      "ignore 1, stop 1, destructiveUpdate 1",
    ]);
    expect(rollOut.allHealthy().evaluate()).toEqual(["deployment successful", "ignore 2"]);
  });

  it("17.3: blue/green", () => {
    const rollOut = finished(3, { canary: 3 });
    expect(rollOut.register(version("1", 3, { canary: 3 }))).toEqual([
      "place canary [0] v1",
      "place canary [1] v1",
      "place canary [2] v1",
      "ignore 3, canary 3",
    ]);
    rollOut.allHealthy();
    expect(rollOut.promote()).toEqual([
      "deployment successful",
      "stop o0 (not needed)",
      "stop o1 (not needed)",
      "stop o2 (not needed)",
      "ignore 3, stop 3",
    ]);
  });

  it("17.4: more canaries than count come in several evaluations", () => {
    const update = { canary: 5, maxParallel: 2 };
    const rollOut = finished(3, update);
    expect(rollOut.register(version("1", 3, update)).at(-1)).toBe("ignore 3, place 3, canary 5");
    expect(rollOut.allHealthy().evaluate()).toEqual([
      "place canary [3] v1",
      "place canary [4] v1",
      "ignore 6, canary 2",
    ]);
    expect(rollOut.allHealthy().evaluate()).toEqual(["no plan", "ignore 8"]);
    expect(rollOut.promote()).toEqual([
      "deployment successful",
      "stop n3 (not needed)",
      "stop n4 (not needed)",
      "stop o0 (not needed)",
      "stop o1 (not needed)",
      "stop o2 (not needed)",
      "ignore 3, stop 5",
    ]);
  });

  it("17.4: overflow names repeat", () => {
    const update = { canary: 7, maxParallel: 2 };
    const rollOut = finished(3, update);
    rollOut.register(version("1", 3, update));
    expect(rollOut.allHealthy().evaluate().at(-1)).toBe("ignore 6, place 3, canary 4");
    expect(rollOut.allHealthy().evaluate()).toEqual(["place canary [3] v1", "ignore 9, canary 1"]);
  });

  it("17.5: one of two groups is promoted", () => {
    const update = { canary: 1 };
    const groups = ["web", "api"];
    const rollOut = finished(3, update, groups);
    expect(rollOut.register(version("1", 3, update, groups))).toEqual([
      "place api.canary [0] v1",
      "place web.canary [0] v1",
      "web: ignore 3, canary 1",
      "api: ignore 2, canary 1",
    ]);
    rollOut.allHealthy();
    expect(rollOut.promote("web")).toEqual([
      "stop web.o0 (not needed)",
      "swap web.o1 for web.[1]",
      "web: ignore 2, stop 1, destructiveUpdate 1",
      "api: ignore 3",
    ]);
    expect(rollOut.deployment.statusDescription).toBe("Deployment is running but requires manual promotion");
    expect(rollOut.setStatus("failed").evaluate()).toEqual([
      "stop api.c0 (not needed)",
      "web: ignore 3",
      "api: ignore 2, stop 1",
    ]);
  });

  it("17.6: a canary that fails is replaced once the watcher marked it, and goes with the deployment", () => {
    const rollOut = finished(3, { canary: 1 });
    rollOut.register(version("1", 3, { canary: 1 }));
    const failed = {
      state: "dead",
      failed: true,
      restarts: 0,
      lastRestart: undefined,
      startedAt: 0,
      finishedAt: 0,
      events: [],
    } as const;
    rollOut.change("c0", { clientStatus: "failed", taskStates: { web: failed } });
    expect(rollOut.evaluate("alloc-failure")).toEqual(["no plan", "ignore 4"]);
    rollOut.change("c0", { desiredTransition: { reschedule: true } });
    expect(rollOut.evaluate()).toEqual(["reschedule-later c0", "ignore 4, rescheduleLater 1"]);
    rollOut.change("c0", { followupEvaluationId: "00000000-0000-4000-8000-0123456789ab" });
    expect(rollOut.evaluate("alloc-reschedule")).toEqual([
      "place canary [0] v1 after c0",
      "stop c0 (replaced)",
      "ignore 3, place 1, stop 1",
    ]);
    expect(rollOut.deployment.taskGroups.web?.placedCanaries).toHaveLength(2);
    expect(rollOut.setStatus("failed").evaluate()).toEqual(["stop c0 (not needed)", "ignore 3, stop 1"]);
    expect(rollOut.evaluate()).toEqual(["no plan", "ignore 3"]);
    expect(
      rollOut
        .nodeDown("o0")
        .evaluate("node-update")
        .filter((words) => words.includes("o0")),
    ).toEqual(["place [0] v0 after o0", "stop o0 (lost)"]);
  });

  it("17.7: another version while canaries wait", () => {
    const rollOut = finished(3, { canary: 1 });
    rollOut.register(version("1", 3, { canary: 1 }));
    rollOut.allHealthy();
    expect(rollOut.register(version("2", 3, { canary: 1 }))).toEqual([
      "deployment cancelled",
      "place canary [0] v2",
      "stop c0 (not needed)",
      "ignore 3, stop 1, canary 1",
    ]);
    rollOut.allHealthy();
    expect(rollOut.register(version("0", 3, { canary: 1 }))).toEqual([
      "deployment cancelled",
      "stop c0 (not needed)",
      "update 3 in place",
      "stop 1, inPlaceUpdate 3",
    ]);
    expect(rollOut.deployment.taskGroups.web).toMatchObject({ desiredTotal: 3, desiredCanaries: 0 });
  });

  it("17.8: more allocations are wanted while canaries wait", () => {
    const rollOut = finished(3, { canary: 1 });
    rollOut.register(version("1", 3, { canary: 1 }));
    rollOut.allHealthy();
    expect(rollOut.register(version("1", 5, { canary: 1 })).at(-1)).toBe("ignore 3, stop 1, canary 1");
    expect(rollOut.deployment.taskGroups.web).toMatchObject({ desiredTotal: 5, desiredCanaries: 1 });
    rollOut.allHealthy();
    expect(rollOut.promote()).toEqual(["place [3] v2", "ignore 4, place 1"]);
    expect(rollOut.allHealthy().evaluate()).toEqual(["swap o0 for [4]", "ignore 4, destructiveUpdate 1"]);
    expect(rollOut.allHealthy().evaluate()).toEqual(["swap o1 for [1]", "ignore 4, destructiveUpdate 1"]);
    expect(rollOut.allHealthy().evaluate()).toEqual(["swap o2 for [2]", "ignore 4, destructiveUpdate 1"]);
    expect(rollOut.allHealthy().evaluate()).toEqual(["deployment successful", "ignore 5"]);
  });

  it("17.8: fewer are wanted", () => {
    const rollOut = finished(3, { canary: 1 });
    rollOut.register(version("1", 3, { canary: 1 }));
    rollOut.allHealthy();
    expect(rollOut.register(version("1", 2, { canary: 1 }))).toEqual([
      "deployment cancelled",
      "place canary [0] v2",
      "stop c0 (not needed)",
      "stop o2 (not needed)",
      "ignore 2, stop 2, canary 1",
    ]);
  });

  it("17.9: the canary's node drains", () => {
    const rollOut = finished(3, { canary: 1 });
    rollOut.register(version("1", 3, { canary: 1 }));
    rollOut.allHealthy().change("c0", { desiredTransition: { migrate: true } });
    rollOut.change("o1", { desiredTransition: { migrate: true } });
    expect(rollOut.evaluate("node-drain")).toEqual([
      "place [1] v0 after o1",
      "place canary [0] v1",
      "stop c0 (migrates)",
      "stop o1 (migrates)",
      "ignore 2, migrate 1, canary 1",
    ]);
  });

  it("17.9: with count 1 nothing destructive is left, so the canary comes back only later", () => {
    const rollOut = finished(1, { canary: 1 });
    rollOut.register(version("1", 1, { canary: 1 }));
    rollOut.allHealthy().change("c0", { desiredTransition: { migrate: true } });
    rollOut.change("o0", { desiredTransition: { migrate: true } });
    expect(rollOut.evaluate("node-drain")).toEqual([
      "place [0] v0 after o0",
      "stop c0 (migrates)",
      "stop o0 (migrates)",
      "migrate 1",
    ]);
    expect(rollOut.evaluate("node-update")).toEqual(["place canary [0] v1", "ignore 1, canary 1"]);
  });

  it("17.9: a paused deployment does not replace its canary", () => {
    const rollOut = finished(3, { canary: 1 });
    rollOut.register(version("1", 3, { canary: 1 }));
    rollOut
      .allHealthy()
      .setStatus("paused")
      .change("c0", { desiredTransition: { migrate: true } });
    expect(rollOut.evaluate("node-drain")).toEqual(["stop c0 (migrates)", "ignore 3"]);
    expect(rollOut.setStatus("running").evaluate()).toEqual(["place canary [0] v1", "ignore 3, canary 1"]);
  });

  it("17.9: the job is stopped while canaries run", () => {
    const rollOut = finished(3, { canary: 1 });
    rollOut.register(version("1", 3, { canary: 1 }));
    expect(rollOut.register({ ...version("1", 3, { canary: 1 }), stop: true })).toEqual([
      "deployment cancelled",
      "stop c0 (not needed)",
      "stop o0 (not needed)",
      "stop o1 (not needed)",
      "stop o2 (not needed)",
      "stop 4",
    ]);
  });
});
