import { describe, expect, test } from "vitest";
import { candidateLimit } from "../../../src/scheduler/placement/limit.js";
import { Placer } from "./placer.js";
import {
  affinity,
  allocationOf,
  constraint,
  fillerOf,
  groupOf,
  jobOf,
  nodeOf,
  resourcesOfNode,
  snapshotOf,
  taskOf,
} from "./worldOf.js";

const counting = (count: number) => jobOf({ taskGroups: [groupOf({ count })] });
const nodesOf = (...ids: readonly string[]) => ids.map((id) => nodeOf(id));

describe("golden traces of cursor, limit and aside-list", () => {
  test("four equal nodes, six allocations", () => {
    const placer = new Placer(snapshotOf({ nodes: nodesOf("n0", "n1", "n2", "n3") }), counting(6));
    const trace = Array.from({ length: 6 }, () => [placer.place(), placer.metrics().nodesEvaluated]);
    expect(trace).toEqual([
      ["n0", 2],
      ["n2", 2],
      ["n1", 4],
      ["n3", 4],
      ["n3", 4],
      ["n0", 4],
    ]);
  });

  test("the scores of its sixth selection", () => {
    const placer = new Placer(snapshotOf({ nodes: nodesOf("n0", "n1", "n2", "n3") }), counting(6));
    for (let i = 0; i < 5; i++) placer.place();
    placer.select();
    expect(placer.finalScores().n3).toBeCloseTo(-0.035427, 6);
    expect(placer.finalScores().n0).toBeCloseTo(-0.007863, 6);
  });

  test("three nodes: the second option of the third selection comes from aside", () => {
    const placer = new Placer(snapshotOf({ nodes: nodesOf("n0", "n1", "n2") }), counting(3));
    const trace = Array.from({ length: 3 }, () => [placer.place(), placer.metrics().nodesEvaluated]);
    expect(trace).toEqual([
      ["n0", 2],
      ["n2", 3],
      ["n1", 3],
    ]);
  });

  test("two nodes take turns", () => {
    const placer = new Placer(snapshotOf({ nodes: nodesOf("a", "b") }), counting(4));
    expect(Array.from({ length: 4 }, () => placer.place())).toEqual(["a", "b", "a", "b"]);
  });
});

describe("how many candidates are compared", () => {
  test.each([
    [1, 2],
    [4, 2],
    [5, 3],
    [8, 3],
    [9, 4],
    [16, 4],
    [17, 5],
    [32, 5],
    [50, 6],
    [100, 7],
    [1000, 10],
  ])("%i ready nodes: %i for a service job", (nodes, limit) => {
    expect(candidateLimit("service", nodes)).toBe(limit);
    expect(candidateLimit("batch", nodes)).toBe(2);
  });

  const many = Array.from({ length: 20 }, (_, i) => nodeOf(`n${i + 10}`, { meta: { rack: "r" } }));
  const spreads = [{ attribute: `\${meta.rack}`, weight: 50, targets: [] }];

  test("a spread raises it to the configured number, exactly", () => {
    const job = jobOf({ taskGroups: [groupOf({ count: 1, spreads })] });
    const placer = new Placer(snapshotOf({ nodes: many, configuration: { nodeLimitForFeasibilityChecks: 5 } }), job);
    placer.select();
    expect(placer.metrics().nodesEvaluated).toBe(5);
  });

  test("or to the group's count, if that is more; an affinity of a task does as well, and stays in force", () => {
    const tasks = [taskOf({ affinities: [affinity(`\${meta.rack}`, "r", 50)] })];
    const job = jobOf({ taskGroups: [groupOf({ count: 12, tasks }), groupOf({ name: "plain" })] });
    const placer = new Placer(snapshotOf({ nodes: many, configuration: { nodeLimitForFeasibilityChecks: 5 } }), job);
    placer.select();
    expect(placer.metrics().nodesEvaluated).toBe(12);
    placer.select({}, placer.group("plain"));
    expect(placer.metrics().nodesEvaluated).toBe(12);
    placer.stack.setNodes(many);
    placer.select({}, placer.group("plain"));
    expect(placer.metrics().nodesEvaluated).toBe(5);
  });

  test("metrics begin anew with each selection", () => {
    const placer = new Placer(snapshotOf({ nodes: nodesOf("a", "b", "c", "d") }), counting(2));
    placer.place();
    expect(placer.metrics().nodesEvaluated).toBe(2);
    placer.place();
    expect(placer.metrics().nodesEvaluated).toBe(2);
  });
});

