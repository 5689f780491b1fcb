import { describe, expect, test } from "vitest";
import { applyPlan } from "../../src/cluster/applyPlan.js";
import { firstIn } from "../../src/cluster/pending.js";
import { perform } from "../../src/cluster/perform.js";
import { advance, settle } from "../../src/cluster/settle.js";
import { Transaction } from "../../src/cluster/transaction.js";
import type { PlanResult } from "../../src/model/attempt.js";
import type { Event } from "../../src/model/event.js";
import type { JsonObject } from "../../src/model/json.js";
import type { Plan } from "../../src/model/plan.js";
import { latestDeployment } from "../../src/model/snapshot.js";
import type { World } from "../../src/model/world.js";
import { group, job, task } from "./builders/jobs.js";
import { found, Play } from "./builders/play.js";
import { evaluationText } from "./builders/timeline.js";

/** The queued plan of a registration, before anybody holds it against the state. */
function queuedPlan(play: Play, spec: JsonObject): { readonly world: World; readonly plan: Plan } {
  let { world } = perform(play.world, { kind: "register-job", job: spec });
  const evaluate = found(firstIn(world, "evaluation"), "evaluation");
  world = perform(world, evaluate).world;
  const delivery = found(world.deliveries.valuesArray()[0], "delivery");
  return { world, plan: found(delivery.attempt?.plan, "plan") };
}

function applied(world: World, plan: Plan) {
  const tx = new Transaction(world);
  const result: PlanResult = applyPlan(tx, plan);
  const events: readonly Event[] = tx.events;
  return { world: tx.commit(), result, events };
}

const wide = (version: number, given: JsonObject = {}, jobGiven: JsonObject = {}): JsonObject =>
  job(version, { Constraints: [{ Operand: "distinct_hosts", RTarget: "true" }], ...jobGiven }, [
    group({ Tasks: [task({ Resources: { CPU: 1000, MemoryMB: 64 } })], ...given }),
  ]);

/** One of the plan's nodes becomes ineligible after the scheduler looked. */
function without(world: World, nodeId: string): World {
  const node = found(world.nodes.get(nodeId), "node");
  return { ...world, nodes: world.nodes.with(nodeId, { ...node, eligible: false }, true) };
}

const firstNode = (plan: Plan): string => found(plan.placements[0], "placement").nodeId;

