import { expect, test } from "vitest";
import type { Allocation } from "../../../src/model/allocation.js";
import type { Node } from "../../../src/model/node.js";
import type { Task } from "../../../src/model/task.js";
import { allocationsFit } from "../../../src/scheduler/placement/fit.js";
import { allocationOf, fillerOf, groupOf, jobOf, nodeOf, resourcesOfNode, taskOf, withStaticPort } from "./worldOf.js";

const small = fillerOf("small", 50, 1000, 1024);
const smallOne = allocationOf("a", "n", small);
const smallTwo = allocationOf("b", "n", small);

test.each<[string, Partial<Node>, readonly Allocation[], string | undefined]>([
  ["both fit exactly", { resources: resourcesOfNode(2000, 2048) }, [smallOne, smallTwo], undefined],
  ["CPU is short", { resources: resourcesOfNode(1999, 2048) }, [smallOne, smallTwo], "cpu"],
  ["memory is short", { resources: resourcesOfNode(2000, 2047) }, [smallOne, smallTwo], "memory"],
  ["disk is short", { resources: resourcesOfNode(2000, 2048, { diskMb: 199 }) }, [smallOne, smallTwo], "disk"],
  ["only the first dimension is named", { resources: resourcesOfNode(1, 1) }, [smallOne], "cpu"],
  [
    "what the node keeps for itself is not there",
    { resources: resourcesOfNode(2000, 2048), reserved: { cpu: 1, cores: [], memoryMb: 0, diskMb: 0, hostPorts: "" } },
    [smallOne, smallTwo],
    "cpu",
  ],
  [
    "finished allocations take nothing",
    { resources: resourcesOfNode(1000, 1024) },
    [smallOne, { ...smallTwo, clientStatus: "complete" }],
    undefined,
  ],
  [
    "an allocation that was told to stop takes its room",
    { resources: resourcesOfNode(1000, 1024) },
    [smallOne, { ...smallTwo, desiredStatus: "stop" }],
    "cpu",
  ],
  [
    "too many allocations",
    { resources: resourcesOfNode(9000, 9000, { maxAllocations: 1 }) },
    [smallOne, smallTwo],
    "max allocation exceeded",
  ],
])("%s", (_, given, allocations, dimension) => {
  const verdict = allocationsFit(nodeOf("n", given), allocations, { checkPorts: false });
  expect(verdict).toEqual(dimension === undefined ? { fits: true } : { fits: false, dimension });
});

test("memory_max does not count: two allocations of 1000 MB fit on 2048 MB, a third does not", () => {
  const job = jobOf({
    taskGroups: [groupOf({ tasks: [taskOf({ resources: { cpu: 1, memoryMb: 1000, memoryMaxMb: 4000 } })] })],
  });
  const node = nodeOf("n", { resources: resourcesOfNode(4000, 2048) });
  const three = ["a", "b", "c"].map((id) => allocationOf(id, "n", job));
  expect(allocationsFit(node, three.slice(0, 2), { checkPorts: true })).toEqual({ fits: true });
  expect(allocationsFit(node, three, { checkPorts: true })).toEqual({ fits: false, dimension: "memory" });
});

test("tasks of different phases count by the largest phase in each dimension", () => {
  const phase = (name: string, cpu: number, memoryMb: number, lifecycle?: Task["lifecycle"]) =>
    taskOf({ name, lifecycle, resources: { cpu, memoryMb } });
  const tasks = [
    phase("init", 1000, 64, { hook: "prestart", sidecar: false }),
    phase("proxy", 100, 50, { hook: "prestart", sidecar: true }),
    phase("main", 500, 256),
    phase("second", 300, 128),
    phase("clean", 200, 512, { hook: "poststop", sidecar: false }),
  ];
  const allocation = allocationOf("a", "n", jobOf({ taskGroups: [groupOf({ tasks })] }));
  const fitsIn = (cpu: number, memoryMb: number) =>
    allocationsFit(nodeOf("n", { resources: resourcesOfNode(cpu, memoryMb) }), [allocation], { checkPorts: false });
  expect(fitsIn(1100, 512)).toEqual({ fits: true });
  expect(fitsIn(1099, 512)).toEqual({ fits: false, dimension: "cpu" });
  expect(fitsIn(1100, 511)).toEqual({ fits: false, dimension: "memory" });
});

test("a port that two hold is only seen where ports are checked", () => {
  const both = [withStaticPort(smallOne, 8080), withStaticPort(smallTwo, 8080)];
  const node = nodeOf("n");
  expect(allocationsFit(node, both, { checkPorts: false })).toEqual({ fits: true });
  const verdict = allocationsFit(node, both, { checkPorts: true });
  expect(verdict.fits === false && verdict.dimension).toMatch(/^reserved alloc port collision/);
});

test("a device that two hold, and a core that two hold", () => {
  const holding = (id: string, share: Partial<Allocation["resources"]["tasks"][string]>): Allocation => {
    const allocation = allocationOf(id, "n", small);
    const task = allocation.resources.tasks.web;
    if (task === undefined) throw new Error("the filler has a task named web");
    return { ...allocation, resources: { ...allocation.resources, tasks: { web: { ...task, ...share } } } };
  };
  const devices = [{ vendor: "nvidia", type: "gpu", name: "x", deviceIds: ["1"] }];
  const node = nodeOf("n", { resources: resourcesOfNode(9000, 9000, { cores: [0, 1] }) });
  const withDevices = [holding("a", { devices }), holding("b", { devices })];
  expect(allocationsFit(node, withDevices, { checkPorts: true })).toEqual({
    fits: false,
    dimension: "device oversubscribed",
  });
  const withCores = [holding("a", { reservedCores: [1] }), holding("b", { reservedCores: [1] })];
  expect(allocationsFit(node, withCores, { checkPorts: false })).toEqual({ fits: false, dimension: "cores" });
});
