import { describe, expect, test } from "vitest";
import type { Job } from "../../../src/model/job.js";
import type { Node } from "../../../src/model/node.js";
import type { Snapshot } from "../../../src/model/snapshot.js";
import type { Stack } from "../../../src/scheduler/placement/stack.js";
import { createSystemStack } from "../../../src/scheduler/placement/systemStack.js";
import {
  allocationOf,
  constraint,
  fillerOf,
  groupOf,
  jobOf,
  nodeOf,
  planOf,
  resourcesOfNode,
  snapshotOf,
  taskOf,
} from "./worldOf.js";

function systemJob(cpu: number, given: Partial<Job> = {}): Job {
  return jobOf({
    type: "system",
    priority: 100,
    taskGroups: [groupOf({ tasks: [taskOf({ resources: { cpu } })] })],
    ...given,
  });
}

function stackOn(state: Snapshot, job: Job, node: Node): Stack {
  const stack = createSystemStack(state, planOf(job), { type: "system" });
  stack.setJob(job);
  stack.setNodes([node]);
  return stack;
}

const options = { allocationName: "job.web[0]", penaltyNodeIds: new Set<string>(), preempt: true };

describe("one given node", () => {
  test("is taken with its bin-pack score alone", () => {
    const node = nodeOf("a");
    const job = systemJob(500, { affinities: [{ ...constraint(`\${node.class}`, "=", "x"), weight: 50 }] });
    const stack = stackOn(snapshotOf({ nodes: [node] }), job, node);
    expect(stack.select(groupOf(job.taskGroups[0]), options)?.finalScore).toBeCloseTo(0.177519, 6);
    expect(stack.metrics().scoreMetadata.map(({ scores }) => Object.keys(scores))).toEqual([["binpack"]]);
  });

  test("distinct_hosts does not count", () => {
    const node = nodeOf("a");
    const job = systemJob(500, { constraints: [constraint("", "distinct_hosts", "")] });
    const state = snapshotOf({ nodes: [node], allocations: [allocationOf("x", "a", job)] });
    expect(stackOn(state, job, node).select(groupOf(), options)?.node.id).toBe("a");
  });

  test("lower priorities are pushed off at once, where the configuration allows it and the caller asks for it", () => {
    const node = nodeOf("a", { resources: resourcesOfNode(14_000, 8192) });
    const job = systemJob(1000);
    const allocations = [allocationOf("victim", "a", fillerOf("other", 50, 13_500, 100))];
    const group = groupOf({ tasks: [taskOf({ resources: { cpu: 1000 } })] });
    const state = snapshotOf({ nodes: [node], allocations });
    const selection = stackOn(state, job, node).select(group, options);
    expect(selection?.victims.map((victim) => victim.id)).toEqual(["victim"]);
    expect(stackOn(state, job, node).select(group, { ...options, preempt: false })).toBeUndefined();
    const off = { system: false, sysbatch: false, batch: false, service: false };
    const forbidden = stackOn(
      snapshotOf({ nodes: [node], allocations, configuration: { preemption: off } }),
      job,
      node,
    );
    expect(forbidden.select(group, options)).toBeUndefined();
    expect(forbidden.metrics().dimensionExhausted).toEqual({ cpu: 1 });
  });
});

test("verdicts on classes are forgotten before each selection", () => {
  const [bad, good] = [
    nodeOf("a", { computedClass: "v1:same", attributes: {} }),
    nodeOf("b", { computedClass: "v1:same" }),
  ];
  const job = systemJob(500);
  const stack = stackOn(snapshotOf({ nodes: [bad, good] }), job, bad);
  expect(stack.select(groupOf(), options)).toBeUndefined();
  expect(stack.classVerdicts().eligibility).toEqual({ "v1:same": false });
  stack.setNodes([good]);
  expect(stack.select(groupOf(), options)?.node.id).toBe("b");
  expect(stack.classVerdicts().eligibility).toEqual({ "v1:same": true });
});

test("only the job's own constraints make the classes useless for blocked evaluations", () => {
  const unique = [constraint(`\${attr.unique.hostname}`, "!=", "x")];
  const node = nodeOf("a", { resources: resourcesOfNode(1, 1) });
  const byGroup = systemJob(500, { taskGroups: [groupOf({ constraints: unique })] });
  const groupStack = stackOn(snapshotOf({ nodes: [node] }), byGroup, node);
  groupStack.select(groupOf({ constraints: unique }), options);
  expect(groupStack.classVerdicts()).toMatchObject({ escaped: false, eligibility: { "v1:a": true } });
  const byJob = stackOn(snapshotOf({ nodes: [node] }), systemJob(500, { constraints: unique }), node);
  byJob.select(groupOf(), options);
  expect(byJob.classVerdicts().escaped).toBe(true);
});
