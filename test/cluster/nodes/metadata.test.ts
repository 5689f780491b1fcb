import { describe, expect, test } from "vitest";
import { group } from "../builders/jobs.js";
import { NodePlay, plainJob } from "./nodePlay.js";

/** Two clients in two racks. */
function racks(): NodePlay {
  return new NodePlay({
    nodes: [
      { name: "client-1", meta: { rack: "r1", zone: "east" } },
      { name: "client-2", meta: { rack: "r2" } },
    ],
  });
}

function set(play: NodePlay, name: string, meta: Readonly<Record<string, string | null>>) {
  return play.does({ kind: "set-node-metadata", nodeId: play.node(name).id, meta });
}

describe("metadata that is set on a running client", () => {
  test("lies over that of its configuration, and null takes a key away", () => {
    const play = racks();
    const before = play.node("client-1");
    set(play, "client-1", { colour: "blue", rack: null });
    const after = play.node("client-1");
    expect(after.meta).toEqual({ colour: "blue", zone: "east" });
    expect(after.computedClass).not.toBe(before.computedClass);
    set(play, "client-1", { rack: "r9" });
    expect(play.node("client-1").meta).toEqual({ colour: "blue", rack: "r9", zone: "east" });
    expect(play.world.nodeMetadata.get(after.id)).toEqual({
      static: { rack: "r1", zone: "east" },
      dynamic: { colour: "blue", rack: "r9" },
    });
  });

  test("writes nothing when it changes nothing", () => {
    const play = racks();
    const { index } = play.world;
    expect(set(play, "client-1", { rack: "r1" })).toMatchObject({ index: 0 });
    expect(play.world.index).toBe(index);
  });

  test("makes room for a job that waits for it", () => {
    const play = racks();
    const constraint = { LTarget: "${meta.rack}", RTarget: "r3", Operand: "=" };
    play.does({ kind: "register-job", job: plainJob({ Constraints: [constraint] }, group({ Count: 1 })) });
    expect(play.allocations("app")).toEqual([]);
    set(play, "client-2", { rack: "r3" });
    play.at(1);
    expect(play.on("client-2")).toHaveLength(1);
  });

  test("has the jobs of the node looked at", () => {
    const play = racks();
    play.does({ kind: "register-job", job: plainJob() });
    play.at(1);
    set(play, "client-1", { colour: "blue" });
    play.at(2);
    expect(play.evaluationLines().some((line) => line.includes("node-update complete"))).toBe(true);
  });

  test.each([
    ["an empty key", "client-1", { "": "x" }, "400 metadata keys must not be empty"],
    ["a client that nobody hears", "client-2", { a: "b" }, "404 No path to node"],
  ])("is refused for %s", (_why, name, meta, said) => {
    const play = racks();
    play.cutOff("client-2");
    expect(play.refuses({ kind: "set-node-metadata", nodeId: play.node(name).id, meta })).toBe(said);
  });

  test("is refused for a node that is not there", () => {
    expect(racks().refuses({ kind: "set-node-metadata", nodeId: "none", meta: {} })).toBe("404 Unknown node none");
  });
});
