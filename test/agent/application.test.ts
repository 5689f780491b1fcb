import { describe, expect, test } from "vitest";
import { AgentPlay, serviceJob } from "./agentPlay.js";

describe("spec 07 §1: routing", () => {
  test("PUT and POST are the same", async () => {
    const play = new AgentPlay();
    const first = await play.call("POST", "/v1/jobs", { Job: serviceJob("one") });
    const second = await play.call("PUT", "/v1/jobs", { Job: serviceJob("two") });
    expect([first.status, second.status]).toEqual([200, 200]);
    expect((await play.get("/v1/jobs")).list.map((job) => job.ID)).toEqual(["one", "two"]);
  });

  test.each([
    ["DELETE", "/v1/jobs", 405, "Invalid method"],
    ["HEAD", "/v1/jobs", 405, ""],
    ["POST", "/v1/deployments", 405, "Invalid method"],
    ["GET", "/v1/deployment/promote/abc", 405, "Invalid method"],
    ["POST", "/v1/system/gc", 405, "Invalid method"],
    ["GET", "/v1/nothing/here", 404, ""],
    ["GET", "/v1/allocation/a/b/c", 404, "resource not found"],
    ["GET", "/v1/client/allocation/a/nothing", 404, "resource not found"],
    ["GET", "/v1/acl/policies", 400, "ACL support disabled"],
    ["GET", "/v1/jobs?region=mars", 500, "No path to region"],
    ["GET", "/v1/jobs?wait=5", 400, "Invalid wait time"],
    ["GET", "/v1/jobs?index=x", 400, "Invalid index"],
    ["GET", "/v1/jobs?per_page=x", 400, "Expect a number for `per_page` query string parameter"],
    ["GET", "/v1/jobs?stale=perhaps", 400, "Expect `true` or `false` for `stale` query string parameter"],
  ])("%s %s answers %i", async (method, path, status, text) => {
    const reply = await new AgentPlay().call(method, path);
    expect([reply.status, reply.text]).toEqual([status, text]);
  });

  test("a path with others below it gets its slash", async () => {
    const reply = await new AgentPlay().get("/v1/job?namespace=x");
    expect([reply.status, reply.headers.get("Location")]).toEqual([307, "/v1/job/?namespace=x"]);
  });

  test("the ID of a job may hold slashes, written as they are or escaped", async () => {
    const play = new AgentPlay();
    await play.register({}, "shop/web");
    for (const path of ["/v1/job/shop/web", "/v1/job/shop%2Fweb"]) {
      expect((await play.get(path)).json.ID).toBe("shop/web");
      expect((await play.get(`${path}/allocations`)).list).toHaveLength(2);
    }
  });

  test("a path that cannot be decoded is refused", async () => {
    expect((await new AgentPlay().get("/v1/job/%zz")).status).toBe(400);
  });
});

describe("spec 07 §3: headers", () => {
  test("a read has three of them, a write only the index", async () => {
    const play = new AgentPlay();
    const write = await play.register();
    const read = await play.get("/v1/job/app");
    expect(write.headers.get("X-Nomad-Index")).toBe(String(write.json.Index));
    expect(write.headers.get("X-Nomad-KnownLeader")).toBeNull();
    expect(read.headers.get("X-Nomad-Index")).toBe(String(read.json.ModifyIndex));
    expect(read.headers.get("X-Nomad-LastContact")).toBe("0");
    expect(read.headers.get("X-Nomad-KnownLeader")).toBe("true");
    expect(read.headers.get("Content-Type")).toBe("application/json");
  });

  test("an error is bare text", async () => {
    const reply = await new AgentPlay().get("/v1/job/none");
    expect(reply.headers.get("Content-Type")).toBe("text/plain; charset=utf-8");
    expect([reply.status, reply.text]).toEqual([404, "job not found"]);
  });
});

