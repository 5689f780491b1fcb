import { describe, expect, it } from "vitest";
import type { Allocation } from "../../src/model/allocation.js";
import { emptyDeploymentGroup } from "../../src/model/deployment.js";
import type { TaskGroup } from "../../src/model/taskGroup.js";
import type { TaskState } from "../../src/model/taskState.js";
import { downgradedJob } from "../../src/scheduler/downgradedJob.js";
import { penaltyNodes, trackerOfReplacement } from "../../src/scheduler/rescheduleTracker.js";
import { allocationOf, groupOf, jobOf, nodeOf, resourcesOfNode, taskOf } from "./placement/worldOf.js";
import { deploymentOf, evaluationOf, process, sceneOf, updateOf } from "./scene.js";

const small = resourcesOfNode(1000, 8192);
const ended = (finishedAt: number): Readonly<Record<string, TaskState>> => ({
  web: { state: "dead", failed: true, restarts: 0, lastRestart: undefined, startedAt: 0, finishedAt, events: [] },
});
const policy = {
  attempts: 0,
  intervalMs: 0,
  delayMs: 30_000,
  delayFunction: "constant",
  maxDelayMs: 0,
  unlimited: true,
};

function jobOfSize(cpu: number, group: Partial<TaskGroup> = {}) {
  return jobOf({ taskGroups: [groupOf({ tasks: [taskOf({ resources: { cpu } })], ...group })] });
}

describe("placing for services and batch jobs", () => {
  it("reports a group that finds no room once, and waits for room", () => {
    const job = jobOfSize(2000, { count: 10 });
    const { attempt, evaluation } = process(
      sceneOf({ nodes: [nodeOf("a", { resources: small })], versions: [job] }),
      evaluationOf(job, "job-register"),
    );
    expect(attempt.plan).toBeUndefined();
    expect(attempt.createdEvaluations).toMatchObject([
      {
        status: "blocked",
        triggeredBy: "queued-allocs",
        statusDescription: "created to place remaining allocations",
        previousEvaluation: evaluation?.id,
      },
    ]);
    expect(evaluation).toMatchObject({
      status: "complete",
      blockedEvaluation: attempt.createdEvaluations[0]?.id,
      queuedAllocations: { web: 10 },
      failedTaskGroups: { web: { coalescedFailures: 9, nodesExhausted: 1 } },
    });
  });

  it("places what fits and queues the rest", () => {
    const job = jobOfSize(600, { count: 3 });
    const { attempt, evaluation } = process(
      sceneOf({ nodes: [nodeOf("a", { resources: small })], versions: [job] }),
      evaluationOf(job, "job-register"),
    );
    expect(attempt.plan?.placements).toHaveLength(1);
    expect(evaluation?.queuedAllocations).toEqual({ web: 2 });
  });

  it("does not make a second blocked evaluation of a blocked one", () => {
    const job = jobOfSize(2000);
    const blocked = evaluationOf(job, "queued-allocs", { status: "blocked" });
    const { attempt, conclusion } = process(
      sceneOf({ nodes: [nodeOf("a", { resources: small })], versions: [job] }),
      blocked,
    );
    expect(attempt.createdEvaluations).toEqual([]);
    expect(conclusion.kind).toBe("reblock");
  });

  it("lets the old allocation run when its replacement finds no room", () => {
    const before = jobOfSize(600, { update: updateOf() });
    const after = { ...jobOfSize(1200, { update: updateOf() }), version: 1, jobModifyIndex: 2 };
    const allocations = [allocationOf("x", "a", before)];
    const state = sceneOf({ nodes: [nodeOf("a", { resources: small })], versions: [before, after], allocations });
    const { attempt } = process(state, evaluationOf(after, "job-register"));
    expect(attempt.plan?.stops).toEqual([]);
    expect(attempt.plan?.deployment).toBeDefined();
    expect(attempt.findings.queuedAllocations).toEqual({ web: 1 });
  });

  it("frees the room of the old allocation before it looks for its replacement's", () => {
    const before = jobOfSize(900, { update: updateOf() });
    const after = { ...jobOfSize(950, { update: updateOf() }), version: 1, jobModifyIndex: 2 };
    const allocations = [allocationOf("x", "a", before)];
    const state = sceneOf({ nodes: [nodeOf("a", { resources: small })], versions: [before, after], allocations });
    expect(process(state, evaluationOf(after, "job-register")).attempt.plan?.placements).toMatchObject([
      { nodeId: "a", previousAllocation: "x" },
    ]);
  });

  it("marks a failed allocation whose replacement found no place, at the current version (Q14)", () => {
    const job = jobOfSize(600, { reschedule: policy });
    const hog = jobOf({
      id: "hog",
      priority: 50,
      taskGroups: [groupOf({ tasks: [taskOf({ resources: { cpu: 900 } })] })],
    });
    const allocations = [
      allocationOf("x", "a", job, { clientStatus: "failed", taskStates: ended(0) }),
      allocationOf("y", "a", hog),
    ];
    const newer = { ...job, version: 1, jobModifyIndex: 1 };
    const state = sceneOf({
      nodes: [nodeOf("a", { resources: small })],
      versions: [job, newer],
      allocations,
      now: 60_000,
    });
    const { attempt } = process(state, evaluationOf(newer, "alloc-failure"));
    expect(attempt.plan?.stops).toEqual([]);
    expect(attempt.plan?.updates).toMatchObject([
      {
        kind: "failed-to-reschedule",
        allocation: { id: "x", job: { version: 1 }, rescheduleTracker: { lastReschedule: "no placement" } },
      },
    ]);
  });

  it("gives up an allocation that was told to stop and whose node is down", () => {
    const job = jobOfSize(100);
    const allocations = [allocationOf("x", "a", job, { desiredStatus: "stop" }), allocationOf("y", "b", job)];
    const state = sceneOf({ nodes: [nodeOf("a", { status: "down" }), nodeOf("b")], versions: [job], allocations });
    expect(process(state, evaluationOf(job, "node-update")).attempt.plan?.stops).toMatchObject([
      { allocationId: "x", clientStatus: "lost", description: "alloc is lost since its node is down" },
    ]);
  });

  it("creates no follow-ups for an evaluation that was itself delayed, but hands their IDs out (Q10)", () => {
    const job = jobOfSize(100, { reschedule: policy });
    const allocations = [allocationOf("x", "a", job, { clientStatus: "failed", taskStates: ended(0) })];
    const state = sceneOf({ nodes: [nodeOf("a")], versions: [job], allocations });
    const { attempt } = process(state, evaluationOf(job, "alloc-reschedule", { waitUntil: 0 }));
    expect(attempt.createdEvaluations).toEqual([]);
    expect(attempt.plan?.updates).toMatchObject([
      { kind: "reschedule-later", allocation: { followupEvaluationId: expect.any(String) } },
    ]);
  });
});

