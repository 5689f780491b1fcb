import { describe, expect, test } from "vitest";
import { nextDeadline } from "../../../src/cluster/nodes/drainDeadlines.js";
import type { JsonObject } from "../../../src/model/json.js";
import { seconds } from "../builders/jobs.js";
import { migrateOneByOne, NodePlay, plainJob } from "./nodePlay.js";

const quick: JsonObject = { ...migrateOneByOne, MinHealthyTime: seconds(1) };

/** `client-1` runs these jobs; `client-2` is free. */
function drained(...jobs: readonly JsonObject[]): NodePlay {
  const play = new NodePlay({ nodes: 2 });
  play.eligibility("client-2", "ineligible");
  for (const job of jobs) play.register(job);
  play.at(20);
  play.eligibility("client-2", "eligible");
  play.begin();
  return play;
}

const service = (given: JsonObject = {}): JsonObject => plainJob({}, { Count: 2, Migrate: quick, ...given });
const system = plainJob({ ID: "sys", Name: "sys", Type: "system" }, { Count: 1 });
const batch = plainJob({ ID: "bat", Name: "bat", Type: "batch" }, { Count: 1, Update: null });
const sysbatch = plainJob({ ID: "sb", Name: "sb", Type: "sysbatch" }, { Count: 1, Update: null });

/** `desired client` of a job's allocations on the drained node. */
function left(play: NodePlay, jobId: string): readonly string[] {
  return play.on("client-1", jobId).map((one) => `${one.desiredStatus} ${one.clientStatus}`);
}

describe("a drain ends", () => {
  test("at once on an empty node: three events", () => {
    const play = new NodePlay({ nodes: 1 });
    play.drain("client-1");
    expect(play.nodeEvents("client-1")).toEqual([
      "0 Node registered",
      "0 Node drain strategy set",
      "0 Node drain complete",
    ]);
    expect(play.node("client-1")).toMatchObject({
      drain: undefined,
      eligible: false,
      lastDrain: { status: "complete" },
    });
  });

  test("at once where only system jobs run; they are stopped without being waited for", () => {
    const play = drained(system);
    play.drain("client-1");
    expect(play.node("client-1").lastDrain?.status).toBe("complete");
    expect(left(play, "sys")).toEqual(["stop complete"]);
    expect(play.on("client-1", "sys")[0]).toMatchObject({
      desiredDescription: "alloc not needed as node is tainted",
      desiredTransition: { migrate: true },
    });
  });

  test("with system jobs spared, they run on", () => {
    const play = drained(system, service());
    play.drain("client-1", { ignoreSystemJobs: true });
    play.at(60);
    expect(play.node("client-1").lastDrain?.status).toBe("complete");
    expect(left(play, "sys")).toEqual(["run running"]);
    expect(left(play, "app")).toEqual(["stop complete", "stop complete"]);
  });

  test("not before batch work has ended", () => {
    const play = drained(service(), batch);
    play.drain("client-1");
    play.at(60);
    expect(left(play, "app")).toEqual(["stop complete", "stop complete"]);
    expect(left(play, "bat")).toEqual(["run running"]);
    expect(play.node("client-1").drain).toBeDefined();
    play.does({ kind: "deregister-job", namespace: "default", jobId: "bat", purge: false });
    expect(play.node("client-1").lastDrain?.status).toBe("complete");
  });

  test("not by the end of a sysbatch allocation, which nobody watches", () => {
    const play = drained(sysbatch);
    play.drain("client-1", { deadline: 100 });
    play.does({ kind: "deregister-job", namespace: "default", jobId: "sb", purge: false });
    expect(left(play, "sb")).toEqual(["stop complete"]);
    expect(play.node("client-1").drain).toBeDefined();
    play.at(101);
    expect(play.node("client-1").lastDrain?.status).toBe("complete");
  });

  test("when a node is lost on the way", () => {
    const play = drained(service());
    play.drain("client-1");
    play.cutOff("client-1");
    play.at(60);
    expect(play.node("client-1")).toMatchObject({
      status: "down",
      drain: undefined,
      lastDrain: { status: "complete" },
    });
    expect(play.live().map((one) => one.nodeName)).toEqual(["client-2", "client-2"]);
  });
});

