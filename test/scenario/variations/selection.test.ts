import { describe, expect, test } from "vitest";
import type { GroupSpec } from "../../builders/jobs.js";
import { group } from "../../builders/jobs.js";
import { RollOut, styles } from "./rollOut.js";

const manual = "running: Deployment is running but requires manual promotion";
const done = "successful: Deployment completed successfully";

function groupsCalled(...names: readonly string[]): readonly GroupSpec[] {
  return names.map((name) => group({ name, count: 2, update: { canary: 1, maxParallel: 1 } }));
}

async function healthyCanaries(style: (typeof styles)[number], ...names: readonly string[]): Promise<RollOut> {
  const rollOut = await RollOut.begin(groupsCalled(...names), { style });
  rollOut.cluster.advance("16s");
  return rollOut;
}

/** 01 §17.2 row 1: two old allocations and the canary, which is healthy after 10 s. */
const waiting = { summary: "0 0 3 0 0 0", deployed: "false 2 1 1 1 0" };
/** Row 3: stop the twin, swap the other; the new one is not healthy yet. */
const swapped = { summary: "0 0 2 0 2 0", deployed: "true 2 1 2 1 0" };
/** Row 4: the new one is healthy after 10 s. */
const rolled = { summary: "0 0 2 0 2 0", deployed: "true 2 1 2 2 0" };

describe.each(styles)("which groups are promoted, in style %s", (style) => {
  test("web instead of cache: the page about one group, mirrored", async () => {
    const rollOut = await healthyCanaries(style, "cache", "web");
    await rollOut.accepted("nomad job promote -group=web -detach example");
    rollOut.cluster.advance("10s");
    // 01 §17.5 rows 2 and 3: web rolls, cache keeps waiting, the description stays as it was.
    expect(await rollOut.status()).toEqual({
      deployment: manual,
      summary: { cache: waiting.summary, web: rolled.summary },
      deployed: { cache: waiting.deployed, web: rolled.deployed },
      allocations: {
        "cache 0 run running": 2,
        "cache 1 run running": 1,
        "web 0 stop complete": 2,
        "web 1 run running": 2,
      },
    });
    await rollOut.accepted("nomad job promote -group=cache -detach example");
    rollOut.cluster.advance("10s");
    // Row 4a: with the last group promoted and healthy the deployment is successful.
    const { deployment, deployed } = await rollOut.status();
    expect([deployment, deployed]).toEqual([done, { cache: rolled.deployed, web: rolled.deployed }]);
  });

  test("-group twice is both groups, and nothing but what no -group is", async () => {
    const named = await healthyCanaries(style, "cache", "web");
    await named.accepted("nomad job promote -group=web -group cache -detach example");
    const all = await healthyCanaries(style, "cache", "web");
    await all.accepted("nomad job promote -detach example");
    // 02 §8.5 step 2: the selected groups are both; row 3 of 01 §17.2 in each.
    const page = await named.status();
    expect(page.summary).toEqual({ cache: swapped.summary, web: swapped.summary });
    expect(page.deployed).toEqual({ cache: swapped.deployed, web: swapped.deployed });
    expect(page.deployment).toBe("running: Deployment is running");
    expect(await all.status()).toEqual(page);
  });

  test("three groups: the two that are not named keep waiting", async () => {
    const rollOut = await healthyCanaries(style, "cache", "web", "edge");
    await rollOut.accepted("nomad job promote -group=edge -detach example");
    rollOut.cluster.advance("60s");
    // 01 §17.5: unpromoted groups hold the deployment back for ever; edge is done after 10 s.
    expect(await rollOut.status()).toEqual({
      deployment: manual,
      summary: { cache: waiting.summary, edge: rolled.summary, web: waiting.summary },
      deployed: { cache: waiting.deployed, edge: rolled.deployed, web: waiting.deployed },
      allocations: {
        "cache 0 run running": 2,
        "cache 1 run running": 1,
        "edge 0 stop complete": 2,
        "edge 1 run running": 2,
        "web 0 run running": 2,
        "web 1 run running": 1,
      },
    });
  });

  test("an unknown group is no error: an evaluation, and nothing is promoted", async () => {
    const rollOut = await healthyCanaries(style, "cache", "web");
    const before = await rollOut.status();
    const evaluations = rollOut.cluster.simulator.world.evaluations.size;
    await rollOut.accepted("nomad job promote -group=nobody -detach example");
    // 02 §8.5 "No errors for: unknown group names"; step 7: the evaluation is created all the same. It has nothing to do.
    expect(rollOut.cluster.simulator.world.evaluations.size).toBe(evaluations + 1);
    expect(await rollOut.status()).toEqual(before);
    expect(before.deployed).toEqual({ cache: waiting.deployed, web: waiting.deployed });
  });

  test("-detach does not wait, and says only what its time said", async () => {
    const rollOut = await healthyCanaries(style, "cache", "web");
    const now = rollOut.cluster.simulator.now;
    const output = await rollOut.accepted("nomad job promote -detach example");
    expect(rollOut.cluster.simulator.now).toBe(now);
    // 06 §7.2, row -detach: nothing in 2017; today the evaluation's full ID.
    const today = /^Evaluation ID: [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\n$/;
    expect(output).toMatch(style === "docs-2017" ? /^$/ : today);
  });

  test("several clients change nothing but the node column", async () => {
    const rollOut = await RollOut.begin(groupsCalled("cache", "web"), { style, nodes: 3 });
    rollOut.cluster.advance("16s");
    await rollOut.accepted("nomad job promote -detach example");
    rollOut.cluster.advance("10s");
    expect(await rollOut.status()).toEqual({
      deployment: done,
      summary: { cache: rolled.summary, web: rolled.summary },
      deployed: { cache: rolled.deployed, web: rolled.deployed },
      allocations: {
        "cache 0 stop complete": 2,
        "cache 1 run running": 2,
        "web 0 stop complete": 2,
        "web 1 run running": 2,
      },
    });
  });
});
