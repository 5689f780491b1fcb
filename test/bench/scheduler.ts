import { perform } from "../../src/cluster/perform.js";
import { advance } from "../../src/cluster/settle.js";
import { firstAttempt } from "../../src/model/attempt.js";
import { newEvaluation } from "../../src/model/evaluation.js";
import type { Job } from "../../src/model/job.js";
import type { JsonObject } from "../../src/model/json.js";
import type { NodeDescription } from "../../src/model/nodeDescription.js";
import type { World } from "../../src/model/world.js";
import { emptyWorld } from "../../src/model/world.js";
import { attempt } from "../../src/scheduler/schedule.js";
import type { Area, Figures } from "./main.js";

const start = Date.UTC(2026, 0, 5, 16, 0, 0);
const racks = 25;
const shapes = [500, 5_000, 10_000].flatMap((nodes) => [50, 300, 1_200].map((count) => ({ nodes, count })));

/** One attempt that places all allocations of one job on an empty cluster, and one that has nothing to do. */
export const benchScheduler: Area = async (tell) => {
  const figures: Record<string, number> = {};
  const clusters = new Map<number, World>();
  for (const { nodes, count } of shapes) {
    const cluster = clusters.get(nodes) ?? clusterOf(nodes);
    clusters.set(nodes, cluster);
    for (const spread of [false, true]) {
      const name = `${nodes}x${count}${spread ? "Spread" : ""}`;
      const ms = medianAttemptMs(withPendingJob(cluster, count, spread), count);
      figures[`attemptMs${name}`] = round(ms);
      figures[`placementsPerSecond${name}`] = Math.round((count / ms) * 1000);
      tell(
        `${name.padEnd(18)} ${ms.toFixed(1).padStart(8)} ms ${figures[`placementsPerSecond${name}`]?.toLocaleString("en").padStart(10)} placements/s`,
      );
    }
  }
  figures.noopEvaluationMs1000 = round(medianNoopMs(clusters.get(5_000) ?? clusterOf(5_000)));
  tell(`nothing to do, 1,000 allocations on 5,000 nodes: ${figures.noopEvaluationMs1000} ms`);
  return figures as Figures;
};

function clusterOf(nodes: number): World {
  let world = emptyWorld(start, 1);
  for (let i = 0; i < nodes; i++) {
    const node: NodeDescription = { name: `client-${i}`, meta: { rack: `r${i % racks}` } };
    world = perform(world, { kind: "register-node", node }).world;
  }
  return world;
}

function withPendingJob(cluster: World, count: number, spread: boolean): World {
  return perform(cluster, { kind: "register-job", job: jobOf(count, spread) }).world;
}

function jobOf(count: number, spread: boolean): JsonObject {
  const task = { Name: "web", Driver: "docker", Resources: { CPU: 100, MemoryMB: 64 } };
  const spreads = spread ? [{ Attribute: "${meta.rack}", Weight: 100 }] : [];
  return {
    ID: "web",
    Datacenters: ["dc1"],
    TaskGroups: [{ Name: "web", Count: count, Spreads: spreads, Tasks: [task] }],
  };
}

/** Each run has an evaluation of its own, so that the nodes are shuffled anew. */
function medianAttemptMs(world: World, count: number): number {
  const job = world.jobs.valuesArray()[0];
  if (job === undefined) throw new Error("the job was not registered");
  const times: number[] = [];
  for (let run = 0; run < 25; run++) {
    const evaluation = evaluationOf(job, run);
    const before = performance.now();
    const made = attempt(world, evaluation, firstAttempt);
    times.push(performance.now() - before);
    if (made.plan?.placements.length !== count) throw new Error(`placed ${made.plan?.placements.length} of ${count}`);
  }
  return median(times.slice(5));
}

function medianNoopMs(cluster: World): number {
  let world = withPendingJob(cluster, 1_000, false);
  world = advance(world, start + 60_000);
  const job = world.jobs.valuesArray()[0];
  if (job === undefined) throw new Error("the job was not registered");
  const times: number[] = [];
  for (let run = 0; run < 200; run++) {
    const before = performance.now();
    const made = attempt(world, evaluationOf(job, run), firstAttempt);
    times.push(performance.now() - before);
    if (made.plan !== undefined) throw new Error("there was something to do");
  }
  return median(times.slice(20));
}

function evaluationOf(job: Job, run: number) {
  return newEvaluation({
    id: `00000000-0000-4000-8000-${String(run).padStart(12, "0")}`,
    namespace: job.namespace,
    jobId: job.id,
    type: job.type,
    priority: job.priority,
    triggeredBy: "job-register",
  });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
