import { describe, expect, test } from "vitest";
import { storeAllocation } from "../../../src/cluster/allocationWrites.js";
import { writeDeploymentStatus } from "../../../src/cluster/state/deployments.js";
import { Transaction } from "../../../src/cluster/transaction.js";
import type { Allocation } from "../../../src/model/allocation.js";
import type { DeploymentGroup, DeploymentStatus } from "../../../src/model/deployment.js";
import type { JsonObject } from "../../../src/model/json.js";
import type { World } from "../../../src/model/world.js";
import { group, job, minutes } from "../builders/jobs.js";
import { found, Play } from "../builders/play.js";

type Health = boolean | undefined;

/** A canary of a running deployment whose health is what it is said to be, one second after its placement. */
function canaryWith(health: Health, update: JsonObject = {}): { readonly play: Play; readonly canary: Allocation } {
  const play = new Play();
  play.register(job(0));
  play.at(60);
  play.begin();
  play.register(job(1, {}, [group({ Update: { Canary: 2, MaxParallel: 1, ...update } })]));
  play.at(2);
  const canary = play.newest(0);
  if (health !== undefined) {
    const world = written(play.world, canary, health).world;
    play.simulator.restore(world);
  }
  return { play, canary: play.newest(0) };
}

function written(before: World, allocation: Allocation, healthy: Health, changes: Partial<Allocation> = {}) {
  const tx = new Transaction(before);
  const deploymentStatus =
    healthy === undefined ? undefined : { healthy, timestamp: before.now + 500, canary: true, modifyIndex: 0 };
  const stored = storeAllocation(tx, allocation, { deploymentStatus, ...changes }, tx.nextIndex(), "client");
  return { world: tx.commit(), stored };
}

function stateOf(world: World, allocation: Allocation): DeploymentGroup {
  const deployment = found(world.deployments.get(allocation.deploymentId ?? ""), "deployment");
  return found(deployment.taskGroups.web, "group");
}

function counters({ placedAllocations, healthyAllocations, unhealthyAllocations }: DeploymentGroup): string {
  return `${placedAllocations} ${healthyAllocations} ${unhealthyAllocations}`;
}

describe("spec 02 §5.2: what a write of health does to the counters", () => {
  const cases: readonly [string, Health, Health, string, string][] = [
    ["nothing known → healthy", undefined, true, "2 0 0", "2 1 0"],
    ["nothing known → unhealthy", undefined, false, "2 0 0", "2 0 1"],
    ["healthy → unhealthy", true, false, "2 1 0", "2 0 1"],
    ["unhealthy → healthy: nothing moves", false, true, "2 0 1", "2 0 1"],
    ["the same health again", true, true, "2 1 0", "2 1 0"],
    ["health taken away", true, undefined, "2 1 0", "2 1 0"],
  ];

  test.each(cases)("%s", (_name, was, is, before, after) => {
    const { play, canary } = canaryWith(was);
    expect(counters(stateOf(play.world, canary))).toBe(before);
    const { world, stored } = written(play.world, canary, is);
    expect(counters(stateOf(world, canary))).toBe(after);
    const moved = before !== after;
    const deployment = found(world.deployments.get(canary.deploymentId ?? ""), "deployment");
    expect(deployment.modifyIndex === world.index).toBe(moved);
    if (moved) expect(deployment.modifyTime).toBe(stored.modifyTime);
    if (moved) expect(stored.deploymentStatus?.modifyIndex).toBe(world.index);
  });

  test("stop, loss and other client statuses move nothing: the counters are cumulative", () => {
    const { play, canary } = canaryWith(true);
    for (const changes of [{ desiredStatus: "stop" }, { clientStatus: "lost" }, { clientStatus: "failed" }] as const) {
      const { world } = written(play.world, canary, true, { ...changes, deploymentStatus: canary.deploymentStatus });
      expect(counters(stateOf(world, canary))).toBe("2 1 0");
    }
  });

  test("a terminal deployment counts on", () => {
    const { play, canary } = canaryWith(undefined);
    play.does({ kind: "fail-deployment", deploymentId: play.deployment().id });
    const { world } = written(play.world, play.allocation(canary.id), false);
    expect(counters(stateOf(world, canary))).toBe("2 0 1");
  });

  test("an allocation that joins another deployment is placed there; health in the same write does not count", () => {
    const { play } = canaryWith(undefined);
    const old = found(
      play.live().find((one) => one.job.version === 0),
      "old allocation",
    );
    const { world } = written(play.world, old, true, { deploymentId: play.deployment().id });
    expect(counters(stateOf(world, play.newest(0)))).toBe("3 0 0");
  });

  test("canaries are listed in the order of their placement, and their status carries the index of it", () => {
    const { play } = canaryWith(undefined);
    const canaries = play.live().filter((one) => one.job.version === 1);
    expect([...play.state().placedCanaries].sort()).toEqual(canaries.map((one) => one.id).sort());
    for (const canary of canaries) {
      expect(canary.deploymentStatus).toEqual({
        healthy: undefined,
        timestamp: undefined,
        canary: true,
        modifyIndex: canary.createIndex,
      });
    }
  });
});

