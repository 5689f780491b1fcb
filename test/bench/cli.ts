import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Area, Figures } from "./main.js";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const runs = 31;

/** Commands of the operator's command line from process start to end, against an agent; beside them what Node itself takes. */
export const benchCli: Area = async (tell) => {
  const { agent, address } = await startAgent();
  try {
    await registerJob(address);
    const commands: Readonly<Record<string, readonly string[]>> = {
      nodeStartMs: ["-e", "0"],
      versionColdMs: ["dist/main.js", "nomad", "version"],
      jobStatusColdMs: ["dist/main.js", "nomad", "job", "status", "web"],
    };
    const medians = measure(commands, { ...process.env, NOMAD_ADDR: address });
    for (const [name, words] of Object.entries(commands)) {
      tell(`${words.join(" ").padEnd(36)} ${medians[name]?.toFixed(0).padStart(5)} ms (median of ${runs} processes)`);
    }
    return medians;
  } finally {
    agent.kill();
  }
};

async function startAgent(): Promise<{ readonly agent: ChildProcess; readonly address: string }> {
  const words = ["dist/main.js", "agent", "-dev", "-port", "0", "-clock", "manual"];
  const agent = spawn(process.execPath, words, { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(createInterface({ input: agent.stdout }), "line")) as [string];
  return { agent, address: line.replace("listening on ", "") };
}

async function registerJob(address: string): Promise<void> {
  const task = { Name: "main", Driver: "docker" };
  const job = { ID: "web", Datacenters: ["dc1"], TaskGroups: [{ Name: "api", Count: 3, Tasks: [task] }] };
  const { status } = await fetch(`${address}/v1/jobs`, { method: "PUT", body: JSON.stringify({ Job: job }) });
  if (status !== 200) throw new Error(`the job was not registered: ${status}`);
}

/** In turns, so that what else the machine does touches all alike. */
function measure(commands: Readonly<Record<string, readonly string[]>>, env: NodeJS.ProcessEnv): Figures {
  const times = new Map(Object.keys(commands).map((name) => [name, [] as number[]]));
  for (let run = 0; run < runs; run++) {
    for (const [name, words] of Object.entries(commands)) {
      const before = performance.now();
      const { status, stderr } = spawnSync(process.execPath, words, { cwd: root, env });
      times.get(name)?.push(performance.now() - before);
      if (status !== 0) throw new Error(`${words.join(" ")} ended with ${status}: ${stderr}`);
    }
  }
  return Object.fromEntries([...times].map(([name, taken]) => [name, median(taken)]));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round((sorted[Math.floor(sorted.length / 2)] ?? 0) * 10) / 10;
}