describe("spec 07 §4: bodies", () => {
  test("names count in any case, and only the first value is read", async () => {
    const play = new AgentPlay();
    const reply = await play.put("/v1/jobs", `{"jOB": ${JSON.stringify(serviceJob("app"))}} and more`);
    expect(reply.status).toBe(200);
  });

  test.each([
    ["", 400, "Request body is empty"],
    ["{", 400, "unexpected EOF"],
    ["[1]", 400, "json: cannot unmarshal array into Go value of an object"],
    ["{}", 400, "Job must be specified"],
    ['{"Job": {"Name": "x"}}', 400, "Job ID hasn't been provided"],
    [
      '{"Job": {"ID": "x"}, "EnforceIndex": "yes"}',
      400,
      "json: cannot unmarshal string into Go struct field .EnforceIndex of type bool",
    ],
  ])("a registration with the body %j is refused", async (body, status, text) => {
    const reply = await new AgentPlay().put("/v1/jobs", body);
    expect([reply.status, reply.text]).toEqual([status, text]);
  });

  test("one that is too large is refused", async () => {
    const reply = await new AgentPlay().put("/v1/jobs", " ".repeat(17 * 1024 * 1024));
    expect(reply.status).toBe(413);
  });

  test("nanoseconds keep every digit", async () => {
    const play = new AgentPlay({ now: 1_767_628_800_123 });
    await play.register();
    expect((await play.get("/v1/job/app")).text).toContain('"SubmitTime":1767628800123000000');
  });

  test("pretty JSON has four spaces and a last newline", async () => {
    const reply = await new AgentPlay().get("/v1/regions?pretty");
    expect(reply.text).toBe('[\n    "global"\n]\n');
  });
});

describe("spec 07 §7: pages", () => {
  test("the token names the first job of the next page", async () => {
    const play = new AgentPlay();
    for (const id of ["a", "b", "c"]) await play.register({}, id);
    const first = await play.get("/v1/jobs?per_page=2");
    expect(first.list.map((job) => job.ID)).toEqual(["a", "b"]);
    expect(first.headers.get("X-Nomad-NextToken")).toBe("default.c");
    const second = await play.get("/v1/jobs?per_page=2&next_token=default.c");
    expect(second.list.map((job) => job.ID)).toEqual(["c"]);
    expect(second.headers.get("X-Nomad-NextToken")).toBeNull();
  });

  test("evaluations go by create index, backwards when asked", async () => {
    const play = new AgentPlay();
    for (const id of ["a", "b", "c"]) await play.register({}, id);
    const jobs = async (query: string) => (await play.get(`/v1/evaluations?${query}`)).list.map((each) => each.JobID);
    expect(await jobs("")).toEqual(["a", "b", "c"]);
    expect(await jobs("reverse=true&per_page=1")).toEqual(["c"]);
    const token = (await play.get("/v1/evaluations?reverse=true&per_page=1")).headers.get("X-Nomad-NextToken");
    expect(await jobs(`reverse=true&next_token=${token}`)).toEqual(["b", "a"]);
  });
});

describe("spec 07 §6: blocking queries", () => {
  test("one is answered as soon as its object changes", async () => {
    const play = new AgentPlay();
    await play.register();
    const { json } = await play.get("/v1/job/app");
    const waiting = play.get(`/v1/job/app?index=${json.ModifyIndex}`);
    await play.wall.pass(1_000);
    await play.call("DELETE", "/v1/job/app");
    expect((await waiting).json.Stop).toBe(true);
  });

  test("one that waits for something else is answered when its time is over, with what there is", async () => {
    const play = new AgentPlay();
    await play.register();
    const { json } = await play.get("/v1/job/app");
    let answered = false;
    const waiting = play.get(`/v1/job/app?index=${json.ModifyIndex}&wait=10s`).then((reply) => {
      answered = true;
      return reply;
    });
    await play.register({}, "other");
    await play.wall.pass(9_000);
    expect(answered).toBe(false);
    await play.wall.pass(2_000);
    expect((await waiting).json.ID).toBe("app");
  });

  test("a missing object is waited for", async () => {
    const play = new AgentPlay();
    await play.register({}, "other");
    const index = play.agent.world.index;
    const waiting = play.get(`/v1/job/app?index=${index}`);
    await play.wall.pass(1_000);
    await play.register();
    expect((await waiting).json.ID).toBe("app");
  });

  test("an advance shows every change on the way", async () => {
    const play = new AgentPlay({ nodes: [{ name: "a" }] });
    await play.register();
    const [allocation] = (await play.get("/v1/allocations")).list;
    const path = `/v1/allocation/${allocation?.ID}`;
    const before = await play.get(path);
    const waiting = play.get(`${path}?index=${before.json.ModifyIndex}`);
    await play.wall.pass(0);
    await play.put("/v1/coalmine/clock/advance?duration=2h");
    const seen = await waiting;
    expect(Number(seen.json.ModifyIndex)).toBeGreaterThan(Number(before.json.ModifyIndex));
    expect(Number((await play.get(path)).json.ModifyIndex)).toBeGreaterThan(Number(seen.json.ModifyIndex));
  });
});
