import { describe, expect, it } from "vitest";
import type { Allocation } from "../../src/model/allocation.js";
import type { DeploymentGroup } from "../../src/model/deployment.js";
import { emptyDeploymentGroup } from "../../src/model/deployment.js";
import type { Job } from "../../src/model/job.js";
import type { Node } from "../../src/model/node.js";
import type { Snapshot } from "../../src/model/snapshot.js";
import type { TaskGroup } from "../../src/model/taskGroup.js";
import { allocationOf, constraint, groupOf, jobOf, nodeOf, resourcesOfNode, taskOf } from "./placement/worldOf.js";
import type { SceneParts } from "./scene.js";
import { deploymentOf, evaluationOf, process, sceneOf, updateOf } from "./scene.js";

const ids = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
const ten = ids.map((id) => nodeOf(id));

function systemJob(group: Partial<TaskGroup> = {}, given: Partial<Job> = {}): Job {
  const tasks = [taskOf({ resources: { cpu: 100, memoryMb: 32 } })];
  return jobOf({ type: "system", taskGroups: [groupOf({ tasks, ...group })], ...given });
}

/** The next version, with a change that replaces allocations. */
function changed(job: Job): Job {
  const taskGroups = job.taskGroups.map((group) => ({
    ...group,
    tasks: group.tasks.map((task) => ({ ...task, env: { VERSION: `${job.version + 1}` } })),
  }));
  return { ...job, version: job.version + 1, jobModifyIndex: job.jobModifyIndex + 1, taskGroups };
}

function on(nodes: readonly string[], job: Job, given: Partial<Allocation> = {}): Allocation[] {
  return nodes.map((node) => allocationOf(`${job.version}-${node}`, node, job, given));
}

/** Which nodes get an allocation, which lose one, and the counters of the group. */
function decided(parts: SceneParts, type: "system" | "sysbatch" = "system") {
  const state: Snapshot = sceneOf(parts);
  const job = parts.versions.at(-1) ?? systemJob();
  const { attempt, evaluation } = process(state, evaluationOf(job, "job-register", { type }));
  const nodesOf = (list: readonly { readonly nodeId: string }[] = []): string =>
    list
      .map(({ nodeId }) => nodeId)
      .sort()
      .join("");
  const counters = Object.entries(evaluation?.planAnnotations?.desiredUpdates.web ?? {}).filter(
    ([, amount]) => amount !== 0,
  );
  return {
    placed: nodesOf(attempt.plan?.placements),
    canaries: nodesOf(attempt.plan?.placements.filter((each) => each.deploymentStatus?.canary === true)),
    stopped: nodesOf(attempt.plan?.stops),
    plan: attempt.plan,
    group: attempt.plan?.deployment?.taskGroups.web,
    updates: attempt.plan?.deploymentUpdates.map(({ status }) => status) ?? [],
    counters: counters.map(([name, amount]) => `${name} ${amount}`).join(", "),
    created: attempt.createdEvaluations,
    evaluation,
  };
}

