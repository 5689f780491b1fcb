import { describe, expect, it } from "vitest";
import { createCluster } from "../../src/createCluster.js";

const job = (image: string, canary: number) =>
  JSON.stringify({
    Job: {
      ID: "shop",
      Datacenters: ["dc1"],
      Update: { MaxParallel: 1, Canary: canary },
      TaskGroups: [{ Name: "web", Count: 3, Tasks: [{ Name: "httpd", Driver: "docker", Config: { image } }] }],
    },
  });

const tooBig = JSON.stringify({
  Job: {
    ID: "big",
    TaskGroups: [
      {
        Name: "db",
        Count: 2,
        Tasks: [{ Name: "pg", Driver: "docker", Config: { image: "pg" }, Resources: { CPU: 99_000 } }],
      },
    ],
  },
});

async function shop() {
  const cluster = createCluster({
    nodes: 2,
    files: { "v0.json": job("httpd:1", 2), "v1.json": job("httpd:2", 2), "big.json": tooBig },
  });
  await cluster.run("nomad job run -detach -json v0.json");
  cluster.advance("1m");
  await cluster.run("nomad job run -detach -json v1.json");
  return cluster;
}

/** A rolling update to a version that behaves as `meta` says. */
async function rolling(meta: Record<string, string>) {
  const version = (image: string, Meta: Record<string, string>) => {
    const service = { Name: "shop", Checks: [{ Type: "script", Command: "true", Interval: 10e9, Timeout: 2e9 }] };
    const task = {
      Name: "httpd",
      Driver: "docker",
      Config: { image },
      Meta,
      Services: [service],
    };
    const group = { Name: "web", Count: 3, RestartPolicy: { Attempts: 0 }, Tasks: [task] };
    return JSON.stringify({ Job: { ID: "shop", TaskGroups: [group] } });
  };
  const files = { "v0.json": version("httpd:1", {}), "v1.json": version("httpd:2", meta) };
  const cluster = createCluster({ nodes: 2, files });
  await cluster.run("nomad job run -detach -json v0.json");
  cluster.advance("1m");
  await cluster.run("nomad job run -detach -json v1.json");
  return cluster;
}

describe("coalmine why", () => {
  it("says how many canaries are missing, and when they are due", async () => {
    const cluster = await shop();
    cluster.advance("3s");
    const { output } = await cluster.run("coalmine why shop");
    expect(output).toMatch(/web: needs 2 healthy canaries, has 0\./);
    expect(output).toMatch(/in 7s: shop\.web\[0\] \([0-9a-f]{8}\) reaches min_healthy_time/);
    expect(output).toMatch(/in 9m57s: the progress deadline fails deployment/);
  });

  it("says that a deployment waits for the operator", async () => {
    const cluster = await shop();
    cluster.advance("20s");
    const { output } = await cluster.run("coalmine why shop");
    expect(output).toMatch(/needs 2 healthy canaries, has 2: it waits for nomad job promote shop\./);
    expect(output).toMatch(/the progress deadline passes without effect/);
  });

  it("says why something found no place", async () => {
    const cluster = await shop();
    await cluster.run("nomad job run -detach -json big.json");
    const { output } = await cluster.run("coalmine why big");
    expect(output).toMatch(/db: nothing found a place yet, so its clock does not run\./);
    expect(output).toMatch(/db: 2 allocations without a place; of 2 nodes 2 without enough cpu\./);
    expect(output).toMatch(/It waits for capacity/);
  });

  it("says that a failed allocation stops the line until it is replaced", async () => {
    const cluster = await rolling({ "coalmine.run_for": "5s", "coalmine.exit_code": "1" });
    cluster.advance("6s");
    const failed = await cluster.run("coalmine why shop");
    expect(failed.output).toMatch(/web: 1 allocation is unhealthy, so nothing more is updated\./);
    cluster.advance("30s");
    const replaced = await cluster.run("coalmine why shop");
    expect(replaced.output).toMatch(/web: 0 of 3 healthy; 1 more has no verdict yet, and max_parallel is 1\./);
  });

  it("does not promise health to an allocation whose check fails", async () => {
    const cluster = await rolling({ "coalmine.check": "failing" });
    cluster.advance("3s");
    const allocations = cluster.simulator.world.allocations.valuesArray();
    const ill = allocations.find((allocation) => allocation.job.version === 1);
    const { output } = await cluster.run(`coalmine why ${ill?.id}`);
    expect(output).toMatch(/It is not healthy yet: a service check does not pass\./);
    expect(output).toMatch(/in 4m57s: shop\.web\[0\] \([0-9a-f]{8}\) passes its healthy_deadline/);
    expect(output).not.toMatch(/min_healthy_time/);
  });

  it("explains an allocation by the beginning of its ID", async () => {
    const cluster = await shop();
    const [allocation] = cluster.simulator.world.allocations.valuesArray();
    const { output, exitCode } = await cluster.run(`coalmine why ${allocation?.id.slice(0, 8)}`);
    expect(output).toMatch(/^Allocation [0-9a-f]{8} \(shop\.web\[\d\], version \d\)\n {2}Its tasks are running\./);
    expect(exitCode).toBe(0);
  });

  it("answers what it cannot find with a sentence and exit code 1", async () => {
    const cluster = await shop();
    const { output, exitCode } = await cluster.run("coalmine why zebra");
    expect(output).toBe('No job, deployment, allocation or evaluation is called "zebra" or starts with it.\n');
    expect(exitCode).toBe(1);
    expect((await cluster.run("coalmine why")).output).toBe(
      "Usage: coalmine why JOB|DEPLOYMENT|ALLOCATION|EVALUATION\n",
    );
  });
});
