import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { reportInstant, watcherBatchMs } from "../../src/cluster/latency.js";
import { group, job, task } from "./builders/jobs.js";
import { found, Play } from "./builders/play.js";
import { updatesOf } from "./builders/updates.js";

describe("spec 04 §15.1: when news reaches the servers", () => {
  const nodeId = fc.uuid();
  const instant = fc.integer({ min: 0, max: 2_000_000_000_000 });

  test("urgent news within a tick of 200 milliseconds, other news within five", () => {
    fc.assert(
      fc.property(nodeId, instant, (id, now) => {
        const urgent = reportInstant(id, true, now) - now;
        const typical = reportInstant(id, false, now) - now;
        expect(urgent).toBeGreaterThan(0);
        expect(urgent).toBeLessThanOrEqual(200);
        expect(typical).toBeGreaterThanOrEqual(urgent);
        expect(typical).toBeLessThanOrEqual(1_000);
      }),
    );
  });

  test("the ticks of one client are regular, and a slow one is one of them", () => {
    fc.assert(
      fc.property(nodeId, instant, (id, now) => {
        const tick = reportInstant(id, true, now);
        expect(reportInstant(id, true, tick)).toBe(tick + 200);
        const slow = reportInstant(id, false, now);
        expect((slow - tick) % 200).toBe(0);
        expect(reportInstant(id, false, slow)).toBe(slow + 1_000);
      }),
    );
  });

  test("the watcher's batch", () => {
    expect(watcherBatchMs("instant")).toBe(0);
    expect(watcherBatchMs("realistic")).toBe(1_250);
  });
});

describe("the realistic profile in a cluster", () => {
  /** What the servers were told, each as the delay in seconds after it happened. */
  function delays(config: object): readonly number[] {
    const play = new Play({ nodes: 1, latency: "realistic" });
    const updates = updatesOf(play);
    play.register(job(0, {}, [group({ Count: 1, Tasks: [task({ Config: { start_block_for: "3s", ...config } })] })]));
    play.at(60);
    return updates.map((line) => Number(line.split(" ")[0]));
  }

  test("the first running and health come with a slow tick, a change of status with the next", () => {
    const [running = 0, healthy = 0] = delays({});
    expect(running).toBeGreaterThan(3);
    expect(running).toBeLessThanOrEqual(4);
    expect(healthy).toBeGreaterThan(13);
    expect(healthy).toBeLessThanOrEqual(14);
    const [, pending = 0] = delays({ run_for: "5s", exit_code: 1 });
    expect(pending).toBeGreaterThan(8);
    expect(pending).toBeLessThanOrEqual(8.2);
  });

  test("a task that starts and ends between two ticks is never seen running", () => {
    const play = new Play({ nodes: 1, latency: "realistic" });
    const updates = updatesOf(play);
    const short = task({ Config: { start_block_for: "0s", run_for: "10ms" } });
    play.register(job(0, { Type: "batch" }, [group({ Count: 1, Tasks: [short] })]));
    play.at(5);
    expect(updates.map((line) => line.replace(/^\S+ /, ""))).toEqual(["complete (All tasks have completed)"]);
  });

  test("a canary rollout takes the same steps as in the instant profile, a little later", () => {
    const statuses = (latency: "instant" | "realistic") => {
      const play = new Play({ latency });
      play.register(job(0));
      play.at(60);
      play.register(job(1, {}, [group({ Update: { Canary: 1 } })]));
      play.at(80);
      play.promote();
      const changes: string[] = [];
      const times: number[] = [];
      play.simulator.listen((_action, _events, world) => {
        const deployment = found(world.deployments.get(play.deployment().id), "deployment");
        const state = found(deployment.taskGroups.web, "web");
        const line = `${deployment.status} ${state.placedAllocations} placed ${state.healthyAllocations} healthy`;
        if (changes.at(-1) !== line) {
          changes.push(line);
          times.push(play.second(world.now));
        }
      });
      play.at(200);
      return { changes, end: times.at(-1) ?? 0 };
    };
    const instant = statuses("instant");
    const realistic = statuses("realistic");
    expect(realistic.changes).toEqual(instant.changes);
    expect(realistic.changes.at(-1)).toBe("successful 3 placed 3 healthy");
    expect(realistic.end).toBeGreaterThan(instant.end + 2 * 1.25);
    expect(realistic.end).toBeLessThan(instant.end + 2 * (1.25 + 1) + 1);
  });
});
