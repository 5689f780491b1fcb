import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Simulator } from "../../src/cluster/simulator.js";
import { serverTerminal, terminal } from "../../src/model/allocation.js";
import { firstAttempt } from "../../src/model/attempt.js";
import { newEvaluation } from "../../src/model/evaluation.js";
import type { JsonObject } from "../../src/model/json.js";
import type { Plan } from "../../src/model/plan.js";
import { comparableResources } from "../../src/model/resources.js";
import type { World } from "../../src/model/world.js";
import { emptyWorld } from "../../src/model/world.js";
import { attempt } from "../../src/scheduler/schedule.js";

const start = Date.UTC(2026, 0, 5, 16, 0, 0);
const racks = ["r1", "r2", "r3"];

/** A version of a job. Canaries stay within the count: with more of them every evaluation places some (spec 01 §17.4). */
const version = fc
  .record({
    count: fc.integer({ min: 1, max: 6 }),
    cpu: fc.constantFrom(100, 700, 1_500),
    canary: fc.integer({ min: 0, max: 2 }),
    maxParallel: fc.integer({ min: 1, max: 3 }),
    rack: fc.constantFrom(undefined, ...racks),
    distinct: fc.boolean(),
    image: fc.integer({ min: 0, max: 3 }),
    wait: fc.integer({ min: 0, max: 30 }),
    promote: fc.boolean(),
  })
  .map((given) => ({ ...given, canary: Math.min(given.canary, given.count) }));

type Version = typeof version extends fc.Arbitrary<infer V> ? V : never;

const story = fc.record({
  nodes: fc.integer({ min: 1, max: 5 }),
  jobs: fc.array(fc.record({ id: fc.constantFrom("shop", "mail"), version }), { minLength: 1, maxLength: 6 }),
});

function jobOf(id: string, given: Version): JsonObject {
  const constraints = [
    ...(given.rack === undefined ? [] : [{ LTarget: "${meta.rack}", Operand: "=", RTarget: given.rack }]),
    ...(given.distinct ? [{ Operand: "distinct_hosts", RTarget: "true" }] : []),
  ];
  const task = {
    Name: "web",
    Driver: "docker",
    Config: { image: `web:${given.image}` },
    Resources: { CPU: given.cpu, MemoryMB: 64 },
  };
  const update = { MaxParallel: given.maxParallel, Canary: given.canary };
  return {
    ID: id,
    Constraints: constraints,
    TaskGroups: [{ Name: "web", Count: given.count, Update: update, Tasks: [task] }],
  };
}

/** Plays a story and hands over each plan with the World that it was applied to, and each World at rest. */
function play(
  { nodes, jobs }: { nodes: number; jobs: readonly { id: string; version: Version }[] },
  planned: (plan: Plan, before: World) => void,
  atRest: (world: World) => void,
): void {
  const simulator = new Simulator(emptyWorld(start, 7));
  for (let i = 0; i < nodes; i++) {
    simulator.request({ kind: "register-node", node: { name: `client-${i}`, meta: { rack: racks[i % 3] ?? "r1" } } });
  }
  let before = simulator.world;
  simulator.listen((action, _events, world) => {
    const plan = action.kind === "apply-plan" ? before.deliveries.get(action.evaluationId)?.attempt?.plan : undefined;
    if (plan !== undefined) planned(plan, before);
    before = world;
  });
  for (const { id, version: given } of jobs) {
    simulator.request({ kind: "register-job", job: jobOf(id, given) });
    atRest(simulator.world);
    simulator.advanceTo(simulator.now + given.wait * 1000);
    const deployment = simulator.world.deployments.valuesArray().find((d) => d.jobId === id && d.status === "running");
    if (given.promote && deployment !== undefined) {
      simulator.request({ kind: "promote-deployment", deploymentId: deployment.id, groups: "all" });
    }
    simulator.advanceTo(simulator.now + 15_000);
    atRest(simulator.world);
  }
}

/**
 * What a plan would change. A deployment whose counter of healthy allocations is already high enough may be completed by any
 * evaluation that happens to come (spec 01 §20 Q15, 02 §4.7): that alone is no change to what runs.
 */
function changesOf(plan: Plan | undefined): readonly unknown[] {
  if (plan === undefined) return [];
  const statuses = plan.deploymentUpdates.filter((update) => update.status !== "successful");
  return [
    ...plan.stops,
    ...plan.placements,
    ...plan.updates,
    ...(plan.deployment === undefined ? [] : [plan.deployment]),
    ...statuses,
  ];
}

const runs = { numRuns: 120 };

describe("plans", () => {
  it("never take more of a node than it has", () => {
    fc.assert(
      fc.property(story, (given) => {
        play(
          given,
          () => {},
          (world) => {
            for (const [nodeId, usage] of world.nodeUsage.entries()) {
              const kept = usage.live.filter((allocation) => !serverTerminal(allocation));
              const cpu = kept.reduce((sum, allocation) => sum + comparableResources(allocation.resources).cpu, 0);
              expect(cpu).toBeLessThanOrEqual(world.nodes.get(nodeId)?.resources.cpu ?? 0);
            }
          },
        );
      }),
      runs,
    );
  });

  it("never use a node that a constraint forbids", () => {
    fc.assert(
      fc.property(story, (given) => {
        play(
          given,
          (plan, before) => {
            for (const placement of plan.placements) {
              const node = before.nodes.get(placement.nodeId);
              for (const { leftTarget, rightTarget } of placement.job.constraints) {
                if (leftTarget === "${meta.rack}") expect(node?.meta.rack).toBe(rightTarget);
              }
            }
          },
          () => {},
        );
      }),
      runs,
    );
  });

  it("keep allocations of a job with distinct_hosts apart", () => {
    fc.assert(
      fc.property(story, (given) => {
        play(
          given,
          (plan, before) => {
            const leaving = new Set(plan.stops.map((stop) => stop.allocationId));
            for (const placement of plan.placements) {
              if (!placement.job.constraints.some((constraint) => constraint.operand === "distinct_hosts")) continue;
              const beside = before.allocationsByJob
                .get(`default\u0000${placement.jobId}`)
                ?.valuesArray()
                .filter(
                  (other) =>
                    other.nodeId === placement.nodeId && other.clientStatus !== "complete" && !leaving.has(other.id),
                );
              expect(beside ?? []).toEqual([]);
            }
          },
          () => {},
        );
      }),
      runs,
    );
  });

  it("never leave two living allocations of one name and version", () => {
    fc.assert(
      fc.property(story, (given) => {
        play(
          given,
          () => {},
          (world) => {
            const living = world.allocations.valuesArray().filter((allocation) => !terminal(allocation));
            const names = living.map((allocation) => `${allocation.name} of version ${allocation.job.version}`);
            expect(new Set(names).size, names.join(", ")).toBe(names.length);
          },
        );
      }),
      runs,
    );
  });

  it("leave nothing to plan when nothing has changed since", () => {
    fc.assert(
      fc.property(story, (given) => {
        play(
          given,
          () => {},
          (world) => {
            for (const job of world.jobs.valuesArray()) {
              const again = newEvaluation({
                id: "00000000-0000-4000-8000-000000000000",
                namespace: job.namespace,
                jobId: job.id,
                type: job.type,
                priority: job.priority,
                triggeredBy: "job-register",
              });
              const { plan } = attempt(world, again, firstAttempt);
              expect(changesOf(plan)).toEqual([]);
            }
          },
        );
      }),
      runs,
    );
  });
});
