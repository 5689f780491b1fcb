import { expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.js";
import { group, job, seconds, task } from "../builders/jobs.js";
import type { PlaySettings } from "../builders/play.js";
import { migrateOneByOne, NodePlay, plainJob } from "./nodePlay.js";

/** The worked timelines of spec 04 §16: seconds from the request or the last moment of contact. */

const twoNodes: PlaySettings = { nodes: 2 };

/** `client-1` runs the whole group, healthy; `client-2` is free. */
function allOnFirst(groupGiven: JsonObject): NodePlay {
  const play = new NodePlay(twoNodes);
  play.eligibility("client-2", "ineligible");
  play.register(plainJob({}, groupGiven));
  play.at(20);
  play.eligibility("client-2", "eligible");
  play.begin();
  return play;
}

/** `second live-on-first live-on-second drain`, where `+` follows each healthy allocation. */
function drainRow(play: NodePlay): string {
  const live = (name: string) =>
    play
      .on(name)
      .filter((one) => one.desiredStatus === "run" && one.clientStatus === "running")
      .map((one) => (one.deploymentStatus?.healthy === true ? "o+" : "o"))
      .join("");
  const { drain, lastDrain } = play.node("client-1");
  return `${play.clock}: ${live("client-1")} | ${live("client-2")} | ${drain === undefined ? "" : "draining"} ${lastDrain?.status}`;
}

function rowsAt(play: NodePlay, instants: readonly number[]): readonly string[] {
  return instants.map((second) => {
    play.at(second);
    return drainRow(play);
  });
}

test("B: a drain moves one allocation after the other and ends without waiting for the last replacement", () => {
  const play = allOnFirst({ Count: 3, Migrate: migrateOneByOne });
  play.drain("client-1");
  expect(rowsAt(play, [0, 0.999, 1, 10.999, 11, 12, 22, 23, 33])).toEqual([
    "0: o+o+o+ |  | draining draining",
    "0.999: o+o+o+ |  | draining draining",
    "1: o+o+ | o | draining draining",
    "10.999: o+o+ | o | draining draining",
    "11: o+o+ | o+ | draining draining",
    "12: o+ | o+o | draining draining",
    "22: o+ | o+o+ | draining draining",
    "23:  | o+o+o |  complete",
    "33:  | o+o+o+ |  complete",
  ]);
  expect(play.node("client-1").eligible).toBe(false);
  expect(play.nodeEvents("client-1").slice(1)).toEqual(["0 Node drain strategy set", "23 Node drain complete"]);
  expect(play.node("client-1").events.at(-1)?.details).toEqual({});
  expect(play.evaluationLines().slice(1)).toEqual([
    "1 node-drain complete",
    "12 node-drain complete",
    "23 node-drain complete",
  ]);
});

test("C: a deadline of 5 seconds takes the rest along a second later", () => {
  const play = allOnFirst({ Count: 3, Migrate: migrateOneByOne });
  play.drain("client-1", { deadline: 5 });
  expect(rowsAt(play, [1, 5, 5.999, 6])).toEqual([
    "1: o+o+ | o | draining draining",
    "5: o+o+ | o | draining draining",
    "5.999: o+o+ | o | draining draining",
    "6:  | ooo |  complete",
  ]);
  expect(play.node("client-1").events.at(-1)).toMatchObject({
    message: "Node drain complete",
    subsystem: "Drain",
    details: { deadline_reached: "true" },
  });
});

test("D: a lost node's allocations are replaced 16 s after its last 4 s of silence; back, its client ends the old ones", () => {
  const play = allOnFirst({ Count: 2 });
  play.at(4);
  play.begin();
  play.cutOff("client-1");
  play.at(15.999);
  expect(play.node("client-1").status).toBe("ready");
  play.at(16);
  expect(play.node("client-1").status).toBe("down");
  expect(
    play.on("client-1").map((one) => `${one.desiredStatus} ${one.clientStatus} ${one.desiredDescription}`),
  ).toEqual(["stop lost alloc is lost since its node is down", "stop lost alloc is lost since its node is down"]);
  expect(play.on("client-2").map((one) => one.clientStatus)).toEqual(["running", "running"]);
  play.at(60);
  play.reconnect("client-1");
  expect(play.node("client-1").status).toBe("ready");
  expect(play.on("client-1").map((one) => one.clientStatus)).toEqual(["complete", "complete"]);
  expect(play.nodeEvents("client-1").slice(1)).toEqual([
    "16 Node heartbeat missed",
    "60 Node reregistered by heartbeat",
  ]);
  expect(play.summary().groups.web).toMatchObject({ lost: 0, complete: 2, running: 2 });
});

test("E: with lost_after the allocation is unknown, replaced after the reschedule delay, and wins when it returns", () => {
  const play = allOnFirst({ Count: 1, Disconnect: { LostAfter: seconds(120) } });
  play.at(4);
  play.begin();
  play.cutOff("client-1");
  const row = () => {
    const states = play.allocations().map((one) => `${one.desiredStatus} ${one.clientStatus}`);
    return `${play.clock}: ${play.node("client-1").status}, ${states.join(", ")}`;
  };
  const rows = [16, 45.999, 46, 60].map((second) => {
    play.at(second);
    return row();
  });
  play.reconnect("client-1");
  rows.push(row());
  for (const second of [69.999, 70, 200]) {
    play.at(second);
    rows.push(row());
  }
  expect(rows).toEqual([
    "16: disconnected, run unknown",
    "45.999: disconnected, run unknown",
    "46: disconnected, run unknown, run running",
    "60: disconnected, run unknown, run running",
    "60: initializing, run running, stop complete",
    "69.999: initializing, run running, stop complete",
    "70: ready, run running, stop complete",
    "200: ready, run running, stop complete",
  ]);
  expect(play.nodeEvents("client-1").slice(1)).toEqual([
    "16 Node heartbeat missed",
    "36 Node heartbeat missed",
    "56 Node heartbeat missed",
  ]);
  expect(play.evaluationLines().slice(1)).toEqual([
    "16 node-update complete",
    "16 max-disconnect-timeout complete",
    "16 alloc-reschedule canceled (allocs reconnected)",
    "60 node-update complete",
    "60 reconnect failed (maximum attempts reached (5))",
    "60 max-plan-attempts complete",
    "70 node-update complete",
  ]);
  const [original] = play.allocations();
  expect(original?.taskStates.main?.events.map((event) => event.type)).toEqual([
    "Received",
    "Task Setup",
    "Started",
    "Reconnected",
  ]);
});

test("F: a system job's canary share is cut to max_parallel; promotion lets one node after the other follow", () => {
  const play = new NodePlay({ nodes: 4 });
  const update = { MaxParallel: 1, Canary: 50, MinHealthyTime: seconds(10), HealthCheck: "task_states" };
  const version = (number: number) =>
    job(number, { Type: "system" }, [
      group({ Count: 1, Tasks: [task({ Config: { start_block_for: "0s" } })], Update: update }),
    ]);
  play.register(version(0));
  play.at(30);
  play.begin();
  play.register(version(1));
  const newOnes = () => play.live().filter((one) => one.job.version === 1).length;
  const row = () => `${play.clock}: ${newOnes()} ${play.deployment().status}, ${play.deployment().statusDescription}`;
  const rows = [row()];
  expect(play.state()).toMatchObject({ desiredTotal: 4, desiredCanaries: 1 });
  for (const second of [10, 15]) {
    play.at(second);
    rows.push(row());
  }
  play.promote();
  for (const second of [15, 25, 35, 45]) {
    play.at(second);
    rows.push(row());
  }
  expect(rows).toEqual([
    "0: 1 running, Deployment is running",
    "10: 1 running, Deployment is running but requires manual promotion",
    "15: 1 running, Deployment is running but requires manual promotion",
    "15: 2 running, Deployment is running",
    "25: 3 running, Deployment is running",
    "35: 4 running, Deployment is running",
    "45: 4 successful, Deployment completed successfully",
  ]);
});
