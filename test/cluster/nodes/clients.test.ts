import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.js";
import { group, job, minutes, seconds, task } from "../builders/jobs.js";
import { NodePlay, plainJob } from "./nodePlay.js";

function running(groupGiven: JsonObject = {}, given: JsonObject = {}): NodePlay {
  const play = new NodePlay({ nodes: 1 });
  play.register(plainJob(given, { Count: 1, ...groupGiven }));
  play.at(20);
  play.begin();
  return play;
}

const types = (play: NodePlay): readonly string[] =>
  (play.allocations()[0]?.taskStates.main?.events ?? []).map((event) => event.type);

describe("a client that is cut off", () => {
  test("goes on with its tasks and tells only their latest state when it is back", () => {
    const crash = { Attempts: 5, Mode: "fail", Interval: minutes(30), Delay: seconds(2) };
    const play = new NodePlay({ nodes: 1 });
    play.register(
      job(0, {}, [
        group({
          Count: 1,
          Update: { MaxParallel: 0 },
          RestartPolicy: crash,
          Tasks: [task({ Config: { start_block_for: "0s", run_for: "8s", exit_code: 1 } })],
        }),
      ]),
    );
    play.at(5);
    play.begin();
    play.cutOff("client-1");
    play.at(14);
    expect(play.allocations()[0]).toMatchObject({ clientStatus: "running" });
    expect(play.allocations()[0]?.taskStates.main?.restarts).toBe(0);
    const { index } = play.world;
    play.reconnect("client-1");
    expect(play.allocations()[0]?.taskStates.main?.restarts).toBe(2);
    expect(play.world.index).toBe(index + 1);
  });

  test("takes no work that the servers give its node meanwhile, and starts it when it is back", () => {
    const play = new NodePlay({ nodes: 1 });
    play.cutOff("client-1");
    play.register(plainJob({}, { Count: 1 }));
    play.at(5);
    expect(play.allocations()[0]).toMatchObject({ clientStatus: "pending", taskStates: {} });
    play.reconnect("client-1");
    expect(play.allocations()[0]).toMatchObject({ clientStatus: "running" });
  });

  test("answers complete for what was lost before it ever saw it", () => {
    const play = new NodePlay({ nodes: 1 });
    play.cutOff("client-1");
    play.register(plainJob({}, { Count: 1 }));
    play.at(60);
    expect(play.allocations()[0]).toMatchObject({ clientStatus: "lost" });
    play.reconnect("client-1");
    expect(play.allocations()[0]).toMatchObject({ clientStatus: "complete" });
  });

  test("does not hear of a stop", () => {
    const play = running();
    play.cutOff("client-1");
    play.does({ kind: "deregister-job", namespace: "default", jobId: "app", purge: false });
    play.at(5);
    expect(play.allocations()[0]).toMatchObject({ desiredStatus: "stop", clientStatus: "running" });
    play.reconnect("client-1");
    expect(play.allocations()[0]).toMatchObject({ clientStatus: "complete" });
    expect(types(play)).toEqual(["Received", "Task Setup", "Started", "Killing", "Terminated", "Killed"]);
  });

  test("cut off twice, back twice: nothing more happens", () => {
    const play = running();
    play.cutOff("client-1");
    const cut = play.world;
    play.cutOff("client-1");
    expect(play.world).toBe(cut);
    play.reconnect("client-1");
    const back = play.world;
    play.reconnect("client-1");
    expect(play.world).toBe(back);
  });

  test("is unknown to nobody: a node that does not exist is refused", () => {
    const play = running();
    const nodeId = "11111111-2222-3333-4444-555555555555";
    expect(play.refuses({ kind: "cut-off-node", nodeId, tasksDie: false })).toBe("404 node not found");
    expect(play.refuses({ kind: "reconnect-node", nodeId })).toBe("404 node not found");
  });

  test("with a replaced allocation kept out: keep_replacement stops the one that returns", () => {
    const play = new NodePlay({ nodes: 2 });
    play.eligibility("client-2", "ineligible");
    play.register(plainJob({}, { Count: 1, Disconnect: { LostAfter: minutes(10), Reconcile: "keep_replacement" } }));
    play.at(20);
    play.eligibility("client-2", "eligible");
    play.begin();
    play.cutOff("client-1");
    play.at(70);
    play.reconnect("client-1");
    play.at(100);
    expect(play.allocations().map((one) => `${one.nodeName} ${one.desiredStatus} ${one.clientStatus}`)).toEqual([
      "client-1 stop complete",
      "client-2 run running",
    ]);
    expect(types(play)).toEqual([
      "Received",
      "Task Setup",
      "Started",
      "Reconnected",
      "Killing",
      "Terminated",
      "Killed",
    ]);
  });
});

describe("stop_on_client_after (spec 04 §7.3)", () => {
  const stopAfter = (amount: number) => ({ Disconnect: { StopOnClientAfter: seconds(amount) } });

  test("the client ends the allocation by itself; the servers replace it only when that is sure", () => {
    const play = running(stopAfter(10));
    play.cutOff("client-1");
    play.at(9.999);
    expect(play.world.runners.valuesArray()[0]?.tasks.main?.state.state).toBe("running");
    play.at(10);
    expect(play.world.runners.valuesArray()[0]?.tasks.main?.state.state).toBe("dead");
    play.at(20);
    expect(play.evaluationLines().slice(1)).toEqual([
      "20 node-update complete",
      "20 alloc-failure pending (created for delayed rescheduling)",
    ]);
    play.at(30);
    play.reconnect("client-1");
    expect(types(play)).toEqual(["Received", "Task Setup", "Started", "Killing", "Terminated", "Killed", "Killing"]);
    expect(play.allocations()).toHaveLength(1);
    play.at(34.999);
    expect(play.allocations()).toHaveLength(1);
    play.at(35);
    expect(play.live()).toHaveLength(1);
  });

  test("a client that is back in time ends nothing", () => {
    const play = running(stopAfter(10));
    play.cutOff("client-1");
    play.at(9);
    play.reconnect("client-1");
    play.at(60);
    expect(types(play)).toEqual(["Received", "Task Setup", "Started"]);
  });

  test("it counts from the last heartbeat, not from the fault", () => {
    const play = running(stopAfter(10));
    play.at(4);
    play.cutOff("client-1");
    play.at(10);
    expect(play.world.runners.valuesArray()[0]?.tasks.main?.state.state).toBe("dead");
  });
});

describe("a machine that dies", () => {
  test("reports nothing, and starts anew what is still wanted when it returns in time", () => {
    const play = running();
    play.kill("client-1");
    expect(play.world.runners.size).toBe(0);
    play.at(10);
    expect(play.allocations()[0]).toMatchObject({ clientStatus: "running" });
    play.reconnect("client-1");
    expect(play.allocations()[0]).toMatchObject({ clientStatus: "running" });
    expect(types(play)).toEqual(["Failed Restoring Task", "Received", "Task Setup", "Started"]);
  });

  test("answers complete for what was lost meanwhile", () => {
    const play = running();
    play.kill("client-1");
    play.at(60);
    expect(play.allocations()[0]).toMatchObject({ clientStatus: "lost" });
    play.reconnect("client-1");
    expect(play.allocations()[0]).toMatchObject({ clientStatus: "complete" });
  });

  test("can follow a cut-off", () => {
    const play = running();
    play.cutOff("client-1");
    play.at(3);
    play.kill("client-1");
    expect(play.world.runners.size).toBe(0);
    play.at(20);
    expect(play.node("client-1").status).toBe("down");
  });
});
