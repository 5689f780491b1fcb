import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Allocation, ClientStatus, DesiredStatus } from "../../../src/model/allocation.js";
import { clientTerminal } from "../../../src/model/allocation.js";
import type { Deployment, DeploymentStatus } from "../../../src/model/deployment.js";
import { emptyDeploymentGroup } from "../../../src/model/deployment.js";
import type { Job } from "../../../src/model/job.js";
import type { Node } from "../../../src/model/node.js";
import type { ReschedulePolicy } from "../../../src/model/taskGroup.js";
import type { DecideChange } from "../../../src/scheduler/reconcile/changes.js";
import { committed } from "../commit.js";
import { allocationOf, groupOf, jobOf, nodeOf, taskOf } from "../placement/worldOf.js";
import { deploymentOf, evaluationOf, process, sceneOf, updateOf } from "../scene.js";
import { destructive, ignore, inPlace, older, reconciled } from "./group.js";

const desired: readonly DesiredStatus[] = ["run", "run", "run", "stop", "evict"];
const client: readonly ClientStatus[] = ["pending", "running", "running", "complete", "failed", "lost", "unknown"];
const statuses: readonly DeploymentStatus[] = ["running", "paused", "failed", "successful", "cancelled", "pending"];
const policies: readonly ReschedulePolicy[] = [
  { attempts: 0, intervalMs: 0, delayMs: 30_000, delayFunction: "constant", maxDelayMs: 0, unlimited: true },
  { attempts: 1, intervalMs: 600_000, delayMs: 5000, delayFunction: "constant", maxDelayMs: 0, unlimited: false },
  { attempts: 0, intervalMs: 0, delayMs: 30_000, delayFunction: "constant", maxDelayMs: 0, unlimited: false },
];

/** Random jobs, allocations, nodes and deployments as in Nomad's own property tests (spec 01 §18.1). */
const situations = fc
  .record({
    batch: fc.boolean(),
    stop: fc.boolean(),
    groups: fc.array(
      fc.record({
        count: fc.nat(30),
        maxParallel: fc.nat(30),
        canary: fc.nat(30),
        policy: fc.constantFrom(...policies),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    allocations: fc.array(
      fc.record({
        group: fc.nat(2),
        index: fc.nat(20),
        old: fc.boolean(),
        desiredStatus: fc.constantFrom(...desired),
        clientStatus: fc.constantFrom(...client),
        ofDeployment: fc.boolean(),
        unknownBefore: fc.boolean(),
        node: fc.nat(9),
      }),
      { maxLength: 30 },
    ),
    tainted: fc.array(fc.constantFrom("down", "disconnected", "initializing", "ready"), { minLength: 5, maxLength: 5 }),
    deployment: fc.option(fc.record({ status: fc.constantFrom(...statuses), old: fc.boolean() }), { nil: undefined }),
    change: fc.constantFrom<DecideChange>(ignore, destructive, inPlace),
  })
  .map(({ batch, stop, groups, allocations, tainted, deployment, change }) => {
    const job = jobOf({
      type: batch ? "batch" : "service",
      stop,
      version: 10,
      jobModifyIndex: 100,
      taskGroups: groups.map(({ count, maxParallel, canary, policy }, at) => {
        const parallel = Math.min(maxParallel, count);
        return groupOf({
          name: `group-${at}`,
          count,
          reschedule: policy,
          update: batch ? undefined : updateOf({ maxParallel: parallel, canary: Math.min(canary, parallel) }),
        });
      }),
    });
    return {
      job,
      batch,
      change,
      ...(deployment === undefined || batch
        ? {}
        : { deployment: deploymentFor(job, deployment.status, deployment.old) }),
      nodes: tainted.map((status, at) => nodeOf(`n${at}`, { status: status as Node["status"] })),
      allocations: allocations.map((given, at): Allocation => {
        const group = `group-${given.group % groups.length}`;
        const { desiredStatus, clientStatus } = given;
        return allocationOf(`a${String(at).padStart(3, "0")}`, `n${given.node}`, given.old ? older(job) : job, {
          taskGroup: group,
          name: `job.${group}[${given.index}]`,
          desiredStatus,
          clientStatus,
          deploymentId: given.ofDeployment ? "d" : undefined,
          clientStatusHistory: given.unknownBefore ? [{ value: "unknown", time: 0 }] : [],
        });
      }),
    };
  });

function deploymentFor(job: Job, status: DeploymentStatus, old: boolean): Deployment {
  const of = old ? older(job) : job;
  const taskGroups = Object.fromEntries(job.taskGroups.map(({ name }) => [name, emptyDeploymentGroup]));
  return deploymentOf("d", of, { status, taskGroups });
}

describe("the reconciler, whatever it meets (spec 01 §18.1)", () => {
  it("keeps its counters within what the job and the allocations allow", () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const { job, allocations } = situation;
        const result = reconciled(situation);
        if (job.stop) expect(result.deployment).toBeUndefined();
        if (situation.deployment?.status === "failed" && situation.deployment.jobVersion === job.version) {
          expect(result.deployment).toBeUndefined();
        }
        for (const group of job.taskGroups) {
          const counters = result.groups.get(group.name)?.counters;
          if (counters === undefined) throw new Error("a group without counters");
          const existing = allocations.filter(({ taskGroup }) => taskGroup === group.name);
          if (group.count === 0 || job.stop) {
            const { place, canary, destructiveUpdate, migrate, rescheduleLater, preemptions } = counters;
            expect([place, canary, destructiveUpdate, migrate, rescheduleLater, preemptions]).toEqual([
              0, 0, 0, 0, 0, 0,
            ]);
            continue;
          }
          const canaries = group.update?.canary ?? 0;
          expect(counters.place).toBeLessThanOrEqual(group.count);
          expect(counters.canary).toBeLessThanOrEqual(canaries);
          expect(counters.destructiveUpdate).toBeLessThanOrEqual(group.count);
          expect(counters.canary + counters.place + counters.destructiveUpdate).toBeLessThanOrEqual(
            group.count + canaries,
          );
          expect(counters.reconnect).toBeLessThanOrEqual(existing.filter((each) => !clientTerminal(each)).length);
          for (const amount of [
            counters.inPlaceUpdate,
            counters.destructiveUpdate,
            counters.migrate,
            counters.ignore,
          ]) {
            expect(amount).toBeLessThanOrEqual(existing.length);
          }
          expect(
            counters.ignore + counters.disconnect + counters.inPlaceUpdate + counters.destructiveUpdate,
          ).toBeGreaterThanOrEqual(counters.rescheduleLater);
        }
      }),
      { numRuns: 400, seed: 1 },
    );
  });

  it("places no more than the counts where nothing exists", () => {
    fc.assert(
      fc.property(situations, ({ deployment: _, ...situation }) => {
        const result = reconciled({ ...situation, allocations: [] });
        const placed = [...result.groups.values()].reduce((sum, { placements }) => sum + placements.length, 0);
        const wanted = situation.job.stop ? 0 : situation.job.taskGroups.reduce((sum, { count }) => sum + count, 0);
        expect(placed).toBe(wanted);
      }),
      { numRuns: 200, seed: 2 },
    );
  });

  it("never both updates an allocation in place and stops it, nor stops one twice", () => {
    fc.assert(
      fc.property(situations, (situation) => {
        for (const { stops, inPlace: updated, destructive: replaced } of reconciled(situation).groups.values()) {
          const stopped = stops.map(({ allocation }) => allocation.id);
          expect(new Set(stopped).size).toBe(stopped.length);
          for (const { id } of updated) expect(stopped).not.toContain(id);
          for (const { allocation } of replaced) expect(stopped).not.toContain(allocation.id);
        }
      }),
      { numRuns: 400, seed: 3 },
    );
  });

  it("answers the same to the same", () => {
    fc.assert(
      fc.property(situations, (situation) => {
        expect(reconciled(situation)).toEqual(reconciled(situation));
      }),
      { numRuns: 50, seed: 4 },
    );
  });
});

