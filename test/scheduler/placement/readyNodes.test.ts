import { expect, test } from "vitest";
import type { Node } from "../../../src/model/node.js";
import { readyNodes } from "../../../src/scheduler/placement/readyNodes.js";
import { jobOf, nodeOf, snapshotOf } from "./worldOf.js";

const drain = { deadlineMs: 0, ignoreSystemJobs: false, forceDeadline: undefined, startedAt: 0 };

test.each<[string, Partial<Node>, boolean]>([
  ["a ready node", {}, true],
  ["a node that is down", { status: "down" }, false],
  ["a node that is cut off", { status: "disconnected" }, false],
  ["an ineligible node", { eligible: false }, false],
  ["a draining node", { drain, eligible: false }, false],
  ["a node of another pool", { nodePool: "gpu" }, false],
  ["a node whose datacenter matches a pattern", { datacenter: "eu-west" }, true],
  ["a node whose datacenter matches none", { datacenter: "us-west" }, false],
  ["a datacenter in other letters", { datacenter: "DC1" }, false],
])("%s", (_, given, isReady) => {
  const state = snapshotOf({ nodes: [nodeOf("n", given)] });
  const ready = readyNodes(state, jobOf({ datacenters: ["dc1", "eu-*"] }));
  expect(ready.nodes.length).toBe(isReady ? 1 : 0);
});

test("nodes come by ascending ID, and only datacenters with a ready node are counted", () => {
  const state = snapshotOf({
    nodes: [
      nodeOf("c"),
      nodeOf("a", { datacenter: "dc2" }),
      nodeOf("b"),
      nodeOf("d", { datacenter: "dc3", eligible: false }),
    ],
  });
  const ready = readyNodes(state, jobOf());
  expect(ready.nodes.map((node) => node.id)).toEqual(["a", "b", "c"]);
  expect(ready.byDatacenter).toEqual({ dc1: 2, dc2: 1 });
});

test.each(["all", ""])("pool %j stands for every node", (nodePool) => {
  const state = snapshotOf({ nodes: [nodeOf("a"), nodeOf("b", { nodePool: "gpu" })] });
  expect(readyNodes(state, jobOf({ nodePool })).nodes.length).toBe(2);
});

test("a written node is seen in the next state", () => {
  const before = snapshotOf({ nodes: [nodeOf("a"), nodeOf("b")] });
  expect(readyNodes(before, jobOf()).nodes.length).toBe(2);
  const after = { ...before, nodes: before.nodes.with("b", nodeOf("b", { status: "down" }), true) };
  expect(readyNodes(after, jobOf()).nodes.length).toBe(1);
  expect(readyNodes(before, jobOf()).nodes.length).toBe(2);
});