describe("spec 03 §5.2: one node no longer takes its part", () => {
  test("the others are committed, the deployment too, and the scheduler has to look again", () => {
    const { world, plan } = queuedPlan(new Play(), wide(0));
    const { result, ...after } = applied(without(world, firstNode(plan)), plan);
    expect(result).toEqual({ progress: true, refresh: true, placed: { web: 2 }, full: false });
    expect(after.world.allocations.size).toBe(2);
    expect(after.world.deployments.size).toBe(1);
    expect(after.world.index).toBe(world.index + 1);
    expect(after.events.find((event) => event.kind === "plan rejected")?.why).toBe(
      "The node's part of the plan no longer fits: node is not eligible.",
    );
  });

  test("its stops are lost with its placements: the old allocation keeps running", () => {
    const play = new Play();
    play.register(wide(0));
    play.at(60);
    const { world, plan } = queuedPlan(play, wide(1, { Update: { MaxParallel: 3 } }));
    expect(plan.stops).toHaveLength(3);
    const stop = found(plan.stops[0], "stop");
    const crowded = plan.placements.filter((one) => one.nodeId === stop.nodeId);
    const after = applied(without(world, stop.nodeId), plan).world;
    expect(after.allocations.get(stop.allocationId)?.desiredStatus).toBe(crowded.length > 0 ? "run" : "stop");
    for (const one of crowded) expect(after.allocations.has(one.id)).toBe(false);
  });

  test("canaries that did not make it are not listed", () => {
    const play = new Play();
    play.register(wide(0));
    play.at(60);
    const spread = wide(1, { Update: { Canary: 3, MaxParallel: 3 } }, { Constraints: [] });
    const { world, plan } = queuedPlan(play, spread);
    expect(plan.placements).toHaveLength(3);
    const lost = firstNode(plan);
    const kept = plan.placements.filter((one) => one.nodeId !== lost).map((one) => one.id);
    const after = applied(without(world, lost), plan).world;
    const deployment = found(latestDeployment(after, "default", "app"), "deployment");
    expect([...(deployment.taskGroups.web?.placedCanaries ?? [])].sort()).toEqual([...kept].sort());
    expect(deployment.taskGroups.web?.placedAllocations).toBe(kept.length);
  });

  test("all_at_once: nothing at all", () => {
    const { world, plan } = queuedPlan(new Play(), wide(0, {}, { AllAtOnce: true }));
    expect(plan.allAtOnce).toBe(true);
    const before = without(world, firstNode(plan));
    const after = applied(before, plan);
    expect(after.result).toEqual({ progress: false, refresh: true, placed: {}, full: false });
    expect(after.world).toBe(before);
  });

  test("the retry finishes what the first attempt left", () => {
    const play = new Play({ nodes: 4 });
    const { world, plan } = queuedPlan(play, wide(0));
    const settled = settle(without(world, firstNode(plan)));
    const evaluations = settled.evaluations.valuesArray();
    expect(evaluations.map(evaluationText)).toEqual(["job-register complete"]);
    expect(settled.allocations.size).toBe(3);
    expect(settled.deployments.size).toBe(1);
    expect(found(latestDeployment(settled, "default", "app"), "deployment").taskGroups.web).toMatchObject({
      placedAllocations: 3,
      desiredTotal: 3,
    });
  });

  test("five attempts in a row without progress: failed, and a blocked evaluation takes over", () => {
    const play = new Play({ nodes: 1 });
    const spec = job(0, {}, [group({ Count: 1 })]);
    let { world } = perform(play.world, { kind: "register-job", job: spec });
    const id = found(world.evaluations.keysArray()[0], "evaluation");
    const nodeId = found(world.nodes.keysArray()[0], "node");
    const node = found(world.nodes.get(nodeId), "node");
    // Between each look and its plan the node goes, and comes back for the next look. The first plan still stores the
    // deployment, which is progress.
    for (let attempt = 1; attempt <= 6; attempt++) {
      expect(world.evaluations.get(id)?.status).toBe("pending");
      world = perform(world, { kind: "evaluate", evaluationId: id }).world;
      world = perform(without(world, nodeId), { kind: "apply-plan", evaluationId: id }).world;
      world = perform(world, { kind: "conclude", evaluationId: id }).world;
      world = { ...world, nodes: world.nodes.with(nodeId, node, true) };
    }
    const failed = found(world.evaluations.get(id), "evaluation");
    expect(failed).toMatchObject({
      status: "failed",
      statusDescription: "maximum attempts reached (5)",
      deploymentId: undefined,
      queuedAllocations: { web: 1 },
    });
    const waiting = failed.blockedEvaluation ?? "";
    expect(world.evaluations.get(waiting)).toMatchObject({
      status: "blocked",
      triggeredBy: "max-plan-attempts",
      statusDescription: "created due to placement conflicts",
      previousEvaluation: id,
    });
    // Nothing came free, but a minute later it is tried again.
    const before = advance(world, world.now + 59_999);
    expect(before.evaluations.get(waiting)?.status).toBe("blocked");
    const after = advance(before, world.now + 60_000);
    expect(after.evaluations.get(waiting)?.status).toBe("complete");
    expect(after.allocations.size).toBe(1);
    expect(after.broker.delayed.size).toBe(0);
  });
});

