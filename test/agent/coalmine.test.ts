import { describe, expect, test } from "vitest";
import { AgentPlay } from "./agentPlay.js";

describe("spec 08: reset", () => {
  test("forgets everything and starts the wanted cluster", async () => {
    const play = new AgentPlay();
    await play.register();
    const { json } = await play.put("/v1/coalmine/reset", {
      Nodes: [
        {
          Name: "a",
          Datacenter: "dc2",
          NodeClass: "big",
          NodePool: "gpu",
          Meta: { rack: "r1" },
          CPU: 100,
          MemoryMB: 200,
        },
        { Name: "b" },
      ],
      Now: 1_767_628_800_000_000_000,
      Latency: "realistic",
      HeartbeatGrace: "2s",
      MinHeartbeatTTL: "3s",
    });
    expect(json).toMatchObject({ Now: 1_767_628_800_000_000_000, Mode: "manual", Speed: 1 });
    expect((await play.get("/v1/jobs")).text).toBe("[]");
    const nodes = (await play.get("/v1/nodes")).list;
    expect(nodes.map(({ Name }) => Name).sort()).toEqual(["a", "b"]);
    expect(nodes.find(({ Name }) => Name === "a")).toMatchObject({
      Datacenter: "dc2",
      NodeClass: "big",
      NodePool: "gpu",
    });
    expect(play.agent.world.settings).toMatchObject({
      latency: "realistic",
      heartbeatGraceMs: 2_000,
      minHeartbeatTtlMs: 3_000,
    });
  });

  test("without a body everything is as the agent was started", async () => {
    const play = new AgentPlay({ nodes: [{ name: "mine" }] });
    await play.put("/v1/coalmine/reset", { Nodes: [] });
    expect((await play.get("/v1/nodes")).list).toHaveLength(0);
    await play.put("/v1/coalmine/reset");
    expect((await play.get("/v1/nodes")).list.map(({ Name }) => Name)).toEqual(["mine"]);
  });

  test("the same reset leads to the same cluster", async () => {
    const play = new AgentPlay();
    const run = async (seed: number) => {
      await play.put("/v1/coalmine/reset", { Seed: seed, Now: 1 });
      await play.register();
      return (await play.get("/v1/allocations")).text;
    };
    const first = await run(7);
    expect(await run(7)).toBe(first);
    expect(await run(8)).not.toBe(first);
  });

  test.each([
    [{ Node: [] }, /has no "Node"/],
    [{ Nodes: [{ Name: "a", Cpus: 1 }] }, /has no "Cpus"/],
    [{ Nodes: [{ Name: "a" }, { Name: "a" }] }, /Two nodes are called "a"/],
    [{ Nodes: [{ Name: "" }] }, /needs a Name/],
    [{ Nodes: [{ Name: "a", CPU: 0 }] }, /CPU of node "a" must be above zero/],
    [{ Nodes: [{ Name: "a", MemoryMB: -1 }] }, /MemoryMB of node "a" must be above zero/],
    [{ Latency: "slow" }, /"instant" or "realistic"/],
    [{ Clock: "sundial" }, /"manual" or "real"/],
    [{ HeartbeatGrace: "soon" }, /no duration/],
    [{ Seed: "x" }, /cannot unmarshal string/],
  ])("%j is refused and changes nothing", async (body, text) => {
    const play = new AgentPlay();
    const before = play.agent.world;
    const reply = await play.put("/v1/coalmine/reset", body);
    expect(reply.status).toBe(400);
    expect(reply.text).toMatch(text);
    expect(play.agent.world).toBe(before);
  });
});