describe("at a deadline", () => {
  test("batch work is stopped and not placed anew, even when the node is eligible again", () => {
    const play = drained(batch);
    play.drain("client-1", { deadline: 10 });
    play.at(10.999);
    expect(left(play, "bat")).toEqual(["run running"]);
    play.at(11);
    expect(left(play, "bat")).toEqual(["stop complete"]);
    expect(play.allocations("bat")[0]?.desiredTransition).toEqual({ migrate: true, migrateDisablePlacement: true });
    play.eligibility("client-1", "eligible");
    play.does({ kind: "evaluate-job", namespace: "default", jobId: "bat", forceReschedule: false });
    expect(play.allocations("bat")).toHaveLength(1);
  });

  test("max_parallel 0 holds everything until then", () => {
    const play = drained(service({ Migrate: { ...quick, MaxParallel: 0 } }));
    play.drain("client-1", { deadline: 30 });
    play.at(30.999);
    expect(left(play, "app")).toEqual(["run running", "run running"]);
    play.at(31);
    expect(left(play, "app")).toEqual(["stop complete", "stop complete"]);
  });

  test("a forced drain marks all at once, one second after the request", () => {
    const play = drained(service(), batch, system);
    play.drain("client-1", { deadline: -1 });
    play.at(0.999);
    expect(
      [...left(play, "app"), ...left(play, "bat"), ...left(play, "sys")].every((one) => one === "run running"),
    ).toBe(true);
    play.at(1);
    expect(
      [...left(play, "app"), ...left(play, "bat"), ...left(play, "sys")].every((one) => one === "stop complete"),
    ).toBe(true);
    expect(play.node("client-1").events.at(-1)).toMatchObject({
      message: "Node drain complete",
      details: { deadline_reached: "true" },
    });
    expect(play.evaluationLines().filter((line) => line.includes("node-drain"))).toEqual(["1 node-drain complete"]);
  });

  test("a forced drain of system jobs alone completes once, without a deadline", () => {
    const play = drained(system);
    play.drain("client-1", { deadline: -1 });
    play.at(10);
    expect(play.node("client-1").events.filter((event) => event.message === "Node drain complete")).toMatchObject([
      { details: {} },
    ]);
  });

  test("an endless drain that is changed to a forced one is over at once", () => {
    const play = drained(batch);
    play.drain("client-1");
    play.at(100);
    play.drain("client-1", { deadline: -1 });
    play.at(101);
    expect(play.nodeEvents("client-1").slice(1)).toEqual([
      "0 Node drain strategy set",
      "100 Node drain strategy updated",
      "101 Node drain complete",
    ]);
    expect(play.node("client-1").lastDrain).toMatchObject({ status: "complete", startedAt: play.world.now - 101_000 });
  });

  test("deadlines close to the earliest fire together with the latest of them", () => {
    const drain = (forceDeadline: number | undefined, deadlineMs = 1) => ({
      deadlineMs,
      forceDeadline,
      ignoreSystemJobs: false,
      startedAt: 0,
    });
    expect(nextDeadline([])).toBeUndefined();
    expect(nextDeadline([drain(undefined, 0)])).toBeUndefined();
    expect(nextDeadline([drain(5_000), drain(9_999), drain(10_000)])).toBe(9_999);
    expect(nextDeadline([drain(5_000), drain(undefined, -1)])).toBe(0);
  });

  test("two nodes drained with deadlines 3 seconds apart are forced together", () => {
    const play = new NodePlay({ nodes: 2 });
    play.register(
      plainJob({ Type: "batch" }, { Count: 2, Update: null, Constraints: [{ Operand: "distinct_hosts" }] }),
    );
    play.drain("client-1", { deadline: 10 });
    play.drain("client-2", { deadline: 13 });
    play.at(13.999);
    expect(play.live()).toHaveLength(2);
    play.at(14);
    expect(play.live()).toHaveLength(0);
  });
});

describe("meanwhile", () => {
  test("without room elsewhere the stop is committed, and a blocked evaluation waits for a node", () => {
    const play = drained(service());
    play.eligibility("client-2", "ineligible");
    play.drain("client-1");
    play.at(30);
    expect([...left(play, "app")].sort()).toEqual(["run running", "stop complete"]);
    expect(play.evaluationLines().at(-1)).toBe("1 queued-allocs blocked (created to place remaining allocations)");
    play.eligibility("client-2", "eligible");
    play.at(60);
    expect(play.node("client-1").lastDrain?.status).toBe("complete");
    expect(play.live().map((one) => one.nodeName)).toEqual(["client-2", "client-2"]);
  });

  test("a cancelled drain picks nothing more, but what was picked still moves", () => {
    const play = drained(service({ Migrate: migrateOneByOne }));
    play.drain("client-1");
    play.at(0.5);
    expect(play.endDrain("client-1")).toMatchObject({ evaluationIds: [expect.any(String)] });
    expect(play.node("client-1")).toMatchObject({
      eligible: true,
      drain: undefined,
      lastDrain: { status: "canceled" },
    });
    play.at(60);
    expect(play.allocations().filter((one) => one.desiredTransition.migrate === true)).toHaveLength(1);
    expect(play.live()).toHaveLength(2);
    expect(play.nodeEvents("client-1").slice(1)).toEqual(["0 Node drain strategy set", "0.5 Node drain disabled"]);
  });

  test("ended with the node kept ineligible: no evaluations", () => {
    const play = drained(service());
    play.drain("client-1");
    expect(play.endDrain("client-1", false).evaluationIds).toBeUndefined();
    expect(play.node("client-1").eligible).toBe(false);
  });

  test("LastDrain is in whole seconds, and its meta stays unless the next request has one", () => {
    const play = drained(service({ Migrate: { ...quick, MaxParallel: 0 } }));
    const { id } = play.node("client-1");
    const request = (meta: Readonly<Record<string, string>>) =>
      play.does({
        kind: "drain-node",
        nodeId: id,
        drain: { deadlineMs: 0, ignoreSystemJobs: false },
        markEligible: true,
        meta,
      });
    play.at(0.7);
    request({ why: "disk" });
    const began = play.world.now - 700;
    play.at(5.2);
    request({});
    expect(play.node("client-1").lastDrain).toEqual({
      startedAt: began,
      updatedAt: began + 5_000,
      status: "draining",
      accessorId: "token:acls-disabled",
      meta: { why: "disk" },
    });
    expect(play.node("client-1").drain?.startedAt).toBe(began + 700);
  });

  test("ending what is not there changes nothing but the index", () => {
    const play = drained();
    const events = play.nodeEvents("client-1");
    play.endDrain("client-1");
    expect(play.nodeEvents("client-1")).toEqual(events);
    expect(play.node("client-1").lastDrain).toBeUndefined();
  });

  test("refusals", () => {
    const play = drained();
    const refused = (nodeId: string) =>
      play.refuses({ kind: "drain-node", nodeId, drain: undefined, markEligible: false });
    expect(refused("")).toBe("400 missing node ID for drain update");
    expect(refused("11111111-2222-3333-4444-555555555555")).toBe("500 node not found");
  });
});