describe("the system scheduler", () => {
  it("puts the job on every eligible node and creates a deployment", () => {
    const job = systemJob({ update: updateOf() });
    const first = decided({ nodes: [...ten.slice(0, 3), nodeOf("x", { eligible: false })], versions: [job] });
    expect(first).toMatchObject({
      placed: "abc",
      counters: "place 3",
      updates: ["running"],
      group: { desiredTotal: 3 },
    });
    expect(first.evaluation?.queuedAllocations).toEqual({ web: 0 });
  });

  it("reports a job that no node may run, without waiting for room", () => {
    const job = systemJob({ constraints: [constraint(`\${attr.kernel.name}`, "=", "plan9")] });
    const { evaluation, created } = decided({ nodes: ten.slice(0, 2), versions: [job] });
    expect(evaluation?.failedTaskGroups.web).toMatchObject({
      nodesEvaluated: 2,
      nodesFiltered: 2,
      constraintFiltered: { "${attr.kernel.name} = plan9": 2 },
    });
    expect(evaluation?.queuedAllocations).toEqual({ web: 0 });
    expect(created).toEqual([]);
  });

  it("says nothing of nodes that are ruled out while others run the job", () => {
    const job = systemJob({ constraints: [constraint(`\${node.unique.id}`, "=", "a")] });
    const again = decided({ nodes: ten.slice(0, 2), versions: [job], allocations: on(["a"], job) });
    expect(again.evaluation?.failedTaskGroups).toEqual({});
    expect(again).toMatchObject({ placed: "", counters: "ignore 1, place 1" });
  });

  it("waits for room on the first full node of a group", () => {
    const job = systemJob({ tasks: [taskOf({ resources: { cpu: 5000 } })] });
    const { created, evaluation } = decided({ nodes: ten.slice(0, 3), versions: [job] });
    expect(created).toMatchObject([{ status: "blocked", nodeId: "a", triggeredBy: "queued-allocs" }]);
    expect(evaluation).toMatchObject({
      failedTaskGroups: { web: { nodesExhausted: 1, coalescedFailures: 2 } },
      queuedAllocations: { web: 3 },
      blockedEvaluation: undefined,
    });
  });

  it("stops an old allocation even if the new one does not fit", () => {
    const before = systemJob();
    const after = { ...changed(before), taskGroups: [groupOf({ tasks: [taskOf({ resources: { cpu: 5000 } })] })] };
    const result = decided({ nodes: ten.slice(0, 1), versions: [before, after], allocations: on(["a"], before) });
    expect(result).toMatchObject({ placed: "", stopped: "a", counters: "destructiveUpdate 1" });
  });

  it("keeps updates within each group's max_parallel, less those whose health is open", () => {
    const groups = [
      groupOf({ name: "web", update: updateOf({ maxParallel: 2 }) }),
      groupOf({ name: "api", update: updateOf({ maxParallel: 4 }) }),
    ];
    const before = systemJob({}, { taskGroups: groups });
    const after = changed(before);
    const nodes = ten.slice(0, 4);
    const old = nodes.flatMap(({ id }) =>
      ["web", "api"].map((name) =>
        allocationOf(`${id}-${name}`, id, before, { taskGroup: name, name: `job.${name}[0]` }),
      ),
    );
    const names = (parts: SceneParts): string[] =>
      decided(parts)
        .plan?.placements.map(({ taskGroup }) => taskGroup)
        .sort() ?? [];
    expect(names({ nodes, versions: [before, after], allocations: old })).toEqual([
      "api",
      "api",
      "api",
      "api",
      "web",
      "web",
    ]);
    const states = { web: { ...emptyDeploymentGroup }, api: { ...emptyDeploymentGroup } };
    const deployments = [deploymentOf("d", after, { taskGroups: states })];
    const undecided = old
      .filter(({ taskGroup }) => taskGroup === "web")
      .slice(0, 1)
      .map((each) => ({ ...each, id: `new-${each.id}`, job: after, deploymentId: "d" }));
    const rest = old.filter(({ id }) => id !== "a-web");
    expect(names({ nodes, versions: [before, after], allocations: [...rest, ...undecided], deployments })).toEqual([
      "api",
      "api",
      "api",
      "api",
      "web",
    ]);
  });

  it("does not look at the pause or failure of a deployment when it replaces", () => {
    const before = systemJob({ update: updateOf() });
    const after = changed(before);
    for (const status of ["paused", "failed"] as const) {
      const deployments = [deploymentOf("d", after, { status })];
      const result = decided({
        nodes: ten.slice(0, 3),
        versions: [before, after],
        allocations: on(["a", "b", "c"], before),
        deployments,
      });
      expect(result).toMatchObject({ placed: "a", stopped: "a", updates: [] });
      expect(result.plan?.placements[0]?.deploymentId).toBe(status === "paused" ? "d" : undefined);
    }
  });

  it("marks allocations of a cut-off node, and does nothing when they are back and known", () => {
    const job = systemJob();
    const allocations = on(["a"], job);
    const cut = decided({ nodes: [nodeOf("a", { status: "disconnected" })], versions: [job], allocations });
    expect(cut.plan?.updates).toMatchObject([{ kind: "disconnect", allocation: { clientStatus: "unknown" } }]);
    const history = [
      { value: "unknown", time: 1 },
      { value: "running", time: 2 },
    ] as const;
    const back = decided({
      nodes: [nodeOf("a")],
      versions: [job],
      allocations: on(["a"], job, { clientStatusHistory: history }),
    });
    expect(back.plan).toBeUndefined();
  });

  it("replaces a failed allocation at once, and leaves ineligible nodes alone", () => {
    const job = systemJob();
    const failed = on(["a", "x"], job, { clientStatus: "failed" });
    const result = decided({
      nodes: [nodeOf("a"), nodeOf("x", { eligible: false })],
      versions: [job],
      allocations: failed,
    });
    expect(result).toMatchObject({ placed: "a", stopped: "" });
    expect(result.plan?.placements[0]?.previousAllocation).toBe("0-a");
  });

  it.each([
    ["moves away from its datacenter", { datacenters: ["dc2"] }, "a"],
    ["is stopped", { stop: true }, "a"],
  ] as const)("stops allocations when the job %s", (_, change, stopped) => {
    const job = systemJob();
    const after = { ...job, ...change, version: 1, jobModifyIndex: 2 };
    expect(decided({ nodes: [nodeOf("a")], versions: [job, after], allocations: on(["a"], job) }).stopped).toBe(
      stopped,
    );
  });

  it("creates no deployment while an old node may get the job, nor for what already runs", () => {
    const job = systemJob({ update: updateOf() });
    const old: Node = nodeOf("a", { attributes: { "nomad.version": "1.10.5", "driver.mock_driver": "1" } });
    expect(decided({ nodes: [old], versions: [job] }).group).toBeUndefined();
    const added = decided({ nodes: [nodeOf("a"), nodeOf("b")], versions: [job], allocations: on(["a"], job) });
    expect(added).toMatchObject({ placed: "b", group: undefined });
  });
});

