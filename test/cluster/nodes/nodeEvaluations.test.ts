import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.js";
import { seconds } from "../builders/jobs.js";
import { NodePlay, plainJob } from "./nodePlay.js";

const service = (given: JsonObject = {}) => plainJob({}, { Count: 1, ...given });
const batch = plainJob({ ID: "bat", Name: "bat", Type: "batch" }, { Count: 1, Update: null });
const system = plainJob({ ID: "sys", Name: "sys", Type: "system" }, { Count: 1 });
const sysbatch = plainJob({ ID: "sb", Name: "sb", Type: "sysbatch" }, { Count: 1, Update: null });

function withJobs(jobs: readonly JsonObject[]): NodePlay {
  const play = new NodePlay({ nodes: 1 });
  for (const job of jobs) play.register(job);
  play.at(20);
  play.begin();
  return play;
}

/** The jobs for which evaluations of this trigger exist, in order of creation. */
function looked(play: NodePlay, trigger = "node-update"): readonly string[] {
  return play.world.evaluations
    .valuesArray()
    .filter((evaluation) => evaluation.triggeredBy === trigger)
    .sort((a, b) => a.createIndex - b.createIndex || (a.jobId < b.jobId ? -1 : 1))
    .map((evaluation) => evaluation.jobId);
}

describe("which node events have jobs looked at (spec 04 §3.1)", () => {
  const all = [service({ Disconnect: { LostAfter: seconds(600) } }), batch, system, sysbatch];
  const rows: readonly [string, readonly ((play: NodePlay) => unknown)[], readonly string[]][] = [
    ["anything to disconnected", [silence], ["app", "bat", "sys"]],
    // The batch allocation, without lost_after, was lost with the connection and does not count any more.
    ["disconnected to initializing", [silence, back], ["app", "app", "bat", "sys", "sys"]],
    ["drain set", [(play) => play.drain("client-1", { deadline: 3600 })], []],
    ["drain ended, eligible again", [drain, (play) => play.endDrain("client-1")], ["app", "bat", "sys"]],
    ["drain ended, still ineligible", [drain, (play) => play.endDrain("client-1", false)], []],
    ["eligible to ineligible", [ineligible], []],
    ["ineligible to eligible", [ineligible, (play) => play.eligibility("client-1", "eligible")], ["app", "bat", "sys"]],
    [
      "evaluate",
      [(play) => play.does({ kind: "evaluate-node", nodeId: play.node("client-1").id })],
      ["app", "bat", "sys"],
    ],
    ["purge", [(play) => play.does({ kind: "purge-node", nodeId: play.node("client-1").id })], ["app", "bat", "sys"]],
  ];
  test.each(rows)("%s", (_case, deeds, expected) => {
    const play = withJobs(all);
    for (const deed of deeds) deed(play);
    expect([...looked(play)].sort()).toEqual(expected);
  });

  test("anything to down, and down to ready", () => {
    const play = withJobs([service(), system]);
    silence(play);
    expect([...looked(play)].sort()).toEqual(["app", "sys"]);
    play.reconnect("client-1");
    expect([...looked(play)].sort()).toEqual(["app", "sys", "sys"]);
  });

  test("a new node concerns the system jobs that it could run, not sysbatch jobs", () => {
    const play = withJobs([service(), system, sysbatch]);
    play.does({ kind: "register-node", node: { name: "client-2" } });
    expect(looked(play)).toEqual(["sys"]);
    play.does({ kind: "register-node", node: { name: "elsewhere", datacenter: "dc9" } });
    expect(looked(play)).toEqual(["sys"]);
  });
});

const back = (play: NodePlay) => play.reconnect("client-1");
const drain = (play: NodePlay) => play.drain("client-1");
const ineligible = (play: NodePlay) => play.eligibility("client-1", "ineligible");

function silence(play: NodePlay): void {
  play.cutOff("client-1");
  play.at(21);
}

describe("which allocations count (spec 04 §3.2)", () => {
  test("a service allocation that is over for servers and client does not", () => {
    const play = withJobs([service()]);
    play.does({ kind: "deregister-job", namespace: "default", jobId: "app", purge: false });
    play.does({ kind: "evaluate-node", nodeId: play.node("client-1").id });
    expect(looked(play)).toEqual([]);
  });

  test("one that was stopped but still runs does", () => {
    const play = withJobs([service({ ShutdownDelay: seconds(30) })]);
    play.does({ kind: "deregister-job", namespace: "default", jobId: "app", purge: false });
    play.does({ kind: "evaluate-node", nodeId: play.node("client-1").id });
    expect(looked(play)).toEqual(["app"]);
  });

  test("one evaluation a job, with the node and its index", () => {
    const play = withJobs([service({ Count: 3 })]);
    const { id, modifyIndex } = play.node("client-1");
    const { evaluationIds = [] } = play.does({ kind: "evaluate-node", nodeId: id });
    expect(evaluationIds).toHaveLength(1);
    expect(play.evaluation(evaluationIds[0])).toMatchObject({
      triggeredBy: "node-update",
      nodeId: id,
      nodeModifyIndex: modifyIndex,
      type: "service",
      priority: 50,
    });
  });
});

describe("a purged node", () => {
  test("takes its allocations with it; its client registers again with the next heartbeat and ends them", () => {
    const play = withJobs([service()]);
    play.at(4);
    play.does({ kind: "purge-node", nodeId: play.node("client-1").id });
    expect(play.world.nodes.size).toBe(0);
    expect(play.allocations()[0]).toMatchObject({ desiredStatus: "stop", clientStatus: "lost" });
    play.at(10);
    expect(play.node("client-1").status).toBe("ready");
    expect(play.nodeEvents("client-1")).toEqual(["10 Node registered"]);
    expect(play.allocations()[0]).toMatchObject({ clientStatus: "complete" });
    expect(play.live()).toHaveLength(1);
  });

  test("does not return while its client is cut off", () => {
    const play = withJobs([service()]);
    play.cutOff("client-1");
    const { id } = play.node("client-1");
    play.does({ kind: "purge-node", nodeId: id });
    play.at(600);
    expect(play.world.nodes.size).toBe(0);
    play.does({ kind: "reconnect-node", nodeId: id });
    expect(play.node("client-1").status).toBe("ready");
  });
});
