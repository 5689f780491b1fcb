import { describe, expect, test } from "vitest";
import {
  acknowledge,
  enqueueEvaluation,
  readyEvaluations,
  refuseDelivery,
  takeEvaluation,
} from "../../src/cluster/broker.js";
import { nextTimer, pending } from "../../src/cluster/pending.js";
import { perform } from "../../src/cluster/perform.js";
import { writeEvaluations } from "../../src/cluster/state/evaluations.js";
import { Transaction } from "../../src/cluster/transaction.js";
import type { OutsideAction } from "../../src/model/action.js";
import type { Evaluation } from "../../src/model/evaluation.js";
import { newEvaluation } from "../../src/model/evaluation.js";
import type { JobType } from "../../src/model/job.js";
import type { World } from "../../src/model/world.js";
import { emptyWorld } from "../../src/model/world.js";
import { job } from "./builders/jobs.js";
import { found, Play } from "./builders/play.js";

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
    triggeredBy: "job-register",
    ...given,
  });
}

/** A World in which these evaluations were stored and enqueued, each in a write of its own, or all in one. */
function lined(given: readonly Given[], together = false): World {
  const tx = new Transaction(emptyWorld(0, 1));
  let index = tx.nextIndex();
  for (const one of given) {
    if (!together) index = tx.nextIndex();
    for (const stored of writeEvaluations(tx, [evaluation(one)], index)) enqueueEvaluation(tx, stored);
  }
  return tx.commit();
}

function inWorld(world: World, deed: (tx: Transaction) => void): World {
  const tx = new Transaction(world);
  deed(tx);
  return tx.commit();
}

const stored = (world: World, id: string): Evaluation => found(world.evaluations.get(id), id);

/** The order in which one worker after the other takes everything that is ready. */
function taken(before: World): readonly string[] {
  const order: string[] = [];
  let world = before;
  for (let id = readyEvaluations(world)[0]; id !== undefined; id = readyEvaluations(world)[0]) {
    const next = id;
    order.push(next);
    world = inWorld(world, (tx) => takeEvaluation(tx, stored(world, next)));
  }
  return order;
}

/** Takes an evaluation and ends its delivery well. */
function processed(world: World, id: string): World {
  return inWorld(world, (tx) => {
    takeEvaluation(tx, stored(world, id));
    acknowledge(tx, stored(world, id));
  });
}

describe("spec 03 §2.2: order", () => {
  test("priority, then age", () => {
    const world = lined([
      { id: "a", priority: 50 },
      { id: "b", priority: 90 },
      { id: "c", priority: 50 },
      { id: "d", priority: 10 },
    ]);
    expect(taken(world)).toEqual(["b", "a", "c", "d"]);
  });

  test("equal entries of one write: A, E, D, C, B", () => {
    const world = lined(
      ["A", "B", "C", "D", "E"].map((id) => ({ id })),
      true,
    );
    expect(taken(world)).toEqual(["A", "E", "D", "C", "B"]);
  });

  test("types are compared by the last entry of their heaps, not by their heads", () => {
    const world = lined([
      { id: "A", priority: 50 },
      { id: "B", priority: 90 },
      { id: "C", priority: 70, type: "batch" },
    ]);
    expect(taken(world)).toEqual(["C", "B", "A"]);
  });

  test("on equal priority the types have a fixed order", () => {
    const types: readonly JobType[] = ["sysbatch", "system", "batch", "service"];
    expect(taken(lined(types.map((type) => ({ id: type, type }))))).toEqual(["service", "batch", "system", "sysbatch"]);
  });
});

