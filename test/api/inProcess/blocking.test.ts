import { describe, expect, test } from "vitest";
import { answerWhenNewer } from "../../../src/api/inProcess/blocking.js";
import { Play } from "../../cluster/builders/play.js";

/** Someone who follows a value by blocking queries and notes each instant at which it changed. */
async function follow(play: Play, until: number, signal?: AbortSignal): Promise<readonly number[]> {
  const seen: number[] = [];
  const waiting = { passTo: (instant: number) => play.simulator.advanceTo(instant) };
  let index = 1;
  while (play.clock < until) {
    const answer = await answerWhenNewer(play.simulator, waiting, { index, waitMs: 60_000, signal }, () => ({
      value: undefined,
      index: play.world.index,
    }));
    if (answer.index > index) seen.push(play.clock);
    index = answer.index;
  }
  return seen;
}

/** A cluster in which something happens at 5 s, 10 s and so on: tasks that fail and start again. */
function restless(): Play {
  const play = new Play({ nodes: 1 });
  play.begin();
  play.does({
    kind: "register-job",
    job: {
      ID: "restless",
      Type: "service",
      Datacenters: ["*"],
      TaskGroups: [
        {
          Name: "g",
          RestartPolicy: { Attempts: 100, Interval: 3_600_000_000_000, Delay: 5_000_000_000, Mode: "fail" },
          Tasks: [{ Name: "t", Driver: "mock_driver", Config: { run_for: "5s", exit_code: 1 } }],
        },
      ],
    },
  });
  return play;
}

describe("queries that block in virtual time", () => {
  test("see every instant, however many wait beside each other", async () => {
    const alone = await follow(restless(), 40);
    expect(alone.length).toBeGreaterThan(3);
    const play = restless();
    const [first, second, third] = await Promise.all([follow(play, 40), follow(play, 40), follow(play, 40)]);
    expect(first).toEqual(alone);
    expect(second).toEqual(alone);
    expect(third).toEqual(alone);
  });

  test("end when they are given up, and time stands still", async () => {
    const play = restless();
    const watching = new AbortController();
    const following = follow(play, 3_600, watching.signal);
    watching.abort();
    await expect(following).rejects.toThrow();
    expect(play.clock).toBe(0);
  });
});
