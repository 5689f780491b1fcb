import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextTimer } from "../../src/cluster/pending.js";
import { Simulator } from "../../src/cluster/simulator.js";
import { claimHolds } from "../../src/explain/claims.js";
import { explainEvaluation } from "../../src/explain/evaluation.js";
import type { Prediction } from "../../src/explain/explanation.js";
import { explainJob } from "../../src/explain/job.js";
import type { JsonObject } from "../../src/model/json.js";
import type { World } from "../../src/model/world.js";
import { emptyWorld } from "../../src/model/world.js";

const start = Date.UTC(2026, 0, 5, 16, 0, 0);
const second = 1_000_000_000;

/** How a version of the job behaves. */
const versionOf = fc.record({
  count: fc.integer({ min: 1, max: 4 }),
  canary: fc.integer({ min: 0, max: 2 }),
  maxParallel: fc.integer({ min: 1, max: 2 }),
  minHealthy: fc.integer({ min: 1, max: 15 }),
  progressDeadline: fc.constantFrom(0, 60, 120),
  runFor: fc.constantFrom(undefined, 3, 20),
  startBlock: fc.constantFrom(0, 4, 40),
  autoPromote: fc.boolean(),
  check: fc.constantFrom("passing", "failing"),
});

type Version = Parameters<typeof jobOf>[1];

function jobOf(
  label: number,
  version: {
    count: number;
    canary: number;
    maxParallel: number;
    minHealthy: number;
    progressDeadline: number;
    runFor: number | undefined;
    startBlock: number;
    autoPromote: boolean;
    check: string;
  },
): JsonObject {
  const config = {
    ...(version.runFor === undefined ? {} : { run_for: `${version.runFor}s`, exit_code: 1 }),
    start_block_for: `${version.startBlock}s`,
  };
  const update = {
    MaxParallel: version.maxParallel,
    Canary: version.canary,
    MinHealthyTime: version.minHealthy * second,
    HealthyDeadline: 30 * second,
    ProgressDeadline: version.progressDeadline * second,
    AutoPromote: version.canary > 0 && version.autoPromote,
  };
  const check = { Type: "script", Command: "true", Interval: 10 * second, Timeout: second };
  const task = {
    Name: "web",
    Driver: "mock_driver",
    Config: config,
    Env: { LABEL: `v${label}` },
    Meta: { "coalmine.check": version.check },
    Services: [{ Name: "web", Checks: [check] }],
  };
  const restart = { Attempts: 1, Delay: 5 * second, Interval: 60 * second, Mode: "fail" };
  return {
    ID: "web",
    TaskGroups: [{ Name: "web", Count: version.count, Update: update, RestartPolicy: restart, Tasks: [task] }],
  };
}

/** All that is predicted of a cluster with one job. */
function predictionsOf(world: World): readonly Prediction[] {
  const ofJobs = world.jobs.valuesArray().flatMap((job) => explainJob(world, job).next);
  const ofEvaluations = world.evaluations
    .valuesArray()
    .flatMap((evaluation) => explainEvaluation(world, evaluation).next);
  return [...ofJobs, ...ofEvaluations];
}

describe("predictions", () => {
  it("come true at their instant when nothing comes before", () => {
    let checked = 0;
    fc.assert(
      fc.property(
        fc.array(versionOf, { minLength: 1, maxLength: 3 }),
        fc.array(fc.integer({ min: 1, max: 40 })),
        (versions, waits) => {
          const simulator = new Simulator(emptyWorld(start, 1));
          simulator.request({ kind: "register-node", node: { name: "client-1" } });
          versions.forEach((version: Version, label) => {
            simulator.request({ kind: "register-job", job: jobOf(label, version) });
            checked += followPredictions(simulator, 12);
            simulator.advanceTo(simulator.now + (waits[label] ?? 7) * 1000);
          });
        },
      ),
      { numRuns: 150 },
    );
    expect(checked).toBeGreaterThan(1_000);
  });
});

/** Goes from timer to timer, holding what was predicted for each against what happened. */
function followPredictions(simulator: Simulator, steps: number): number {
  let checked = 0;
  for (let step = 0; step < steps; step++) {
    const instant = nextTimer(simulator.world);
    if (instant === undefined) return checked;
    const due = predictionsOf(simulator.world).filter((prediction) => prediction.at === instant);
    simulator.advanceTo(instant);
    for (const prediction of due) {
      expect(
        claimHolds(simulator.world, prediction.claim),
        `${prediction.text}: ${JSON.stringify(prediction.claim)}`,
      ).toBe(true);
      checked += 1;
    }
  }
  return checked;
}