describe("spec 08: the clock", () => {
  test("stands still until it is advanced", async () => {
    const play = new AgentPlay({ now: 1_000_000 });
    await play.register();
    await play.wall.pass(60_000);
    expect((await play.get("/v1/coalmine/clock")).json.Now).toBe(1_000_000_000_000);
    const { json } = await play.put("/v1/coalmine/clock/advance?duration=1m30s");
    expect(json.Now).toBe(1_090_000_000_000);
    expect(Number(json.Steps)).toBeGreaterThan(0);
  });

  test("goes to an instant, and to the next timer", async () => {
    const play = new AgentPlay({ now: 1_000_000 });
    await play.put("/v1/coalmine/clock/advance?until=1000500000000");
    expect((await play.get("/v1/coalmine/clock")).json.Now).toBe(1_000_500_000_000);
    await play.register();
    const { json } = await play.get("/v1/coalmine/clock");
    expect((await play.put("/v1/coalmine/clock/advance?next=true")).json.Now).toBe(json.NextTimer);
  });

  test.each(["", "?duration=soon", "?duration=-1s", "?until=5", "?until=x", "?next=maybe"])(
    "advance%s is refused",
    async (query) => {
      const reply = await new AgentPlay().put(`/v1/coalmine/clock/advance${query}`);
      expect(reply.status).toBe(400);
    },
  );

  test("follows the wall clock, as much faster as asked", async () => {
    const play = new AgentPlay({ now: 1_000_000 });
    await play.put("/v1/coalmine/clock", { Mode: "real", Speed: 60 });
    await play.wall.pass(1_000);
    expect((await play.get("/v1/coalmine/clock")).json).toMatchObject({
      Now: 1_060_000_000_000,
      Mode: "real",
      Speed: 60,
    });
    await play.put("/v1/coalmine/clock", { Mode: "manual" });
    await play.wall.pass(1_000);
    expect((await play.get("/v1/coalmine/clock")).json.Now).toBe(1_060_000_000_000);
  });

  test("what is due happens by itself in the mode real", async () => {
    const play = new AgentPlay({ clock: "real" });
    await play.register();
    const [allocation] = (await play.get("/v1/allocations")).list;
    const changed = play.get(`/v1/allocation/${allocation?.ID}?index=${allocation?.ModifyIndex}`);
    await play.wall.pass(3_600_000);
    expect((await changed).status).toBe(200);
  });

  test.each([{ Speed: 0 }, { Speed: 100_001 }, { Mode: "fast" }, { Pace: 2 }])("%j is refused", async (body) => {
    expect((await new AgentPlay().put("/v1/coalmine/clock", body)).status).toBe(400);
  });
});

describe("spec 08: faults", () => {
  test("a client that is cut off is noticed, and comes back", async () => {
    const play = new AgentPlay();
    const [node] = (await play.get("/v1/nodes")).list;
    const status = async () => (await play.get(`/v1/node/${node?.ID}`)).json.Status;
    await play.put(`/v1/coalmine/node/${node?.Name}/down`);
    await play.put("/v1/coalmine/clock/advance?duration=1m");
    expect(await status()).toBe("down");
    await play.put(`/v1/coalmine/node/${node?.Name}/up`);
    await play.put("/v1/coalmine/clock/advance?duration=1m");
    expect(await status()).toBe("ready");
  });

  test("a running task ends now", async () => {
    const play = new AgentPlay();
    await play.register();
    const [allocation] = (await play.get("/v1/allocations")).list;
    await play.put(`/v1/coalmine/allocation/${allocation?.ID}/task/main`, { Exit: 3 });
    const { json } = await play.get(`/v1/allocation/${allocation?.ID}`);
    expect(JSON.stringify(json.TaskStates)).toContain("Exit Code: 3");
  });

  test.each([
    ["node/none/down", undefined, 404],
    ["node/client-1/sideways", undefined, 404],
    ["node/client-1/down?tasks=live", undefined, 400],
    ["allocation/x/task/main", { Exit: 1, OOM: true }, 400],
    ["allocation/x/task/main", { Exit: 256 }, 400],
    ["allocation/x/task/main", { Mood: 1 }, 400],
  ])("%s with %j is refused", async (path, body, status) => {
    expect((await new AgentPlay().put(`/v1/coalmine/${path}`, body)).status).toBe(status);
  });

  test("none of this is there for an agent that others can reach", async () => {
    const play = new AgentPlay({}, false);
    expect((await play.put("/v1/coalmine/reset")).status).toBe(404);
    expect((await play.get("/v1/jobs")).status).toBe(200);
  });
});
