import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/model/json.js";
import { group, job, minutes, noReschedule, noRestarts, seconds, task } from "../builders/jobs.js";
import { found, Play } from "../builders/play.js";

const hour = 3600;
const stop = { kind: "deregister-job", namespace: "default", jobId: "app", purge: false } as const;

/** A service job of one allocation. */
const service = (version = 0, given: JsonObject = {}) => job(version, {}, [group({ Count: 1, ...given })]);

/** A batch job that is done after ten seconds, or fails then. */
function batch(version = 0, exitCode = 0): JsonObject {
  const work = task({ Config: { run_for: "10s", start_block_for: "0s", exit_code: exitCode } });
  const failsForGood = { RestartPolicy: noRestarts, ReschedulePolicy: noReschedule };
  return job(version, { Type: "batch" }, [group({ Count: 1, Tasks: [work], ...failsForGood })]);
}

/** A service allocation that fails after ten seconds, again and again, beside groups that run. */
function failing(reschedule: JsonObject, beside: readonly JsonObject[] = []): JsonObject {
  const work = task({ Config: { run_for: "10s", start_block_for: "0s", exit_code: 1 } });
  return job(0, { Update: { MaxParallel: 0 } }, [
    group({ Count: 1, Tasks: [work], RestartPolicy: noRestarts, ReschedulePolicy: reschedule }),
    ...beside,
  ]);
}

const collect = (play: Play) => play.does({ kind: "collect-garbage" });

/** How many jobs, evaluations, allocations and deployments the servers still know. */
function kept(play: Play): readonly number[] {
  const { jobs, evaluations, allocations, deployments } = play.world;
  return [jobs.size, evaluations.size, allocations.size, deployments.size];
}

/** At which minutes of the play something was collected, and what was left then. */
function collections(play: Play, until: number): readonly string[] {
  const seen: string[] = [];
  const end = play.simulator.listen((action, events, world) => {
    if (action.kind !== "collect" || !events.some((event) => event.kind === "garbage collected")) return;
    const { jobs, evaluations, allocations, deployments } = world;
    const left = [jobs.size, evaluations.size, allocations.size, deployments.size].join(" ");
    seen.push(`${play.second(world.now) / 60} ${action.what}: ${left}`);
  });
  play.at(until);
  end();
  return seen;
}

describe("garbage that the leader collects every five minutes (spec 05 §16)", () => {
  it("is what a stopped job left behind: after an hour its evaluations and deployment, after four the job", () => {
    const play = new Play();
    play.register(service());
    play.at(60);
    play.does(stop);
    play.at(62);
    expect(kept(play)).toEqual([1, 3, 1, 1]);
    expect(collections(play, 5 * hour)).toEqual([
      "65 evaluations: 1 0 0 1",
      "65 deployments: 1 0 0 0",
      "245 jobs: 0 0 0 0",
    ]);
    expect(play.world.collectors.looks).toEqual({ jobs: undefined, evaluations: undefined, deployments: undefined });
  });

  it("is looked for at the interval and the age that the settings say", () => {
    const play = new Play();
    play.simulator.restore({
      ...play.world,
      settings: {
        ...play.world.settings,
        collection: { ...play.world.settings.collection, intervalMs: 15 * 60_000, evaluationThresholdMs: 60_000 },
      },
    });
    play.register(service());
    play.does(stop);
    expect(collections(play, 59 * 60)).toEqual(["15 evaluations: 1 0 0 1"]);
  });

  it("is a batch job that is done, without a stop, with its evaluation", () => {
    const play = new Play();
    play.register(batch());
    play.at(11);
    expect([play.job().status, ...kept(play)]).toEqual(["dead", 1, 1, 1, 0]);
    expect(collections(play, 30 * hour)).toEqual(["245 jobs: 0 0 0 0"]);
  });

  it("is a stopped periodic job at once after four hours, not one that only waits", () => {
    const play = new Play();
    play.register(job(0, { Type: "batch", Periodic: { Enabled: true, Specs: ["@yearly"] } }));
    play.at(10 * hour);
    expect(kept(play)).toEqual([1, 0, 0, 0]);
    play.does(stop);
    expect(collections(play, 20 * hour)).toEqual([`${14 * 60} jobs: 0 0 0 0`]);
  });

  it("is not what a running job still refers to, however old", () => {
    const play = new Play();
    play.register(service());
    play.at(60);
    play.register(service(1));
    play.at(120);
    expect([play.allocations().length, play.deployments().length]).toEqual([2, 2]);
    play.at(100 * hour);
    expect([play.live().length, play.allocations().length, play.evaluations().length]).toEqual([1, 1, 1]);
    expect(play.deployments(), "the finished deployment has a running allocation").toHaveLength(1);
    expect(play.job()).toMatchObject({ status: "running", version: 1 });
  });

  it("leaves a quiet cluster quiet: nothing is looked for that cannot be found", () => {
    const play = new Play();
    play.register(service());
    play.at(10 * hour);
    let actions = 0;
    const end = play.simulator.listen((action) => {
      if (action.kind !== "pass-time") actions++;
    });
    play.at(1000 * hour);
    end();
    expect(actions).toBe(0);
  });
});

