import { describe, expect, test } from "vitest";
import { seconds } from "../builders/jobs.js";
import { NodePlay, plainJob } from "./nodePlay.js";

const day = 24 * 3600;

/** A node with one allocation, down from second 20 on. */
function lost(type: string): NodePlay {
  const play = new NodePlay({ nodes: 1 });
  play.register(plainJob({ Type: type }, { Count: 1, ...(type === "sysbatch" ? { Update: null } : {}) }));
  play.at(20);
  play.begin();
  play.cutOff("client-1");
  play.at(20);
  return play;
}

describe("a node that is down is collected (spec 04 §2.7)", () => {
  test("a day after its last change, at one of the collector's moments", () => {
    const play = lost("service");
    play.at(day + 19);
    expect(play.world.nodes.size).toBe(1);
    play.at(day + 20 + 300);
    expect(play.world.nodes.size).toBe(0);
  });

  test("not while an allocation of it goes on for the servers: sysbatch jobs get no evaluation when it dies", () => {
    const play = lost("sysbatch");
    play.at(2 * day);
    expect(play.world.nodes.size).toBe(1);
    play.does({ kind: "deregister-job", namespace: "default", jobId: "app", purge: false });
    play.at(2 * day + 300);
    expect(play.world.nodes.size).toBe(0);
  });

  test("not when it returned, nor while it is disconnected", () => {
    const back = lost("service");
    back.at(60);
    back.reconnect("client-1");
    back.at(2 * day);
    expect(back.node("client-1").status).toBe("ready");
    const patient = new NodePlay({ nodes: 1 });
    patient.register(plainJob({}, { Count: 1, Disconnect: { LostAfter: seconds(3 * day) } }));
    patient.at(20);
    patient.cutOff("client-1");
    patient.at(2 * day);
    expect(patient.node("client-1").status).toBe("disconnected");
  });

  test("at once by a forced collection; its client registers anew when it is back", () => {
    const play = lost("service");
    const { id } = play.node("client-1");
    play.does({ kind: "collect-garbage" });
    expect(play.world.nodes.size).toBe(0);
    play.does({ kind: "reconnect-node", nodeId: id });
    expect(play.node("client-1").status).toBe("ready");
    expect(play.nodeEvents("client-1")).toEqual(["20 Node registered"]);
  });
});