describe("the preferred node", () => {
  const full = fillerOf("full", 50, 4000, 8192);

  test("is taken before better ones", () => {
    const nodes = nodesOf("a", "b", "c");
    const placer = new Placer(snapshotOf({ nodes }), jobOf());
    expect(placer.select({ preferredNode: nodes[2] })?.node.id).toBe("c");
    expect(placer.metrics().nodesEvaluated).toBe(1);
  });

  test("gives way to others where it has no room, and the cursor starts over", () => {
    const nodes = nodesOf("a", "b", "c");
    const placer = new Placer(snapshotOf({ nodes, allocations: [allocationOf("x", "c", full)] }), counting(3));
    placer.place();
    expect(placer.select({ preferredNode: nodes[2] })?.node.id).toBe("b");
    expect(placer.metrics().nodesEvaluated).toBe(3);
  });
});

describe("why nothing is found", () => {
  test("exhausted nodes by their first dimension and class", () => {
    const nodes = [
      nodeOf("a", { nodeClass: "small", resources: resourcesOfNode(100, 8192) }),
      nodeOf("b", { nodeClass: "small", resources: resourcesOfNode(4000, 100) }),
      nodeOf("c", { resources: resourcesOfNode(4000, 8192, { diskMb: 10 }) }),
    ];
    const placer = new Placer(snapshotOf({ nodes }), jobOf());
    expect(placer.select()).toBeUndefined();
    expect(placer.metrics()).toMatchObject({
      nodesEvaluated: 3,
      nodesFiltered: 0,
      nodesExhausted: 3,
      dimensionExhausted: { cpu: 1, memory: 1, disk: 1 },
      classExhausted: { small: 2 },
      resourcesExhausted: { web: { cpu: 500, memoryMb: 256 } },
      scoreMetadata: [],
    });
  });

  test("a running allocation that an earlier plan told to stop still keeps others out", () => {
    const node = nodeOf("a", {
      resources: resourcesOfNode(2000, 8192),
      reserved: { ...nodeOf("a").reserved, cpu: 1000 },
    });
    const big = fillerOf("big", 50, 1000, 100);
    const job = jobOf({ taskGroups: [groupOf({ tasks: [taskOf({ resources: { cpu: 1000 } })] })] });
    const told = allocationOf("x", "a", big, { desiredStatus: "stop" });
    expect(new Placer(snapshotOf({ nodes: [node], allocations: [told] }), job).select()).toBeUndefined();
    const done = { ...told, clientStatus: "complete" as const };
    expect(new Placer(snapshotOf({ nodes: [node], allocations: [done] }), job).select()?.node.id).toBe("a");
  });

  test("a stop of this plan makes room", () => {
    const full = fillerOf("full", 50, 4000, 8192);
    const occupant = allocationOf("x", "a", full);
    const placer = new Placer(snapshotOf({ nodes: nodesOf("a"), allocations: [occupant] }), jobOf());
    expect(placer.select()).toBeUndefined();
    placer.plan.stop(occupant, { description: "" });
    expect(placer.select()?.node.id).toBe("a");
    placer.plan.takeBackStop(occupant);
    expect(placer.select()).toBeUndefined();
  });

  test("a node may have a greatest number of allocations", () => {
    const node = nodeOf("a", { resources: resourcesOfNode(4000, 8192, { maxAllocations: 1 }) });
    const placer = new Placer(snapshotOf({ nodes: [node] }), counting(2));
    expect(placer.place()).toBe("a");
    expect(placer.select()).toBeUndefined();
    expect(placer.metrics().dimensionExhausted).toEqual({ "max allocation exceeded": 1 });
  });
});