describe("deployments of system jobs", () => {
  const group = (maxParallel: number, canary: number): Job => systemJob({ update: updateOf({ maxParallel, canary }) });
  const state = (given: Partial<DeploymentGroup>): DeploymentGroup => ({ ...emptyDeploymentGroup, ...given });
  const canaryHealth = { healthy: true, timestamp: 0, canary: true, modifyIndex: 0 };

  it("canaries are a percentage, capped by max_parallel, and replace in place", () => {
    const before = group(2, 30);
    const result = decided({ nodes: ten, versions: [before, changed(before)], allocations: on(ids, before) });
    expect(result).toMatchObject({ placed: "ab", canaries: "ab", stopped: "ab", updates: ["running"] });
    expect(result.group).toMatchObject({ desiredCanaries: 2, desiredTotal: 10, placedCanaries: { length: 2 } });
    expect(result.evaluation?.queuedAllocations).toEqual({ web: 8 });
  });

  it("canaries of one group leave the stops of another on the same node alone", () => {
    const update = updateOf({ canary: 50 });
    const groups = ["web", "api"].map((name) => groupOf({ name, update }));
    const before = systemJob({}, { taskGroups: groups });
    const nodes = ten.slice(0, 2);
    const allocations = nodes.flatMap(({ id }) =>
      groups.map(({ name }) => allocationOf(`${id}-${name}`, id, before, { taskGroup: name, name: `job.${name}[0]` })),
    );
    const { plan } = decided({ nodes, versions: [before, changed(before)], allocations });
    expect(plan?.stops.map(({ allocationId }) => allocationId).sort()).toEqual(["a-api", "a-web"]);
    expect(plan?.placements.map(({ previousAllocation }) => previousAllocation).sort()).toEqual(["a-api", "a-web"]);
  });

  it("a failed canary and an empty node come before further canaries", () => {
    const before = group(3, 30);
    const after = changed(before);
    const ofThis = { deploymentId: "d", deploymentStatus: canaryHealth };
    const result = decided({
      nodes: ten,
      versions: [before, after],
      allocations: [
        ...on(ids.slice(0, 7), before),
        ...on(["h"], after, ofThis),
        ...on(["i"], after, { ...ofThis, clientStatus: "failed" }),
      ],
      deployments: [
        deploymentOf("d", after, {
          taskGroups: { web: state({ desiredCanaries: 3, placedCanaries: ["1-h", "1-i"] }) },
        }),
      ],
    });
    expect(result).toMatchObject({ placed: "aij", canaries: "a", stopped: "a" });
    expect(result.group?.placedCanaries).toHaveLength(2);
  });

  it("after promotion max_parallel counts again", () => {
    const before = group(2, 30);
    const after = changed(before);
    const result = decided({
      nodes: ten,
      versions: [before, after],
      allocations: [
        ...on(ids.slice(0, 7), before),
        ...on(ids.slice(7), after, { deploymentId: "d", deploymentStatus: { ...canaryHealth, canary: false } }),
      ],
      deployments: [deploymentOf("d", after, { taskGroups: { web: state({ desiredCanaries: 3, promoted: true }) } })],
    });
    expect(result).toMatchObject({ placed: "ab", canaries: "", stopped: "ab" });
  });

  it("a first version goes everywhere at once, and no canaries are asked for", () => {
    const result = decided({ nodes: ten, versions: [group(1, 50)] });
    expect(result).toMatchObject({ placed: ids.join(""), canaries: "", group: { desiredCanaries: 0 } });
  });

  it("an active one of another version is cancelled, a failed one stays in the way", () => {
    const before = group(1, 0);
    const after = changed(before);
    const parts = { nodes: ten.slice(0, 2), versions: [before, after], allocations: on(["a", "b"], before) };
    const cancelled = decided({ ...parts, deployments: [deploymentOf("d", before)] });
    expect(cancelled.updates).toEqual(["cancelled", "running"]);
    const failed = decided({ ...parts, deployments: [deploymentOf("d", before, { status: "failed" })] });
    expect(failed.updates).toEqual([]);
    expect(failed.plan?.deployment?.id).toBe("d");
  });

  it("is done when enough became healthy, and goes when the job is stopped", () => {
    const job = group(1, 0);
    const healthy = { deploymentId: "d", deploymentStatus: { ...canaryHealth, canary: false } };
    const parts = {
      nodes: ten.slice(0, 2),
      allocations: on(["a", "b"], job, healthy),
      deployments: [deploymentOf("d", job, { taskGroups: { web: state({ healthyAllocations: 2 }) } })],
    };
    expect(decided({ ...parts, versions: [job] }).updates).toEqual(["successful"]);
    const stopped = decided({ ...parts, versions: [job, { ...job, stop: true, version: 1, jobModifyIndex: 2 }] });
    expect(stopped.updates).toEqual(["cancelled", "cancelled", "successful"]);
  });
});

