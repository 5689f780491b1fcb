import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.js";
import { group, job, noRestarts, seconds, task } from "../builders/jobs.js";
import { Play } from "../builders/play.js";
import { expectTimeline } from "../builders/timeline.js";

/** A job whose version 0 is stable and has run for a minute. */
function stablePlay(groups?: readonly JsonObject[]): Play {
  const play = new Play();
  play.register(job(0, {}, groups));
  play.at(60);
  play.begin();
  return play;
}

const canary: JsonObject = { Update: { Canary: 1, MaxParallel: 1 } };

describe("spec 02 §17.1: a canary rollout that works", () => {
  test("instant profile", () => {
    const play = stablePlay();
    const deeds = { 0: () => play.register(job(1, canary)), 60: () => play.promote() };
    expectTimeline(
      play,
      `
      t  | live                                     | web                                                          | evaluations
      0  | v0 web[0]+ web[1]+ web[2]+ v1 web[0]*~   | 3: 1 placed 0 healthy 0 unhealthy canaries 1/1 by 600          | job-register complete
      1  | v0 web[0]+ web[1]+ web[2]+ v1 web[0]*    | 3: 1 placed 0 healthy 0 unhealthy canaries 1/1 by 600          |
      11 | v0 web[0]+ web[1]+ web[2]+ v1 web[0]*+   | 3: 1 placed 1 healthy 0 unhealthy canaries 1/1 by 611          | deployment-watcher complete
      60 | v0 web[2]+ v1 web[0]+ web[1]~            | 3: 2 placed 1 healthy 0 unhealthy canaries 1/1 promoted by 660 | deployment-watcher complete
      61 | v0 web[2]+ v1 web[0]+ web[1]             | 3: 2 placed 1 healthy 0 unhealthy canaries 1/1 promoted by 660 |
      71 | v1 web[0]+ web[1]+ web[2]~               | 3: 3 placed 2 healthy 0 unhealthy canaries 1/1 promoted by 671 | deployment-watcher complete
      72 | v1 web[0]+ web[1]+ web[2]                | 3: 3 placed 2 healthy 0 unhealthy canaries 1/1 promoted by 671 |
      82 | v1 web[0]+ web[1]+ web[2]+               | 3: 3 placed 3 healthy 0 unhealthy canaries 1/1 promoted by 682 | deployment-watcher complete
      `,
      deeds,
    );
  });

  test("what the deployment and the job say meanwhile", () => {
    const play = stablePlay();
    const deeds = { 0: () => play.register(job(1, canary)), 60: () => play.promote() };
    expectTimeline(
      play,
      `
      t  | deployment                                                             | job         | stable
      0  | D2 running: Deployment is running but requires manual promotion       | running, v1 | v0
      11 | D2 running: Deployment is running but requires manual promotion       | running, v1 | v0
      60 | D2 running: Deployment is running                                     | running, v1 | v0
      71 | D2 running: Deployment is running                                     | running, v1 | v0
      82 | D2 successful: Deployment completed successfully                      | running, v1 | v1 v0
      `,
      deeds,
    );
  });

  test("the old allocations go with the texts of a job update", () => {
    const play = stablePlay();
    play.register(job(1, canary));
    play.at(60);
    play.promote();
    play.at(90);
    const old = play.allocations().filter((one) => one.job.version === 0);
    expect(old.map((one) => `${one.name} ${one.desiredStatus} ${one.clientStatus}: ${one.desiredDescription}`)).toEqual(
      [
        "app.web[0] stop complete: alloc not needed due to job update",
        "app.web[1] stop complete: alloc is being updated due to job update",
        "app.web[2] stop complete: alloc is being updated due to job update",
      ],
    );
  });

  test("if nobody promotes, the deadline passes and it waits for ever", () => {
    const play = stablePlay();
    expectTimeline(
      play,
      `
      t    | deployment                                                       | web                                                   | evaluations
      0    | D2 running: Deployment is running but requires manual promotion | 3: 1 placed 0 healthy 0 unhealthy canaries 1/1 by 600 | job-register complete
      11   | D2 running: Deployment is running but requires manual promotion | 3: 1 placed 1 healthy 0 unhealthy canaries 1/1 by 611 | deployment-watcher complete
      611  | D2 running: Deployment is running but requires manual promotion | 3: 1 placed 1 healthy 0 unhealthy canaries 1/1 by 611 |
      9999 | D2 running: Deployment is running but requires manual promotion | 3: 1 placed 1 healthy 0 unhealthy canaries 1/1 by 611 |
      `,
      { 0: () => play.register(job(1, canary)) },
    );
  });

  test("promoted after the deadline, the clock starts again and it succeeds", () => {
    const play = stablePlay();
    expectTimeline(
      play,
      `
      t    | deployment                                                      | web                                                             | evaluations
      0    | D2 running: Deployment is running but requires manual promotion | 3: 1 placed 0 healthy 0 unhealthy canaries 1/1 by 600           | job-register complete
      2000 | D2 running: Deployment is running                               | 3: 2 placed 1 healthy 0 unhealthy canaries 1/1 promoted by 2600 | deployment-watcher complete, deployment-watcher complete
      2011 | D2 running: Deployment is running                               | 3: 3 placed 2 healthy 0 unhealthy canaries 1/1 promoted by 2611 | deployment-watcher complete
      2022 | D2 successful: Deployment completed successfully                | 3: 3 placed 3 healthy 0 unhealthy canaries 1/1 promoted by 2622 | deployment-watcher complete
      `,
      { 0: () => play.register(job(1, canary)), 2000: () => play.promote() },
    );
  });
});

