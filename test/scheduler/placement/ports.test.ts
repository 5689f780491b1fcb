import { describe, expect, test } from "vitest";
import type { Node } from "../../../src/model/node.js";
import type { NetworkAsk } from "../../../src/model/taskGroup.js";
import { portList } from "../../../src/scheduler/placement/portsInUse.js";
import type { Selection } from "../../../src/scheduler/placement/stack.js";
import { Placer } from "./placer.js";
import {
  allocationOf,
  fillerOf,
  groupOf,
  jobOf,
  network,
  nodeOf,
  port,
  resourcesOfNode,
  snapshotOf,
  withStaticPort,
} from "./worldOf.js";

const filler = fillerOf("filler", 50, 1, 1);
const holder = (id: string, value: number, hostIp?: string) =>
  withStaticPort(allocationOf(id, "a", filler), value, hostIp);

function placerFor(
  ask: NetworkAsk,
  node: Partial<Node> = {},
  allocations: readonly ReturnType<typeof holder>[] = [],
): Placer {
  const job = jobOf({ taskGroups: [groupOf({ count: 9, networks: [ask] })] });
  return new Placer(snapshotOf({ nodes: [nodeOf("a", node)], allocations }), job);
}

function given(selection: Selection | undefined): readonly string[] | undefined {
  return selection?.resources.shared.ports.map(({ label, value, to, hostIp }) => `${label}=${value}:${to}@${hostIp}`);
}

const address = (ip: string, alias = "default") => ({
  mode: "host",
  device: "eth0",
  alias,
  address: ip,
  reservedPorts: "",
});
const twoAddresses: Partial<Node> = { hostNetworks: [address("10.0.0.1"), address("10.0.0.2")] };

describe("static ports", () => {
  const wanted = network({ reservedPorts: [port("static", { value: 7000, to: -1 })] });

  test("are given on the first address where they are free", () => {
    expect(given(placerFor(wanted, twoAddresses).select())).toEqual(["static=7000:7000@10.0.0.1"]);
    expect(given(placerFor(wanted, twoAddresses, [holder("x", 7000)]).select())).toEqual(["static=7000:7000@10.0.0.2"]);
  });

  test.each<[string, NetworkAsk, Partial<Node>, readonly [number, string][], string]>([
    [
      "taken on both addresses",
      wanted,
      twoAddresses,
      [
        [7000, "10.0.0.1"],
        [7000, "10.0.0.2"],
      ],
      "network: reserved port collision static=7000",
    ],
    [
      "kept by the node",
      wanted,
      { reserved: { ...nodeOf("a").reserved, hostPorts: "22,6999-7001" } },
      [],
      "network: reserved port collision static=7000",
    ],
    [
      "out of range",
      network({ reservedPorts: [port("static", { value: 70_000 })] }),
      {},
      [],
      "network: invalid port 70000 (out of range)",
    ],
    [
      "two others collide",
      wanted,
      {},
      [
        [80, "10.0.0.1"],
        [80, "10.0.0.1"],
      ],
      "network: port collision",
    ],
    [
      "the node's list cannot be read",
      wanted,
      { reserved: { ...nodeOf("a").reserved, hostPorts: "22-x" } },
      [],
      "network: invalid node",
    ],
  ])("%s", (_, ask, node, held, dimension) => {
    const placer = placerFor(
      ask,
      node,
      held.map(([value, ip], i) => holder(`${i}`, value, ip)),
    );
    expect(placer.select()).toBeUndefined();
    expect(placer.metrics().dimensionExhausted).toEqual({ [dimension]: 1 });
  });

  test("a port that may collide is given all the same", () => {
    const ask = network({ reservedPorts: [port("static", { value: 7000, ignoreCollision: true })] });
    expect(given(placerFor(ask, {}, [holder("x", 7000)]).select())).toEqual(["static=7000:0@10.0.0.1"]);
  });

  test("collisions exhaust a node also for a group without ports", () => {
    const allocations = [holder("x", 80), holder("y", 80)];
    const placer = new Placer(snapshotOf({ nodes: [nodeOf("a")], allocations }), jobOf());
    expect(placer.select()).toBeUndefined();
    expect(placer.metrics().dimensionExhausted).toEqual({ "network: port collision": 1 });
  });
});

