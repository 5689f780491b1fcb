import { describe, expect, test } from "vitest";
import { partsOf, rejection } from "../../src/cluster/planVerification.js";
import { writeAllocation } from "../../src/cluster/state/allocations.js";
import { Transaction } from "../../src/cluster/transaction.js";
import type { Allocation } from "../../src/model/allocation.js";
import type { Node } from "../../src/model/node.js";
import type { Plan, PlannedUpdate } from "../../src/model/plan.js";
import { noDisconnectBlock } from "../../src/model/taskGroup.js";
import type { World } from "../../src/model/world.js";
import { emptyWorld } from "../../src/model/world.js";
import { allocationOf, groupOf, jobOf, nodeOf, resourcesOfNode, taskOf } from "../scheduler/placement/worldOf.js";

const empty: Plan = {
  evaluationId: "e",
  priority: 50,
  allAtOnce: false,
  job: undefined,
  snapshotIndex: 1,
  stops: [],
  updates: [],
  placements: [],
  preemptions: [],
  deployment: undefined,
  deploymentUpdates: [],
  annotations: { desiredUpdates: {}, preemptedAllocations: [] },
};

/** Each allocation asks for 500 MHz and 256 MB. */
const app = jobOf({ taskGroups: [groupOf({ tasks: [taskOf()] })] });

function alloc(id: string, given: Partial<Allocation> = {}): Allocation {
  return { ...allocationOf(id, "n1", app), ...given };
}

function worldWith(node: Node | undefined, allocations: readonly Allocation[] = []): World {
  const tx = new Transaction(emptyWorld(0, 1));
  if (node !== undefined) tx.world.nodes = tx.world.nodes.with(node.id, node);
  for (const allocation of allocations) writeAllocation(tx, allocation);
  return tx.commit();
}

function verdict(world: World, plan: Partial<Plan>): string {
  return partsOf({ ...empty, ...plan })
    .map((part) => rejection(world, part) ?? "accepted")
    .join(", ");
}

function update(allocation: Allocation, kind: PlannedUpdate["kind"] = "in-place"): PlannedUpdate {
  return { kind, allocation };
}

const stop = (allocationId: string) => ({
  allocationId,
  nodeId: "n1",
  description: "",
  clientStatus: undefined,
  followupEvaluationId: undefined,
});

const room = (allocations: number) =>
  nodeOf("n1", { resources: resourcesOfNode(500 * allocations, 256 * allocations) });
const ready = room(2);

