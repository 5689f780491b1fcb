import { describe, expect, test } from "vitest";
import type { Allocation } from "../../../../src/model/allocation.js";
import type { Job } from "../../../../src/model/job.js";
import type { Node } from "../../../../src/model/node.js";
import { distance } from "../../../../src/scheduler/placement/preemption/distance.js";
import { Placer } from "../placer.js";
import {
  allocationOf,
  fillerOf,
  groupOf,
  jobOf,
  network,
  nodeOf,
  port,
  reservedOfNode,
  resourcesOfNode,
  snapshotOf,
  taskOf,
  withStaticPort,
} from "../worldOf.js";

test.each([
  [400, 1024, 1024, 0.927551],
  [200, 8192, 1024, 3.151799],
  [500, 2048, 4096, 12 / 512],
])("an allocation of %i MB, %i MHz, %i MB disk is %d away", (memoryMb, cpu, diskMb, expected) => {
  const need = { memoryMb: 512, cpu: 2048, diskMb: 4096 };
  expect(distance(need, { memoryMb, cpu, diskMb, cores: [] })).toBeCloseTo(expected, 6);
});

test("a dimension that is needed no more does not count", () => {
  expect(distance({ memoryMb: 100, cpu: 0, diskMb: -5 }, { memoryMb: 50, cpu: 900, diskMb: 900, cores: [] })).toBe(0.5);
});

function asking(cpu: number, memoryMb: number, given: Partial<Job> = {}): Job {
  const tasks = [taskOf({ resources: { cpu, memoryMb } })];
  return jobOf({ priority: 100, taskGroups: [groupOf({ count: 2, tasks })], ...given });
}

function placerOn(node: Node, job: Job, ...allocations: readonly Allocation[]): Placer {
  return new Placer(snapshotOf({ nodes: [node], allocations }), job);
}

function victimsOf(placer: Placer): readonly string[] | undefined {
  return placer
    .select({ preempt: true })
    ?.victims.map((victim) => victim.id)
    .sort();
}

describe("CPU, memory and disk", () => {
  test("both are needed; the node scores full, the victims' priorities enter", () => {
    const node = nodeOf("n", { resources: resourcesOfNode(1000, 2048), reserved: reservedOfNode(50, 256) });
    const low = allocationOf("low", "n", fillerOf("a", 30, 500, 1024));
    const high = allocationOf("high", "n", fillerOf("b", 50, 350, 512));
    const placer = placerOn(node, asking(900, 1700), low, high);
    expect(placer.select()).toBeUndefined();
    expect(placer.metrics().dimensionExhausted).toEqual({ cpu: 1 });
    const selection = placer.select({ preempt: true });
    expect(selection?.victims.map((victim) => victim.id).sort()).toEqual(["high", "low"]);
    expect(placer.scores("binpack").n).toBe(1);
    expect(placer.scores("preemption").n).toBeCloseTo(0.9999310955, 9);
    expect(selection?.finalScore).toBeCloseTo(0.9999655477, 9);
    expect(placer.metrics().nodesExhausted).toBe(0);
  });

  const node = nodeOf("n", { resources: resourcesOfNode(2000, 4096) });
  const filler = (id: string, priority: number, cpu: number, memoryMb = 100) =>
    allocationOf(id, "n", fillerOf(id, priority, cpu, memoryMb));

  test.each<[string, number, readonly Allocation[], readonly string[] | undefined]>([
    ["the lowest priority goes first", 1000, [filler("a", 40, 1000), filler("b", 20, 1000)], ["b"]],
    ["too close a priority does not go", 1000, [filler("a", 91, 1000), filler("b", 95, 1000)], undefined],
    ["ten below is far enough", 1000, [filler("a", 90, 1000), filler("b", 95, 1000)], ["a"]],
    ["the nearest in size goes", 500, [filler("a", 20, 1500), filler("b", 20, 500)], ["b"]],
    ["what turns out not to be needed is spared", 500, [filler("a", 20, 300), filler("b", 30, 1700)], ["b"]],
  ])("%s", (_, cpu, allocations, expected) => {
    expect(victimsOf(placerOn(node, asking(cpu, 100), ...allocations))).toEqual(expected);
  });

  test("ties go to the older allocation, then to the lower ID", () => {
    const old = { ...filler("z", 20, 1000), createIndex: 5 };
    const young = { ...filler("a", 20, 1000), createIndex: 9 };
    expect(victimsOf(placerOn(node, asking(1000, 100), young, old))).toEqual(["z"]);
    expect(victimsOf(placerOn(node, asking(1000, 100), { ...young, createIndex: 5 }, old))).toEqual(["a"]);
  });

  test("the job's own allocations are never victims, nor are they taken off what is free", () => {
    const job = asking(1500, 100);
    const own = allocationOf("own", "n", job);
    expect(victimsOf(placerOn(node, job, own))).toBeUndefined();
    expect(victimsOf(placerOn(node, job, own, filler("small", 20, 100)))).toEqual(["small"]);
  });

  test("victims of the plan have left for the next placement", () => {
    const placer = placerOn(node, asking(1000, 100), filler("a", 20, 1000), filler("b", 20, 1000));
    const selection = placer.select({ preempt: true });
    const [victim] = selection?.victims ?? [];
    if (victim === undefined) throw new Error("somebody has to go");
    placer.put("n");
    placer.plan.preempt(victim, "placed-0");
    expect(victimsOf(placer)).toEqual(victim.id === "a" ? ["b"] : ["a"]);
  });
});

