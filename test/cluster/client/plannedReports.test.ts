import { describe, expect, test } from "vitest";
import { reportInstant } from "../../../src/cluster/latency.js";
import { group, job, task } from "../builders/jobs.js";
import { Play } from "../builders/play.js";
import { updatesOf } from "../builders/updates.js";

const node = "00030000-0000-0000-0000-000000000000";

describe("spec 04 §15.1: when news of a client arrives, with realistic latency", () => {
  test.each([
    [0, true, 150],
    [150, true, 350],
    [151, true, 350],
    [0, false, 750],
    [749, false, 750],
    [750, false, 1_750],
    [60_000, false, 60_750],
  ])("news of %i ms, urgent %s, arrives at %i ms", (now, urgent, arrival) => {
    expect(reportInstant(node, urgent, now)).toBe(arrival);
  });

  test("no node waits longer than a second, none is told at once", () => {
    for (let first = 0; first < 16; first++) {
      const id = `${first.toString(16).padStart(4, "0")}${node.slice(4)}`;
      for (let now = 0; now < 1_000; now += 7) {
        const [fast, slow] = [reportInstant(id, true, now), reportInstant(id, false, now)];
        expect(fast - now).toBeGreaterThan(0);
        expect(fast - now).toBeLessThanOrEqual(200);
        expect(slow - now).toBeGreaterThan(0);
        expect(slow - now).toBeLessThanOrEqual(1_000);
      }
    }
  });

  test("the first `running` may take a second, another status a fifth of one; what came and went between is never seen", () => {
    const play = new Play({ nodes: 1, latency: "realistic" });
    const updates = updatesOf(play);
    const brief = task({ Config: { start_block_for: "0s", run_for: "5s", exit_code: 1 } });
    const restart = { Attempts: 3, Interval: 60_000_000_000, Delay: 1_000_000, Mode: "fail" };
    play.begin();
    play.register(job(0, {}, [group({ Count: 1, RestartPolicy: restart, Tasks: [brief] })]));
    expect(updates).toEqual([]);
    play.at(1);
    expect(updates).toHaveLength(1);
    expect(updates[0]).toMatch(/running/);
    play.at(30);
    expect(updates.some((update) => update.includes("pending"))).toBe(false);
    expect(play.newest(0).clientStatus).toBe("failed");
  });

  test("a client that is cut off keeps its news until it is back", () => {
    const play = new Play({ nodes: 1, latency: "realistic" });
    play.register(job(0, {}, [group({ Count: 1, Tasks: [task({ Config: { start_block_for: "0s" } })] })]));
    const { nodeId } = play.newest(0);
    play.does({ kind: "cut-off-node", nodeId, tasksDie: false });
    play.at(3);
    expect(play.newest(0).clientStatus).toBe("pending");
    play.does({ kind: "reconnect-node", nodeId });
    play.at(5);
    expect(play.newest(0).clientStatus).toBe("running");
  });
});
