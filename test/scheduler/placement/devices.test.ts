import { describe, expect, test } from "vitest";
import type { NodeDevice } from "../../../src/model/node.js";
import type { DeviceAsk } from "../../../src/model/task.js";
import { deviceOperatorHolds } from "../../../src/scheduler/placement/feasibility/deviceValue.js";
import { Placer } from "./placer.js";
import { allocationOf, constraint, groupOf, jobOf, nodeOf, snapshotOf, taskOf } from "./worldOf.js";

describe("values with types and units", () => {
  test.each<[string | undefined, string, string | undefined, boolean]>([
    ["4 GiB", "=", "4096 MiB", true],
    ["8GB", ">", "8000 MB", false],
    ["8 GiB", ">", "8 GB", true],
    ["1.5 GHz", "=", "1500 MHz", true],
    ["100 MB/s", "<", "1 GB/s", true],
    ["4 GiB", "!=", "4 GHz", false],
    ["4", "=", "4.0", true],
    ["four", "!=", "4", false],
    ["true", "=", "true", true],
    ["abc", "<", "abd", true],
    [undefined, "!=", "4", true],
    [undefined, "!=", undefined, false],
    [undefined, "=", "4", false],
    ["x", "is_set", undefined, true],
    ["1.4.0", "version", ">= 1.2", true],
    ["1080ti", "regexp", "^[0-9]+ti$", true],
    ["a,b", "set_contains_any", "b,c", true],
  ])("%j %s %j is %s", (left, operand, right, expected) => {
    expect(deviceOperatorHolds(operand, left, right)).toBe(expected);
  });
});

const gpu = (name: string, ids: readonly string[], given: Partial<NodeDevice> = {}): NodeDevice => ({
  vendor: "nvidia",
  type: "gpu",
  name,
  attributes: { memory: "4 GiB" },
  instances: ids.map((id) => ({ id, healthy: true })),
  ...given,
});

const ask = (name: string, given: Partial<DeviceAsk> = {}): DeviceAsk => ({
  name,
  count: 1,
  constraints: [],
  affinities: [],
  ...given,
});

function placerFor(devices: readonly NodeDevice[], ...asks: readonly DeviceAsk[]): Placer {
  const job = jobOf({ taskGroups: [groupOf({ count: 9, tasks: [taskOf({ resources: { devices: asks } })] })] });
  return new Placer(snapshotOf({ nodes: [nodeOf("a", { devices })] }), job);
}

describe("requests", () => {
  test.each<[string, DeviceAsk, boolean]>([
    ["by type", ask("gpu"), true],
    ["by vendor and type", ask("nvidia/gpu"), true],
    ["by full name", ask("nvidia/gpu/1080ti"), true],
    ["of another vendor", ask("amd/gpu"), false],
    ["for too many", ask("gpu", { count: 3 }), false],
    [
      "whose constraint holds",
      ask("gpu", { constraints: [constraint(`\${device.attr.memory}`, ">=", "4096 MiB")] }),
      true,
    ],
    ["whose constraint fails", ask("gpu", { constraints: [constraint(`\${device.model}`, "=", "K80")] }), false],
  ])("%s", (_, wanted, present) => {
    const placer = placerFor([gpu("1080ti", ["1", "2"])], wanted);
    expect(placer.select()?.node.id).toBe(present ? "a" : undefined);
    expect(placer.metrics().constraintFiltered).toEqual(present ? {} : { "missing devices": 1 });
  });

  test("sick instances do not count, and requests share what there is", () => {
    const sick = gpu("1080ti", [], {
      instances: [
        { id: "1", healthy: true },
        { id: "2", healthy: false },
      ],
    });
    expect(placerFor([sick], ask("gpu")).select()?.node.id).toBe("a");
    expect(placerFor([sick], ask("gpu"), ask("nvidia/gpu")).select()).toBeUndefined();
  });

  test("none asked for is refused when it is to be given", () => {
    const placer = placerFor([gpu("1080ti", ["1"])], ask("gpu", { count: 0 }));
    expect(placer.select()).toBeUndefined();
    expect(placer.metrics().dimensionExhausted).toEqual({ "devices: invalid request of zero devices": 1 });
  });
});

test("the group with the best affinity is taken and scores; the lowest free instances are given", () => {
  const likes = [{ ...constraint(`\${device.model}`, "=", "K80"), weight: 50 }];
  const placer = placerFor([gpu("1080ti", ["1"]), gpu("K80", ["8", "7"])], ask("gpu", { affinities: likes }));
  const selection = placer.select();
  expect(selection?.resources.tasks.web?.devices).toEqual([
    { vendor: "nvidia", type: "gpu", name: "K80", deviceIds: ["7"] },
  ]);
  expect(placer.scores("devices").a).toBe(1);
  expect(selection?.finalScore).toBeCloseTo((0.177519 + 1) / 2, 6);
});

test("instances that others hold are not given again", () => {
  const placer = placerFor([gpu("1080ti", ["1"])], ask("gpu"));
  const selection = placer.select();
  if (selection === undefined) throw new Error("there is a free instance");
  placer.plan.place(allocationOf("x", "a", jobOf(), { resources: selection.resources }));
  expect(placer.select()).toBeUndefined();
  expect(placer.metrics().dimensionExhausted).toEqual({ "devices: no devices available": 1 });
});
