import { describe, expect, test } from "vitest";
import type { Constraint, Job } from "../../../../src/model/job.js";
import type { Node } from "../../../../src/model/node.js";
import type { NetworkAsk, TaskGroup } from "../../../../src/model/taskGroup.js";
import { Placer } from "../placer.js";
import {
  allocationOf,
  constraint,
  groupOf,
  hostVolume,
  jobOf,
  network,
  nodeOf,
  port,
  snapshotOf,
  taskOf,
} from "../worldOf.js";

/** Why the only node is filtered; undefined where it is not. */
function reasonOn(node: Node, group: TaskGroup, job: Partial<Job> = {}): string | undefined {
  const placer = new Placer(snapshotOf({ nodes: [node] }), jobOf({ taskGroups: [group], ...job }));
  placer.select();
  return Object.keys(placer.metrics().constraintFiltered)[0];
}

describe("drivers", () => {
  const health = (detected: boolean, healthy: boolean) => ({
    mock_driver: { detected, healthy, healthDescription: "", updateTime: 0 },
  });
  test.each<[string, Partial<Node>, boolean]>([
    ["detected and healthy", { drivers: health(true, true), attributes: {} }, true],
    ["not healthy, whatever the attribute says", { drivers: health(true, false) }, false],
    ["not detected", { drivers: health(false, true) }, false],
    ["attribute true", { attributes: { "driver.mock_driver": "True" } }, true],
    ["attribute false", { attributes: { "driver.mock_driver": "0" } }, false],
    ["attribute that is no boolean", { attributes: { "driver.mock_driver": "yes" } }, false],
    ["neither", { attributes: {} }, false],
  ])("%s", (_, given, present) => {
    expect(reasonOn(nodeOf("a", given), groupOf())).toBe(present ? undefined : "missing drivers");
  });
});

test("constraints of the job, the group and its tasks are checked in this order", () => {
  const never = (name: string): Constraint => constraint(name, "=", "never");
  const tasks = [taskOf({ constraints: [never("task")] })];
  const node = nodeOf("a");
  expect(reasonOn(node, groupOf({ constraints: [never("group")], tasks }), { constraints: [never("job")] })).toBe(
    "job = never",
  );
  expect(reasonOn(node, groupOf({ constraints: [never("group")], tasks }))).toBe("group = never");
  expect(reasonOn(node, groupOf({ tasks }))).toBe("task = never");
});

describe("networks", () => {
  const noNetworks: Partial<Node> = { networks: [] };
  test.each<[string, Partial<Node>, readonly NetworkAsk[], string | undefined]>([
    ["host network", {}, [network()], undefined],
    ["no mode means host", {}, [network({ mode: "" })], undefined],
    ["a group without a block needs a host network", noNetworks, [], "missing network"],
    ["mode none needs nothing", noNetworks, [network({ mode: "none" })], undefined],
    ["bridge is missing", {}, [network({ mode: "bridge" })], "missing network"],
    [
      "bridge on an old node",
      { attributes: { "driver.mock_driver": "1", "nomad.version": "0.11.8" } },
      [network({ mode: "bridge" })],
      undefined,
    ],
    ["a known host network", {}, [network({ dynamicPorts: [port("http")] })], undefined],
    [
      "an unknown host network",
      {},
      [network({ dynamicPorts: [port("http", { hostNetwork: "public" })] })],
      `missing host network "public" for port "http"`,
    ],
    [
      "a template that finds nothing",
      {},
      [network({ reservedPorts: [port("http", { value: 80, hostNetwork: `\${meta.net}` })] })],
      `invalid host network "\${meta.net}" template for port "http"`,
    ],
    [
      "a template that finds a host network",
      { meta: { net: "default" } },
      [network({ reservedPorts: [port("http", { value: 80, hostNetwork: `\${meta.net}` })] })],
      undefined,
    ],
    ["only the first block counts", {}, [network(), network({ mode: "bridge" })], undefined],
  ])("%s", (_, given, networks, reason) => {
    expect(reasonOn(nodeOf("a", given), groupOf({ networks }))).toBe(reason);
  });

  test("a group without a block is checked with the block of the last group that had one", () => {
    const bridged = groupOf({ name: "bridged", networks: [network({ mode: "bridge" })] });
    const job = jobOf({ taskGroups: [groupOf({ name: "plain" }), bridged, groupOf({ name: "after" })] });
    const placer = new Placer(snapshotOf({ nodes: [nodeOf("a")] }), job);
    expect(placer.select({}, placer.group("plain"))?.node.id).toBe("a");
    expect(placer.select({}, bridged)).toBeUndefined();
    expect(placer.select({}, placer.group("after"))).toBeUndefined();
    expect(placer.metrics().constraintFiltered).toEqual({ "missing network": 1 });
  });
});