describe("spec 03 §2.1, §2.3: one evaluation a job", () => {
  const same = (id: string, given: Partial<Evaluation> = {}): Given => ({ id, jobId: "app", ...given });

  test("the others wait; the newest follows and the rest is canceled", () => {
    const world = lined([same("e1"), same("e2"), same("e3"), same("e4"), { id: "other" }]);
    expect(readyEvaluations(world)).toEqual(["e1"]);
    const after = processed(world, "e1");
    expect(taken(after)).toEqual(["e4", "other"]);
    for (const id of ["e2", "e3"]) {
      expect(stored(after, id)).toMatchObject({
        status: "canceled",
        statusDescription: "canceled after more recent eval was processed",
      });
    }
    expect(stored(after, "e2").modifyIndex).toBe(stored(after, "e3").modifyIndex);
  });

  test("priority beats freshness", () => {
    const world = lined([same("e1"), same("urgent", { priority: 90 }), same("e3"), same("e4")]);
    const after = processed(world, "e1");
    expect(taken(after)).toEqual(["urgent"]);
    expect(stored(after, "e4").status).toBe("canceled");
  });

  test("on a full tie the last one wins", () => {
    const world = lined([same("e1"), same("x"), same("y"), same("z")], true);
    expect(taken(processed(world, "e1"))).toEqual(["z"]);
  });

  test("jobs of one name in two namespaces do not wait for each other", () => {
    const world = lined([same("a"), same("b", { namespace: "other" })]);
    expect(taken(world)).toEqual(["a", "b"]);
  });

  test("known ones are not lined up twice", () => {
    const world = lined([same("e1"), same("e2")]);
    const again = inWorld(world, (tx) => {
      enqueueEvaluation(tx, stored(world, "e1"));
      enqueueEvaluation(tx, stored(world, "e2"));
    });
    expect(again.broker).toEqual(world.broker);
  });
});

describe("spec 03 §2.1 step 3: not before it is due", () => {
  test("a delayed one does not take its job's slot, and comes with its time", () => {
    const world = lined([
      { id: "late", jobId: "app", waitUntil: 5_000 },
      { id: "now", jobId: "app" },
    ]);
    expect(taken(world)).toEqual(["now"]);
    expect(nextTimer(world)).toBe(5_000);
    const later = perform(processed(world, "now"), { kind: "pass-time", until: 5_000 }).world;
    expect(pending(later)).toEqual([{ kind: "enqueue-evaluation", evaluationId: "late" }]);
    const enqueued = perform(later, { kind: "enqueue-evaluation", evaluationId: "late" }).world;
    expect(readyEvaluations(enqueued)).toEqual(["late"]);
    expect(nextTimer(enqueued)).toBeUndefined();
  });

  test("a time in the past is now", () => {
    const world = inWorld({ ...emptyWorld(10_000, 1) }, (tx) => {
      for (const one of writeEvaluations(tx, [evaluation({ id: "e", waitUntil: 9_000 })], tx.nextIndex())) {
        enqueueEvaluation(tx, one);
      }
    });
    expect(readyEvaluations(world)).toEqual(["e"]);
  });
});

