import { describe, expect, test } from "vitest";
import { readyEvaluations } from "../../../src/cluster/broker.js";
import { storeEvaluations } from "../../../src/cluster/evaluations.js";
import { Transaction } from "../../../src/cluster/transaction.js";
import type { Evaluation } from "../../../src/model/evaluation.js";
import { newEvaluation } from "../../../src/model/evaluation.js";
import { emptyMetrics } from "../../../src/model/metrics.js";
import type { World } from "../../../src/model/world.js";
import { emptyWorld } from "../../../src/model/world.js";
import { job } from "../builders/jobs.js";
import { Play } from "../builders/play.js";

function evaluation(id: string, given: Partial<Evaluation> = {}): Evaluation {
  return newEvaluation({
    id,
    namespace: "default",
    jobId: "app",
    type: "service",
    priority: 50,
    triggeredBy: "job-register",
    ...given,
  });
}

function stored(before: World, ...evaluations: readonly Evaluation[]): World {
  const tx = new Transaction(before);
  storeEvaluations(tx, evaluations, tx.nextIndex());
  return tx.commit();
}

const blocked = (id: string, given: Partial<Evaluation> = {}) => evaluation(id, { status: "blocked", ...given });

describe("spec 03 §1.2: what storing an evaluation does", () => {
  test("indexes and times: those of creation stay", () => {
    const first = stored(emptyWorld(1_000, 1), evaluation("e"));
    expect(first.evaluations.get("e")).toMatchObject({
      createIndex: 2,
      modifyIndex: 2,
      createTime: 1_000,
      modifyTime: 1_000,
    });
    const later = stored({ ...first, now: 9_000 }, evaluation("e", { status: "failed" }));
    expect(later.evaluations.get("e")).toMatchObject({
      createIndex: 2,
      modifyIndex: 3,
      createTime: 1_000,
      modifyTime: 9_000,
    });
  });

  test("pending lines up, blocked waits, the others do neither", () => {
    const world = stored(
      emptyWorld(0, 1),
      evaluation("pending"),
      blocked("blocked", { jobId: "b" }),
      evaluation("failed", { status: "failed", jobId: "c" }),
      evaluation("canceled", { status: "canceled", jobId: "d" }),
    );
    expect(readyEvaluations(world)).toEqual(["pending"]);
    expect(world.blocked.tracked.keysArray()).toEqual(["blocked"]);
  });

  test("complete without failures: every blocked one of the job is canceled, none of another job", () => {
    const before = stored(
      emptyWorld(0, 1),
      blocked("b1"),
      blocked("other", { jobId: "other" }),
      blocked("ns", { namespace: "x" }),
    );
    const world = stored(before, evaluation("e", { status: "complete" }));
    expect(world.evaluations.get("b1")).toMatchObject({
      status: "canceled",
      statusDescription: 'evaluation "e" successful',
      modifyIndex: world.index,
    });
    expect(world.blocked.tracked.keysArray()).toEqual(["ns", "other"]);
  });

  test("complete with failures, or failed: they wait on", () => {
    const before = stored(emptyWorld(0, 1), blocked("b1"));
    const withFailures = evaluation("e", { status: "complete", failedTaskGroups: { web: emptyMetrics } });
    expect(stored(before, withFailures).evaluations.get("b1")?.status).toBe("blocked");
    expect(stored(before, evaluation("e", { status: "failed" })).evaluations.get("b1")?.status).toBe("blocked");
  });

  test("queued counts go to the job's summary, for the groups that are named", () => {
    const play = new Play({ nodes: 0 });
    play.register(job(0));
    const world = stored(play.world, evaluation("e", { status: "failed", queuedAllocations: { web: 7, nobody: 3 } }));
    expect(world.summaries.get("default\u0000app")?.groups).toEqual({
      web: { queued: 7, starting: 0, running: 0, failed: 0, complete: 0, lost: 0, unknown: 0 },
    });
  });
});
