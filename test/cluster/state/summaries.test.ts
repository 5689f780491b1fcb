import { describe, expect, test } from "vitest";
import type { GroupSummary } from "../../../src/model/jobSummary.js";
import type { JsonObject } from "../../../src/model/json.js";
import { group, job, noRestarts, task } from "../builders/jobs.js";
import { found, Play } from "../builders/play.js";

/** Only what is not zero. */
function bins(play: Play, name = "web"): Partial<GroupSummary> {
  const summary = found(play.summary().groups[name], name);
  return Object.fromEntries(Object.entries(summary).filter(([, count]) => count !== 0));
}

describe("spec 02 §12: the bins of a group", () => {
  test("starting, running, complete", () => {
    const play = new Play();
    play.register(job(0));
    expect(bins(play)).toEqual({ starting: 3 });
    play.at(1);
    expect(bins(play)).toEqual({ running: 3 });
    play.does({ kind: "deregister-job", namespace: "default", jobId: "app", purge: false });
    expect(bins(play)).toEqual({ complete: 3 });
  });

  test("a restart goes from running to starting and back", () => {
    const play = new Play();
    play.register(job(0));
    play.at(5);
    play.fail(play.newest(0));
    expect(bins(play)).toEqual({ running: 2, starting: 1 });
    play.at(30);
    expect(bins(play)).toEqual({ running: 3 });
  });

  test("complete and failed only grow", () => {
    const play = new Play();
    const dies = task({ Config: { run_for: "2s", exit_code: 1 } });
    const once: JsonObject = { Unlimited: false, Attempts: 1, Interval: 3600e9, Delay: 5e9, DelayFunction: "constant" };
    play.register(
      job(0, {}, [
        group({
          Count: 1,
          Update: { MaxParallel: 0 },
          RestartPolicy: noRestarts,
          ReschedulePolicy: once,
          Tasks: [dies],
        }),
      ]),
    );
    play.at(4);
    expect(bins(play)).toEqual({ failed: 1 });
    play.at(100);
    expect(bins(play)).toEqual({ failed: 2 });
  });

  test("an allocation that is told to stop runs until its client says otherwise", () => {
    const play = new Play();
    play.register(job(0, {}, [group({ Count: 1, Tasks: [task({ ShutdownDelay: 30e9 })] })]));
    play.at(20);
    play.does({ kind: "deregister-job", namespace: "default", jobId: "app", purge: false });
    expect(bins(play)).toEqual({ starting: 1 });
    expect(play.job().status).toBe("dead");
    play.at(50);
    expect(bins(play)).toEqual({ complete: 1 });
  });

  test("queued: what an evaluation could not place, less what is placed later", () => {
    const play = new Play({ nodes: [{ name: "a", cpu: 200 }] });
    play.register(job(0));
    expect(bins(play)).toEqual({ queued: 1, starting: 2 });
    play.does({ kind: "register-node", node: { name: "b" } });
    expect(bins(play)).toEqual({ starting: 3 });
  });

  test("groups are added with a version and never removed", () => {
    const play = new Play();
    play.register(job(0));
    play.at(20);
    play.register(job(0, {}, [group({ Name: "api", Count: 1 })]));
    play.at(40);
    expect(Object.keys(play.summary().groups).sort()).toEqual(["api", "web"]);
    expect(bins(play)).toEqual({ complete: 3 });
    expect(bins(play, "api")).toEqual({ running: 1 });
  });

  test("a job of the same ID after a purge starts from nothing", () => {
    const play = new Play();
    play.register(job(0));
    play.at(20);
    play.does({ kind: "deregister-job", namespace: "default", jobId: "app", purge: true });
    play.register(job(0));
    play.at(40);
    expect(bins(play)).toEqual({ running: 3 });
    expect(play.summary().createIndex).toBe(play.job().createIndex);
  });
});
