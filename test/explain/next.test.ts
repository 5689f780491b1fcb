import { describe, expect, test } from "vitest";
import { Simulator } from "../../src/cluster/simulator.js";
import { comesNext, somethingComes } from "../../src/explain/next.js";
import type { JsonObject } from "../../src/model/json.js";
import type { World } from "../../src/model/world.js";
import { group, job, jobJson } from "../builders/jobs.js";
import { worldOf } from "../builders/worlds.js";

/** A cluster of two nodes with a job, at the moment of its registration. */
function registered(json: JsonObject): Simulator {
  const simulator = new Simulator(worldOf({ nodes: [{ name: "client-1" }, { name: "client-2" }] }));
  const result = simulator.request({ kind: "register-job", job: json });
  if (!result.ok) throw new Error(result.message);
  return simulator;
}

const inSeconds = (world: World) => {
  const coming = comesNext(world);
  return coming === undefined ? undefined : { in: (coming.at - world.now) / 1000, what: coming.what };
};

describe("what comes next", () => {
  test("nothing in a cluster at rest", () => {
    expect(comesNext(worldOf())).toBeUndefined();
  });

  test("health of the allocations of a new job, then nothing: that the leader looks for garbage is nothing", () => {
    const simulator = registered(jobJson(job({ groups: [group({ count: 3 })] })));
    expect(inSeconds(simulator.world)).toEqual({ in: 10, what: ["health of 3 allocations"] });
    simulator.advanceTo(simulator.now + 10_000);
    expect(simulator.nextTimer).toBeDefined();
    expect(comesNext(simulator.world)).toBeUndefined();
  });

  test("what most is due of comes first", () => {
    const long = group({ name: "long", count: 1, behaviour: { run_for: "10s" } });
    const simulator = registered(jobJson(job({ groups: [long, group({ count: 2 })] })));
    expect(inSeconds(simulator.world)).toEqual({ in: 10, what: ["health of 2 allocations", "end of 1 task"] });
  });

  test("restarts of tasks that failed", () => {
    const failing = group({ count: 1, behaviour: { run_for: "1s", exit_code: 1 } });
    const simulator = registered(jobJson(job({ groups: [failing] })));
    simulator.advanceTo(simulator.now + 1_000);
    const coming = inSeconds(simulator.world);
    expect(coming?.what).toEqual(["start of 1 task"]);
  });

  test("a deployment that has no healthy allocation waits for its progress deadline", () => {
    const crowded = group({ count: 1, cpu: 1_000_000 });
    const slow = group({ name: "slow", count: 1, update: { healthCheck: "manual" } });
    const simulator = registered(jobJson(job({ groups: [crowded, slow] })));
    expect(inSeconds(simulator.world)).toEqual({ in: 600, what: ["progress deadline of 1 deployment"] });
  });

  test("a deadline that passes without effect is nothing: all is ready for the promotion", () => {
    const simulator = registered(jobJson(job()));
    simulator.advanceTo(simulator.now + 60_000);
    const canary = group({ image: "web:2", update: { canary: 1 } });
    simulator.request({ kind: "register-job", job: jobJson(job({ groups: [canary] })) });
    expect(somethingComes(simulator.world)).toBe(true);
    simulator.advanceTo(simulator.now + 10_000);
    expect(comesNext(simulator.world)).toBeUndefined();
    expect(somethingComes(simulator.world)).toBe(false);
    const { index } = simulator.world;
    simulator.advanceTo(simulator.now + 1_200_000);
    expect(simulator.world.index).toBe(index);
  });

  test("the servers wait for the heartbeat of a client that is cut off", () => {
    const simulator = registered(jobJson(job()));
    simulator.advanceTo(simulator.now + 60_000);
    const [nodeId = ""] = simulator.world.nodes.keysArray();
    simulator.request({ kind: "cut-off-node", nodeId, tasksDie: false });
    expect(inSeconds(simulator.world)).toEqual({ in: 20, what: ["missed heartbeat of 1 node"] });
  });

  test("a launch", () => {
    const periodic = {
      ...jobJson(job({ type: "batch", groups: [] })),
      Periodic: { Enabled: true, Spec: "*/15 * * * *" },
    };
    const batch = { Name: "b", Tasks: [{ Name: "t", Driver: "mock_driver" }] };
    const simulator = registered({ ...periodic, TaskGroups: [batch] });
    expect(inSeconds(simulator.world)).toEqual({ in: 900, what: ["launch of 1 periodic job"] });
  });

  test("of very many things at one instant only the first are counted", () => {
    const one = group({ count: 600, cpu: 1, memoryMb: 10 });
    const simulator = new Simulator(
      worldOf({ nodes: [{ name: "big", cpu: 100_000, memoryMb: 100_000, diskMb: 1e6 }] }),
    );
    simulator.request({ kind: "register-job", job: jobJson(job({ groups: [one] })) });
    expect(inSeconds(simulator.world)?.what).toEqual(["health of 500 allocations", "more"]);
  });
});
