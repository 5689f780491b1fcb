import { describe, expect, test } from "vitest";
import { countActivity, updateJobStatus } from "../../../src/cluster/state/jobs.js";
import { Transaction } from "../../../src/cluster/transaction.js";
import type { JobActivity } from "../../../src/model/jobActivity.js";
import type { JsonObject } from "../../../src/model/json.js";
import { group, job, noReschedule, noRestarts, task } from "../builders/jobs.js";
import { found, Play } from "../builders/play.js";

const plain = { Update: { MaxParallel: 0 } };

/** The status that a job gets when this is going on. */
function statusWith(type: string, stop: boolean, activity: Partial<JobActivity>): string {
  const play = new Play({ nodes: 0 });
  play.register(job(0, { Type: type }, [group({ Count: type === "system" ? 1 : 3 })]));
  const tx = new Transaction(play.world);
  const key = "default\u0000app";
  tx.world.jobs = tx.world.jobs.with(key, { ...play.job(), stop, status: "pending" }, true);
  const now = found(tx.world.jobActivity.get(key), "activity");
  countActivity(tx, key, {
    liveAllocations: (activity.liveAllocations ?? 0) - now.liveAllocations,
    activeDeployments: (activity.activeDeployments ?? 0) - now.activeDeployments,
    openEvaluations: (activity.openEvaluations ?? 0) - now.openEvaluations,
    evaluations: (activity.evaluations ?? 0) - now.evaluations,
  });
  updateJobStatus(tx, "default", "app");
  return found(tx.world.jobs.get(key), "job").status;
}

describe("spec 02 §11: the status of a job, first rule that fits", () => {
  const rules: readonly [string, string, boolean, Partial<JobActivity>, string][] = [
    ["1: a system job runs whatever happens", "system", false, {}, "running"],
    ["1: a stopped system job is dead, even with allocations", "system", true, { liveAllocations: 3 }, "dead"],
    ["2: an active deployment", "service", false, { activeDeployments: 1, evaluations: 1 }, "running"],
    ["2: of a stopped job too", "service", true, { activeDeployments: 1 }, "running"],
    ["3: a living allocation", "service", true, { liveAllocations: 1, evaluations: 4 }, "running"],
    ["4: an open evaluation", "service", false, { openEvaluations: 1, evaluations: 3 }, "pending"],
    ["5: all evaluations are over", "service", false, { evaluations: 3 }, "dead"],
    ["5: stopped, without any evaluation", "service", true, {}, "dead"],
    ["6: nothing known", "service", false, {}, "pending"],
    ["batch jobs follow the rules from 2 on", "batch", false, { evaluations: 1 }, "dead"],
  ];

  test.each(rules)("%s", (_name, type, stop, activity, expected) => {
    expect(statusWith(type, stop, activity)).toBe(expected);
  });
});

describe("spec 02 §11: seen in a cluster", () => {
  test("a service without room runs, because its deployment does; without a deployment it is pending", () => {
    const play = new Play({ nodes: 0 });
    play.register(job(0));
    expect(play.job().status).toBe("running");
    play.register(job(0, { ID: "plain", Name: "plain" }, [group(plain)]));
    expect(play.job("plain").status).toBe("pending");
  });

  test("stopping: the job's write, the plan, the end of the evaluation", () => {
    const play = new Play();
    play.register(job(0));
    play.at(60);
    const seen: string[] = [];
    play.simulator.listen((_action, events, world) => {
      const status = found(world.jobs.get("default\u0000app"), "job").status;
      if (events.some((event) => event.kind === "job stopped" || event.kind === "job status changed"))
        seen.push(status);
    });
    play.does({ kind: "deregister-job", namespace: "default", jobId: "app", purge: false });
    expect(seen).toEqual(["running", "pending", "dead"]);
  });

  test("a batch that is done is dead, and its version list says so", () => {
    const play = new Play();
    const done = task({ Config: { run_for: "5s" } });
    play.register(job(0, { Type: "batch" }, [group({ Tasks: [done] })]));
    expect(play.job().status).toBe("running");
    play.at(10);
    expect(play.job().status).toBe("dead");
    expect(play.versions()[0]).toEqual(play.job());
  });

  test("a service whose allocations all failed for good is dead once its deployment is over", () => {
    const play = new Play();
    const dies = task({ Config: { run_for: "5s", exit_code: 1 } });
    play.register(
      job(0, {}, [group({ Count: 1, RestartPolicy: noRestarts, ReschedulePolicy: noReschedule, Tasks: [dies] })]),
    );
    play.at(10);
    expect(play.deployment().status).toBe("failed");
    expect(play.job().status).toBe("dead");
  });

  test("a job without any count has nothing to run and is dead", () => {
    const play = new Play();
    play.register(job(0, {}, [group({ Count: 0 })]));
    expect(play.job().status).toBe("dead");
    expect(play.deployments()).toEqual([]);
  });

  test("stability and status move ModifyIndex only", () => {
    const play = new Play();
    const answer = play.register(job(0));
    play.at(60);
    expect(play.job().jobModifyIndex).toBe(answer.jobModifyIndex);
    expect(play.job().modifyIndex).toBeGreaterThan(play.job().jobModifyIndex);
    expect(play.job().createIndex).toBe(answer.jobModifyIndex);
  });
});

test("spec 02 §13.1: a system job of version 0 is running from its first write", () => {
  const play = new Play({ nodes: 0 });
  const spec: JsonObject = job(0, { Type: "system" }, [{ Name: "web", Tasks: [task()] }]);
  play.register(spec);
  expect(play.job().status).toBe("running");
});