describe("spec 03 §5.1, row by row", () => {
  test("1: nothing is put on the node: accepted, even where there is no node", () => {
    expect(verdict(worldWith(undefined), { stops: [stop("a")] })).toBe("accepted");
    expect(verdict(worldWith({ ...ready, status: "down" }), { stops: [stop("a")] })).toBe("accepted");
  });

  test("2: unknown node", () => {
    expect(verdict(worldWith(undefined), { placements: [alloc("a")] })).toBe("node does not exist");
  });

  test("3: disconnected node: only allocations that become unknown", () => {
    const world = worldWith({ ...ready, status: "disconnected" }, [alloc("a"), alloc("b")]);
    const unknown = (id: string) => update(alloc(id, { clientStatus: "unknown" }), "disconnect");
    expect(verdict(world, { updates: [unknown("a"), unknown("b")] })).toBe("accepted");
    expect(verdict(world, { updates: [unknown("a"), update(alloc("b"))] })).toBe(
      "node is disconnected and contains invalid updates",
    );
  });

  test("4: node down: what is lost, and what is unknown without a replacement", () => {
    const world = worldWith({ ...ready, status: "down" }, [alloc("a")]);
    const keeps = jobOf({
      taskGroups: [groupOf({ tasks: [taskOf()], disconnect: { ...noDisconnectBlock, replace: false } })],
    });
    expect(verdict(world, { updates: [update(alloc("a", { clientStatus: "lost" }))] })).toBe("accepted");
    expect(verdict(world, { updates: [update(alloc("a", { clientStatus: "unknown", job: keeps }))] })).toBe("accepted");
    const invalid = "node is down and contains invalid updates";
    expect(verdict(world, { updates: [update(alloc("a", { clientStatus: "unknown" }))] })).toBe(invalid);
    expect(verdict(world, { placements: [alloc("new")] })).toBe(invalid);
  });

  test("5: a node that is not ready yet", () => {
    const world = worldWith({ ...ready, status: "initializing" }, [alloc("a")]);
    expect(verdict(world, { placements: [alloc("new")] })).toBe("node is not ready for placements");
    expect(verdict(world, { updates: [update(alloc("a"))] })).toBe("node is not ready for placements");
  });

  test("6: in-place updates of what runs there: no look at room or eligibility", () => {
    const full = worldWith({ ...room(1), eligible: false }, [alloc("a"), alloc("b")]);
    expect(verdict(full, { updates: [update(alloc("a")), update(alloc("b"))] })).toBe("accepted");
  });

  test("6 does not cover terminal allocations, nor those of another node", () => {
    const world = worldWith({ ...ready, eligible: false }, [
      alloc("failed", { clientStatus: "failed" }),
      alloc("elsewhere", { nodeId: "n2" }),
    ]);
    const failed = update(alloc("failed", { clientStatus: "failed" }), "reschedule-later");
    expect(verdict(world, { updates: [failed] })).toBe("node is not eligible");
    expect(verdict(world, { updates: [update(alloc("elsewhere"))] })).toBe("node is not eligible");
  });

  test("7: ineligible and draining nodes", () => {
    const drain = { deadlineMs: 0, ignoreSystemJobs: false, forceDeadline: undefined, startedAt: 0 };
    expect(verdict(worldWith({ ...ready, eligible: false }), { placements: [alloc("a")] })).toBe(
      "node is not eligible",
    );
    expect(verdict(worldWith({ ...ready, drain }), { placements: [alloc("a")] })).toBe("node is not eligible");
  });

  test("8: room for two", () => {
    const one = worldWith(ready, [alloc("a")]);
    expect(verdict(one, { placements: [alloc("b")] })).toBe("accepted");
    expect(verdict(one, { placements: [alloc("b"), alloc("c")] })).toBe("cpu");
    expect(verdict(one, { placements: [alloc("b"), alloc("c")], stops: [stop("a")] })).toBe("accepted");
    const preemptions = [{ allocationId: "a", nodeId: "n1", preemptedBy: "b" }];
    expect(verdict(one, { placements: [alloc("b"), alloc("c")], preemptions })).toBe("accepted");
    expect(verdict(one, { placements: [alloc("b")], updates: [update(alloc("a"))] })).toBe("accepted");
  });

  test("8: allocations told to stop no longer count, even while they run", () => {
    const world = worldWith(ready, [alloc("a", { desiredStatus: "stop", clientStatus: "running" }), alloc("b")]);
    expect(verdict(world, { placements: [alloc("c")] })).toBe("accepted");
  });

  test("8: an update of a failed allocation takes no room", () => {
    const failed = alloc("failed", { clientStatus: "failed" });
    const world = worldWith(ready, [failed, alloc("a"), alloc("b")]);
    expect(verdict(world, { updates: [update(failed, "reschedule-later")] })).toBe("accepted");
  });

  test("8: memory and disk", () => {
    const narrow = nodeOf("n1", { resources: resourcesOfNode(9000, 300) });
    expect(verdict(worldWith(narrow, [alloc("a")]), { placements: [alloc("b")] })).toBe("memory");
    const flat = nodeOf("n1", { resources: resourcesOfNode(9000, 9000, { diskMb: 1 }) });
    expect(verdict(worldWith(flat), { placements: [alloc("b")] })).toBe("disk");
  });
});

test("the parts of a plan, in the order in which it names the nodes", () => {
  const plan: Plan = {
    ...empty,
    stops: [{ ...stop("a"), nodeId: "n2" }],
    updates: [update(alloc("b"))],
    placements: [alloc("c", { nodeId: "n3" }), alloc("d", { nodeId: "n2" })],
    preemptions: [{ allocationId: "x", nodeId: "n9", preemptedBy: "c" }],
  };
  const parts = partsOf(plan);
  expect(parts.map((part) => part.nodeId)).toEqual(["n2", "n1", "n3"]);
  expect(parts[0]).toMatchObject({ stops: [{ allocationId: "a" }], placements: [{ id: "d" }] });
});
