import type { Cluster } from "../../src/createCluster.js";
import { createCluster } from "../../src/createCluster.js";

/** How a variation differs from the documented job: two groups of two, one canary each, `max_parallel` 1. */
export interface Variation {
  readonly groups?: Readonly<Record<string, number>>;
  readonly canary?: number;
  readonly maxParallel?: number;
  readonly autoPromote?: boolean;
  readonly style?: "docs-2017" | "current";
  readonly seed?: number;
}

/** What `job status` shows, without IDs and times. */
export interface Shown {
  readonly status: string;
  /** `group queued starting running failed complete lost` */
  readonly summary: readonly string[];
  /** `group promoted desired canaries placed healthy unhealthy`, by group. */
  readonly deployed: readonly string[];
  /** `n × group version desired status`, in alphabetical order. */
  readonly allocations: readonly string[];
}

/** A cluster in which version 0 is stable and version 1 was registered this very moment: its canaries run. */
export async function waitingForPromotion(variation: Variation = {}): Promise<Cluster> {
  const cluster = createCluster({
    style: variation.style ?? "docs-2017",
    seed: variation.seed ?? 1,
    nodes: [{ name: "client-1", cpu: 20_000, memoryMb: 64_000 }],
    files: { "v0.json": jobFile(variation, 0), "v1.json": jobFile(variation, 1) },
  });
  await cluster.run("nomad job run -detach -json v0.json");
  cluster.advance("3m");
  await cluster.run("nomad job run -detach -json v1.json");
  return cluster;
}

function jobFile(
  { groups = { cache: 2, web: 2 }, canary = 1, maxParallel = 1, autoPromote = false }: Variation,
  version: number,
): string {
  const update = { MaxParallel: maxParallel, Canary: canary, AutoPromote: autoPromote };
  const taskGroups = Object.entries(groups).map(([name, count]) => ({
    Name: name,
    Count: count,
    Tasks: [{ Name: "main", Driver: "docker", Config: { image: `${name}:${version}` } }],
  }));
  return JSON.stringify({ Job: { ID: "example", Datacenters: ["dc1"], Update: update, TaskGroups: taskGroups } });
}

/** Reads `nomad job status example`. */
export async function shown(cluster: Cluster): Promise<Shown> {
  const { output } = await cluster.run("nomad job status example");
  const allocations = rowsUnder(output, "Allocations").map((row) => row.slice(2, 6).join(" "));
  return {
    status: /Latest Deployment\nID +=.*\nStatus +=(.*)/.exec(output)?.[1]?.trim() ?? "none",
    summary: rowsUnder(output, "Summary").map((row) => row.slice(0, 7).join(" ")),
    deployed: rowsUnder(output, "Deployed")
      .map((row) => row.slice(0, 7).join(" "))
      .sort(),
    allocations: counted(allocations),
  };
}

function rowsUnder(output: string, title: string): readonly (readonly string[])[] {
  const lines = output.split("\n");
  const start = lines.indexOf(title) + 2;
  const end = lines.indexOf("", start);
  return lines.slice(start, end < 0 ? lines.length : end).map((line) => line.trim().split(/\s+/));
}

function counted(rows: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(row, (counts.get(row) ?? 0) + 1);
  return [...counts].map(([row, count]) => `${count} × ${row}`).sort();
}
