import { describe, expect, test } from "vitest";
import { blockEvaluation, unblockClass, unblockNode, untrackJob } from "../../src/cluster/blocked.js";
import { acknowledge, readyEvaluations, takeEvaluation } from "../../src/cluster/broker.js";
import { writeEvaluations } from "../../src/cluster/state/evaluations.js";
import { Transaction } from "../../src/cluster/transaction.js";
import type { Evaluation } from "../../src/model/evaluation.js";
import { newEvaluation } from "../../src/model/evaluation.js";
import type { JsonObject } from "../../src/model/json.js";
import type { World } from "../../src/model/world.js";
import { emptyWorld } from "../../src/model/world.js";
import { nodeOf } from "../scheduler/placement/worldOf.js";
import { group, job, task } from "./builders/jobs.js";
import { found, Play } from "./builders/play.js";
import { evaluationText } from "./builders/timeline.js";

interface Given extends Partial<Evaluation> {
  readonly id: string;
}

function evaluation({ id, ...given }: Given): Evaluation {
  return newEvaluation({
    id,
    namespace: "default",
    jobId: `job of ${id}`,
    type: "service",
    priority: 50,
    triggeredBy: "queued-allocs",
    status: "blocked",
    classEligibility: {},
    ...given,
  });
}

const small = nodeOf("small", { computedClass: "v1:small" });
const large = nodeOf("large", { computedClass: "v1:large" });

function changed(world: World, deed: (tx: Transaction) => void): World {
  const tx = new Transaction(world);
  deed(tx);
  return tx.commit();
}

/** Stores and blocks evaluations, each in a write of its own. */
function blocked(given: readonly Given[], before: World = emptyWorld(0, 1)): World {
  return changed(before, (tx) => {
    for (const one of given) {
      for (const stored of writeEvaluations(tx, [evaluation(one)], tx.nextIndex())) blockEvaluation(tx, stored);
    }
  });
}

const tracked = (world: World): readonly string[] => world.blocked.tracked.keysArray();

describe("spec 03 §3.2 step 1: one a job", () => {
  test("the one that has seen newer state stays, the other is canceled", () => {
    const world = blocked([
      { id: "b1", jobId: "app" },
      { id: "b2", jobId: "app" },
    ]);
    expect(tracked(world)).toEqual(["b2"]);
    expect(world.evaluations.get("b1")).toMatchObject({
      status: "canceled",
      statusDescription: 'existing blocked evaluation exists for job "app"',
    });
  });

  test("the new one is the duplicate when its state is older", () => {
    const world = blocked([
      { id: "b1", jobId: "app", snapshotIndex: 100 },
      { id: "b2", jobId: "app" },
    ]);
    expect(tracked(world)).toEqual(["b1"]);
    expect(world.evaluations.get("b2")?.status).toBe("canceled");
  });

  test("equal: the new one stays", () => {
    const world = blocked([
      { id: "b1", jobId: "app", snapshotIndex: 100 },
      { id: "b2", jobId: "app", snapshotIndex: 100 },
    ]);
    expect(tracked(world)).toEqual(["b2"]);
  });
});

describe("spec 03 §3.2 step 2: what it missed while it was processed", () => {
  const afterUnblock = (node: typeof small, index: number) =>
    changed({ ...emptyWorld(0, 1), index: 50 }, (tx) => unblockClass(tx, node, index, "A test."));

  const cases: readonly [string, Partial<Evaluation>, boolean][] = [
    ["an unknown class, later than its look", { snapshotIndex: 39 }, false],
    ["the same, but its look was newer", { snapshotIndex: 40 }, true],
    ["a class that could hold it", { snapshotIndex: 39, classEligibility: { "v1:small": true } }, false],
    ["a class that never could", { snapshotIndex: 39, classEligibility: { "v1:small": false } }, true],
    [
      "any class, when its constraints escape classes",
      { snapshotIndex: 39, escapedComputedClass: true, classEligibility: { "v1:small": false } },
      false,
    ],
  ];

  test.each(cases)("%s", (_name, given, waits) => {
    const world = blocked([{ id: "b1", ...given }], afterUnblock(small, 40));
    expect(tracked(world)).toEqual(waits ? ["b1"] : []);
    expect(readyEvaluations(world)).toEqual(waits ? [] : ["b1"]);
  });

  test("a missing resource decides alone", () => {
    const given: Given = {
      id: "b1",
      snapshotIndex: 45,
      missingNonNodeResources: ["v1:small"],
      escapedComputedClass: false,
    };
    const before = changed(afterUnblock(small, 40), (tx) => unblockClass(tx, large, 48, "A test."));
    expect(tracked(blocked([given], before))).toEqual(["b1"]);
    expect(tracked(blocked([{ ...given, snapshotIndex: 39 }], before))).toEqual([]);
  });
});