describe("the older version that is placed while canaries wait", () => {
  const versions = [0, 1, 2].map((version) => jobOf({ version, jobModifyIndex: version + 1 }));
  const [v0, v1, v2] = versions;
  if (v0 === undefined || v1 === undefined || v2 === undefined) throw new Error("no versions");
  const canarying = { ...emptyDeploymentGroup, desiredCanaries: 1 };

  it("is the latest whose deployment was promoted or wanted no canaries, even a failed one", () => {
    const state = sceneOf({
      nodes: [],
      versions,
      deployments: [
        deploymentOf("d0", v0, { status: "successful" }),
        deploymentOf("d1", v1, { status: "failed", createIndex: 20 }),
        deploymentOf("d2", v2, { taskGroups: { web: canarying }, createIndex: 30 }),
      ],
    });
    expect(downgradedJob(state, v2, "web", 0)).toMatchObject({ job: v1, deploymentId: "d1" });
    expect(downgradedJob(state, v2, "web", 2)).toBeUndefined();
  });

  it("is the replaced allocation's own where no deployment qualifies and it knew no updates", () => {
    const deployments = [deploymentOf("d2", v2, { taskGroups: { web: canarying } })];
    const state = sceneOf({ nodes: [], versions, deployments });
    expect(downgradedJob(state, v2, "web", 0)).toMatchObject({ job: v0, deploymentId: undefined });
    const updating = [{ ...v0, update: { staggerMs: 0, maxParallel: 1 } }, v1, v2];
    expect(downgradedJob(sceneOf({ nodes: [], versions: updating, deployments }), v2, "web", 0)).toBeUndefined();
  });
});

describe("the history of reschedules", () => {
  const events = [1, 2, 3, 4, 5, 6, 7].map((at) => ({
    rescheduleTime: at,
    previousAllocationId: `p${at}`,
    previousNodeId: `n${at}`,
    delayMs: 30_000,
  }));
  const failed = (given: Partial<typeof policy>): Allocation =>
    allocationOf("x", "a", jobOfSize(100, { reschedule: { ...policy, ...given } }), {
      clientStatus: "failed",
      rescheduleTracker: { events, lastReschedule: "ok" },
    });
  const times = (given: Partial<typeof policy>): readonly number[] =>
    trackerOfReplacement(failed(given), 10).events.map((event) => event.rescheduleTime);

  it("keeps the last five moves, or those within the interval of a limited policy", () => {
    expect(times({})).toEqual([3, 4, 5, 6, 7, 10]);
    expect(times({ unlimited: false, attempts: 9, intervalMs: 4 })).toEqual([6, 7, 10]);
    expect(times({ unlimited: false, attempts: 9, intervalMs: 0 })).toEqual([10]);
  });

  it("remembers where the allocation has failed", () => {
    expect([...penaltyNodes(failed({}))]).toEqual(["a", "n1", "n2", "n3", "n4", "n5", "n6", "n7"]);
    expect([...penaltyNodes({ ...failed({}), clientStatus: "lost" })]).toHaveLength(7);
  });
});
