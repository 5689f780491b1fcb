import { describe, expect, test } from "vitest";
import type { OutsideAction } from "../../../src/model/action.js";
import type { JsonObject } from "../../../src/model/json.js";
import { group, job } from "../builders/jobs.js";
import { Play } from "../builders/play.js";
import { evaluationText } from "../builders/timeline.js";

const unknown = "11111111-2222-3333-4444-555555555555";

/** A canary deployment that runs since a second. */
function canaryPlay(update: JsonObject = {}, count = 3): Play {
  const play = new Play();
  const spec = (version: number) => job(version, {}, [group({ Count: count, Update: { Canary: 1, ...update } })]);
  play.register(spec(0));
  play.at(60);
  play.begin();
  play.register(spec(1));
  play.at(1);
  return play;
}

const writes: readonly [string, (deploymentId: string) => OutsideAction, string][] = [
  ["fail", (deploymentId) => ({ kind: "fail-deployment", deploymentId }), "can't fail terminal deployment"],
  [
    "pause",
    (deploymentId) => ({ kind: "pause-deployment", deploymentId, pause: true }),
    "can't pause terminal deployment",
  ],
  [
    "resume",
    (deploymentId) => ({ kind: "pause-deployment", deploymentId, pause: false }),
    "can't resume terminal deployment",
  ],
  [
    "promote",
    (deploymentId) => ({ kind: "promote-deployment", deploymentId, groups: "all" }),
    "can't promote terminal deployment",
  ],
  [
    "health",
    (deploymentId) => ({ kind: "set-allocation-health", deploymentId, healthy: [unknown], unhealthy: [] }),
    "can't set health of allocations for a terminal deployment",
  ],
  ["unblock", (deploymentId) => ({ kind: "unblock-deployment", deploymentId }), "can't unblock terminal deployment"],
];

describe("spec 02 §8.1: checks of every write", () => {
  test.each(writes)("%s", (_name, action, terminal) => {
    const play = canaryPlay();
    expect(play.refuses(action(""))).toBe("500 missing deployment ID");
    expect(play.refuses(action("abc"))).toBe("500 deployment lookup failed: index error: UUID must be 36 characters");
    expect(play.refuses(action(unknown))).toBe("500 deployment not found");
    play.does({ kind: "fail-deployment", deploymentId: play.deployment().id });
    expect(play.refuses(action(play.deployment().id))).toBe(`500 ${terminal}`);
  });
});

describe("spec 02 §8.2: fail", () => {
  test("without auto_revert: the canaries go, the job stays", () => {
    const play = canaryPlay();
    const answer = play.does({ kind: "fail-deployment", deploymentId: play.deployment().id });
    expect(answer.revertedJobVersion).toBeUndefined();
    expect(play.deployment()).toMatchObject({ status: "failed", statusDescription: "Deployment marked as failed" });
    expect(evaluationText(play.evaluation(answer.evaluationId))).toBe("deployment-watcher complete");
    expect(answer.deploymentModifyIndex).toBe(answer.evalCreateIndex);
    expect(play.newest(0)).toMatchObject({
      desiredStatus: "stop",
      desiredDescription: "alloc not needed due to job update",
    });
    expect(play.live().map((one) => one.job.version)).toEqual([0, 0, 0]);
    expect(play.job().version).toBe(1);
  });

  test("with auto_revert the job goes back in the same write", () => {
    const play = canaryPlay({ AutoRevert: true });
    const answer = play.does({ kind: "fail-deployment", deploymentId: play.deployment().id });
    expect(answer.revertedJobVersion).toBe(0);
    expect(play.deployments()[1]?.statusDescription).toBe(
      "Deployment marked as failed - rolling back to job version 0",
    );
    expect(play.job()).toMatchObject({ version: 2, stable: true, jobModifyIndex: answer.evalCreateIndex });
  });

  test("while paused", () => {
    const play = canaryPlay();
    play.does({ kind: "pause-deployment", deploymentId: play.deployment().id, pause: true });
    play.does({ kind: "fail-deployment", deploymentId: play.deployment().id });
    expect(play.deployment().status).toBe("failed");
  });
});

