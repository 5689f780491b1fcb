import { describe, expect, test } from "vitest";
import type { Allocation } from "../../../../src/model/allocation.js";
import type { Job, Spread } from "../../../../src/model/job.js";
import type { Node } from "../../../../src/model/node.js";
import { Placer } from "../placer.js";
import { allocationOf, groupOf, jobOf, nodeOf, snapshotOf } from "../worldOf.js";

const byDatacenter = `\${node.datacenter}`;
const byRack = `\${meta.rack}`;

function spread(attribute: string, weight: number, targets: Readonly<Record<string, number>> = {}): Spread {
  return { attribute, weight, targets: Object.entries(targets).map(([value, percent]) => ({ value, percent })) };
}

function jobWith(count: number, ...spreads: readonly Spread[]): Job {
  return jobOf({ taskGroups: [groupOf({ count, spreads })] });
}

/** One node a datacenter, named for it, with so many existing allocations of the job. */
function placerWith(job: Job, existing: Readonly<Record<string, number>>): Placer {
  const nodes = Object.keys(existing).map((datacenter) => nodeOf(datacenter, { datacenter }));
  const allocations = Object.entries(existing).flatMap(([datacenter, count]) => onNode(job, datacenter, count));
  return new Placer(snapshotOf({ nodes, allocations }), job, nodes);
}

function onNode(job: Job, nodeId: string, count: number): readonly Allocation[] {
  return Array.from({ length: count }, (_, i) => allocationOf(`${nodeId}-${i}`, nodeId, job));
}

function boosts(placer: Placer): Record<string, number> {
  placer.select();
  const scores = placer.scores("allocation-spread");
  return Object.fromEntries(Object.entries(scores).map(([nodeId, value]) => [nodeId, value ?? 0]));
}

function expectBoosts(placer: Placer, expected: Readonly<Record<string, number>>): void {
  const actual = boosts(placer);
  expect(Object.keys(actual).sort()).toEqual(Object.keys(expected).sort());
  for (const [nodeId, value] of Object.entries(expected)) expect(actual[nodeId]).toBeCloseTo(value, 6);
}

