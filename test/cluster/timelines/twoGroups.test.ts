import { expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.js";
import { group, job } from "../builders/jobs.js";
import { Play } from "../builders/play.js";
import { expectTimeline } from "../builders/timeline.js";

function twoGroups(version: number, web: JsonObject = {}, api: JsonObject = {}): JsonObject {
  const update = { Canary: 1, MaxParallel: 1 };
  return job(version, {}, [
    group({ Name: "web", Count: 2, Update: { ...update, ...web } }),
    group({ Name: "api", Count: 2, Update: { ...update, ...api } }),
  ]);
}

function stablePlay(): Play {
  const play = new Play();
  play.register(twoGroups(0));
  play.at(60);
  play.begin();
  return play;
}

test("spec 02 §17.5: one of two groups is promoted, the other later", () => {
  const play = stablePlay();
  expectTimeline(
    play,
    `
    t   | deployment                                                      | web                                                            | api                                                             | evaluations
    0   | D2 running: Deployment is running but requires manual promotion | 2: 1 placed 0 healthy 0 unhealthy canaries 1/1 by 600          | 2: 1 placed 0 healthy 0 unhealthy canaries 1/1 by 600           | job-register complete
    11  | D2 running: Deployment is running but requires manual promotion | 2: 1 placed 1 healthy 0 unhealthy canaries 1/1 by 611          | 2: 1 placed 1 healthy 0 unhealthy canaries 1/1 by 611           | deployment-watcher complete
    20  | D2 running: Deployment is running but requires manual promotion | 2: 2 placed 1 healthy 0 unhealthy canaries 1/1 promoted by 620 | 2: 1 placed 1 healthy 0 unhealthy canaries 1/1 by 611           | deployment-watcher complete
    31  | D2 running: Deployment is running but requires manual promotion | 2: 2 placed 2 healthy 0 unhealthy canaries 1/1 promoted by 631 | 2: 1 placed 1 healthy 0 unhealthy canaries 1/1 by 611           | deployment-watcher complete
    611 | D2 running: Deployment is running but requires manual promotion | 2: 2 placed 2 healthy 0 unhealthy canaries 1/1 promoted by 631 | 2: 1 placed 1 healthy 0 unhealthy canaries 1/1 by 611           |
    700 | D2 running: Deployment is running                               | 2: 2 placed 2 healthy 0 unhealthy canaries 1/1 promoted by 631 | 2: 2 placed 1 healthy 0 unhealthy canaries 1/1 promoted by 1300 | deployment-watcher complete
    711 | D2 successful: Deployment completed successfully                | 2: 2 placed 2 healthy 0 unhealthy canaries 1/1 promoted by 631 | 2: 2 placed 2 healthy 0 unhealthy canaries 1/1 promoted by 1311 | deployment-watcher complete
    `,
    { 0: () => play.register(twoGroups(1)), 20: () => play.promote(["web"]), 700: () => play.promote(["api"]) },
  );
});

test("spec 02 §17.5: who runs when", () => {
  const play = stablePlay();
  expectTimeline(
    play,
    `
    t   | live
    0   | v0 api[0]+ api[1]+ web[0]+ web[1]+ v1 api[0]*~ web[0]*~
    11  | v0 api[0]+ api[1]+ web[0]+ web[1]+ v1 api[0]*+ web[0]*+
    20  | v0 api[0]+ api[1]+ v1 api[0]*+ web[0]+ web[1]~
    31  | v0 api[0]+ api[1]+ v1 api[0]*+ web[0]+ web[1]+
    700 | v1 api[0]+ api[1]~ web[0]+ web[1]+
    711 | v1 api[0]+ api[1]+ web[0]+ web[1]+
    `,
    { 0: () => play.register(twoGroups(1)), 20: () => play.promote(["web"]), 700: () => play.promote(["api"]) },
  );
});

test("spec 02 §7.5: the waiting group's clock runs out while the other still rolls, and it fails", () => {
  const play = stablePlay();
  expectTimeline(
    play,
    `
    t   | deployment                                                      | web                                                             | api
    0   | D2 running: Deployment is running but requires manual promotion | 2: 1 placed 0 healthy 0 unhealthy canaries 1/1 by 600           | 2: 1 placed 0 healthy 0 unhealthy canaries 1/1 by 600
    11  | D2 running: Deployment is running but requires manual promotion | 2: 1 placed 1 healthy 0 unhealthy canaries 1/1 by 611           | 2: 1 placed 1 healthy 0 unhealthy canaries 1/1 by 611
    605 | D2 running: Deployment is running but requires manual promotion | 2: 2 placed 1 healthy 0 unhealthy canaries 1/1 promoted by 1205 | 2: 1 placed 1 healthy 0 unhealthy canaries 1/1 by 611
    610 | D2 running: Deployment is running but requires manual promotion | 2: 2 placed 1 healthy 0 unhealthy canaries 1/1 promoted by 1205 | 2: 1 placed 1 healthy 0 unhealthy canaries 1/1 by 611
    611 | D2 failed: Failed due to progress deadline                      | 2: 2 placed 1 healthy 0 unhealthy canaries 1/1 promoted by 1205 | 2: 1 placed 1 healthy 0 unhealthy canaries 1/1 by 611
    `,
    { 0: () => play.register(twoGroups(1)), 605: () => play.promote(["web"]) },
  );
});

test("spec 02 §17.5: too few healthy canaries", () => {
  const play = stablePlay();
  play.register(twoGroups(1));
  play.at(5);
  const deploymentId = play.deployment().id;
  expect(play.refuses({ kind: "promote-deployment", deploymentId, groups: ["api"] })).toBe(
    '500 1 error occurred:\n\t* Task group "api" has 0/1 healthy allocations\n\n',
  );
  expect(play.refuses({ kind: "promote-deployment", deploymentId, groups: "all" })).toBe(
    '500 2 errors occurred:\n\t* Task group "api" has 0/1 healthy allocations\n\t* Task group "web" has 0/1 healthy allocations\n\n',
  );
});

test("spec 02 §17.6: automatic promotion waits for the canaries of every group", () => {
  const play = stablePlay();
  const pending = "D2 running: Deployment is running pending automatic promotion";
  const autoPromote = { AutoPromote: true };
  // The canary of api dies at 10 and comes back after 15 seconds: up at 26, healthy at 36.
  expectTimeline(
    play,
    `
    t  | deployment                                        | live                                                    | evaluations
    0  | ${pending}                                        | v0 api[0]+ api[1]+ web[0]+ web[1]+ v1 api[0]*~ web[0]*~ | job-register complete
    10 | ${pending}                                        | v0 api[0]+ api[1]+ web[0]+ web[1]+ v1 api[0]*~ web[0]*  |
    11 | ${pending}                                        | v0 api[0]+ api[1]+ web[0]+ web[1]+ v1 api[0]*~ web[0]*+ | deployment-watcher complete
    35 | ${pending}                                        | v0 api[0]+ api[1]+ web[0]+ web[1]+ v1 api[0]* web[0]*+  |
    36 | D2 running: Deployment is running                 | v1 api[0]+ api[1]~ web[0]+ web[1]~                      | deployment-watcher complete, deployment-watcher complete
    47 | D2 successful: Deployment completed successfully  | v1 api[0]+ api[1]+ web[0]+ web[1]+                      | deployment-watcher complete
    `,
    {
      0: () => play.register(twoGroups(1, autoPromote, autoPromote)),
      10: () => play.fail(play.newest(0, "api")),
    },
  );
});

test("spec 02 §17.6: with auto_promote in one group only there is a warning, and nobody promotes", () => {
  const play = stablePlay();
  const answer = play.register(twoGroups(1, { AutoPromote: true }));
  expect(answer.warnings).toBe(
    "1 warning:\n\n* auto_promote must be true for all groups to enable automatic promotion",
  );
  play.at(5000);
  expect(play.deployment()).toMatchObject({
    status: "running",
    statusDescription: "Deployment is running but requires manual promotion",
  });
});

test("spec 02 §17.6: a group without canaries does not hinder automatic promotion", () => {
  const play = stablePlay();
  play.register(twoGroups(1, { AutoPromote: true }, { Canary: 0 }));
  play.at(11);
  expect(play.state("web").promoted).toBe(true);
  play.at(60);
  expect(play.deployment().status).toBe("successful");
});
