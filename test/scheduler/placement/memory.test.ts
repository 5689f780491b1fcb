import fc from "fast-check";
import { expect, test } from "vitest";
import { createServiceStack } from "../../../src/scheduler/placement/serviceStack.js";
import type { PlanDraft } from "../../../src/scheduler/planDraft.js";
import { affinity, allocationOf, constraint, fillerOf, groupOf, jobOf, nodeOf, planOf, snapshotOf } from "./worldOf.js";

/** A stack remembers nodes, counts and verdicts from selection to selection; what it says must not depend on that. */

const nodes = ["a", "b", "c", "d", "e"].map((id, i) =>
  nodeOf(id, { datacenter: `dc${1 + (i % 2)}`, meta: { rack: `r${i % 3}` } }),
);
const rack = `\${meta.rack}`;
const spreads = [
  { attribute: `\${node.datacenter}`, weight: 60, targets: [{ value: "dc1", percent: 70 }] },
  { attribute: rack, weight: 40, targets: [] },
];
const likes = [affinity(rack, "r1", 50)];
const job = jobOf({
  affinities: likes,
  taskGroups: [
    groupOf({ count: 6, spreads }),
    groupOf({ name: "other", count: 3, constraints: [constraint(rack, "distinct_property", "3")] }),
  ],
});
// Some nodes have room, on the others somebody has to go.
const fillers = [fillerOf("small", 30, 900, 1000), fillerOf("large", 30, 3200, 1000)];
const existing = [
  ...nodes.map((node, i) => allocationOf(`own-${i}`, node.id, job, { taskGroup: i % 2 === 0 ? "web" : "other" })),
  ...nodes.map((node, i) => allocationOf(`filler-${i}`, node.id, fillers[i % 2] ?? job)),
];
const state = snapshotOf({ nodes, allocations: existing });

type Change =
  | { readonly kind: "place"; readonly node: number; readonly group: number }
  | { readonly kind: "stop" | "takeBack" | "update" | "preempt"; readonly allocation: number };

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    kind: fc.constant("place" as const),
    node: fc.nat({ max: nodes.length - 1 }),
    group: fc.nat({ max: 1 }),
  }),
  fc.record({
    kind: fc.constantFrom("stop" as const, "takeBack" as const, "update" as const, "preempt" as const),
    allocation: fc.nat({ max: existing.length - 1 }),
  }),
);

function apply(plan: PlanDraft, step: Change, number: number): void {
  if (step.kind === "place") {
    const taskGroup = step.group === 0 ? "web" : "other";
    plan.place(allocationOf(`new-${number}`, nodes[step.node]?.id ?? "", job, { taskGroup }));
    return;
  }
  const allocation = existing[step.allocation];
  if (allocation === undefined) return;
  if (step.kind === "stop") plan.stop(allocation, { description: "" });
  if (step.kind === "takeBack") plan.takeBackStop(allocation);
  if (step.kind === "update") plan.update("in-place", { ...allocation, desiredDescription: "updated" });
  if (step.kind === "preempt") plan.preempt(allocation, "new");
}

function stackFor(plan: PlanDraft) {
  const stack = createServiceStack(state, plan, { type: "service", scoresKept: 64 });
  stack.setJob(job);
  stack.setNodes(nodes);
  return stack;
}

test("after any changes of the plan a used stack finds and scores as a fresh one does", () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 25 }), fc.boolean(), (changes, preempt) => {
      const plan = planOf(job);
      const used = stackFor(plan);
      for (const [number, step] of changes.entries()) {
        apply(plan, step, number);
        for (const group of job.taskGroups) {
          used.setNodes(nodes);
          const options = { allocationName: "x", penaltyNodeIds: new Set<string>(), preempt };
          const fresh = stackFor(plan);
          // The sum of spread weights grows with each group that comes up: both stacks have to have met both.
          for (const met of job.taskGroups) {
            fresh.select(met, options);
            used.select(met, options);
          }
          fresh.setNodes(nodes);
          used.setNodes(nodes);
          const expected = fresh.select(group, options);
          used.select(group, { ...options, preempt: !preempt });
          used.setNodes(nodes);
          const actual = used.select(group, options);
          expect(actual?.node.id).toBe(expected?.node.id);
          expect(actual?.victims.map(({ id }) => id)).toEqual(expected?.victims.map(({ id }) => id));
          expect(used.metrics()).toEqual(fresh.metrics());
        }
      }
    }),
    { numRuns: 60 },
  );
});