describe("spec 02 §8.3, §8.4: pause and resume", () => {
  test("pausing makes no evaluation; nothing is promoted or placed; a resume loses the description", () => {
    const play = canaryPlay({ AutoPromote: true });
    const deploymentId = play.deployment().id;
    const answer = play.does({ kind: "pause-deployment", deploymentId, pause: true });
    expect(answer).toMatchObject({ evaluationId: undefined, evalCreateIndex: 0 });
    play.at(30);
    expect(play.state()).toMatchObject({ healthyAllocations: 1, promoted: false });
    const resumed = play.does({ kind: "pause-deployment", deploymentId, pause: false });
    expect(evaluationText(play.evaluation(resumed.evaluationId))).toBe("deployment-watcher complete");
    expect(play.deployment()).toMatchObject({ status: "running", statusDescription: "Deployment is running" });
    // Canaries that became healthy during the pause are not looked at again until an allocation changes (§7.4).
    play.at(300);
    expect(play.state().promoted).toBe(false);
  });

  test("pausing twice and resuming what runs are accepted", () => {
    const play = canaryPlay();
    const deploymentId = play.deployment().id;
    for (const pause of [true, true, false, false]) play.does({ kind: "pause-deployment", deploymentId, pause });
    expect(play.deployment().status).toBe("running");
  });

  test("a paused deployment whose last allocation becomes healthy is successful", () => {
    const play = new Play();
    play.register(job(0));
    play.at(2);
    play.does({ kind: "pause-deployment", deploymentId: play.deployment().id, pause: true });
    play.at(20);
    expect(play.deployment().status).toBe("successful");
  });

  test("promoted while paused, it rolls when it is resumed", () => {
    const play = canaryPlay();
    const deploymentId = play.deployment().id;
    play.at(20);
    play.does({ kind: "pause-deployment", deploymentId, pause: true });
    play.promote();
    expect(play.deployment()).toMatchObject({ status: "paused", statusDescription: "Deployment is paused" });
    expect(play.live().filter((one) => one.job.version === 1)).toHaveLength(1);
    play.does({ kind: "pause-deployment", deploymentId, pause: false });
    expect(play.live().filter((one) => one.job.version === 1)).toHaveLength(2);
  });
});

describe("spec 02 §8.5: promote", () => {
  test("what the write does", () => {
    const play = canaryPlay({ Canary: 2 });
    play.at(30);
    const canaries = play.state().placedCanaries;
    const answer = play.promote();
    expect(play.state().promoted).toBe(true);
    expect(play.state().placedCanaries).toEqual(canaries);
    expect(evaluationText(play.evaluation(answer.evaluationId))).toBe("deployment-watcher complete");
    for (const id of canaries) {
      const { deploymentStatus, allocModifyIndex } = play.allocation(id);
      expect(deploymentStatus).toMatchObject({ canary: false, healthy: true, modifyIndex: answer.evalCreateIndex });
      expect(allocModifyIndex).toBe(answer.evalCreateIndex);
    }
  });

  test("ModifyTime is zero until the next change", () => {
    const play = canaryPlay();
    play.at(30);
    const pausedBefore = play.world;
    play.does({ kind: "pause-deployment", deploymentId: play.deployment().id, pause: true });
    play.promote();
    expect(play.deployment().modifyTime).toBe(0);
    play.simulator.restore(pausedBefore);
    play.promote();
    expect(play.deployment().modifyTime).toBe(play.world.now);
  });

  test("only living healthy canaries count, whatever the counter says", () => {
    const play = canaryPlay({ Canary: 2 });
    play.at(30);
    const deploymentId = play.deployment().id;
    play.does({ kind: "fail-tasks", allocationId: play.newest(0).id, exitCode: 1 });
    play.does({ kind: "fail-tasks", allocationId: play.newest(1).id, exitCode: 1 });
    for (let round = 0; round < 4; round++) {
      play.at(play.clock + 16);
      const canary = play.newest(0);
      if (canary.clientStatus === "running") play.fail(canary);
    }
    expect(play.newest(0).clientStatus).toBe("failed");
    expect(play.state().healthyAllocations).toBe(2);
    expect(play.refuses({ kind: "promote-deployment", deploymentId, groups: "all" })).toBe(
      '500 1 error occurred:\n\t* Task group "web" has 1/2 healthy allocations\n\n',
    );
  });

  test("unknown names and empty selections are no errors", () => {
    const play = canaryPlay();
    for (const groups of [["nobody"], []]) {
      const answer = play.promote(groups);
      expect(play.evaluation(answer.evaluationId).triggeredBy).toBe("deployment-watcher");
      expect(play.state().promoted).toBe(false);
    }
  });

  test("a deployment without canaries is marked as well", () => {
    const play = new Play();
    play.register(job(0));
    play.promote();
    expect(play.state().promoted).toBe(true);
    expect(play.deployment().statusDescription).toBe("Deployment is running");
  });

  test("promoted twice: checked again, the clock starts again", () => {
    const play = canaryPlay();
    play.at(20);
    play.promote();
    play.at(25);
    play.promote();
    expect(play.second(play.state().requireProgressBy ?? 0)).toBe(625);
  });

  test("canaries that are not healthy stay canaries", () => {
    const play = canaryPlay({ Canary: 2 });
    play.at(5);
    const [first, second] = [play.newest(0), play.newest(1)];
    play.fail(second);
    play.at(12);
    play.does({
      kind: "set-allocation-health",
      deploymentId: play.deployment().id,
      healthy: [first.id, second.id],
      unhealthy: [],
    });
    play.promote();
    expect(play.allocation(second.id).deploymentStatus?.canary).toBe(false);
  });
});