test("secret providers have to be on the node", () => {
  const group = groupOf({ tasks: [taskOf({ secrets: [{ Provider: "vault" }] })] });
  const provided = { "driver.mock_driver": "1", "plugins.secrets.vault.version": "1.0" };
  expect(reasonOn(nodeOf("a", { attributes: provided }), group)).toBeUndefined();
  expect(reasonOn(nodeOf("a"), group)).toBe("missing secrets provider");
});

describe("volumes", () => {
  const volume = (name: string, readOnly = false) => ({ [name]: { name, path: "/data", readOnly, id: "" } });
  test.each<[string, Node["hostVolumes"], Parameters<typeof hostVolume>, boolean]>([
    ["present", volume("data"), ["data"], true],
    ["absent", volume("other"), ["data"], false],
    ["read-only for a writer", volume("data", true), ["data"], false],
    ["read-only for a reader", volume("data", true), ["data", { readOnly: true }], true],
    ["sticky on a static volume", volume("data"), ["data", { sticky: true }], false],
    ["one an allocation", volume("data[0]"), ["data", { perAlloc: true }], true],
    ["one an allocation, missing", volume("data"), ["data", { perAlloc: true }], false],
  ])("%s", (_, hostVolumes, request, present) => {
    const reason = reasonOn(nodeOf("a", { hostVolumes }), groupOf({ volumes: { data: hostVolume(...request) } }));
    expect(reason).toBe(present ? undefined : "missing compatible host volumes");
  });

  test("they are checked on each node, even where the class is known to be good", () => {
    const nodes = [
      nodeOf("a", { computedClass: "v1:same", hostVolumes: volume("data") }),
      nodeOf("b", { computedClass: "v1:same" }),
    ];
    const group = groupOf({ volumes: { data: hostVolume("data") } });
    const placer = new Placer(snapshotOf({ nodes }), jobOf({ taskGroups: [group] }));
    expect(placer.select()?.node.id).toBe("a");
    expect(placer.metrics().constraintFiltered).toEqual({ "missing compatible host volumes": 1 });
    expect(placer.stack.classVerdicts().eligibility).toEqual({ "v1:same": true });
  });

  test("no CSI volume exists, which is told to the blocked evaluation", () => {
    const volumes = {
      b: hostVolume("vol-b", { type: "csi" }),
      a: hostVolume("vol-a", { type: "csi", perAlloc: true }),
    };
    const placer = new Placer(snapshotOf({ nodes: [nodeOf("a")] }), jobOf({ taskGroups: [groupOf({ volumes })] }));
    placer.select();
    expect(placer.metrics().constraintFiltered).toEqual({ "missing CSI volume(s) vol-a[0], vol-b": 1 });
    expect(placer.stack.classVerdicts()).toMatchObject({
      escaped: true,
      missingNonNodeResources: ["csi-volume:default:vol-a[0]", "csi-volume:default:vol-b"],
    });
  });
});

