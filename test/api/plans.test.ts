import { describe, expect, test } from "vitest";
import { planJob } from "../../src/api/inProcess/plans.js";
import { ApiError } from "../../src/api/nomadApi.js";
import type { JsonObject } from "../../src/model/json.js";
import { group, job } from "../cluster/builders/jobs.js";
import { Play } from "../cluster/builders/play.js";

const plan = (play: Play, submitted: JsonObject) => planJob(play.world, { Job: submitted, Diff: true }, undefined);

const nightly = (given: JsonObject): JsonObject =>
  job(0, { Type: "batch", Periodic: { Specs: ["30 3 * * *"], ...given } });

describe("the answer of a plan (spec 05 §12.1)", () => {
  test("tells evaluations to come as the scheduler made them, seen by nobody", () => {
    const play = new Play({ nodes: 0 });
    const { CreatedEvals, FailedTGAllocs } = plan(play, job(0));
    expect(CreatedEvals).toMatchObject([{ Status: "blocked", TriggeredBy: "queued-allocs" }]);
    expect(CreatedEvals?.[0]).not.toHaveProperty("SnapshotIndex");
    expect(CreatedEvals?.[0]).not.toHaveProperty("JobModifyIndex");
    expect(FailedTGAllocs).toMatchObject({ web: { NodesEvaluated: 0, NodesAvailable: {}, CoalescedFailures: 2 } });
  });

  test("of a stored job looks ahead by one index", () => {
    const play = new Play({ nodes: 0 });
    const { jobModifyIndex = 0 } = play.register(job(0));
    const { CreatedEvals, JobModifyIndex, Index } = plan(play, job(1));
    expect([JobModifyIndex, Index, CreatedEvals?.[0]?.JobModifyIndex]).toEqual([
      jobModifyIndex,
      jobModifyIndex,
      jobModifyIndex + 1,
    ]);
  });

  test.each([
    [{}, "2026-01-06T03:30:00Z"],
    [{ TimeZone: "Asia/Kolkata" }, "2026-01-06T03:30:00+05:30"],
    [{ TimeZone: "America/New_York" }, "2026-01-06T03:30:00-05:00"],
    [{ Enabled: false }, null],
  ])("names the next launch on the clocks of the job: %j", (given, launch) => {
    expect(plan(new Play(), nightly(given)).NextPeriodicLaunch).toBe(launch);
  });

  test("says what gives way", () => {
    const play = new Play({ nodes: [{ name: "client-1", memoryMb: 500 }] });
    const filler = group({
      Count: 1,
      Tasks: [{ Name: "main", Driver: "mock_driver", Resources: { CPU: 10, MemoryMB: 400 } }],
    });
    play.register(job(0, { ID: "filler", Name: "filler", Priority: 20 }, [filler]));
    play.at(60);
    const vip = job(0, { ID: "vip", Name: "vip", Type: "system", Priority: 90 }, [filler]);
    const { Annotations } = plan(play, vip);
    expect(Annotations?.PreemptedAllocs).toMatchObject([{ JobID: "filler", TaskGroup: "web" }]);
    expect(Annotations?.DesiredTGUpdates).toMatchObject({ web: { Place: 1, Preemptions: 1 } });
  });

  test("without a difference where none is asked for", () => {
    expect(planJob(new Play().world, { Job: job(0), Diff: false }, undefined).Diff).toBeNull();
  });

  test("is an error for a job that cannot be registered", () => {
    expect(() => plan(new Play(), job(0, { Priority: 1_000 }))).toThrow(ApiError);
  });
});