describe("garbage that is collected by force (spec 05 §16)", () => {
  it("goes at once, and nothing else", () => {
    const play = new Play();
    play.register(service());
    play.register({ ...service(), ID: "other", Name: "other" });
    play.at(30);
    play.does(stop);
    expect(collect(play).ok).toBe(true);
    expect(play.world.jobs.keysArray()).toEqual(["default\u0000other"]);
    expect(kept(play)).toEqual([1, 1, 1, 1]);
  });

  it("changes nothing where nothing is over", () => {
    const play = new Play();
    play.register(service());
    play.at(30);
    collect(play);
    const before = play.world;
    collect(play);
    expect(play.world).toBe(before);
    expect(kept(play)).toEqual([1, 1, 1, 1]);
  });

  it("spares a job that is stopped while its tasks still run", () => {
    const play = new Play();
    play.register(service(0, { ShutdownDelay: seconds(20) }));
    play.at(30);
    play.does(stop);
    play.at(31);
    collect(play);
    expect([play.job().status, play.newest(0).clientStatus]).toEqual(["dead", "running"]);
    play.at(60);
    collect(play);
    expect(kept(play)).toEqual([0, 0, 0, 0]);
  });

  it("spares a job with a tagged version", () => {
    const play = new Play();
    play.register(service());
    play.does(stop);
    const key = "default\u0000app";
    const tag = { name: "golden", description: "", taggedTime: play.world.now };
    const versions = found(play.world.jobVersions.get(key), "versions").map((version) =>
      version.version === 0 ? { ...version, versionTag: tag } : version,
    );
    play.simulator.restore({ ...play.world, jobVersions: play.world.jobVersions.with(key, versions, true) });
    collect(play);
    expect(kept(play)).toEqual([1, 0, 0, 0]);
  });

  it("keeps a parameterized job and takes what it dispatched", () => {
    const play = new Play();
    play.register({ ...batch(), ParameterizedJob: {} });
    const { dispatchedJobId } = play.does({ kind: "dispatch-job", namespace: "default", jobId: "app" });
    play.at(20);
    expect(play.job(dispatchedJobId).status).toBe("dead");
    collect(play);
    expect(kept(play)).toEqual([1, 0, 0, 0]);
    expect(play.summary().children).toEqual({ pending: 0, running: 0, dead: 1 });
  });

  it("of an unfinished batch job takes the allocations of older versions, and keeps all evaluations", () => {
    const play = new Play();
    play.register(batch());
    play.at(20);
    play.register(batch(1));
    play.at(25);
    collect(play);
    expect(play.evaluations()).toHaveLength(2);
    expect(play.allocations().map((allocation) => allocation.job.version)).toEqual([1]);
    expect(play.job().status).toBe("running");
  });

  it.each<[string, JsonObject, number]>([
    ["is never replaced", noReschedule, 0],
    ["may be replaced without limit", { Unlimited: true, Delay: minutes(10), DelayFunction: "constant" }, 1],
    [
      "has attempts left, of which none was made",
      { Unlimited: false, Attempts: 1, Interval: minutes(60), Delay: minutes(10), DelayFunction: "constant" },
      1,
    ],
  ])("a failed allocation that %s", (_what, policy, left) => {
    const play = new Play();
    play.register(failing(policy));
    play.at(20);
    expect(play.newest(0).clientStatus).toBe("failed");
    collect(play);
    expect(play.allocations()).toHaveLength(left);
  });

  it("a failed allocation whose last attempt is older than the policy's interval", () => {
    const play = new Play();
    const once = { Unlimited: false, Attempts: 1, Interval: minutes(60), Delay: seconds(5), DelayFunction: "constant" };
    play.register(failing(once, [group({ Name: "steady", Count: 1 })]));
    const failed = () => play.allocations().filter(({ clientStatus }) => clientStatus === "failed").length;
    play.at(60);
    expect(failed()).toBe(2);
    collect(play);
    expect(failed(), "the first stands in an evaluation with what runs, the second was attempted lately").toBe(2);
    play.at(hour + 60);
    collect(play);
    expect(failed(), "only the first").toBe(1);
  });

  it("a failed allocation of a job that is dead", () => {
    const play = new Play();
    const once = { Unlimited: false, Attempts: 1, Interval: minutes(60), Delay: seconds(5), DelayFunction: "constant" };
    play.register(failing(once));
    play.at(60);
    expect([play.job().status, play.allocations().length]).toEqual(["dead", 2]);
    collect(play);
    expect(play.allocations()).toHaveLength(0);
  });

  it("leaves a job whose evaluations are gone as it was, not new", () => {
    const play = new Play();
    play.register(failing(noReschedule));
    play.at(20);
    expect(play.job().status).toBe("dead");
    collect(play);
    expect([play.evaluations().length, play.job().status]).toEqual([0, "dead"]);
  });
});