describe("spec 02 §5.2, §5.3: the progress clock", () => {
  const clock = (play: Play, world: World, canary: Allocation) => {
    const due = stateOf(world, canary).requireProgressBy;
    return due === undefined ? undefined : play.second(due);
  };

  test("the first placement sets it, the next leave it", () => {
    const { play, canary } = canaryWith(undefined);
    expect(clock(play, play.world, canary)).toBe(600);
  });

  test("health moves it to the verdict's own time, whichever way it goes", () => {
    const { play, canary } = canaryWith(undefined);
    const healthy = written(play.world, canary, true);
    expect(clock(play, healthy.world, canary)).toBe(602.5);
    const worse = written({ ...healthy.world, now: healthy.world.now + 10_000 }, healthy.stored, false);
    expect(clock(play, worse.world, canary)).toBe(612.5);
  });

  test("unhealthy from the beginning does not move it", () => {
    const { play, canary } = canaryWith(undefined);
    expect(clock(play, written(play.world, canary, false).world, canary)).toBe(600);
  });

  test("it never moves backwards", () => {
    const { play, canary } = canaryWith(undefined);
    const early = { healthy: true, timestamp: play.world.now - 60_000, canary: true, modifyIndex: 0 };
    const { world } = written(play.world, canary, true, { deploymentStatus: early });
    expect(clock(play, world, canary)).toBe(600);
  });

  test("without a progress deadline it stays unset", () => {
    const { play, canary } = canaryWith(true, { ProgressDeadline: 0 });
    expect(clock(play, play.world, canary)).toBeUndefined();
    play.does({ kind: "pause-deployment", deploymentId: play.deployment().id, pause: true });
    expect(clock(play, play.world, canary)).toBeUndefined();
  });

  test("pause and resume start it anew, even where nothing was placed yet", () => {
    const play = new Play({ nodes: 1 });
    const nowhere = group({
      Name: "api",
      Constraints: [{ LTarget: "${attr.kernel.name}", Operand: "=", RTarget: "plan9" }],
    });
    play.register(job(0, {}, [group({ Update: { ProgressDeadline: minutes(20) } }), nowhere]));
    expect(play.state("api").requireProgressBy).toBeUndefined();
    play.at(5);
    for (const [second, pause] of [
      [5, true],
      [7, true],
      [9, false],
      [11, false],
    ] as const) {
      play.at(second);
      play.does({ kind: "pause-deployment", deploymentId: play.deployment().id, pause });
      expect(play.second(play.state("web").requireProgressBy ?? 0)).toBe(second + 1200);
      expect(play.second(play.state("api").requireProgressBy ?? 0)).toBe(second + 600);
    }
  });

  test("a deployment that cannot place anything has no clock and never times out", () => {
    const play = new Play({ nodes: 0 });
    play.register(job(0));
    play.at(100_000);
    expect(play.deployment().status).toBe("running");
    expect(play.state().requireProgressBy).toBeUndefined();
  });

  test("a promotion moves the clocks of the promoted groups that run", () => {
    const play = new Play();
    const two = (version: number, canary: number) =>
      job(version, {}, [
        group({ Update: { Canary: canary } }),
        group({ Name: "api", Update: { Canary: canary } }),
        group({ Name: "cold", Update: { Canary: canary, ProgressDeadline: 0 } }),
      ]);
    play.register(two(0, 0));
    play.at(60);
    play.begin();
    play.register(two(1, 1));
    play.at(100);
    play.promote(["web", "cold"]);
    const due = (name: string) => play.state(name).requireProgressBy;
    expect(play.second(due("web") ?? 0)).toBe(700);
    expect(play.second(due("api") ?? 0)).toBe(611);
    expect(due("cold")).toBeUndefined();
  });
});

describe("spec 02 §5.4: a status update", () => {
  const update = (world: World, id: string, status: DeploymentStatus) => {
    const tx = new Transaction(world);
    const wrote = writeDeploymentStatus(tx, id, status, "said so", tx.nextIndex(), "A test.");
    return { wrote, world: tx.commit() };
  };

  test("status, description, index and time move; success makes the version stable", () => {
    const { play } = canaryWith(undefined);
    const { id } = play.deployment();
    const { world, wrote } = update(play.world, id, "successful");
    expect(wrote).toBe(true);
    expect(world.deployments.get(id)).toMatchObject({
      status: "successful",
      statusDescription: "said so",
      modifyIndex: world.index,
      modifyTime: world.now,
    });
    expect(world.jobs.get("default\u0000app")).toMatchObject({ version: 1, stable: true, modifyIndex: world.index });
    expect(world.deployments.get(id)?.taskGroups.web?.requireProgressBy).toBe(play.state().requireProgressBy);
  });

  test("an unknown or terminal deployment refuses", () => {
    const { play } = canaryWith(undefined);
    expect(update(play.world, "nobody", "failed").wrote).toBe(false);
    play.does({ kind: "fail-deployment", deploymentId: play.deployment().id });
    const again = update(play.world, play.deployment().id, "running");
    expect(again.wrote).toBe(false);
    expect(again.world.deployments).toBe(play.world.deployments);
  });
});