describe("spec 02 §17.2: an unhealthy canary", () => {
  const dies = task({ Config: { start_block_for: "1s", run_for: "2s", exit_code: 1 } });
  const fragile = (update: JsonObject) =>
    job(1, {}, [group({ Update: { Canary: 1, MaxParallel: 1, ...update }, RestartPolicy: noRestarts, Tasks: [dies] })]);

  test("auto_revert without a progress deadline: at once back to version 0", () => {
    const play = stablePlay();
    expectTimeline(
      play,
      `
      t  | live                                   | web                                                 | job         | stable | evaluations
      0  | v0 web[0]+ web[1]+ web[2]+ v1 web[0]*~ | 3: 1 placed 0 healthy 0 unhealthy canaries 1/1      | running, v1 | v0     | job-register complete
      1  | v0 web[0]+ web[1]+ web[2]+ v1 web[0]*  | 3: 1 placed 0 healthy 0 unhealthy canaries 1/1      | running, v1 | v0     |
      3  | v2 web[0] web[1] web[2]                | 3: 3 placed 0 healthy 0 unhealthy by 603            | running, v2 | v2 v0  | alloc-failure complete, deployment-watcher complete
      13 | v2 web[0]+ web[1]+ web[2]+             | 3: 3 placed 3 healthy 0 unhealthy by 613            | running, v2 | v2 v0  | deployment-watcher complete
      `,
      { 0: () => play.register(fragile({ AutoRevert: true, ProgressDeadline: 0 })) },
    );
    expect(play.deployments().map((one) => `${one.status}: ${one.statusDescription}`)).toEqual([
      "successful: Deployment completed successfully",
      "failed: Failed due to unhealthy allocations - rolling back to job version 0",
      "successful: Deployment completed successfully",
    ]);
    const failed = play.deployments()[1]?.taskGroups.web;
    expect(failed).toMatchObject({ placedAllocations: 1, healthyAllocations: 0, unhealthyAllocations: 1 });
    expect(play.summary().groups.web).toMatchObject({ failed: 1, running: 3, starting: 0 });
    const canaryOf = play.allocations().find((one) => one.job.version === 1);
    expect(canaryOf).toMatchObject({
      desiredStatus: "stop",
      desiredDescription: "alloc not needed due to job update",
      clientStatus: "failed",
    });
  });

  test("with the defaults it is rescheduled, later and later, and fails at the deadline", () => {
    const play = stablePlay();
    const allOld = "v0 web[0]+ web[1]+ web[2]+";
    const followUp = "alloc-reschedule pending (created for delayed rescheduling)";
    const round = `alloc-failure complete, deployment-watcher complete, ${followUp}`;
    expectTimeline(
      play,
      `
      t   | live                    | web                                                              | evaluations
      0   | ${allOld} v1 web[0]*~   | 3: 1 placed 0 healthy 0 unhealthy canaries 1/1 by 600            | job-register complete
      3   | ${allOld}               | 3: 1 placed 0 healthy 1 unhealthy canaries 1/1 by 600            | ${round}
      33  | ${allOld} v1 web[0]*~   | 3: 2 placed 0 healthy 1 unhealthy canaries 2/1 by 600            |
      36  | ${allOld}               | 3: 2 placed 0 healthy 2 unhealthy canaries 2/1 by 600            | ${round}
      96  | ${allOld} v1 web[0]*~   | 3: 3 placed 0 healthy 2 unhealthy canaries 3/1 by 600            |
      99  | ${allOld}               | 3: 3 placed 0 healthy 3 unhealthy canaries 3/1 by 600            | ${round}
      219 | ${allOld} v1 web[0]*~   | 3: 4 placed 0 healthy 3 unhealthy canaries 4/1 by 600            |
      222 | ${allOld}               | 3: 4 placed 0 healthy 4 unhealthy canaries 4/1 by 600            | ${round}
      462 | ${allOld} v1 web[0]*~   | 3: 5 placed 0 healthy 4 unhealthy canaries 5/1 by 600            |
      465 | ${allOld}               | 3: 5 placed 0 healthy 5 unhealthy canaries 5/1 by 600            | ${round}
      599 | ${allOld}               | 3: 5 placed 0 healthy 5 unhealthy canaries 5/1 by 600            |
      600 | v2 web[0] web[1] web[2] | 3: 3 placed 0 healthy 0 unhealthy by 1200                        | deployment-watcher complete
      `,
      { 0: () => play.register(fragile({ AutoRevert: true })) },
    );
    expect(play.deployments()[1]?.statusDescription).toBe(
      "Failed due to progress deadline - rolling back to job version 0",
    );
  });

  test("a specification equal to the stable one is not rolled back", () => {
    const play = new Play();
    const update: JsonObject = { AutoRevert: true, ProgressDeadline: 0 };
    play.register(job(0, {}, [group({ Update: update, RestartPolicy: noRestarts, Tasks: [dies] })]));
    play.does({ kind: "mark-job-stable", namespace: "default", jobId: "app", version: 0, stable: true });
    play.at(3);
    expect(play.deployment().statusDescription).toBe(
      "Failed due to unhealthy allocations - not rolling back to stable job version 0 as current job has same specification",
    );
    expect(play.job().version).toBe(0);
  });

  test("the first version of a job has nothing to go back to", () => {
    const play = new Play();
    play.register(
      job(0, {}, [
        group({ Update: { AutoRevert: true, ProgressDeadline: 0 }, RestartPolicy: noRestarts, Tasks: [dies] }),
      ]),
    );
    play.at(3);
    expect(play.deployment()).toMatchObject({
      status: "failed",
      statusDescription: "Failed due to unhealthy allocations - no stable job version to auto revert to",
    });
    expect(play.job().version).toBe(0);
  });
});

test("realistic profile: the evaluation comes 1.25 seconds after the health verdict", () => {
  const play = new Play({ latency: "realistic" });
  play.register(job(0));
  play.at(60);
  play.register(job(1, { Update: { Canary: 1, MaxParallel: 1, MinHealthyTime: seconds(10) } }));
  play.at(100);
  const canaryOf = play.allocations().find((one) => one.job.version === 1);
  const watched = play
    .evaluations()
    .filter((one) => one.triggeredBy === "deployment-watcher")
    .at(-1);
  expect(watched?.createTime).toBe((canaryOf?.modifyTime ?? 0) + 1250);
});
