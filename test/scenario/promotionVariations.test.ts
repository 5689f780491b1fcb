import { describe, expect, it } from "vitest";
import { shown, waitingForPromotion } from "./promotionSession.js";

/**
 * The two documented sessions, varied. Each expectation was worked out by hand from the specification; "swap" is a destructive
 * update, "twin" the old allocation whose name a canary has taken (spec 01 §17).
 */
describe("variations of the documented promotions", () => {
  it("other counts: the twins leave at once, max_parallel more are swapped, one after the other", async () => {
    const cluster = await waitingForPromotion({ groups: { cache: 3, web: 1 } });
    cluster.advance("10s");
    await cluster.run("nomad job promote example");
    // 01 §17.1 row 3: cache stops its twin and swaps one. web has count 1: its twin leaves, nothing is left to swap.
    expect(await shown(cluster)).toEqual({
      status: "running",
      summary: ["cache 0 0 3 0 2 0", "web 0 0 1 0 1 0"],
      deployed: ["cache true 3 1 2 1 0", "web true 1 1 1 1 0"],
      allocations: [
        "1 × cache 0 run running",
        "1 × web 0 stop complete",
        "1 × web 1 run running",
        "2 × cache 0 stop complete",
        "2 × cache 1 run running",
      ],
    });
    cluster.advance("10s");
    // 01 §17.1 row 4: the swapped one is healthy, so the last old one is swapped.
    expect((await shown(cluster)).deployed).toEqual(["cache true 3 1 3 2 0", "web true 1 1 1 1 0"]);
    cluster.advance("10s");
    expect(await shown(cluster)).toEqual({
      status: "successful",
      summary: ["cache 0 0 3 0 3 0", "web 0 0 1 0 1 0"],
      deployed: ["cache true 3 1 3 3 0", "web true 1 1 1 1 0"],
      allocations: [
        "1 × web 0 stop complete",
        "1 × web 1 run running",
        "3 × cache 0 stop complete",
        "3 × cache 1 run running",
      ],
    });
  });

  it("three groups, two of them promoted with -group twice: the third keeps waiting", async () => {
    const cluster = await waitingForPromotion({ groups: { api: 2, cache: 2, web: 2 } });
    cluster.advance("10s");
    const { output, exitCode } = await cluster.run("nomad job promote -group=web -group api example");
    expect(exitCode).toBe(0);
    expect(output.match(/created: node/g)).toHaveLength(2);
    cluster.advance("10s");
    // 01 §17.5: api and web roll to their end; cache has its two old ones and its canary.
    expect(await shown(cluster)).toEqual({
      status: "running",
      summary: ["api 0 0 2 0 2 0", "cache 0 0 3 0 0 0", "web 0 0 2 0 2 0"],
      deployed: ["api true 2 1 2 2 0", "cache false 2 1 1 1 0", "web true 2 1 2 2 0"],
      allocations: [
        "1 × cache 1 run running",
        "2 × api 0 stop complete",
        "2 × api 1 run running",
        "2 × cache 0 run running",
        "2 × web 0 stop complete",
        "2 × web 1 run running",
      ],
    });
  });

  it("web promoted instead of cache: the page's rows with the names exchanged", async () => {
    const cluster = await waitingForPromotion();
    cluster.advance("10s");
    await cluster.run("nomad job promote -group=web example");
    cluster.advance("10s");
    expect(await shown(cluster)).toEqual({
      status: "running",
      summary: ["cache 0 0 3 0 0 0", "web 0 0 2 0 2 0"],
      deployed: ["cache false 2 1 1 1 0", "web true 2 1 2 2 0"],
      allocations: [
        "1 × cache 1 run running",
        "2 × cache 0 run running",
        "2 × web 0 stop complete",
        "2 × web 1 run running",
      ],
    });
  });

  it("one group after the other: the deployment ends when the second has rolled", async () => {
    const cluster = await waitingForPromotion();
    cluster.advance("10s");
    await cluster.run("nomad job promote -group=web example");
    cluster.advance("30s");
    await cluster.run("nomad job promote -group=cache example");
    cluster.advance("10s");
    // 01 §17.5 row 4a.
    expect(await shown(cluster)).toMatchObject({
      status: "successful",
      deployed: ["cache true 2 1 2 2 0", "web true 2 1 2 2 0"],
    });
  });

  it("as many canaries as allocations: the promotion ends the deployment at once", async () => {
    const cluster = await waitingForPromotion({ canary: 2 });
    cluster.advance("10s");
    // Before: two old ones and two canaries a group.
    expect((await shown(cluster)).summary).toEqual(["cache 0 0 4 0 0 0", "web 0 0 4 0 0 0"]);
    await cluster.run("nomad job promote example");
    // 01 §17.3: all old ones are twins; nothing is placed, and the same plan completes the deployment.
    expect(await shown(cluster)).toEqual({
      status: "successful",
      summary: ["cache 0 0 2 0 2 0", "web 0 0 2 0 2 0"],
      deployed: ["cache true 2 2 2 2 0", "web true 2 2 2 2 0"],
      allocations: [
        "2 × cache 0 stop complete",
        "2 × cache 1 run running",
        "2 × web 0 stop complete",
        "2 × web 1 run running",
      ],
    });
  });

  it("canaries that are not healthy yet: the promotion is refused and nothing changes", async () => {
    const cluster = await waitingForPromotion();
    cluster.advance("9s");
    const before = cluster.simulator.world;
    const id = before.deployments.valuesArray().find((deployment) => deployment.jobVersion === 1)?.id;
    const { output, exitCode } = await cluster.run("nomad job promote -group=web example");
    // 02 §8.5 step 3 inside 06 §2.9.
    expect(output).toBe(
      `Error promoting deployment "${id}" for job "example": Unexpected response code: 500 (1 error occurred:\n` +
        '\t* Task group "web" has 0/1 healthy allocations)\n',
    );
    expect(exitCode).toBe(1);
    expect(cluster.simulator.world).toBe(before);
  });

  it("both groups unhealthy: both are named, by group", async () => {
    const cluster = await waitingForPromotion({ canary: 2 });
    const { output } = await cluster.run("nomad job promote example");
    expect(output).toContain(
      '(2 errors occurred:\n\t* Task group "cache" has 0/2 healthy allocations\n\t* Task group "web" has 0/2 healthy allocations)',
    );
  });

  it("max_parallel 2: the twin leaves and two are swapped at a time", async () => {
    const cluster = await waitingForPromotion({ groups: { web: 4 }, maxParallel: 2 });
    cluster.advance("10s");
    await cluster.run("nomad job promote example");
    // Four old ones: one twin, two swapped, one left.
    expect(await shown(cluster)).toEqual({
      status: "running",
      summary: ["web 0 0 4 0 3 0"],
      deployed: ["web true 4 1 3 1 0"],
      allocations: ["1 × web 0 run running", "3 × web 0 stop complete", "3 × web 1 run running"],
    });
    cluster.advance("20s");
    expect(await shown(cluster)).toMatchObject({ status: "successful", deployed: ["web true 4 1 4 4 0"] });
  });

  it("promoting twice changes nothing; promoting a finished deployment is refused", async () => {
    const cluster = await waitingForPromotion({ groups: { web: 3 } });
    cluster.advance("10s");
    await cluster.run("nomad job promote example");
    const once = await shown(cluster);
    // 02 §8.5: a promoted group is checked again and gets another evaluation, which finds its budget used up.
    expect((await cluster.run("nomad job promote example")).exitCode).toBe(0);
    expect(await shown(cluster)).toEqual(once);
    cluster.advance("30s");
    const { output, exitCode } = await cluster.run("nomad job promote example");
    expect(output).toContain("Unexpected response code: 500 (can't promote terminal deployment)");
    expect(exitCode).toBe(1);
  });

  it("-detach prints nothing in the style of 2017, and the evaluation's ID today", async () => {
    const old = await waitingForPromotion();
    old.advance("10s");
    expect(await old.run("nomad job promote -detach example")).toEqual({ output: "", exitCode: 0 });
    const current = await waitingForPromotion({ style: "current" });
    current.advance("10s");
    const { output } = await current.run("nomad job promote -detach example");
    expect(output).toMatch(/^Evaluation ID: [0-9a-f-]{36}\n$/);
  });

  it("a group that does not exist is no error, and promotes nothing", async () => {
    const cluster = await waitingForPromotion();
    cluster.advance("10s");
    const before = await shown(cluster);
    // 02 §8.5, last paragraph: ignored; the evaluation is created all the same.
    const { output, exitCode } = await cluster.run("nomad job promote -group=nobody example");
    expect(output).toContain('finished with status "complete"');
    expect(exitCode).toBe(0);
    expect(await shown(cluster)).toEqual(before);
  });

  it("auto_promote: both groups go on by themselves when both are healthy", async () => {
    const cluster = await waitingForPromotion({ autoPromote: true });
    expect((await shown(cluster)).deployed).toEqual(["cache false 2 1 1 0 0", "web false 2 1 1 0 0"]);
    cluster.advance("10s");
    // 02 §7.4, §17.6: promoted at the health of the last canary; each group swaps its second one.
    expect((await shown(cluster)).deployed).toEqual(["cache true 2 1 2 1 0", "web true 2 1 2 1 0"]);
    cluster.advance("10s");
    expect(await shown(cluster)).toMatchObject({
      status: "successful",
      summary: ["cache 0 0 2 0 2 0", "web 0 0 2 0 2 0"],
    });
  });

  it("a failed deployment loses its canaries and cannot be promoted any more", async () => {
    const cluster = await waitingForPromotion();
    cluster.advance("10s");
    const id =
      cluster.simulator.world.deployments.valuesArray().find((deployment) => deployment.jobVersion === 1)?.id ?? "";
    await cluster.run(`nomad deployment fail -detach ${id}`);
    // 02 §4.2: unpromoted canaries of a failed deployment are stopped, the old ones stay.
    expect(await shown(cluster)).toMatchObject({
      status: "failed",
      allocations: [
        "1 × cache 1 stop complete",
        "1 × web 1 stop complete",
        "2 × cache 0 run running",
        "2 × web 0 run running",
      ],
    });
    expect((await cluster.run("nomad job promote example")).output).toContain("can't promote terminal deployment");
  });

  it("more canaries than allocations: the cap places two first, the third when a canary is healthy", async () => {
    const cluster = await waitingForPromotion({ groups: { web: 2 }, canary: 3 });
    // 01 §17.4 row 1: the list of placements is cut to the count.
    expect((await shown(cluster)).deployed).toEqual(["web false 2 3 2 0 0"]);
    cluster.advance("10s");
    expect((await shown(cluster)).deployed).toEqual(["web false 2 3 3 2 0"]);
    cluster.advance("10s");
    await cluster.run("nomad job promote example");
    // 01 §17.4 row 4: both twins leave, then the canary with the highest index, which is one too many.
    expect(await shown(cluster)).toEqual({
      status: "successful",
      summary: ["web 0 0 2 0 3 0"],
      deployed: ["web true 2 3 3 3 0"],
      allocations: ["1 × web 1 stop complete", "2 × web 0 stop complete", "2 × web 1 run running"],
    });
  });

  it.each([2, 3, 4, 5])("seed %i shows the same rows", async (seed) => {
    const [one, other] = await Promise.all([waitingForPromotion({ seed: 1 }), waitingForPromotion({ seed })]);
    for (const cluster of [one, other]) {
      cluster.advance("10s");
      await cluster.run("nomad job promote -group=cache example");
      cluster.advance("10s");
    }
    expect(await shown(other)).toEqual(await shown(one));
  });
});
