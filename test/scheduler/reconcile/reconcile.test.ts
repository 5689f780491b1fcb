import { describe, expect, it } from "vitest";
import type { Allocation, AllocationHealth } from "../../../src/model/allocation.js";
import type { Deployment } from "../../../src/model/deployment.js";
import { emptyDeploymentGroup } from "../../../src/model/deployment.js";
import type { TaskState } from "../../../src/model/taskState.js";
import { nodeOf } from "../placement/worldOf.js";
import { deploymentOf, updateOf } from "../scene.js";
import type { Situation } from "./group.js";
import { destructive, ignore, inPlace, jobWith, now, older, reconciled, some, summary } from "./group.js";

const healthy: AllocationHealth = { healthy: true, timestamp: 0, canary: false, modifyIndex: 0 };
const migrate = { migrate: true };

const policy = {
  attempts: 0,
  intervalMs: 0,
  delayMs: 30_000,
  delayFunction: "exponential",
  maxDelayMs: 3_600_000,
  unlimited: true,
};

function endedAt(finishedAt: number): Readonly<Record<string, TaskState>> {
  const ended = {
    state: "dead",
    failed: true,
    restarts: 0,
    lastRestart: undefined,
    startedAt: 0,
    finishedAt,
    events: [],
  };
  return { web: ended as TaskState };
}

/** A failed allocation whose replacement is due now, or only in 30 s. */
const dueNow: Partial<Allocation> = { clientStatus: "failed", taskStates: endedAt(now - 30_000) };
const dueLater: Partial<Allocation> = { clientStatus: "failed", taskStates: endedAt(now) };

const ten = jobWith({ count: 10, update: updateOf({ maxParallel: 4 }), reschedule: policy });
const plain = (count: number) => jobWith({ count, reschedule: policy });
const down = (index: number) => nodeOf(`node-${index}`, { status: "down" });

function inState(allocations: readonly Allocation[], change: Partial<Allocation>, ...indexes: number[]): Allocation[] {
  return allocations.map((allocation, at) => (indexes.includes(at) ? { ...allocation, ...change } : allocation));
}

function current(given: Partial<Deployment> = {}, group: Partial<typeof emptyDeploymentGroup> = {}): Deployment {
  return deploymentOf("d", ten, {
    taskGroups: { web: { ...emptyDeploymentGroup, desiredTotal: 10, ...group } },
    ...given,
  });
}

const ofDeployment = { deploymentId: "d" };