describe("spec 03 §3.4: who is released", () => {
  const all: readonly Given[] = [
    { id: "could", classEligibility: { "v1:small": true } },
    { id: "escaped", escapedComputedClass: true, classEligibility: { "v1:small": false } },
    { id: "never", classEligibility: { "v1:small": false } },
    { id: "unknown", classEligibility: { "v1:large": false } },
  ];

  test("by class: those that could run there, those that escape classes, those that never saw the class", () => {
    const world = changed(blocked(all), (tx) => unblockClass(tx, small, tx.nextIndex(), "A test."));
    expect(tracked(world)).toEqual(["never"]);
    expect(world.broker.slots.valuesArray().sort()).toEqual(["could", "escaped", "unknown"]);
    expect(world.evaluations.get("could")?.status).toBe("blocked");
  });

  test("by node: system evaluations that wait for this very node", () => {
    const waiting = blocked([
      { id: "here", type: "system", nodeId: "small" },
      { id: "there", type: "system", nodeId: "large" },
      { id: "service" },
    ]);
    const world = changed(waiting, (tx) => unblockNode(tx, small, "A test."));
    expect(tracked(world)).toEqual(["service", "there"]);
  });

  test("untracked when its job has nothing left to wait for", () => {
    const world = changed(blocked(all), (tx) => untrackJob(tx, "default", "job of never"));
    expect(tracked(world)).toEqual(["could", "escaped", "unknown"]);
    expect(world.broker.slots.size).toBe(0);
  });

  test("released while it is still being processed: lined up again with its ack", () => {
    const processing = changed(blocked([{ id: "b1" }]), (tx) => {
      unblockClass(tx, small, tx.nextIndex(), "A test.");
      takeEvaluation(tx, evaluation({ id: "b1" }));
      tx.world.deliveries = tx.world.deliveries.with("b1", {
        evaluationId: "b1",
        jobKey: "default\u0000job of b1",
        deliveries: 1,
        retries: 0,
        stage: "conclude",
        carry: { attemptsWithoutProgress: 0, blockedEvaluation: undefined },
        attempt: undefined,
        snapshotIndex: 0,
        result: undefined,
      });
      blockEvaluation(tx, { ...found(tx.world.evaluations.get("b1"), "b1"), snapshotIndex: 1 });
    });
    expect(readyEvaluations(processing)).toEqual([]);
    const world = changed(processing, (tx) => acknowledge(tx, found(tx.world.evaluations.get("b1"), "b1")));
    expect(readyEvaluations(world)).toEqual(["b1"]);
    expect(world.broker.requeued.size).toBe(0);
  });
});

describe("spec 03 §3.5: a life", () => {
  const room = (count: number): JsonObject =>
    job(0, {}, [group({ Count: count, Tasks: [task({ Resources: { CPU: 1000, MemoryMB: 64 } })] })]);

  test("two of five find a place; the rest waits, is blocked again under its ID, and completes", () => {
    const play = new Play({ nodes: [{ name: "a", cpu: 2000 }] });
    const answer = play.register(room(5));
    const first = play.evaluation(answer.evaluationId);
    expect(first).toMatchObject({ status: "complete", queuedAllocations: { web: 3 } });
    expect(first.failedTaskGroups.web).toMatchObject({ dimensionExhausted: { cpu: 1 }, coalescedFailures: 2 });
    const waiting = play.evaluation(first.blockedEvaluation);
    expect(waiting).toMatchObject({
      triggeredBy: "queued-allocs",
      status: "blocked",
      statusDescription: "created to place remaining allocations",
      previousEvaluation: first.id,
      jobModifyIndex: first.jobModifyIndex,
      priority: first.priority,
    });
    expect(waiting.createIndex).toBeLessThan(play.allocations()[0]?.createIndex ?? 0);
    expect(play.summary().groups.web?.queued).toBe(3);

    play.does({ kind: "register-node", node: { name: "b", cpu: 1000 } });
    expect(play.live()).toHaveLength(3);
    expect(play.evaluation(waiting.id)).toMatchObject({
      status: "blocked",
      failedTaskGroups: waiting.failedTaskGroups,
    });
    expect(play.summary().groups.web?.queued).toBe(2);
    expect(tracked(play.world)).toEqual([waiting.id]);

    play.does({ kind: "register-node", node: { name: "c", cpu: 3000 } });
    expect(play.live()).toHaveLength(5);
    expect(play.evaluation(waiting.id)).toMatchObject({ status: "complete", queuedAllocations: { web: 0 } });
    expect(tracked(play.world)).toEqual([]);
    expect(play.summary().groups.web).toMatchObject({ queued: 0 });
  });

  test("registered again while it waits: the older one is canceled as a duplicate", () => {
    const play = new Play({ nodes: 0 });
    play.register(room(1));
    play.register({ ...room(1), Meta: { a: "b" } });
    expect(play.evaluations().map(evaluationText)).toEqual([
      "job-register complete",
      'queued-allocs canceled (existing blocked evaluation exists for job "app")',
      "job-register complete",
      "queued-allocs blocked (created to place remaining allocations)",
    ]);
  });

  test("a later evaluation that places everything ends the waiting", () => {
    const play = new Play({ nodes: [{ name: "a", cpu: 2000 }] });
    play.register(room(5));
    const waiting = play.evaluations().find((one) => one.status === "blocked");
    const answer = play.register(room(2));
    expect(evaluationText(play.evaluation(waiting?.id))).toBe(
      `queued-allocs canceled (evaluation "${answer.evaluationId}" successful)`,
    );
    expect(tracked(play.world)).toEqual([]);
  });

  test("an allocation that is told to stop releases nobody before its client confirms", () => {
    const play = new Play({ nodes: [{ name: "a", cpu: 1000 }] });
    const slow = job(0, { ID: "slow", Name: "slow" }, [
      group({ Count: 1, Tasks: [task({ Resources: { CPU: 1000, MemoryMB: 64 }, ShutdownDelay: 30e9 })] }),
    ]);
    play.register(slow);
    play.at(20);
    play.register(room(1));
    play.does({ kind: "deregister-job", namespace: "default", jobId: "slow", purge: false });
    play.at(49);
    expect(play.live()).toEqual([]);
    play.at(50);
    expect(play.live()).toHaveLength(1);
  });
});