describe("distinct_hosts", () => {
  const distinct = (value: string) => [constraint("", "distinct_hosts", value)];
  const groups = [groupOf(), groupOf({ name: "other" })];

  test.each([
    ["", "b"],
    ["true", "b"],
    ["maybe", "b"],
    ["false", "a"],
  ])("value %j with an allocation on a: %s", (value, expected) => {
    const job = jobOf({ constraints: distinct(value), taskGroups: groups });
    const nodes = [nodeOf("a"), nodeOf("b")];
    const allocations = [allocationOf("x", "a", job, { taskGroup: "other" })];
    // Without the rule the anti-affinity of groups does not see another group's allocation.
    const placer = new Placer(snapshotOf({ nodes, allocations }), job);
    expect(placer.select()?.node.id).toBe(expected);
    expect(placer.metrics().constraintFiltered).toEqual(expected === "b" ? { distinct_hosts: 1 } : {});
  });

  test("of a group: only its own allocations count, planned ones too", () => {
    const group = groupOf({ constraints: distinct("") });
    const job = jobOf({ taskGroups: [group, groupOf({ name: "other" })] });
    const placer = new Placer(snapshotOf({ nodes: [nodeOf("a")] }), job);
    placer.put("a", placer.group("other"));
    expect(placer.place()).toBe("a");
    expect(placer.place()).toBeUndefined();
  });
});

describe("distinct_property", () => {
  const rack = `\${meta.rack}`;
  const racks = [
    nodeOf("r1-a", { meta: { rack: "r1" } }),
    nodeOf("r1-b", { meta: { rack: "r1" } }),
    nodeOf("r2-a", { meta: { rack: "r2" } }),
    nodeOf("none"),
  ];
  const distinct = (allowed: string) => [constraint(rack, "distinct_property", allowed)];

  test("each value takes one; nodes without the property take none", () => {
    const placer = new Placer(snapshotOf({ nodes: racks }), jobOf({ constraints: distinct("") }));
    expect([placer.place(), placer.place(), placer.place()]).toEqual(["r1-a", "r2-a", undefined]);
    expect(placer.metrics().constraintFiltered).toEqual({
      [`distinct_property: ${rack}=r1 used by 1 allocs`]: 2,
      [`distinct_property: ${rack}=r2 used by 1 allocs`]: 1,
      [`missing property "${rack}"`]: 1,
    });
  });

  test("or as many as it says; what it says has to be a number", () => {
    const placer = new Placer(snapshotOf({ nodes: racks.slice(0, 2) }), jobOf({ constraints: distinct("2") }));
    expect([placer.place(), placer.place(), placer.place()]).toEqual(["r1-a", "r1-b", undefined]);
    const wrong = new Placer(snapshotOf({ nodes: racks.slice(0, 1) }), jobOf({ constraints: distinct("two") }));
    expect(wrong.place()).toBeUndefined();
    expect(Object.keys(wrong.metrics().constraintFiltered)[0]).toMatch(/^failed to convert RTarget "two" to uint64: /);
  });

  test("one is stopped and its rack was given away already: used once", () => {
    const job = jobOf({ constraints: distinct("") });
    const old = allocationOf("old", "r1-a", job);
    const placer = new Placer(snapshotOf({ nodes: racks.slice(0, 2), allocations: [old] }), job);
    expect(placer.select()).toBeUndefined();
    placer.plan.stop(old, { description: "" });
    expect(placer.place()).toBe("r1-a");
    expect(placer.place()).toBeUndefined();
  });

  test("an allocation updated in place counts twice", () => {
    const job = jobOf({ constraints: distinct("2") });
    const old = allocationOf("old", "r1-a", job);
    const placer = new Placer(snapshotOf({ nodes: racks.slice(0, 2), allocations: [old] }), job);
    expect(placer.select()?.node.id).toBe("r1-b");
    placer.plan.update("in-place", old);
    expect(placer.select()).toBeUndefined();
  });
});