describe("the sysbatch scheduler", () => {
  const job = systemJob({ count: 2 }, { type: "sysbatch" });
  const named = (index: number, given: Partial<Allocation>): Allocation =>
    allocationOf(`x${index}`, "a", job, { name: `job.web[${index}]`, ...given });

  it("does not run again what has ended on a node", () => {
    const result = decided(
      { nodes: [nodeOf("a")], versions: [job], allocations: [named(0, { clientStatus: "complete" })] },
      "sysbatch",
    );
    expect(result).toMatchObject({ placed: "a", counters: "ignore 1, place 1" });
  });

  it("runs it again after a destructive change only", () => {
    const done = [named(0, { clientStatus: "complete" }), named(1, { clientStatus: "failed" })];
    const again = decided({ nodes: [nodeOf("a")], versions: [job, changed(job)], allocations: done }, "sysbatch");
    expect(again).toMatchObject({ placed: "aa", counters: "destructiveUpdate 2" });
    const mild = { ...job, priority: 60, version: 1, jobModifyIndex: 2 };
    const kept = decided({ nodes: [nodeOf("a")], versions: [job, mild], allocations: done }, "sysbatch");
    expect(kept).toMatchObject({ plan: undefined, counters: "inPlaceUpdate 2" });
  });

  it("runs on a node that was added", () => {
    const done = [named(0, { clientStatus: "complete" }), named(1, { clientStatus: "complete" })];
    expect(decided({ nodes: [nodeOf("a"), nodeOf("b")], versions: [job], allocations: done }, "sysbatch").placed).toBe(
      "bb",
    );
  });

  it("counts filtered updates off its placements, and wraps around below zero", () => {
    const one = systemJob({}, { type: "sysbatch" });
    const after = { ...changed(one), constraints: [constraint(`\${node.unique.id}`, "=", "b")] };
    const parts = {
      nodes: [nodeOf("a", { resources: resourcesOfNode(4000, 8192) }), nodeOf("b")],
      versions: [one, after],
    };
    const allocations = [...on(["a"], one), ...on(["b"], after)];
    expect(decided({ ...parts, allocations }, "sysbatch").counters).toBe(
      `ignore 1, place ${2 ** 64 - 1}, destructiveUpdate 1`,
    );
  });
});
