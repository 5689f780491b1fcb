import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Bench } from "tinybench";
import { type JobFileInput, readJobFile } from "../../src/jobspec/hcl/jobFile.js";
import type { Area } from "./main.js";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const path = "test/bench/storefront.nomad.hcl";

/** A job file of 200 lines: read again and again, and from the start of a fresh process until its job is printed. */
export const benchJobspec: Area = async (tell) => {
  const text = readFileSync(join(root, path), "utf8");
  const parseWarmMs = await measureWarm(text);
  tell(`${text.split("\n").length - 1} lines, warm: ${parseWarmMs.toFixed(2)} ms (median)`);
  const parseColdMs = measureCold();
  tell(`from the start of a process to the job in its output: ${parseColdMs.toFixed(0)} ms (median of 11)`);
  return { parseWarmMs: round(parseWarmMs), parseColdMs: round(parseColdMs) };
};

async function measureWarm(text: string): Promise<number> {
  const input: JobFileInput = {
    file: { name: "storefront.nomad.hcl", text },
    variableFiles: [],
    variables: [],
    environment: {},
    isStrict: true,
    functions: { random: () => 0 },
  };
  const bench = new Bench({ time: 2_000, warmupTime: 500 });
  bench.add("parse", () => {
    const read = readJobFile(input);
    if (!read.ok) throw new Error(read.message);
  });
  const [task] = await bench.run();
  const result = task?.result;
  if (result?.state !== "completed") throw new Error("the job file could not be read");
  return result.latency.p50;
}

/** Whole processes of the shipped command, since nothing of it may be warm. */
function measureCold(): number {
  const times = Array.from({ length: 11 }, () => {
    const before = performance.now();
    const run = spawnSync(process.execPath, ["dist/main.js", "nomad", "job", "run", "-output", path], { cwd: root });
    if (run.status !== 0) throw new Error(`the job file was not read: ${run.stderr}`);
    return performance.now() - before;
  });
  return times.sort((a, b) => a - b)[5] ?? 0;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
