import { describe, expect, it } from "vitest";
import type { Allocation } from "../../../src/model/allocation.js";
import type { Job } from "../../../src/model/job.js";
import { emptyMetrics } from "../../../src/model/metrics.js";
import type { TaskState } from "../../../src/model/taskState.js";
import { judgeReturned, keepsReplacement } from "../../../src/scheduler/reconcile/reconnect.js";
import { allocationOf } from "../placement/worldOf.js";
import { jobWith, older } from "./group.js";

const jobFor = (reconcile: string): Job =>
  jobWith({ disconnect: { lostAfterMs: 300_000, stopOnClientAfterMs: undefined, replace: true, reconcile } });

function scored(normScore: number | undefined): Partial<Allocation> {
  if (normScore === undefined) return {};
  return { metrics: { ...emptyMetrics, scoreMetadata: [{ nodeId: "n", scores: {}, normScore }] } };
}

function started(at: number | undefined, lastRestart?: number): Partial<Allocation> {
  const state: TaskState = {
    state: "running",
    failed: false,
    restarts: 0,
    lastRestart,
    startedAt: at,
    finishedAt: undefined,
    events: [],
  };
  return { taskStates: { web: state } };
}

const pending = { clientStatus: "pending" } as const;

/** Strategy, original, replacement → is the replacement kept? */
const picks: readonly (readonly [string, Partial<Allocation>, Partial<Allocation>, boolean])[] = [
  ["keep_original", scored(0), scored(1), false],
  ["keep_replacement", scored(1), scored(0), true],
  ["best_score", scored(0.5), scored(0.6), true],
  ["best_score", scored(0.6), scored(0.6), false],
  ["best_score", scored(0.5), { ...scored(0.6), ...pending }, false],
  ["best_score", { ...scored(0.5), ...pending }, { ...scored(0.6), ...pending }, true],
  ["best_score", {}, scored(-1), true],
  ["", scored(0.5), scored(0.6), true],
  ["longest_running", started(100), started(200), false],
  ["longest_running", started(100), started(100), true],
  ["longest_running", started(100, 300), started(200), true],
  ["longest_running", started(undefined), started(200), true],
  ["longest_running", started(100), started(undefined), false],
  ["longest_running", { ...started(undefined), ...scored(0.1) }, { ...started(undefined), ...scored(0.2) }, true],
];

describe("an allocation that came back and its replacement", () => {
  it.each(picks)("%s", (strategy, original, replacement, expected) => {
    const job = jobFor(strategy);
    const first = allocationOf("a", "n1", job, original);
    expect(keepsReplacement(first, allocationOf("b", "n2", job, replacement))).toBe(expected);
  });

  it("keeps the one of the newer version, whatever the strategy", () => {
    const job = jobFor("keep_original");
    expect(keepsReplacement(allocationOf("a", "n1", older(job)), allocationOf("b", "n2", job))).toBe(true);
  });

  it("stops the replacement, or the original, and each only once", () => {
    const job = jobFor("keep_original");
    const original = allocationOf("a", "n1", job, { nextAllocation: "b" });
    const first = allocationOf("b", "n2", job, { nextAllocation: "c" });
    const second = allocationOf("c", "n3", job);
    const verdict = judgeReturned([original], [original, first, second], job);
    expect(verdict.stops.map(({ allocation, description }) => [allocation.id, description])).toEqual([
      ["b", "alloc not needed due to disconnected client reconnect"],
      ["c", "alloc not needed due to disconnected client reconnect"],
    ]);
    expect(verdict.kept).toEqual([original]);
  });

  it("does not look beyond a replacement that is gone (Q13)", () => {
    const job = jobFor("keep_replacement");
    const original = allocationOf("a", "n1", job, { nextAllocation: "b" });
    const verdict = judgeReturned([original], [original, allocationOf("c", "n3", job)], job);
    expect(verdict).toEqual({ stops: [], kept: [original] });
  });

  it.each([
    ["failed meanwhile", { clientStatus: "failed" }, "alloc was rescheduled because it failed"],
    ["to be moved", { desiredTransition: { migrate: true } }, "alloc not needed due to job update"],
    ["told to stop", { desiredStatus: "stop" }, "alloc not needed due to job update"],
  ] as const)("is stopped when it is %s", (_, state, description) => {
    const job = jobFor("keep_original");
    const original = allocationOf("a", "n1", job, state);
    expect(judgeReturned([original], [original], job).stops).toMatchObject([{ description }]);
  });
});
