import type { Host } from "../../src/shell/host.js";
import { Shell } from "../../src/shell/shell.js";
import { stateOfStage } from "../../src/shell/state.js";
import type { Area, Figures } from "./main.js";

const allocations = 1_000;
const nodes = 50;
const runs = 60;
const warmUps = 30;

/** From a line to the last letter of its output, the status line for the next prompt included, on a cluster of 1,000 allocations. */
export const benchShell: Area = async (tell) => {
  const shell = await crowdedShell();
  const { world } = shell.state;
  const allocation = world.allocations.keysArray()[500]?.slice(0, 8);
  const evaluation = world.evaluations.keysArray()[0]?.slice(0, 8);
  const deployment = world.deployments.keysArray()[0]?.slice(0, 8);
  const node = world.nodes.keysArray()[0]?.slice(0, 8);
  const lines = [
    "nomad job status",
    "nomad job status web",
    "nomad job status -verbose web",
    "nomad job status -all-allocs -evals web",
    "nomad job allocs web",
    "nomad job history -p web",
    "nomad job inspect web",
    "nomad job deployments web",
    `nomad alloc status ${allocation}`,
    `nomad alloc status -json ${allocation}`,
    `nomad eval status ${evaluation}`,
    "nomad eval list",
    `nomad deployment status ${deployment}`,
    "nomad deployment list",
    "nomad node status",
    "nomad node status -allocs",
    `nomad node status -verbose ${node}`,
    "nomad status web",
    "nomad job run -detach -json new.json",
    "nomad job run -json new.json",
    "nomad job eval web",
    "nomad job scale -detach other 20",
    `nomad alloc stop ${allocation}`,
    `coalmine alloc fail ${allocation}`,
    "coalmine node down client-7",
    `coalmine why ${allocation}`,
    "coalmine why web",
    "sleep 10m",
    "history",
    "help",
  ];
  const times = new Map<string, number>();
  for (const line of lines) times.set(line, await measured(shell, line));
  for (const [line, ms] of times) tell(`${line.padEnd(44)} ${ms.toFixed(2).padStart(7)} ms`);
  const completionMs = median(
    Array.from({ length: runs }, () => timed(() => shell.complete("nomad alloc status "))).slice(warmUps),
  );
  tell(`TAB after "nomad alloc status "               ${completionMs.toFixed(2).padStart(7)} ms`);
  const figures: Figures = {
    shellCommandMs: round(Math.max(...times.values())),
    shellCompletionMs: round(completionMs),
  };
  tell(`the slowest command: ${figures.shellCommandMs} ms`);
  return figures;
};

/** The median of its runs, each on the same cluster. */
async function measured(shell: Shell, line: string): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const before = performance.now();
    await shell.run({ place: 1, line });
    if (shell.status === "") throw new Error("there is no status line");
    times.push(performance.now() - before);
    if (shell.exitCode !== 0) throw new Error(`${line} ended with ${shell.exitCode}`);
    if (!["history", "help"].includes(line)) await shell.run({ place: 1, line: "undo" });
  }
  return median(times.slice(warmUps));
}

/** One job has nearly all the allocations; another one and a new one are small. */
async function crowdedShell(): Promise<Shell> {
  const files: Readonly<Record<string, string>> = {
    "web.json": jobFile("web", allocations - 10),
    "other.json": jobFile("other", 10),
    "new.json": jobFile("new", 5),
  };
  const host: Host = {
    write: (stream, text) => {
      if (stream === "stderr" && text.includes("rror")) throw new Error(text);
    },
    isTerminal: true,
    hasColours: true,
    readLine: async () => undefined,
    breathe: async () => undefined,
    files: { read: async (path) => files[path] ?? "", write: async () => undefined, list: () => [] },
  };
  const names = Array.from({ length: nodes }, (_, number) => ({
    name: `client-${number}`,
    cpu: 40_000,
    memoryMb: 64_000,
  }));
  const clock = Date.UTC(2026, 0, 5, 16, 0, 0);
  const shell = new Shell(host, stateOfStage({ style: "current", clock, seed: 1, latency: "instant", nodes: names }));
  for (const line of ["nomad job run -detach -json web.json", "nomad job run -detach -json other.json", "sleep 1m"]) {
    await shell.run({ place: 1, line });
  }
  if (shell.state.world.allocations.size !== allocations)
    throw new Error("the cluster has another number of allocations");
  return shell;
}

function jobFile(id: string, count: number): string {
  const task = { Name: "main", Driver: "docker", Resources: { CPU: 100, MemoryMB: 64 } };
  const group = { Name: "web", Count: count, EphemeralDisk: { SizeMB: 110 }, Tasks: [task] };
  return JSON.stringify({ ID: id, Datacenters: ["dc1"], TaskGroups: [group] });
}

function timed(run: () => unknown): number {
  const before = performance.now();
  run();
  return performance.now() - before;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