/** The examples of spec 01 §21 and of the rules they stand for: existing allocations → what is decided. */
const examples: readonly (readonly [string, Situation, Record<string, unknown>])[] = [
  ["nothing exists", { job: plain(10) }, { place: "0 1 2 3 4 5 6 7 8 9", counters: "place 10" }],
  [
    "half of them exist",
    { job: plain(10), allocations: some(plain(10), 5) },
    { place: "5 6 7 8 9", counters: "ignore 5, place 5" },
  ],
  [
    "scaled down",
    { job: plain(10), allocations: some(plain(10), 20) },
    { stop: "19 18 17 16 15 14 13 12 11 10".split(" ").reverse().join(" "), counters: "ignore 10, stop 10" },
  ],
  [
    "count 0 stops failed ones as well",
    { job: plain(0), allocations: inState(some(plain(10), 3), { clientStatus: "failed" }, 1) },
    { stop: "0 1 2", counters: "stop 3" },
  ],
  [
    "a stopped job leaves terminal allocations alone",
    { job: { ...plain(2), stop: true }, allocations: some(plain(2), 2, { clientStatus: "complete" }) },
    {},
  ],
  [
    "a stopped job",
    { job: { ...plain(2), stop: true }, allocations: some(plain(2), 2) },
    { stop: "0 1", counters: "stop 2" },
  ],
  ["a purged job", { job: undefined, allocations: some(plain(2), 2) }, { stop: "0 1", counters: "stop 2" }],
  [
    "lost, and scaled up",
    { job: plain(15), allocations: some(plain(10), 10), nodes: [down(0), down(1)] },
    { place: "0 1 10 11 12 13 14", stop: "0 1", counters: "ignore 8, place 7, stop 2" },
  ],
  [
    "lost, and scaled down",
    { job: plain(5), allocations: some(plain(10), 10), nodes: [down(0), down(1)] },
    { stop: "0 1 7 8 9", counters: "ignore 5, stop 5" },
  ],
  [
    "migrating, and scaled up",
    { job: plain(15), allocations: inState(some(plain(10), 10), { desiredTransition: migrate }, 0, 1) },
    { place: "10 11 12 13 14 0 1", stop: "0 1", counters: "ignore 8, place 5, migrate 2" },
  ],
  [
    "migrating, and scaled down: the surplus does not migrate",
    { job: plain(8), allocations: inState(some(plain(10), 10), { desiredTransition: migrate }, 0, 1, 2) },
    { place: "0", stop: "1 2 0", counters: "ignore 7, migrate 1, stop 2" },
  ],
  [
    "max_parallel 0: everything at once, without a deployment",
    {
      job: jobWith({ count: 10, update: updateOf({ maxParallel: 0 }) }),
      allocations: some(older(ten), 10),
      change: destructive,
    },
    { destructive: "0 1 2 3 4 5 6 7 8 9", counters: "destructiveUpdate 10" },
  ],
  [
    "a rolling update",
    { job: ten, allocations: some(older(ten), 10), change: destructive },
    { destructive: "0 1 2 3", deployment: 10, counters: "ignore 6, destructiveUpdate 4" },
  ],
  [
    "placements use up max_parallel",
    { job: ten, allocations: some(older(ten), 7), change: destructive },
    { place: "7 8 9", destructive: "0", deployment: 10, counters: "ignore 6, place 3, destructiveUpdate 1" },
  ],
  [
    "in-place updates are not limited",
    { job: ten, allocations: some(older(ten), 10), change: inPlace },
    { inPlace: 10, deployment: 10, counters: "inPlaceUpdate 10" },
  ],
  [
    "a group without changes gets no deployment",
    { job: ten, allocations: some(ten, 10), change: ignore },
    { counters: "ignore 10" },
  ],
  [
    "only healthy allocations of the deployment free max_parallel",
    {
      job: ten,
      deployment: current(),
      allocations: [
        ...some(ten, 3, { ...ofDeployment, deploymentStatus: healthy }),
        ...some(ten, 1, ofDeployment, 3),
        ...some(older(ten), 6, {}, 4),
      ],
      change: (allocation) => (allocation.job.version === 10 ? "ignore" : "destructive"),
    },
    { destructive: "4 5 6", counters: "ignore 7, destructiveUpdate 3" },
  ],
  [
    "an unhealthy one stops the roll-out",
    {
      job: ten,
      deployment: current(),
      allocations: [
        ...some(ten, 1, { ...ofDeployment, deploymentStatus: { ...healthy, healthy: false } }),
        ...some(older(ten), 9, {}, 1),
      ],
      change: (allocation) => (allocation.job.version === 10 ? "ignore" : "destructive"),
    },
    { counters: "ignore 10" },
  ],
  ...(["paused", "failed"] as const).map(
    (status) =>
      [
        `${status}: no placements and no destructive updates, but lost and migrating ones are replaced`,
        {
          job: ten,
          deployment: current({ status }),
          allocations: [
            ...inState(some(ten, 4, { ...ofDeployment, deploymentStatus: healthy }), { desiredTransition: migrate }, 1),
            ...some(older(ten), 4, {}, 4),
          ],
          nodes: [down(0)],
          change: (allocation: Allocation) => (allocation.job.version === 10 ? "ignore" : "destructive"),
        },
        { place: "0 1", stop: "0 1", counters: "ignore 6, place 1, migrate 1, stop 1" },
      ] as const,
  ),
  [
    "a failed deployment of an older version does not hold the new one up",
    {
      job: ten,
      deployment: deploymentOf("d", older(ten), { status: "failed" }),
      allocations: some(older(ten), 10),
      change: destructive,
    },
    { destructive: "0 1 2 3", deployment: 10, counters: "ignore 6, destructiveUpdate 4" },
  ],
  [
    "a running deployment of an older version is cancelled",
    { job: ten, deployment: deploymentOf("d", older(ten)), allocations: some(ten, 10) },
    { updates: "cancelled", counters: "ignore 10" },
  ],
  [
    "a deployment is done",
    {
      job: ten,
      deployment: current({}, { healthyAllocations: 10 }),
      allocations: some(ten, 10, { ...ofDeployment, deploymentStatus: healthy }),
    },
    { updates: "successful", counters: "ignore 10" },
  ],
  [
    "not while an allocation waits for its health",
    { job: ten, deployment: current({}, { healthyAllocations: 9 }), allocations: some(ten, 10, ofDeployment) },
    { counters: "ignore 10" },
  ],
  [
    "failed allocations of an active deployment wait for the watcher's mark",
    {
      job: ten,
      deployment: current(),
      allocations: [
        ...some(ten, 5, { ...ofDeployment, ...dueNow, desiredTransition: { reschedule: true } }),
        ...some(ten, 5, { ...ofDeployment, ...dueNow }, 5),
      ],
    },
    { place: "0 1 2 3 4", stop: "0 1 2 3 4", counters: "ignore 5, place 5, stop 5" },
  ],
  [
    "failed allocations of a successful deployment do not",
    { job: plain(3), allocations: some(plain(3), 3, dueNow) },
    { place: "0 1 2", stop: "0 1 2", counters: "place 3, stop 3" },
  ],
  [
    "rescheduled later",
    { job: plain(3), allocations: inState(some(plain(3), 3), dueLater, 1) },
    { annotated: "1", followups: 1, counters: "ignore 3, rescheduleLater 1" },
  ],
  [
    "its evaluation has come",
    {
      job: plain(3),
      evaluationId: "e",
      allocations: inState(some(plain(3), 3), { ...dueLater, followupEvaluationId: "e" }, 1),
    },
    { place: "1", stop: "1", counters: "ignore 2, place 1, stop 1" },
  ],
  [
    "another evaluation has come: it waits on",
    {
      job: plain(3),
      evaluationId: "e",
      allocations: inState(some(plain(3), 3), { ...dueLater, followupEvaluationId: "f" }, 1),
    },
    { counters: "ignore 3" },
  ],
  [
    "beyond its limit it is left alone, unless it is forced",
    {
      job: jobWith({ count: 2, reschedule: { ...policy, unlimited: false, attempts: 0 } }),
      allocations: inState(
        some(jobWith({ count: 2, reschedule: { ...policy, unlimited: false, attempts: 0 } }), 2, dueNow),
        { desiredTransition: { forceReschedule: true } },
        1,
      ),
    },
    { place: "1", stop: "1", counters: "ignore 1, place 1, stop 1" },
  ],
  [
    "a service allocation that exits is placed afresh at once",
    { job: plain(5), allocations: inState(some(plain(5), 5), { clientStatus: "complete" }, 2) },
    { place: "2", counters: "ignore 4, place 1" },
  ],
  [
    "a failed one that is due is replaced even beyond count",
    { job: plain(5), allocations: inState(some(plain(5), 6), dueNow, 3) },
    { place: "3", stop: "3", counters: "ignore 5, place 1, stop 1" },
  ],
  [
    "promoted canaries push their twins out",
    {
      job: jobWith({ count: 10, update: updateOf({ maxParallel: 2, canary: 2 }) }),
      deployment: current(
        {},
        { promoted: true, desiredCanaries: 2, placedCanaries: ["c000", "c001"], healthyAllocations: 2 },
      ),
      allocations: [...some(ten, 2, { ...ofDeployment, deploymentStatus: healthy }, 0, "c"), ...some(older(ten), 10)],
      change: (allocation) => (allocation.job.version === 10 ? "ignore" : "destructive"),
    },
    { destructive: "2 3", stop: "0 1", counters: "ignore 8, stop 2, destructiveUpdate 2" },
  ],
  [
    "canaries that exist keep their names: new ones fill the gaps",
    {
      job: jobWith({ count: 10, update: updateOf({ maxParallel: 2, canary: 4 }) }),
      deployment: current({}, { desiredCanaries: 4, placedCanaries: ["c000", "c003"] }),
      allocations: [
        ...some(ten, 1, { ...ofDeployment, deploymentStatus: { ...healthy, canary: true } }, 0, "c"),
        ...some(ten, 1, { ...ofDeployment, deploymentStatus: { ...healthy, canary: true } }, 3, "c"),
        ...some(older(ten), 10),
      ],
      change: (allocation) => (allocation.job.version === 10 ? "ignore" : "destructive"),
    },
    { place: "1 2", counters: "ignore 12, canary 2" },
  ],
  [
    "max_parallel 0 does not disable canaries (Q12)",
    {
      job: jobWith({ count: 2, update: updateOf({ maxParallel: 0, canary: 1 }) }),
      allocations: some(older(ten), 2),
      change: destructive,
    },
    { place: "0", counters: "ignore 2, canary 1" },
  ],
  [
    "stop_on_client_after holds every replacement back, failed ones stop all the same (Q4)",
    (() => {
      const job = jobWith({
        count: 3,
        reschedule: policy,
        disconnect: { lostAfterMs: 0, stopOnClientAfterMs: 60_000, replace: true, reconcile: "" },
      });
      return { job, allocations: inState(some(job, 3), dueNow, 2), nodes: [down(1)] };
    })(),
    { stop: "1 2", followups: 1, counters: "ignore 1, stop 2" },
  ],
];

