import { describe, expect, test } from "vitest";
import type { Job } from "../../../../src/model/job.js";
import { binpackScore } from "../../../../src/scheduler/placement/score/binpack.js";
import { preemptionScore } from "../../../../src/scheduler/placement/score/preemption.js";
import { Placer } from "../placer.js";
import { affinity, allocationOf, fillerOf, groupOf, jobOf, nodeOf, snapshotOf } from "../worldOf.js";

describe("bin-pack and spread of spec 03 §17.1", () => {
  test.each([
    [500, 256, 4000, 8192, 0.177519, 0.822481],
    [1000, 512, 4000, 8192, 0.317608, 0.682392],
    [1500, 1280, 4000, 8192, 0.489152, 0.510848],
    [2500, 4352, 4000, 8192, 0.815883, 0.184117],
    [500, 256, 13_900, 7936, 0.08393, 0.91607],
    [1000, 512, 13_900, 7936, 0.161504, 0.838496],
    [1024, 1024, 3072, 3072, 0.595379, 0.404621],
    [4000, 8192, 4000, 8192, 1, 0],
    [500, 256, 3600, 7680, 0.193105, 0.806895],
    [0, 0, 2048, 4096, 0, 1],
    [1024, 2048, 2048, 4096, 13.675445 / 18, 4.324555 / 18],
  ])("%i MHz and %i MB of %i and %i: %d or %d", (cpu, memoryMb, availableCpu, availableMemoryMb, packed, spread) => {
    const capacity = { cpu: availableCpu, memoryMb: availableMemoryMb, diskMb: 0 };
    expect(binpackScore("binpack", capacity, cpu, memoryMb)).toBeCloseTo(packed, 6);
    expect(binpackScore("spread", capacity, cpu, memoryMb)).toBeCloseTo(spread, 6);
  });

  test("over-full with victims", () => {
    const capacity = { cpu: 4000, memoryMb: 8192, diskMb: 0 };
    expect(binpackScore("binpack", capacity, 4500, 1280)).toBeCloseTo(0.681767, 6);
  });
});

describe("anti-affinity of spec 03 §17.2: own allocations on node X, by the group's count", () => {
  test.each([
    [0, 0.177519, 0.177519, 0.177519],
    [1, -0.174529, 0.058804, 0.148804],
    [2, -0.285427, 0.064573, 0.199573],
    [3, -0.407256, 0.059411, 0.239411],
    [4, -0.537491, 0.045842, 0.270842],
  ])("%i there: %d, %d, %d", (there, ...expected) => {
    const scores = [3, 10, 100].map((count) => {
      const placer = new Placer(snapshotOf({ nodes: [nodeOf("x")] }), jobOf({ taskGroups: [groupOf({ count })] }));
      for (let i = 0; i < there; i++) placer.put("x");
      return placer.select()?.finalScore ?? Number.NaN;
    });
    scores.forEach((score, i) => {
      expect(score).toBeCloseTo(expected[i] ?? Number.NaN, 6);
    });
  });

  test("allocations of another group and of another job do not count; those in other namespaces do", () => {
    const job = jobOf({ taskGroups: [groupOf({ count: 4 }), groupOf({ name: "other" })] });
    const allocations = [
      allocationOf("a", "x", jobOf({ namespace: "elsewhere" })),
      allocationOf("b", "x", job, { taskGroup: "other" }),
      allocationOf("c", "x", fillerOf("filler", 50, 1, 1)),
      allocationOf("d", "x", job),
    ];
    const placer = new Placer(snapshotOf({ nodes: [nodeOf("x")], allocations }), job);
    placer.select();
    expect(placer.scores("job-anti-affinity").x).toBeCloseTo(-0.75, 9);
  });

  test("what this plan stops does not count", () => {
    const job = jobOf({ taskGroups: [groupOf({ count: 4 })] });
    const own = allocationOf("a", "x", job);
    const placer = new Placer(snapshotOf({ nodes: [nodeOf("x")], allocations: [own] }), job);
    placer.plan.stop(own, { description: "" });
    placer.select();
    expect(placer.scores("job-anti-affinity").x).toBe(0);
  });
});

describe("penalty and affinity of spec 03 §17.3", () => {
  const likes = [affinity(`\${meta.a}`, "1", 100), affinity(`\${meta.b}`, "1", -50)];
  const liking: Job = jobOf({ affinities: likes });

  test("a penalty node", () => {
    const placer = new Placer(snapshotOf({ nodes: [nodeOf("x")] }), jobOf());
    expect(placer.select({ penaltyNodeIds: new Set(["x"]) })?.finalScore).toBeCloseTo(-0.411241, 6);
    expect(placer.scores("node-reschedule-penalty").x).toBe(-1);
  });

  test.each([
    ["both", { a: "1", b: "1" }, 0.333333, 0.255426],
    ["only the first", { a: "1" }, 0.666667, 0.422093],
    ["only the second", { b: "1" }, -0.333333, -0.077907],
    ["none: zero is averaged in", {}, 0, 0.088759],
  ])("affinities 100 and -50: %s", (_, meta, value, final) => {
    const placer = new Placer(snapshotOf({ nodes: [nodeOf("x", { meta })] }), liking);
    expect(placer.select()?.finalScore).toBeCloseTo(final, 6);
    expect(placer.scores("node-affinity").x).toBeCloseTo(value, 6);
  });

  test("all together: one own allocation of five, affinity, and a target of a spread", () => {
    const targets = [
      { value: "dc1", percent: 60 },
      { value: "dc2", percent: 40 },
    ];
    const job = jobOf({
      affinities: likes,
      taskGroups: [groupOf({ count: 5, spreads: [{ attribute: `\${node.datacenter}`, weight: 50, targets }] })],
    });
    const nodes = [nodeOf("x", { meta: { a: "1" } })];
    const placer = new Placer(snapshotOf({ nodes }), job);
    placer.put("x");
    expect(placer.select()?.finalScore).toBeCloseTo(0.229402, 6);
    expect(placer.scores("allocation-spread").x).toBeCloseTo(0.333333, 6);
  });
});

test("best scores come first, equal ones as they were met", () => {
  const nodes = ["a", "b", "c"].map((id) => nodeOf(id, { meta: { a: id === "b" ? "1" : "0" } }));
  const job = jobOf({ affinities: [affinity(`\${meta.a}`, "1", 100)] });
  const placer = new Placer(
    snapshotOf({ nodes }),
    job,
    [nodes[2], nodes[0], nodes[1]].filter((node) => node !== undefined),
  );
  placer.select();
  expect(placer.metrics().scoreMetadata.map(({ nodeId }) => nodeId)).toEqual(["b", "c", "a"]);
});

test.each([
  [[30], 0.9999375823],
  [[30, 50], 0.9999310955],
  [[20, 20, 40], 0.9999341984],
])("victims of priorities %j score %d", (priorities, expected) => {
  const victims = priorities.map((priority, i) => allocationOf(`${i}`, "n", jobOf({ priority })));
  expect(preemptionScore(victims)).toBeCloseTo(expected, 9);
});
