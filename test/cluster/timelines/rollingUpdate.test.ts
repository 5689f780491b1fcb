import { expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.js";
import { group, job, noReschedule, noRestarts, task } from "../builders/jobs.js";
import { Play } from "../builders/play.js";
import { expectTimeline } from "../builders/timeline.js";

const followUp = "alloc-reschedule pending (created for delayed rescheduling)";
const round = `alloc-failure complete, deployment-watcher complete, ${followUp}`;

/** Version 0 is stable, three allocations; every task of version 1 fails five seconds after it was placed. */
function deadlinePlay(): { readonly play: Play; readonly broken: JsonObject } {
  const play = new Play();
  play.register(job(0));
  play.at(60);
  play.begin();
  const fails = task({ Config: { start_block_for: "1s", run_for: "4s", exit_code: 1 } });
  return { play, broken: job(1, {}, [group({ RestartPolicy: noRestarts, Tasks: [fails] })]) };
}

test("spec 02 §17.3: no allocation ever becomes healthy, so the progress deadline ends it", () => {
  const { play, broken } = deadlinePlay();
  expectTimeline(
    play,
    `
    t   | live                               | web                                      | evaluations
    0   | v0 web[1]+ web[2]+ v1 web[0]~      | 3: 1 placed 0 healthy 0 unhealthy by 600 | job-register complete
    5   | v0 web[1]+ web[2]+                 | 3: 1 placed 0 healthy 1 unhealthy by 600 | ${round}
    35  | v0 web[1]+ web[2]+ v1 web[0]~      | 3: 2 placed 0 healthy 1 unhealthy by 600 |
    40  | v0 web[1]+ web[2]+                 | 3: 2 placed 0 healthy 2 unhealthy by 600 | ${round}
    100 | v0 web[1]+ web[2]+ v1 web[0]~      | 3: 3 placed 0 healthy 2 unhealthy by 600 |
    105 | v0 web[1]+ web[2]+                 | 3: 3 placed 0 healthy 3 unhealthy by 600 | ${round}
    225 | v0 web[1]+ web[2]+ v1 web[0]~      | 3: 4 placed 0 healthy 3 unhealthy by 600 |
    230 | v0 web[1]+ web[2]+                 | 3: 4 placed 0 healthy 4 unhealthy by 600 | ${round}
    470 | v0 web[1]+ web[2]+ v1 web[0]~      | 3: 5 placed 0 healthy 4 unhealthy by 600 |
    475 | v0 web[1]+ web[2]+                 | 3: 5 placed 0 healthy 5 unhealthy by 600 | ${round}
    599 | v0 web[1]+ web[2]+                 | 3: 5 placed 0 healthy 5 unhealthy by 600 |
    600 | v0 web[1]+ web[2]+                 | 3: 5 placed 0 healthy 5 unhealthy by 600 | deployment-watcher complete
    955 | v0 web[1]+ web[2]+                 | 3: 5 placed 0 healthy 5 unhealthy by 600 |
    `,
    { 0: () => play.register(broken) },
  );
  expect(play.deployment()).toMatchObject({ status: "failed", statusDescription: "Failed due to progress deadline" });
  expect(play.evaluations().filter((one) => one.status === "pending")).toEqual([]);
  const replaced = play.allocations().filter((one) => one.job.version === 1 && one.nextAllocation !== undefined);
  expect(replaced.map((one) => `${one.desiredStatus} "${one.desiredDescription}"`)).toEqual(Array(4).fill('stop ""'));
});

test("spec 02 §17.7: a failed deployment stands still until a new version comes", () => {
  const { play, broken } = deadlinePlay();
  play.register(broken);
  play.at(649);
  expectTimeline(
    play,
    `
    t   | deployment                                        | live                                 | job         | stable | evaluations
    650 | D2 failed: Failed due to progress deadline        | v0 web[1]+ web[2]+                   | running, v1 | v0     | job-register complete
    700 | D3 running: Deployment is running                 | v0 web[1]+ web[2]+ v2 web[0]~        | running, v2 | v0     | job-register complete
    711 | D3 running: Deployment is running                 | v0 web[2]+ v2 web[0]+ web[1]~        | running, v2 | v0     | deployment-watcher complete
    722 | D3 running: Deployment is running                 | v2 web[0]+ web[1]+ web[2]~           | running, v2 | v0     | deployment-watcher complete
    733 | D3 successful: Deployment completed successfully  | v2 web[0]+ web[1]+ web[2]+           | running, v2 | v2 v0  | deployment-watcher complete
    955 | D3 successful: Deployment completed successfully  | v2 web[0]+ web[1]+ web[2]+           | running, v2 | v2 v0  |
    `,
    { 650: () => play.register(broken), 700: () => play.register(job(2)) },
  );
  expect(play.state().desiredTotal).toBe(3);
});

test("spec 02 §17.4: a pause stops the roll-out and its clock, a resume starts both again", () => {
  const play = new Play();
  const four = (version: number) =>
    job(version, {}, [group({ Count: 4, RestartPolicy: noRestarts, ReschedulePolicy: noReschedule })]);
  play.register(four(0));
  play.at(60);
  play.begin();
  const pause = (pauses: boolean) => () => {
    const answer = play.does({ kind: "pause-deployment", deploymentId: play.deployment().id, pause: pauses });
    expect(answer.evaluationId === undefined).toBe(pauses);
  };
  expectTimeline(
    play,
    `
    t    | deployment                                  | live                                            | web                                       | evaluations
    0    | D2 running: Deployment is running           | v0 web[1]+ web[2]+ web[3]+ v1 web[0]~           | 4: 1 placed 0 healthy 0 unhealthy by 600  | job-register complete
    5    | D2 paused: Deployment is paused             | v0 web[1]+ web[2]+ web[3]+ v1 web[0]            | 4: 1 placed 0 healthy 0 unhealthy by 605  |
    11   | D2 paused: Deployment is paused             | v0 web[1]+ web[2]+ web[3]+ v1 web[0]+           | 4: 1 placed 1 healthy 0 unhealthy by 611  | deployment-watcher complete
    611  | D2 paused: Deployment is paused             | v0 web[1]+ web[2]+ web[3]+ v1 web[0]+           | 4: 1 placed 1 healthy 0 unhealthy by 611  |
    1000 | D2 running: Deployment is running           | v0 web[2]+ web[3]+ v1 web[0]+ web[1]~           | 4: 2 placed 1 healthy 0 unhealthy by 1600 | deployment-watcher complete
    1011 | D2 running: Deployment is running           | v0 web[3]+ v1 web[0]+ web[1]+ web[2]~           | 4: 3 placed 2 healthy 0 unhealthy by 1611 | deployment-watcher complete
    1013 | D2 failed: Failed due to progress deadline  | v0 web[3]+ v1 web[0]+ web[1]+                   | 4: 3 placed 2 healthy 1 unhealthy by 1611 | deployment-watcher complete
    `,
    {
      0: () => play.register(four(1)),
      5: pause(true),
      1000: pause(false),
      1013: () => play.fail(play.newest(2)),
    },
  );
});
