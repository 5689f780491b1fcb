import { describe, expect, test } from "vitest";
import { group } from "../../builders/jobs.js";
import { RollOut, styles } from "./rollOut.js";

const update = { canary: 1, maxParallel: 1 };
const groups = [group({ name: "cache", count: 2, update }), group({ name: "web", count: 3, update })];

describe.each(styles)("the seed, in style %s", (style) => {
  test("changes IDs, order and nodes, and nothing that a table counts", async () => {
    const pages = [];
    const deployments = new Set<string>();
    for (const seed of [1, 2, 3, 42, 1_000_003]) {
      const rollOut = await RollOut.begin(groups, { style, seed, nodes: 2 });
      rollOut.cluster.advance("16s");
      const before = await rollOut.status();
      await rollOut.accepted("nomad job promote -group=cache -detach example");
      rollOut.cluster.advance("10s");
      pages.push([before, await rollOut.status()]);
      deployments.add(rollOut.deploymentId());
    }
    expect(deployments.size).toBe(5);
    // Worked out as in 01 §17.5: cache has count 2 and is promoted and done, web has count 3 and waits.
    const expected = [
      {
        deployment: "running: Deployment is running but requires manual promotion",
        summary: { cache: "0 0 3 0 0 0", web: "0 0 4 0 0 0" },
        deployed: { cache: "false 2 1 1 1 0", web: "false 3 1 1 1 0" },
        allocations: {
          "cache 0 run running": 2,
          "cache 1 run running": 1,
          "web 0 run running": 3,
          "web 1 run running": 1,
        },
      },
      {
        deployment: "running: Deployment is running but requires manual promotion",
        summary: { cache: "0 0 2 0 2 0", web: "0 0 4 0 0 0" },
        deployed: { cache: "true 2 1 2 2 0", web: "false 3 1 1 1 0" },
        allocations: {
          "cache 0 stop complete": 2,
          "cache 1 run running": 2,
          "web 0 run running": 3,
          "web 1 run running": 1,
        },
      },
    ];
    for (const page of pages) expect(page).toEqual(expected);
  });

  test("stays the same, and every letter of the output does", async () => {
    const outputs = [];
    for (const _ of [1, 2]) {
      const rollOut = await RollOut.begin(groups, { style, seed: 7 });
      rollOut.cluster.advance("16s");
      outputs.push(
        (await rollOut.run("nomad job promote example")).output + (await rollOut.run("nomad status example")).output,
      );
    }
    expect(outputs[0]).toContain("Monitoring evaluation");
    expect(outputs[1]).toBe(outputs[0]);
  });
});
