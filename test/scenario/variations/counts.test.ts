import { describe, expect, test } from "vitest";
import { group } from "../../builders/jobs.js";
import { RollOut, styles } from "./rollOut.js";

const manual = "running: Deployment is running but requires manual promotion";
const rolling = "running: Deployment is running";
const done = "successful: Deployment completed successfully";

describe.each(styles)("other counts, in style %s", (style) => {
  test("counts 3 and 5: each group rolls one by one behind its canary", async () => {
    const update = { canary: 1, maxParallel: 1 };
    const groups = [group({ name: "cache", count: 3, update }), group({ name: "web", count: 5, update })];
    const rollOut = await RollOut.begin(groups, { style });
    rollOut.cluster.advance("16s");
    // 01 §17.1 row 1: one canary beside every old allocation; DesiredTotal is the count. 16 s > min_healthy_time: healthy.
    expect(await rollOut.status()).toEqual({
      deployment: manual,
      summary: { cache: "0 0 4 0 0 0", web: "0 0 6 0 0 0" },
      deployed: { cache: "false 3 1 1 1 0", web: "false 5 1 1 1 0" },
      allocations: {
        "cache 0 run running": 3,
        "cache 1 run running": 1,
        "web 0 run running": 5,
        "web 1 run running": 1,
      },
    });
    await rollOut.accepted("nomad job promote -detach example");
    rollOut.cluster.advance("5s");
    // Row 3: the canary's twin stops besides, one more is replaced (max_parallel 1): 3 = canary + new + old; 5 = canary + new
    // + 3 old. Placed 2; the new one is not healthy yet.
    expect(await rollOut.status()).toEqual({
      deployment: rolling,
      summary: { cache: "0 0 3 0 2 0", web: "0 0 5 0 2 0" },
      deployed: { cache: "true 3 1 2 1 0", web: "true 5 1 2 1 0" },
      allocations: {
        "cache 0 run running": 1,
        "cache 0 stop complete": 2,
        "cache 1 run running": 2,
        "web 0 run running": 3,
        "web 0 stop complete": 2,
        "web 1 run running": 2,
      },
    });
    rollOut.cluster.advance("20s");
    // Rows 4 and 5: one replacement every 10 s, at 0, 10, 20 and 30 s. At 25 s cache is done (healthy at 10 and 20 s), web
    // has its third one under way.
    expect(await rollOut.status()).toEqual({
      deployment: rolling,
      summary: { cache: "0 0 3 0 3 0", web: "0 0 5 0 4 0" },
      deployed: { cache: "true 3 1 3 3 0", web: "true 5 1 4 3 0" },
      allocations: {
        "cache 0 stop complete": 3,
        "cache 1 run running": 3,
        "web 0 run running": 1,
        "web 0 stop complete": 4,
        "web 1 run running": 4,
      },
    });
    rollOut.cluster.advance("15s");
    // At 40 s the last of web is healthy as well.
    const { deployment, deployed, summary } = await rollOut.status();
    expect({ deployment, deployed, summary }).toEqual({
      deployment: done,
      deployed: { cache: "true 3 1 3 3 0", web: "true 5 1 5 5 0" },
      summary: { cache: "0 0 3 0 3 0", web: "0 0 5 0 5 0" },
    });
  });

  test("max_parallel 2: the canary's twin leaves, two more are replaced at once", async () => {
    const groups = [group({ name: "web", count: 4, update: { canary: 1, maxParallel: 2 } })];
    const rollOut = await RollOut.begin(groups, { style });
    rollOut.cluster.advance("16s");
    await rollOut.accepted("nomad job promote -detach example");
    rollOut.cluster.advance("5s");
    // 01 §5 step 21: budget 2 − 0 without a verdict = 2. Stopped: o0 (twin), o1, o2; placed: canary, n1, n2.
    expect(await rollOut.status()).toEqual({
      deployment: rolling,
      summary: { web: "0 0 4 0 3 0" },
      deployed: { web: "true 4 1 3 1 0" },
      allocations: { "web 0 run running": 1, "web 0 stop complete": 3, "web 1 run running": 3 },
    });
    rollOut.cluster.advance("10s");
    // At 10 s both are healthy in one instant; o3 is the last: one replacement, though two would be allowed.
    const mid = await rollOut.status();
    expect([mid.summary, mid.deployed]).toEqual([{ web: "0 0 4 0 4 0" }, { web: "true 4 1 4 3 0" }]);
    rollOut.cluster.advance("10s");
    expect((await rollOut.status()).deployment).toBe(done);
  });

  test("canary 2 of count 3: two twins leave, the third is replaced in the same evaluation", async () => {
    const groups = [group({ name: "web", count: 3, update: { canary: 2, maxParallel: 1 } })];
    const rollOut = await RollOut.begin(groups, { style });
    rollOut.cluster.advance("16s");
    // 01 §5 step 19: canaries [0] and [1] beside three old ones.
    expect(await rollOut.status()).toEqual({
      deployment: manual,
      summary: { web: "0 0 5 0 0 0" },
      deployed: { web: "false 3 2 2 2 0" },
      allocations: { "web 0 run running": 3, "web 1 run running": 2 },
    });
    await rollOut.accepted("nomad job promote -detach example");
    rollOut.cluster.advance("5s");
    // §9: surplus 5 − 3 = 2, the twins o0 and o1; budget 1: o2 is swapped.
    expect(await rollOut.status()).toEqual({
      deployment: rolling,
      summary: { web: "0 0 3 0 3 0" },
      deployed: { web: "true 3 2 3 2 0" },
      allocations: { "web 0 stop complete": 3, "web 1 run running": 3 },
    });
    rollOut.cluster.advance("10s");
    const { deployment, deployed } = await rollOut.status();
    expect([deployment, deployed]).toEqual([done, { web: "true 3 2 3 3 0" }]);
  });

  test("canary 2 of count 2, blue and green: promotion ends it at once", async () => {
    const groups = [group({ name: "web", count: 2, update: { canary: 2, maxParallel: 1 } })];
    const rollOut = await RollOut.begin(groups, { style });
    rollOut.cluster.advance("16s");
    await rollOut.accepted("nomad job promote -detach example");
    // 01 §17.3 row 2: both old ones are surplus, nothing is left to replace: successful in the same plan.
    expect(await rollOut.status()).toEqual({
      deployment: done,
      summary: { web: "0 0 2 0 2 0" },
      deployed: { web: "true 2 2 2 2 0" },
      allocations: { "web 0 stop complete": 2, "web 1 run running": 2 },
    });
  });

  test("canary 5 of count 3: placed in two rounds, and promotion stops the two beyond the count", async () => {
    const groups = [group({ name: "web", count: 3, update: { canary: 5, maxParallel: 2 } })];
    const rollOut = await RollOut.begin(groups, { style });
    rollOut.cluster.advance("5s");
    // 01 §17.4 row 1: the cap of step 28 cuts the canaries to three.
    expect(await rollOut.status()).toEqual({
      deployment: manual,
      summary: { web: "0 0 6 0 0 0" },
      deployed: { web: "false 3 5 3 0 0" },
      allocations: { "web 0 run running": 3, "web 1 run running": 3 },
    });
    rollOut.cluster.advance("10s");
    // Row 2: at 10 s the three are healthy; the evaluation of that places the other two.
    const second = await rollOut.status();
    expect([second.summary, second.deployed]).toEqual([{ web: "0 0 8 0 0 0" }, { web: "false 3 5 5 3 0" }]);
    rollOut.cluster.advance("10s");
    await rollOut.accepted("nomad job promote -detach example");
    // Row 4: stop o0 to o2 by name, then c3 and c4 by highest index; healthy 5 ≥ max(3, 5): successful.
    expect(await rollOut.status()).toEqual({
      deployment: done,
      summary: { web: "0 0 3 0 5 0" },
      deployed: { web: "true 3 5 5 5 0" },
      allocations: { "web 0 stop complete": 3, "web 1 run running": 3, "web 1 stop complete": 2 },
    });
  });
});