describe("planning again", () => {
  const policy = policies[0];
  /** Healthy clusters: everything runs, there is room for all. Canaries with `max_parallel` 0 never settle (Q12). */
  const clusters = fc.record({
    count: fc.nat(8),
    after: fc.nat(8),
    maxParallel: fc.integer({ min: 1, max: 8 }),
    canary: fc.nat(3),
    changes: fc.boolean(),
    type: fc.constantFrom("service" as const, "batch" as const, "system" as const, "sysbatch" as const),
  });

  it("plans nothing once a plan was applied and nothing else has changed", () => {
    fc.assert(
      fc.property(clusters, ({ count, after, maxParallel, canary, changes, type }) => {
        const system = type === "system" || type === "sysbatch";
        const version = (at: number, wanted: number): Job =>
          jobOf({
            type,
            version: at,
            jobModifyIndex: at + 1,
            taskGroups: [
              groupOf({
                count: system ? Math.min(1, wanted) : wanted,
                update: type === "service" ? updateOf({ maxParallel, canary: Math.min(canary, wanted) }) : undefined,
                reschedule: system ? undefined : policy,
                tasks: [taskOf({ env: { VERSION: changes ? `${at}` : "" }, resources: { cpu: 10, memoryMb: 10 } })],
              }),
            ],
          });
        const nodes = ["a", "b", "c"].map((id) => nodeOf(id));
        const [v0, v1] = [version(0, count), version(1, after)];
        let state = sceneOf({ nodes, versions: [v0] });
        state = committed(state, process(state, evaluationOf(v0, "job-register")).attempt);
        const registered = sceneOf({ nodes, versions: [v0, v1] });
        state = { ...state, jobs: registered.jobs, jobVersions: registered.jobVersions };
        for (let round = 0; round < 4; round++) {
          state = committed(state, process(state, evaluationOf(v1, "job-register")).attempt);
        }
        const { attempt } = process(state, evaluationOf(v1, "job-register"));
        expect(attempt.plan).toBeUndefined();
        expect(attempt.createdEvaluations).toEqual([]);
      }),
      { numRuns: 150, seed: 5 },
    );
  });
});
