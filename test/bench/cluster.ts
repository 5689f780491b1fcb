import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Bench } from "tinybench";
import { perform } from "../../src/cluster/perform.js";
import { advance, settle } from "../../src/cluster/settle.js";
import type { JsonObject } from "../../src/model/json.js";
import type { World } from "../../src/model/world.js";
import { emptyWorld } from "../../src/model/world.js";
import type { Area, Figures } from "./main.js";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const start = Date.UTC(2026, 0, 5, 16, 0, 0);
const rolloutMs = 100_000;

/** Process start to the end of one page; a roll-out of ten allocations; steps and evaluations a second in it. */
export const benchCluster: Area = async (tell) => {
  const page = measurePage();
  tell(`one page, process start to end: ${page.toFixed(0)} ms`);
  const rollout = await measureRollout();
  tell(
    `rolling update of 10, 100 virtual seconds: ${rollout.medianMs.toFixed(2)} ms wall (median of ${rollout.runs} runs)`,
  );
  tell(`virtual ÷ wall: ${Math.round(rolloutMs / rollout.medianMs).toLocaleString("en")}`);
  tell(`${rollout.steps} steps, ${rollout.evaluations} evaluations`);
  const figures: Figures = {
    processToFirstPageMs: round(page),
    rollout10VirtualPerWall: Math.round(rolloutMs / rollout.medianMs),
    rollout10Ms: round(rollout.medianMs),
    stepsPerSecond: Math.round((rollout.steps / rollout.medianMs) * 1000),
    evaluationsPerSecond: Math.round((rollout.evaluations / rollout.medianMs) * 1000),
  };
  tell(
    `steps/s ${figures.stepsPerSecond?.toLocaleString("en")}, evaluations/s ${figures.evaluationsPerSecond?.toLocaleString("en")}`,
  );
  return figures;
};

/** The median of eleven processes, in milliseconds. */
function measurePage(): number {
  const times = Array.from({ length: 11 }, () => {
    const before = performance.now();
    const run = spawnSync(process.execPath, ["dist/main.js", "replay", "scenarios/job-promote/all-groups.md"], {
      cwd: root,
    });
    if (run.status !== 0) throw new Error(`the page did not replay: ${run.stderr}`);
    return performance.now() - before;
  });
  return median(times);
}

async function measureRollout() {
  const before = stableVersion0();
  const counts = { steps: 0, evaluations: 0 };
  rollOut(before, counts);
  const bench = new Bench({ time: 3_000, warmupTime: 1_000, iterations: 50 });
  bench.add("rolling update of 10", () => {
    rollOut(before);
  });
  const [task] = await bench.run();
  const result = task?.result;
  if (result?.state !== "completed") throw new Error("the roll-out could not be measured");
  return { medianMs: result.latency.p50, runs: result.latency.samplesCount, ...counts };
}

function stableVersion0(): World {
  let world = emptyWorld(start, 1);
  world = perform(world, { kind: "register-node", node: { name: "client-1" } }).world;
  world = settle(perform(world, { kind: "register-job", job: rollingJob("v0") }).world);
  return advance(world, start + 60_000);
}

/** From register to successful: ten allocations, one after the other, ten seconds each. */
function rollOut(before: World, counts?: { steps: number; evaluations: number }): void {
  const step = perform(before, { kind: "register-job", job: rollingJob("v1") });
  const world = advance(step.world, before.now + rolloutMs, (action) => {
    if (counts === undefined) return;
    counts.steps += 1;
    if (action.kind === "conclude") counts.evaluations += 1;
  });
  const deployment = world.deployments.valuesArray().find((candidate) => candidate.jobVersion === 1);
  if (deployment?.status !== "successful") throw new Error(`the roll-out is ${deployment?.status} after 100 seconds`);
}

function rollingJob(version: string): JsonObject {
  const task = { Name: "web", Driver: "docker", Config: { image: `web:${version}` } };
  const update = { MaxParallel: 1, MinHealthyTime: 10_000_000_000 };
  return { ID: "web", Datacenters: ["dc1"], TaskGroups: [{ Name: "web", Count: 10, Update: update, Tasks: [task] }] };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
