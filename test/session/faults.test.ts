import { describe, expect, test } from "vitest";
import { runFault } from "../../src/session/faults.js";
import { NodePlay, plainJob } from "../cluster/nodes/nodePlay.js";

function played(): NodePlay {
  const play = new NodePlay({ nodes: 2 });
  play.register(plainJob({}, { Count: 2 }));
  play.at(20);
  play.begin();
  return play;
}

describe("faults of nodes as commands", () => {
  test("down and up, by name and by the beginning of the ID", () => {
    const play = played();
    expect(runFault(play.simulator, ["node", "down", "client-1"])).toEqual({ text: "", exitCode: 0 });
    play.at(60);
    expect(play.node("client-1").status).toBe("down");
    const prefix = play.node("client-1").id.slice(0, 8);
    expect(runFault(play.simulator, ["node", "up", prefix])).toEqual({ text: "", exitCode: 0 });
    expect(play.node("client-1").status).toBe("ready");
  });

  test("-tasks=die is the death of the machine", () => {
    const play = played();
    runFault(play.simulator, ["node", "down", "-tasks=die", "client-1"]);
    expect([...play.world.runners.values()].some((runner) => runner.nodeId === play.node("client-1").id)).toBe(false);
  });

  test.each([
    [["node", "down"], "Usage: coalmine node down [-tasks=die] NODE\n"],
    [["node", "down", "-tasks=live", "client-1"], "Usage: coalmine node down [-tasks=die] NODE\n"],
    [["node", "up", "-tasks=die", "client-1"], "Usage: coalmine node up NODE\n"],
    [["node", "down", "nobody"], 'No node is called "nobody".\n'],
    [["node", "explode", "client-1"], expect.stringContaining('There is no fault "coalmine node explode client-1".')],
    [["alloc", "fail"], "Usage: coalmine alloc fail [-task=NAME] [-exit=CODE] ALLOCATION\n"],
    [["alloc", "fail", "-exit=900", "ab"], "An exit code is a number from 0 to 255.\n"],
  ])("%j is refused", (words, text) => {
    expect(runFault(played().simulator, words)).toEqual({ text, exitCode: 1 });
  });
});