describe("dynamic ports", () => {
  const range = (first: number, last: number): Partial<Node> => ({
    resources: resourcesOfNode(4000, 8192, { minDynamicPort: first, maxDynamicPort: last }),
  });
  const two = network({ dynamicPorts: [port("http", { to: 80 }), port("rpc", { to: -1 })] });

  test("come from the range, are all different, and are the same for the same evaluation and name", () => {
    const first = placerFor(two).select()?.resources.shared.ports ?? [];
    expect(first.map(({ label }) => label)).toEqual(["http", "rpc"]);
    for (const { value } of first) {
      expect(value).toBeGreaterThanOrEqual(20_000);
      expect(value).toBeLessThanOrEqual(32_000);
    }
    expect(first[0]?.value).not.toBe(first[1]?.value);
    expect([first[0]?.to, first[1]?.to]).toEqual([80, first[1]?.value]);
    expect(placerFor(two).select()?.resources.shared.ports).toEqual(first);
    expect(placerFor(two).select({ allocationName: "job.web[7]" })?.resources.shared.ports).not.toEqual(first);
  });

  test("the last port of the range is found by the exact search", () => {
    const ports = placerFor(two, range(20_000, 20_001)).select()?.resources.shared.ports ?? [];
    expect(ports.map(({ value }) => value).sort()).toEqual([20_000, 20_001]);
  });

  test("a range of one does not serve two, nor what others took", () => {
    const tooFew = placerFor(two, range(20_000, 20_000));
    expect(tooFew.select()).toBeUndefined();
    expect(tooFew.metrics().dimensionExhausted).toEqual({ "network: dynamic port selection failed": 1 });
    expect(placerFor(two, range(20_000, 20_001), [holder("x", 20_001)]).select()).toBeUndefined();
  });

  test("static ports of the same block are left alone", () => {
    const ask = network({ reservedPorts: [port("s", { value: 20_000 })], dynamicPorts: [port("d")] });
    expect(given(placerFor(ask, range(20_000, 20_001)).select())?.[1]).toMatch(/^d=20001:/);
    expect(placerFor(ask, range(20_000, 20_000)).select()).toBeUndefined();
  });

  test("the network is recorded with the ports filled in and the node's address", () => {
    const [recorded] = placerFor(two).select()?.resources.shared.networks ?? [];
    expect(recorded).toMatchObject({ mode: "host", ip: "10.0.0.1", reservedPorts: [] });
    expect(recorded?.dynamicPorts.map(({ label }) => label)).toEqual(["http", "rpc"]);
    expect(recorded?.dynamicPorts[0]?.value).toBeGreaterThanOrEqual(20_000);
  });
});

test("the lowest free cores are pinned, with their share of the compute", () => {
  const node = nodeOf("a", { resources: resourcesOfNode(4000, 8192, { cores: [0, 1, 2, 3] }) });
  const placer = placerWithCores({ ...node, reserved: { ...node.reserved, cores: [0] } }, 2);
  const first = placer.select();
  expect(first?.resources.tasks.web).toMatchObject({ reservedCores: [1, 2], cpuShares: 2000 });
  if (first === undefined) return;
  placer.plan.place(allocationOf("x", "a", jobOf(), { resources: first.resources }));
  expect(placer.select()).toBeUndefined();
  expect(placer.metrics().dimensionExhausted).toEqual({ cores: 1 });
});

function placerWithCores(node: Node, cores: number): Placer {
  const [task] = groupOf().tasks;
  if (task === undefined) throw new Error("a group has a task");
  const tasks = [{ ...task, resources: { ...task.resources, cpu: 0, cores } }];
  return new Placer(snapshotOf({ nodes: [node] }), jobOf({ taskGroups: [groupOf({ count: 2, tasks })] }));
}

test.each<[string, readonly number[] | undefined]>([
  ["", []],
  ["22", [22]],
  ["22, 80-82", [22, 80, 81, 82]],
  ["82-80", undefined],
  ["99999", undefined],
  ["ssh", undefined],
])("the list %j reads as %j", (text, ports) => {
  expect(portList(text)).toEqual(ports);
});
