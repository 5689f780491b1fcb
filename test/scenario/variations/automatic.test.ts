import { describe, expect, test } from "vitest";
import { group } from "../../builders/jobs.js";
import { RollOut, styles } from "./rollOut.js";

const done = "successful: Deployment completed successfully";

describe.each(styles)("automatic promotion, in style %s", (style) => {
  const auto = { canary: 1, maxParallel: 1, autoPromote: true };

  test("every group asks for it: promoted as soon as the last canary is healthy", async () => {
    const slow = { ...auto, minHealthyTimeMs: 30_000 };
    const groups = [group({ name: "cache", count: 2, update: auto }), group({ name: "web", count: 2, update: slow })];
    const rollOut = await RollOut.begin(groups, { style });
    rollOut.cluster.advance("16s");
    // 02 §7.4: cache is healthy at 10 s, web is not; all groups or none. Description: 02 §4.6.
    expect(await rollOut.status()).toEqual({
      deployment: "running: Deployment is running pending automatic promotion",
      summary: { cache: "0 0 3 0 0 0", web: "0 0 3 0 0 0" },
      deployed: { cache: "false 2 1 1 1 0", web: "false 2 1 1 0 0" },
      allocations: {
        "cache 0 run running": 2,
        "cache 1 run running": 1,
        "web 0 run running": 2,
        "web 1 run running": 1,
      },
    });
    rollOut.cluster.advance("14s");
    // At 30 s web is healthy: both are promoted at that instant, twins stop and the others are swapped (01 §17.2 row 3).
    expect(await rollOut.status()).toEqual({
      deployment: "running: Deployment is running",
      summary: { cache: "0 0 2 0 2 0", web: "0 0 2 0 2 0" },
      deployed: { cache: "true 2 1 2 1 0", web: "true 2 1 2 1 0" },
      allocations: {
        "cache 0 stop complete": 2,
        "cache 1 run running": 2,
        "web 0 stop complete": 2,
        "web 1 run running": 2,
      },
    });
    rollOut.cluster.advance("30s");
    const { deployment, deployed } = await rollOut.status();
    expect([deployment, deployed]).toEqual([done, { cache: "true 2 1 2 2 0", web: "true 2 1 2 2 0" }]);
  });

  test("one group does not ask for it: it waits for an operator, for ever", async () => {
    const groups = [
      group({ name: "cache", count: 2, update: auto }),
      group({ name: "web", count: 2, update: { ...auto, autoPromote: false } }),
    ];
    const rollOut = await RollOut.begin(groups, { style });
    rollOut.cluster.advance("1h");
    // 02 §7.4, last point; §7.5 step 2: with a healthy canary the progress deadline is no failure.
    const { deployment, deployed } = await rollOut.status();
    expect(deployment).toBe("running: Deployment is running but requires manual promotion");
    expect(deployed).toEqual({ cache: "false 2 1 1 1 0", web: "false 2 1 1 1 0" });
    await rollOut.accepted("nomad job promote -detach example");
    rollOut.cluster.advance("10s");
    expect((await rollOut.status()).deployment).toBe(done);
  });

  test("a group without canaries does not hinder, and rolls before", async () => {
    const groups = [
      group({ name: "cache", count: 2, update: { maxParallel: 1 } }),
      group({ name: "web", count: 2, update: auto }),
    ];
    const rollOut = await RollOut.begin(groups, { style });
    rollOut.cluster.advance("9s");
    // 02 §1 "has auto promote": groups that want no canaries do not count. cache begins to roll at once: one under way.
    const early = await rollOut.status();
    expect(early.deployment).toBe("running: Deployment is running pending automatic promotion");
    expect(early.summary).toEqual({ cache: "0 0 2 0 1 0", web: "0 0 3 0 0 0" });
    rollOut.cluster.advance("11s");
    // Healthy at 10 s in both groups; cache's second and web's second are healthy at 20 s.
    expect((await rollOut.status()).deployment).toBe(done);
  });
});