describe("what is decided for a group", () => {
  it.each(examples)("%s", (_, situation, expected) => {
    expect(summary(reconciled(situation))).toEqual(expected);
  });

  it("calls the second follow-up a failure, without a description", () => {
    const job = plain(7);
    const failed = (at: number): Partial<Allocation> => ({ clientStatus: "failed", taskStates: endedAt(at) });
    const allocations = [...some(job, 5, failed(now)), ...some(job, 2, failed(now + 10_000), 5)];
    const followups = reconciled({ job, allocations }).groups.get("web")?.followups ?? [];
    expect(
      followups.map(({ triggeredBy, statusDescription, waitUntil }) => [triggeredBy, statusDescription, waitUntil]),
    ).toEqual([
      ["alloc-reschedule", "created for delayed rescheduling", now + 30_000],
      ["alloc-failure", "", now + 40_000],
    ]);
  });

  it("reruns a batch job whose new version was registered", () => {
    const job = jobWith({ count: 10 }, { type: "batch" });
    const allocations = some(older(job), 10, { clientStatus: "complete" });
    expect(summary(reconciled({ job, allocations, batch: true }))).toEqual({
      place: "0 1 2 3 4 5 6 7 8 9",
      counters: "ignore 10, place 10",
    });
  });

  it("lets a finished batch allocation keep its slot", () => {
    const job = jobWith({ count: 3 }, { type: "batch" });
    const allocations = some(job, 3, { clientStatus: "complete" });
    expect(summary(reconciled({ job, allocations, batch: true }))).toEqual({ counters: "ignore 3" });
  });

  it("places the first lost ones twice instead of the failed one while canaries wait (Q3)", () => {
    const job = jobWith({ count: 3, update: updateOf({ canary: 1 }), reschedule: policy });
    const canary = some(job, 1, { ...ofDeployment, deploymentStatus: { ...healthy, canary: true } }, 0, "c");
    const old = inState(some(older(job), 3), dueNow, 2);
    const result = reconciled({
      job,
      deployment: deploymentOf("d", job, {
        taskGroups: { web: { ...emptyDeploymentGroup, desiredTotal: 3, desiredCanaries: 1, placedCanaries: ["c000"] } },
      }),
      allocations: [...canary.map((each) => ({ ...each, nodeId: "node-c" })), ...old],
      nodes: [down(1)],
      change: (allocation) => (allocation.job.version === job.version ? "ignore" : "destructive"),
    });
    expect(summary(result)).toEqual({ place: "2 2", stop: "1 2", counters: "ignore 2, place 2, stop 2" });
  });

  it("marks the allocations of a cut-off node and follows them up", () => {
    const job = jobWith({
      count: 2,
      reschedule: policy,
      disconnect: { lostAfterMs: 300_000, stopOnClientAfterMs: undefined, replace: true, reconcile: "" },
    });
    const result = reconciled({
      job,
      allocations: some(job, 2),
      nodes: [nodeOf("node-0", { status: "disconnected" })],
    });
    const outcome = result.groups.get("web");
    expect(summary(result)).toEqual({ followups: 2, counters: "ignore 2, disconnect 1, rescheduleLater 1" });
    expect(outcome?.followups.map(({ triggeredBy, waitUntil }) => [triggeredBy, waitUntil])).toEqual([
      ["max-disconnect-timeout", now + 300_000],
      ["alloc-reschedule", now + 30_000],
    ]);
    expect([...(outcome?.disconnects.values() ?? [])]).toMatchObject([
      { id: "a000", clientStatus: "unknown", followupEvaluationId: outcome?.followups[1]?.id },
    ]);
  });
});