describe("computed classes", () => {
  const rack = `\${meta.rack}`;
  const impossible = [constraint(rack, "=", "none")];
  const alike = (...ids: readonly string[]) =>
    ids.map((id) => nodeOf(id, { computedClass: "v1:same", nodeClass: "c" }));

  test("the first node of a class decides for the class", () => {
    const job = jobOf({ constraints: impossible });
    const placer = new Placer(snapshotOf({ nodes: alike("a", "b", "c") }), job);
    expect(placer.select()).toBeUndefined();
    expect(placer.metrics()).toMatchObject({
      nodesFiltered: 3,
      classFiltered: { c: 3 },
      constraintFiltered: { [`${rack} = none`]: 1, "computed class ineligible": 2 },
    });
    expect(placer.stack.classVerdicts()).toMatchObject({ escaped: false, eligibility: { "v1:same": false } });
  });

  test("an unhealthy driver on the first node rules the class out, a healthy one lets it in", () => {
    const driver = (healthy: boolean) => ({
      mock_driver: { detected: true, healthy, healthDescription: "", updateTime: 0 },
    });
    const [a, b] = alike("a", "b");
    if (a === undefined || b === undefined) throw new Error("two nodes");
    const sick = { ...a, drivers: driver(false) };
    const well = { ...b, drivers: driver(true) };
    const sickFirst = new Placer(snapshotOf({ nodes: [sick, well] }), jobOf(), [sick, well]);
    expect(sickFirst.select()).toBeUndefined();
    expect(sickFirst.metrics().constraintFiltered).toEqual({ "missing drivers": 1, "computed class ineligible": 1 });
    const wellFirst = new Placer(snapshotOf({ nodes: [sick, well] }), counting(2), [well, sick]);
    expect([wellFirst.place(), wellFirst.place()]).toEqual(["b", "a"]);
  });

  test("a class that fits no more is eligible; a constraint on unique values leaves the classes", () => {
    const nodes = [nodeOf("a", { resources: resourcesOfNode(1, 1) }), nodeOf("b", { attributes: {} })];
    const placer = new Placer(snapshotOf({ nodes }), jobOf());
    expect(placer.select()).toBeUndefined();
    expect(placer.stack.classVerdicts().eligibility).toEqual({ "v1:a": true, "v1:b": false });
    const unique = jobOf({
      taskGroups: [groupOf({ constraints: [constraint(`\${attr.unique.hostname}`, "!=", "x")] })],
    });
    const escaping = new Placer(snapshotOf({ nodes }), unique);
    escaping.select();
    expect(escaping.stack.classVerdicts()).toMatchObject({ escaped: true, eligibility: undefined });
  });

  test("feasible for one group is eligible, but not against the job's own constraints", () => {
    const taskGroups = [
      groupOf({ name: "good", tasks: [taskOf({ resources: { cpu: 9000 } })] }),
      groupOf({ name: "bad", constraints: impossible }),
    ];
    const nodes = [nodeOf("a"), nodeOf("b", { datacenter: "dc2" })];
    const job = jobOf({ taskGroups, constraints: [constraint(`\${node.datacenter}`, "=", "dc1")] });
    const placer = new Placer(snapshotOf({ nodes }), job);
    placer.select({}, placer.group("bad"));
    expect(placer.stack.classVerdicts().eligibility).toEqual({ "v1:a": false, "v1:b": false });
    placer.select({}, placer.group("good"));
    expect(placer.stack.classVerdicts().eligibility).toEqual({ "v1:a": true, "v1:b": false });
  });
});