describe("spec 02 §8.6: health by hand", () => {
  const health = (play: Play, healthy: readonly string[], unhealthy: readonly string[] = []): OutsideAction => ({
    kind: "set-allocation-health",
    deploymentId: play.deployment().id,
    healthy,
    unhealthy,
  });

  test("its own errors, in order", () => {
    const play = canaryPlay();
    expect(play.refuses({ kind: "set-allocation-health", deploymentId: "", healthy: [], unhealthy: [] })).toBe(
      "500 missing deployment ID",
    );
    expect(play.refuses({ kind: "set-allocation-health", deploymentId: "abc", healthy: [], unhealthy: [] })).toBe(
      "500 must specify at least one healthy/unhealthy allocation ID",
    );
    expect(play.refuses(health(play, [unknown]))).toBe(`500 unknown alloc "${unknown}"`);
    const old = play.live().find((one) => one.job.version === 0)?.id ?? "";
    expect(play.refuses(health(play, [play.newest(0).id], [old]))).toBe(
      `500 alloc "${old}" is not part of deployment "${play.deployment().id}"`,
    );
  });

  test("healthy: counters, one evaluation at once and no second one from the watcher, the client learns nothing", () => {
    const play = canaryPlay();
    const canary = play.newest(0);
    const before = play.evaluations().length;
    play.does(health(play, [canary.id]));
    const told = play.allocation(canary.id);
    expect(told.deploymentStatus).toMatchObject({ healthy: true, timestamp: play.world.now, canary: true });
    expect(told.allocModifyIndex).toBe(canary.allocModifyIndex);
    expect(play.state().healthyAllocations).toBe(1);
    expect(play.evaluations().length).toBe(before + 1);
  });

  test("one unhealthy allocation fails the deployment, whatever the deadline says", () => {
    const play = canaryPlay();
    play.does(health(play, [], [play.newest(0).id]));
    expect(play.deployment()).toMatchObject({
      status: "failed",
      statusDescription: "Failed due to unhealthy allocations",
    });
    expect(play.state()).toMatchObject({ healthyAllocations: 0, unhealthyAllocations: 1 });
  });

  test("the two lists in one request: healthy first", () => {
    const play = canaryPlay({ Canary: 2 });
    play.does(health(play, [play.newest(0).id], [play.newest(1).id]));
    expect(play.state()).toMatchObject({ healthyAllocations: 1, unhealthyAllocations: 1 });
  });
});

test("spec 02 §15: unblock passes the checks and does nothing", () => {
  const play = canaryPlay();
  const before = play.world;
  const answer = play.does({ kind: "unblock-deployment", deploymentId: play.deployment().id });
  expect(play.world).toBe(before);
  expect(answer).toMatchObject({ evaluationId: undefined, evalCreateIndex: 0, deploymentModifyIndex: 0, index: 0 });
});
