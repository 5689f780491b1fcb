import { describe, expect, test } from "vitest";
import { heartbeatTtlMs } from "../../../src/cluster/nodes/heartbeats.js";
import { defaultSettings } from "../../../src/model/settings.js";
import { seconds } from "../builders/jobs.js";
import { migrateOneByOne, NodePlay, plainJob } from "./nodePlay.js";

const lostAfter = { Disconnect: { LostAfter: seconds(120) } };

function oneNode(groupGiven = {}): NodePlay {
  const play = new NodePlay({ nodes: 1 });
  play.register(plainJob({}, { Count: 1, ...groupGiven }));
  play.at(20);
  play.begin();
  return play;
}

describe("what a heartbeat makes of the status (spec 04 §2.5)", () => {
  test("ready: nothing is written", () => {
    const play = oneNode();
    play.cutOff("client-1");
    play.at(5);
    const { index } = play.world;
    play.reconnect("client-1");
    expect(play.world.index).toBe(index);
    play.at(3600);
    expect(play.node("client-1").status).toBe("ready");
  });

  test("down: ready at once, with an event", () => {
    const play = oneNode();
    play.cutOff("client-1");
    play.at(30);
    expect(play.node("client-1").status).toBe("down");
    play.reconnect("client-1");
    expect(play.node("client-1")).toMatchObject({ status: "ready" });
    expect(play.nodeEvents("client-1").at(-1)).toBe("30 Node reregistered by heartbeat");
    expect(play.world.connections.get(play.node("client-1").id)?.lastMissedHeartbeatIndex).toBe(0);
  });

  test("disconnected: initializing, and ready with the next heartbeat, without an event", () => {
    const play = oneNode(lostAfter);
    play.cutOff("client-1");
    play.at(30);
    const missed = play.nodeEvents("client-1");
    play.reconnect("client-1");
    expect(play.node("client-1").status).toBe("initializing");
    const { lastMissedHeartbeatIndex = 0, lastAllocUpdateIndex = 0 } =
      play.world.connections.get(play.node("client-1").id) ?? {};
    expect(lastMissedHeartbeatIndex).toBeGreaterThan(0);
    expect(lastAllocUpdateIndex).toBeGreaterThan(lastMissedHeartbeatIndex);
    play.at(39.999);
    expect(play.node("client-1").status).toBe("initializing");
    play.at(40);
    expect(play.node("client-1").status).toBe("ready");
    expect(play.nodeEvents("client-1")).toEqual(missed);
  });
});

describe("what silence makes of the status (spec 04 §2.4)", () => {
  test.each([
    ["no disconnect block", {}, "down"],
    ["lost_after", lostAfter, "disconnected"],
    ["stop_on_client_after only", { Disconnect: { StopOnClientAfter: seconds(60) } }, "down"],
  ])("%s", (_case, groupGiven, status) => {
    const play = oneNode(groupGiven);
    play.cutOff("client-1");
    play.at(20);
    expect(play.node("client-1").status).toBe(status);
  });

  test("a node whose allocations are given up at the instant of the check is down", () => {
    const play = oneNode({ Disconnect: { LostAfter: seconds(20) } });
    play.cutOff("client-1");
    play.at(39.999);
    expect(play.node("client-1").status).toBe("disconnected");
    play.at(40);
    expect(play.node("client-1").status).toBe("down");
    expect(play.nodeEvents("client-1").slice(1)).toEqual(["20 Node heartbeat missed", "40 Node heartbeat missed"]);
  });

  test("one that falls silent again before it was ready is down, with evaluations", () => {
    const play = oneNode(lostAfter);
    play.cutOff("client-1");
    play.at(30);
    play.reconnect("client-1");
    play.cutOff("client-1");
    play.at(60);
    expect(play.node("client-1").status).toBe("down");
    expect(play.allocations()[0]).toMatchObject({ clientStatus: "lost" });
  });

  test("a node that is down is not waited for any more", () => {
    const play = oneNode();
    play.cutOff("client-1");
    play.at(3600);
    expect(play.nodeEvents("client-1").slice(1)).toEqual(["20 Node heartbeat missed"]);
  });

  test("at most ten events are kept", () => {
    const play = oneNode({ Disconnect: { LostAfter: seconds(3600) } });
    play.cutOff("client-1");
    play.at(3000);
    expect(play.node("client-1").events).toHaveLength(10);
    expect(play.nodeEvents("client-1").at(-1)).toBe("3000 Node heartbeat missed");
  });
});

describe("how long a client waits between heartbeats (spec 04 §2.3)", () => {
  test("instant: the configured time exactly", () => {
    expect(heartbeatTtlMs(oneNode().world, "any")).toBe(defaultSettings.minHeartbeatTtlMs);
  });

  test("realistic: from once to twice that time, the same for the same world", () => {
    const { world } = new NodePlay({ nodes: 1, latency: "realistic" });
    const drawn = Array.from({ length: 200 }, (_, i) => heartbeatTtlMs(world, `node-${i}`));
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(10_000);
    expect(Math.max(...drawn)).toBeLessThan(20_000);
    expect(new Set(drawn).size).toBeGreaterThan(100);
    expect(heartbeatTtlMs(world, "node-7")).toBe(drawn[7]);
  });

  test("realistic: a dead node is noticed between 10 and 30 seconds later", () => {
    for (const seconds of [0, 3, 7.5, 11]) {
      const play = new NodePlay({ nodes: 1, latency: "realistic" });
      play.at(40 + seconds);
      play.begin();
      play.cutOff("client-1");
      play.at(10);
      expect(play.node("client-1").status).toBe("ready");
      play.at(30);
      expect(play.node("client-1").status).toBe("down");
    }
  });
});

describe("eligibility (spec 04 §2.6)", () => {
  test("is marked with an event, and only once", () => {
    const play = oneNode();
    expect(play.eligibility("client-1", "ineligible")).toMatchObject({ evaluationIds: undefined, nodeModifyIndex: 0 });
    const { index } = play.world;
    expect(play.eligibility("client-1", "ineligible")).toMatchObject({ index: 0 });
    expect(play.world.index).toBe(index);
    expect(play.eligibility("client-1", "eligible").evaluationIds).toHaveLength(1);
    expect(play.nodeEvents("client-1").slice(1)).toEqual([
      "0 Node marked as ineligible for scheduling",
      "0 Node marked as eligible for scheduling",
    ]);
    expect(play.allocations()).toHaveLength(1);
  });

  test("refusals", () => {
    const play = oneNode({ Migrate: migrateOneByOne });
    const { id } = play.node("client-1");
    const refused = (nodeId: string, eligibility: string) =>
      play.refuses({ kind: "set-node-eligibility", nodeId, eligibility });
    expect(refused(id, "maybe")).toBe('500 invalid scheduling eligibility "maybe"');
    expect(refused("", "eligible")).toBe("400 missing node ID for setting scheduling eligibility");
    expect(refused("11111111-2222-3333-4444-555555555555", "eligible")).toBe("500 node not found");
    play.eligibility("client-1", "ineligible");
    play.drain("client-1", { deadline: 3600 });
    expect(refused(id, "eligible")).toBe(
      "500 can not set node's scheduling eligibility to eligible while it is draining",
    );
  });
});