describe("spec 01 §15, 02 §5.1: the commit", () => {
  test("a new allocation of a job that is stopped meanwhile is dropped silently", () => {
    const { world, plan } = queuedPlan(new Play(), wide(0));
    const stopped = perform(world, { kind: "deregister-job", namespace: "default", jobId: "app", purge: false }).world;
    const after = applied(stopped, plan);
    expect(after.world.allocations.size).toBe(0);
    expect(after.result.full).toBe(true);
  });

  test("one write: allocations, deployment and the evaluation's index share it, times are those of now", () => {
    const { world, plan } = queuedPlan(new Play(), wide(0));
    const after = applied(world, plan).world;
    for (const allocation of after.allocations.valuesArray()) {
      expect(allocation).toMatchObject({
        createIndex: after.index,
        modifyIndex: after.index,
        allocModifyIndex: after.index,
        createTime: after.now,
        modifyTime: after.now,
        clientStatus: "pending",
        clientDescription: "",
        taskStates: {},
      });
    }
    expect(after.deployments.valuesArray()[0]).toMatchObject({
      createIndex: after.index,
      createTime: after.now,
      modifyTime: after.now,
    });
    const evaluation = found(after.evaluations.get(plan.evaluationId), "evaluation");
    expect(evaluation.modifyIndex).toBe(after.index);
    expect(after.jobs.valuesArray()[0]?.status).toBe("running");
  });

  test("a deployment makes its job running, also where nothing of it can be placed", () => {
    const play = new Play({ nodes: 1 });
    play.register(job(0, {}, [group({ Migrate: { MaxParallel: 3 } })]));
    play.at(60);
    const [nodeId = ""] = [...play.world.nodes.keys()];
    play.does({
      kind: "drain-node",
      nodeId,
      drain: { deadlineMs: 3_600_000, ignoreSystemJobs: false },
      markEligible: false,
    });
    play.at(70);
    expect(play.deployments().map(({ status }) => status)).toEqual(["successful", "running"]);
    expect(play.job().status).toBe("running");
  });

  test("nothing to do is no write", () => {
    const { world, plan } = queuedPlan(new Play(), wide(0));
    const nothing: Plan = { ...plan, placements: [], deployment: undefined };
    const after = applied(world, nothing);
    expect(after.world).toBe(world);
    expect(after.result).toEqual({ progress: false, refresh: false, placed: {}, full: true });
  });

  test("preempted allocations are evicted, their jobs looked at in the same write", () => {
    const play = new Play({ nodes: [{ name: "small", cpu: 500 }] });
    const preemption = { system: true, sysbatch: true, batch: true, service: true };
    play.does({ kind: "configure-scheduler", configuration: { ...play.world.schedulerConfiguration, preemption } });
    const one = (id: string, priority: number) =>
      job(0, { ID: id, Name: id, Priority: priority }, [
        group({ Count: 1, Tasks: [task({ Resources: { CPU: 400, MemoryMB: 64 } })] }),
      ]);
    play.register(one("low", 10));
    play.at(30);
    play.register(one("high", 90));
    const [victim] = play.allocations("low");
    const winner = play.newest(0, "web", "high");
    expect(victim).toMatchObject({
      desiredStatus: "evict",
      desiredDescription: `Preempted by alloc ID ${winner.id}`,
      preemptedByAllocation: winner.id,
      clientStatus: "complete",
    });
    expect(winner.preemptedAllocations).toEqual([victim?.id]);
    expect(play.evaluations("low").map(evaluationText)).toEqual([
      "job-register complete",
      "deployment-watcher complete",
      "preemption complete",
      "queued-allocs blocked (created to place remaining allocations)",
    ]);
    const trigger = play.evaluations("low")[2];
    expect(trigger).toMatchObject({ createIndex: winner.createIndex, priority: 10 });
  });
});

describe("spec 03 §4.3: the indexes of a plain registration", () => {
  test("job and evaluation, plan, end of the evaluation", () => {
    const play = new Play();
    const first = play.world.index + 1;
    const answer = play.register(job(0));
    expect(play.world.index).toBeGreaterThanOrEqual(first + 2);
    expect(play.job().jobModifyIndex).toBe(first);
    expect(play.allocations()[0]?.createIndex).toBe(first + 1);
    expect(play.evaluation(answer.evaluationId).modifyIndex).toBe(first + 2);
  });

  test("a blocked evaluation comes before the plan", () => {
    const play = new Play({ nodes: [{ name: "a", cpu: 100 }] });
    const first = play.world.index + 1;
    const answer = play.register(job(0));
    const { blockedEvaluation, modifyIndex } = play.evaluation(answer.evaluationId);
    expect(play.evaluation(blockedEvaluation).createIndex).toBe(first + 1);
    expect(play.allocations()[0]?.createIndex).toBe(first + 2);
    expect(modifyIndex).toBe(first + 3);
  });

  test("a look that changes nothing writes the end of the evaluation only", () => {
    const play = new Play();
    play.register(job(0));
    play.at(60);
    const before = play.world.index;
    play.register(job(0));
    expect(play.world.index).toBe(before + 2);
  });
});