describe("spec 03 §2.3: deliveries that fail", () => {
  test("after one second, then after twenty, with the job's slot kept", () => {
    const world = lined([
      { id: "e1", jobId: "app" },
      { id: "e2", jobId: "app" },
    ]);
    const delays: [number, number | undefined][] = [
      [1, 1_000],
      [2, 20_000],
    ];
    for (const [deliveries, due] of delays) {
      const refused = inWorld(world, (tx) => {
        takeEvaluation(tx, stored(world, "e1"));
        refuseDelivery(tx, stored(world, "e1"), deliveries, "it broke off");
      });
      expect(readyEvaluations(refused)).toEqual([]);
      expect(nextTimer(refused)).toBe(due);
      const later = perform(refused, { kind: "pass-time", until: due ?? 0 }).world;
      const back = perform(later, { kind: "enqueue-evaluation", evaluationId: "e1" }).world;
      expect(readyEvaluations(back)).toEqual(["e1"]);
    }
  });

  test("the third time it fails; a follow-up of its own takes over a minute later, and who waited may go on", () => {
    const play = new Play({ nodes: 0 });
    play.register(job(0));
    const before = play.world;
    const failing: Given = {
      id: "e1",
      jobId: "app",
      priority: 61,
      failedTaskGroups: {},
      queuedAllocations: { web: 2 },
      snapshotIndex: 9,
      waitUntil: 5,
    };
    const world = inWorld(before, (tx) => {
      for (const given of [failing, { id: "e2", jobId: "app" }]) {
        for (const one of writeEvaluations(tx, [evaluation(given)], tx.nextIndex())) enqueueEvaluation(tx, one);
      }
    });
    const after = inWorld(world, (tx) => {
      takeEvaluation(tx, stored(world, "e1"));
      refuseDelivery(tx, stored(world, "e1"), 3, "it broke off");
    });
    const failed = stored(after, "e1");
    expect(failed).toMatchObject({ status: "failed", statusDescription: "evaluation reached delivery limit (3)" });
    const followUp = stored(after, failed.nextEvaluation ?? "");
    expect(followUp).toEqual({
      ...evaluation({ id: followUp.id, jobId: "app", priority: 61, triggeredBy: "failed-follow-up" }),
      waitMs: 60_000,
      previousEvaluation: "e1",
      createIndex: failed.modifyIndex,
      modifyIndex: failed.modifyIndex,
      createTime: after.now,
      modifyTime: after.now,
    });
    expect(readyEvaluations(after)).toEqual(["e2"]);
    expect(nextTimer(after)).toBe(after.now + 60_000);
  });

  test("a blocked evaluation that was released and broke off comes back as well", () => {
    const world = lined([{ id: "e1", jobId: "app", status: "blocked" }]);
    const refused = inWorld(world, (tx) => {
      takeEvaluation(tx, stored(world, "e1"));
      refuseDelivery(tx, stored(world, "e1"), 1, "it broke off");
    });
    const later = perform(refused, { kind: "pass-time", until: 1_000 }).world;
    expect(readyEvaluations(perform(later, { kind: "enqueue-evaluation", evaluationId: "e1" }).world)).toEqual(["e1"]);
  });

  test("enqueueing what is not delayed changes nothing", () => {
    const world = lined([{ id: "e1" }, { id: "e2", jobId: "job of e1" }]);
    for (const evaluationId of ["e1", "e2", "nobody"]) {
      expect(perform(world, { kind: "enqueue-evaluation", evaluationId }).world).toBe(world);
    }
  });

  test("without its job there is no follow-up", () => {
    const world = lined([{ id: "e1", jobId: "gone" }]);
    const after = inWorld(world, (tx) => {
      takeEvaluation(tx, stored(world, "e1"));
      refuseDelivery(tx, stored(world, "e1"), 3, "it broke off");
    });
    expect(stored(after, "e1")).toMatchObject({ status: "failed", nextEvaluation: undefined });
    expect(after.evaluations.size).toBe(1);
  });
});

describe("spec 03 §2.3: the broker can be paused", () => {
  const pause = (play: Play, pauseEvalBroker: boolean) =>
    play.does({
      kind: "configure-scheduler",
      configuration: { ...play.world.schedulerConfiguration, pauseEvalBroker },
    });

  test("nothing is processed meanwhile; afterwards everything that is open lines up again", () => {
    const play = new Play({ nodes: 1 });
    play.register(job(0, { ID: "before", Name: "before" }));
    pause(play, true);
    play.register(job(0));
    play.at(100);
    expect(play.evaluations()[0]?.status).toBe("pending");
    expect(play.allocations()).toEqual([]);
    pause(play, false);
    expect(play.evaluations()[0]?.status).toBe("complete");
    expect(play.live()).toHaveLength(3);
  });

  test("what was delayed or blocked is forgotten and found again", () => {
    const play = new Play({ nodes: 0 });
    play.register(job(0));
    expect(play.world.blocked.tracked.size).toBe(1);
    pause(play, true);
    expect(play.world.blocked.tracked.size).toBe(0);
    play.does({ kind: "register-node", node: { name: "late" } });
    expect(play.allocations()).toEqual([]);
    pause(play, false);
    expect(play.world.blocked.tracked.size).toBe(1);
    play.does({ kind: "register-node", node: { name: "later" } });
    expect(play.live()).toHaveLength(3);
  });

  test("a configuration that is none is refused", () => {
    const play = new Play();
    const before = play.world.schedulerConfiguration;
    const odd = (given: object): OutsideAction => ({
      kind: "configure-scheduler",
      configuration: { ...before, ...given },
    });
    expect(play.refuses(odd({ algorithm: "luck" }))).toBe("400 invalid scheduler algorithm: luck");
    const incomplete = "400 a scheduler configuration has all its switches and a node limit";
    expect(play.refuses(odd({ pauseEvalBroker: undefined }))).toBe(incomplete);
    expect(play.refuses(odd({ preemption: { ...before.preemption, batch: "yes" } }))).toBe(incomplete);
    expect(play.refuses(odd({ nodeLimitForFeasibilityChecks: Number.NaN }))).toBe(incomplete);
  });
});
