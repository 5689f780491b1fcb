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