describe("with targets, spec 03 §17.4", () => {
  test("70 to 30 of ten: boosts before each allocation, the best datacenter taken", () => {
    const placer = placerWith(jobWith(10, spread(byDatacenter, 100, { dc1: 70, dc2: 30 })), { dc1: 0, dc2: 0 });
    const trace: readonly [number, number, string][] = [
      [0.857143, 0.666667, "dc1"],
      [0.714286, 0.666667, "dc1"],
      [0.571429, 0.666667, "dc2"],
      [0.571429, 0.333333, "dc1"],
      [0.428571, 0.333333, "dc1"],
      [0.285714, 0.333333, "dc2"],
      [0.285714, 0, "dc1"],
      [0.142857, 0, "dc1"],
      [0, 0, "dc1"],
      [-0.142857, 0, "dc2"],
    ];
    for (const [dc1, dc2, taken] of trace) {
      expectBoosts(placer, { dc1, dc2 });
      placer.put(taken);
    }
  });

  test("first final scores on empty nodes", () => {
    const placer = placerWith(jobWith(10, spread(byDatacenter, 100, { dc1: 70, dc2: 30 })), { dc1: 0, dc2: 0 });
    placer.select();
    expect(placer.finalScores().dc1).toBeCloseTo(0.517331, 6);
    expect(placer.finalScores().dc2).toBeCloseTo(0.422093, 6);
  });

  test("what targets leave over goes to all others together", () => {
    expectBoosts(placerWith(jobWith(10, spread(byDatacenter, 100, { dc1: 80 })), { dc1: 2, dc2: 0 }), {
      dc1: 0.625,
      dc2: 0.5,
    });
    const other = placerWith(jobWith(6, spread(byDatacenter, 100, { dc1: 50 })), { dc1: 0, dc2: 2, dc3: 0 });
    expectBoosts(other, { dc1: 0.666667, dc2: 0, dc3: 0 });
  });

  test("two attributes", () => {
    const nodes: readonly Node[] = [
      nodeOf("dc1-r1", { meta: { rack: "r1" } }),
      nodeOf("dc1-r2", { meta: { rack: "r2" } }),
      nodeOf("dc2-r1", { datacenter: "dc2", meta: { rack: "r1" } }),
    ];
    const job = jobWith(10, spread(byDatacenter, 100, { dc1: 60, dc2: 40 }), spread(byRack, 50, { r1: 40, r2: 60 }));
    const allocations = [...onNode(job, "dc1-r1", 1), ...onNode(job, "dc1-r2", 1)];
    const placer = new Placer(snapshotOf({ nodes, allocations }), job);
    expectBoosts(placer, { "dc1-r1": 0.5, "dc1-r2": 0.555556, "dc2-r1": 0.666667 });
  });

  test("nothing wanted: the lowest boost so far, first -1", () => {
    const job = jobWith(8, spread(byDatacenter, 100, { dc1: 99, dc2: 1, "*": 0 }));
    expectBoosts(placerWith(job, { dc1: 0, dc2: 0, dc3: 0 }), { dc1: 0.873737, dc2: -11.5, dc3: -11.5 });
    expectBoosts(placerWith(job, { dc3: 0, dc1: 0 }), { dc1: 0.873737, dc3: -1 });
  });

  test("a value that no target names, and a node without the attribute", () => {
    const job = jobWith(10, spread(byRack, 50, { r1: 100 }));
    const nodes = [
      nodeOf("named", { meta: { rack: "r1" } }),
      nodeOf("other", { meta: { rack: "r9" } }),
      nodeOf("none"),
    ];
    expectBoosts(new Placer(snapshotOf({ nodes }), job), { named: 0.9, none: -1, other: -1 });
  });

  test("weights add up over the groups as they come up: one job block, two groups", () => {
    const group = groupOf({ count: 5 });
    const job = jobOf({
      spreads: [spread(byDatacenter, 50, { dc1: 100 })],
      taskGroups: [group, { ...group, name: "second" }],
    });
    const placer = placerWith(job, { dc1: 0 });
    expectBoosts(placer, { dc1: 0.8 });
    placer.select({}, placer.group("second"));
    expect(placer.scores("allocation-spread").dc1).toBeCloseTo(0.4, 6);
    expectBoosts(placer, { dc1: 0.4 });
  });

  test("blocks on one attribute: the last one counts, once for each of them", () => {
    const job = jobWith(10, spread(byDatacenter, 50, { dc1: 50 }), spread(byDatacenter, 50, { dc1: 100 }));
    expectBoosts(placerWith(job, { dc1: 0 }), { dc1: 0.9 });
  });

  test("planned allocations and planned stops count", () => {
    const job = jobWith(4, spread(byDatacenter, 100, { dc1: 50, dc2: 50 }));
    const placer = placerWith(job, { dc1: 1, dc2: 0 });
    placer.put("dc2");
    expectBoosts(placer, { dc1: 0, dc2: 0 });
    placer.plan.stop(allocationOf("dc1-0", "dc1", job), { description: "" });
    expectBoosts(placer, { dc1: 0.5, dc2: 0 });
  });
});

describe("even spread, spec 03 §17.5", () => {
  test.each<[Readonly<Record<string, number>>, number, number, number]>([
    [{}, 0, 0, 0],
    [{ dc1: 2 }, -1, 1, 1],
    [{ dc1: 2, dc2: 3 }, 0.5, -0.5, 1],
    [{ dc1: 3, dc2: 3 }, -1, -1, 1],
    [{ dc1: 1, dc2: 4 }, 3, -3, 1],
    [{ dc1: 2, dc2: 5, dc3: 3 }, 1.5, -1.5, -0.5],
  ])("%j: %d, %d, %d", (existing, dc1, dc2, dc3) => {
    const job = jobWith(10, spread(byDatacenter, 100));
    expectBoosts(placerWith(job, { dc1: 0, dc2: 0, dc3: 0, ...existing }), { dc1, dc2, dc3 });
  });

  test("a value whose allocations are all being stopped draws the next one, unless there is no other", () => {
    const job = jobWith(3, spread(byDatacenter, 100));
    const placer = placerWith(job, { dc1: 1, dc2: 2 });
    placer.plan.stop(allocationOf("dc1-0", "dc1", job), { description: "" });
    expectBoosts(placer, { dc1: 1, dc2: -1 });
    const alone = placerWith(job, { dc1: 1 });
    alone.plan.stop(allocationOf("dc1-0", "dc1", job), { description: "" });
    expectBoosts(alone, { dc1: -1 });
  });

  test("finished allocations and those told to stop are not used", () => {
    const job = jobWith(3, spread(byDatacenter, 100));
    const nodes = [nodeOf("dc1"), nodeOf("dc2", { datacenter: "dc2" })];
    const allocations = [
      allocationOf("a", "dc1", job, { clientStatus: "failed" }),
      allocationOf("b", "dc1", job, { desiredStatus: "stop" }),
      allocationOf("c", "dc2", job),
    ];
    expectBoosts(new Placer(snapshotOf({ nodes, allocations }), job), { dc1: 1, dc2: -1 });
  });
});