describe("static ports", () => {
  const wanting = (priority: number): Job =>
    jobOf({
      priority,
      taskGroups: [groupOf({ networks: [network({ reservedPorts: [port("p", { value: 8080 })] })] })],
    });
  const holder = withStaticPort(allocationOf("holder", "n", fillerOf("other", 50, 100, 100)), 8080);

  test("the holder goes if its priority is low enough", () => {
    expect(victimsOf(placerOn(nodeOf("n"), wanting(60), holder))).toEqual(["holder"]);
    const kept = placerOn(nodeOf("n"), wanting(59), holder);
    expect(victimsOf(kept)).toBeUndefined();
    expect(kept.metrics().dimensionExhausted).toEqual({ "network: reserved port collision p=8080": 1 });
  });

  test("a port that somebody got as a dynamic one, or that the node keeps, cannot be freed", () => {
    const [recorded] = holder.resources.shared.networks;
    if (recorded === undefined) throw new Error("the holder has a network");
    const dynamic = { ...recorded, reservedPorts: [], dynamicPorts: recorded.reservedPorts };
    const byChance: Allocation = {
      ...holder,
      resources: { ...holder.resources, shared: { ...holder.resources.shared, networks: [dynamic] } },
    };
    expect(victimsOf(placerOn(nodeOf("n"), wanting(90), byChance))).toBeUndefined();
    const keeping = nodeOf("n", { reserved: { ...nodeOf("n").reserved, hostPorts: "8080" } });
    expect(victimsOf(placerOn(keeping, wanting(90)))).toBeUndefined();
  });

  test("victims for ports and for memory add up, and the port's holder leaves its room", () => {
    const node = nodeOf("n", { resources: resourcesOfNode(4000, 400) });
    const fat = allocationOf("fat", "n", fillerOf("fat", 50, 100, 300));
    expect(victimsOf(placerOn(node, wanting(90), holder, fat))).toEqual(["fat", "holder"]);
  });
});

test("devices: the allocations of the lowest priorities leave their instances", () => {
  const instances = ["1", "2", "3"].map((id) => ({ id, healthy: true }));
  const node = nodeOf("n", { devices: [{ vendor: "v", type: "gpu", name: "x", attributes: {}, instances }] });
  const holding = (id: string, priority: number, deviceIds: readonly string[]): Allocation => {
    const allocation = allocationOf(id, "n", fillerOf(id, priority, 10, 10));
    const task = allocation.resources.tasks.web;
    if (task === undefined) throw new Error("the filler has a task named web");
    const devices = [{ vendor: "v", type: "gpu", name: "x", deviceIds }];
    return { ...allocation, resources: { ...allocation.resources, tasks: { web: { ...task, devices } } } };
  };
  const devices = [{ name: "gpu", count: 2, constraints: [], affinities: [] }];
  const job = jobOf({ priority: 100, taskGroups: [groupOf({ tasks: [taskOf({ resources: { devices } })] })] });
  const one = holding("one", 20, ["1"]);
  const two = holding("two", 30, ["2", "3"]);
  // Both were taken by priority; the one that holds more is enough.
  expect(victimsOf(placerOn(node, job, one, two))).toEqual(["two"]);
  expect(victimsOf(placerOn(node, job, one, holding("two", 95, ["2", "3"])))).toBeUndefined();
});
