import { describe, expect, test } from "vitest";
import { group } from "../../builders/jobs.js";
import { RollOut, styles } from "./rollOut.js";

const update = { canary: 1, maxParallel: 1 };

function refusal(deploymentId: string, reason: string) {
  const start = `Error promoting deployment "${deploymentId}" for job "example": Unexpected response code: 500`;
  return { output: `${start} (${reason})\n`, exitCode: 1 };
}

describe.each(styles)("promotions that are refused, in style %s", (style) => {
  test("a canary that is not healthy yet: the group with its numbers, and nothing changes", async () => {
    const rollOut = await RollOut.begin([group({ name: "web", count: 2, update })], { style });
    rollOut.cluster.advance("9s");
    const { world } = rollOut.cluster.simulator;
    // 02 §8.5 step 3: 0 of 1, since min_healthy_time is 10 s. Nothing is written (02 §19 item 7).
    const reason = '1 error occurred:\n\t* Task group "web" has 0/1 healthy allocations';
    expect(await rollOut.run("nomad job promote example")).toEqual(refusal(rollOut.deploymentId(), reason));
    expect(rollOut.cluster.simulator.world).toBe(world);
    rollOut.cluster.advance("1s");
    // At 10 s it is healthy, and the very same command is accepted.
    expect((await rollOut.run("nomad job promote -detach example")).exitCode).toBe(0);
  });

  test("a canary that failed: every selected group is told, those that are ready are not", async () => {
    const groups = [group({ name: "cache", count: 2, update }), group({ name: "web", count: 2, update })];
    const restart = { attempts: 0, intervalMs: 60_000, delayMs: 1_000, mode: "fail" } as const;
    const canary = { behaviour: { run_for: "3s", exit_code: 1 }, restart };
    const rollOut = await RollOut.begin(groups, { style }, canary);
    rollOut.cluster.advance("5s");
    // Both canaries failed at 3 s and are unhealthy (02 §6.3); the reschedule waits 30 s (01 §7.3), so they are still listed.
    expect(await rollOut.status()).toEqual({
      deployment: "running: Deployment is running but requires manual promotion",
      summary: { cache: "0 0 2 1 0 0", web: "0 0 2 1 0 0" },
      deployed: { cache: "false 2 1 1 0 1", web: "false 2 1 1 0 1" },
      allocations: { "cache 0 run running": 2, "cache 1 run failed": 1, "web 0 run running": 2, "web 1 run failed": 1 },
    });
    const lines = ["cache", "web"].map((name) => `\n\t* Task group "${name}" has 0/1 healthy allocations`);
    const both = refusal(rollOut.deploymentId(), `2 errors occurred:${lines.join("")}`);
    const one = refusal(rollOut.deploymentId(), `1 error occurred:${lines[1]}`);
    expect(await rollOut.run("nomad job promote example")).toEqual(both);
    expect(await rollOut.run("nomad job promote -group=web example")).toEqual(one);
  });

  test("one group of two is healthy: without -group nothing is promoted, with it that one is", async () => {
    const slow = { canary: 1, maxParallel: 1, minHealthyTimeMs: 60_000 };
    const groups = [group({ name: "cache", count: 2, update }), group({ name: "web", count: 2, update: slow })];
    const rollOut = await RollOut.begin(groups, { style });
    rollOut.cluster.advance("16s");
    // cache is healthy after 10 s, web only after 60 s. All or nothing (02 §8.5 step 3).
    const reason = '1 error occurred:\n\t* Task group "web" has 0/1 healthy allocations';
    expect(await rollOut.run("nomad job promote example")).toEqual(refusal(rollOut.deploymentId(), reason));
    expect((await rollOut.status()).deployed).toEqual({ cache: "false 2 1 1 1 0", web: "false 2 1 1 0 0" });
    await rollOut.accepted("nomad job promote -group=cache -detach example");
    expect((await rollOut.status()).deployed).toEqual({ cache: "true 2 1 2 1 0", web: "false 2 1 1 0 0" });
  });

  test("twice: the second time is accepted while it rolls, and refused when it is over", async () => {
    const rollOut = await RollOut.begin([group({ name: "web", count: 3, update })], { style });
    rollOut.cluster.advance("16s");
    await rollOut.accepted("nomad job promote -detach example");
    const rolling = await rollOut.status();
    expect(rolling.deployed).toEqual({ web: "true 3 1 2 1 0" });
    // 02 §8.5 "a group already promoted (checked again, clock restarted)": the canary lives and is healthy; the evaluation
    // finds one replacement without a verdict, so its budget is 1 − 1 (01 §17.1 row 3b).
    await rollOut.accepted("nomad job promote -detach example");
    expect(await rollOut.status()).toEqual(rolling);
    rollOut.cluster.advance("30s");
    expect((await rollOut.status()).deployment).toBe("successful: Deployment completed successfully");
    // 02 §8.1.
    const terminal = refusal(rollOut.deploymentId(), "can't promote terminal deployment");
    expect(await rollOut.run("nomad job promote example")).toEqual(terminal);
  });

  test("after a failure: refused, the canaries are gone, the old allocations stay", async () => {
    const rollOut = await RollOut.begin([group({ name: "web", count: 2, update })], { style });
    rollOut.cluster.advance("16s");
    await rollOut.accepted(`nomad deployment fail -detach ${rollOut.deploymentId()}`);
    // 02 §8.2 and §4.2: canaries of a failed deployment that nobody promoted are stopped; without auto_revert the rest stays.
    expect(await rollOut.status()).toEqual({
      deployment: "failed: Deployment marked as failed",
      summary: { web: "0 0 2 0 1 0" },
      deployed: { web: "false 2 1 1 1 0" },
      allocations: { "web 0 run running": 2, "web 1 stop complete": 1 },
    });
    const terminal = refusal(rollOut.deploymentId(), "can't promote terminal deployment");
    expect(await rollOut.run("nomad job promote example")).toEqual(terminal);
    expect(await rollOut.run("nomad job promote -group=web -detach example")).toEqual(terminal);
  });
});
