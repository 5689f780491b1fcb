import { describe, expect, test } from "vitest";
import { AgentPlay } from "./agentPlay.js";

describe("namespaces over HTTP", () => {
  test("are written without an answer but its index, read and deleted", async () => {
    const play = new AgentPlay();
    const written = await play.put("/v1/namespace/temp", { Name: "temp", Description: "short-lived" });
    expect([written.status, written.text, Number(written.headers.get("X-Nomad-Index"))]).toEqual([
      200,
      "",
      play.agent.world.index,
    ]);
    const read = await play.get("/v1/namespace/temp");
    expect(read.json).toMatchObject({ Name: "temp", Description: "short-lived", Capabilities: null, Meta: null });
    expect(read.json.Hash).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    expect((await play.get("/v1/namespaces?prefix=te")).list).toHaveLength(1);
    expect((await play.call("DELETE", "/v1/namespace/temp")).status).toBe(200);
    expect((await play.get("/v1/namespace/temp")).text).toBe("Namespace not found");
  });

  test("keep what they allow", async () => {
    const play = new AgentPlay();
    const Capabilities = { EnabledTaskDrivers: ["docker"], DisabledTaskDrivers: [] };
    await play.put("/v1/namespace", { Name: "prod", Capabilities, Meta: { owner: "ops" } });
    expect((await play.get("/v1/namespace/prod")).json).toMatchObject({
      Capabilities: { ...Capabilities, EnabledNetworkModes: null, DisabledNetworkModes: null },
      Meta: { owner: "ops" },
    });
  });

  test.each([
    ["PUT", "/v1/namespace/team", { Name: "other" }, 400, "Namespace name does not match request path"],
    ["PUT", "/v1/namespace/", {}, 400, "Missing Namespace Name"],
    [
      "PUT",
      "/v1/namespace",
      undefined,
      500,
      'Invalid namespace "": 1 error occurred:\n\t* invalid name "". Must match regex ^[a-zA-Z0-9-]{1,128}$\n\n',
    ],
    ["DELETE", "/v1/namespace/none", undefined, 500, "namespace not found"],
    ["PUT", "/v1/namespaces", undefined, 405, "Invalid method"],
  ])("%s %s with %j is refused", async (method, path, body, status, text) => {
    const reply = await new AgentPlay().call(method, path, body);
    expect([reply.status, reply.text]).toEqual([status, text]);
  });
});

describe("node pools over HTTP", () => {
  test("are written, read with what is in them, and deleted", async () => {
    const play = new AgentPlay();
    await play.put("/v1/node/pools", { Name: "temp", Meta: { a: "b" }, NodeIdentityTTL: "12h" });
    expect((await play.get("/v1/node/pool/temp")).json).toMatchObject({
      Name: "temp",
      Meta: { a: "b" },
      NodeIdentityTTL: 43_200_000_000_000,
    });
    expect((await play.get("/v1/node/pool/temp/nodes")).list).toEqual([]);
    expect((await play.get("/v1/node/pool/default/nodes")).list).toHaveLength(1);
    expect((await play.get("/v1/node/pools?per_page=2")).headers.get("X-Nomad-NextToken")).toBe("temp");
    expect((await play.call("DELETE", "/v1/node/pool/temp")).status).toBe(200);
    expect((await play.get("/v1/node/pool/temp")).status).toBe(404);
  });

  test("the built-in ones have no hash", async () => {
    const { list } = await new AgentPlay().get("/v1/node/pools");
    expect(list.map(({ Name, Hash }) => [Name, Hash])).toEqual([
      ["all", null],
      ["default", null],
    ]);
  });

  test.each([
    ["PUT", "/v1/node/pool/gpu", { Name: "other" }, 400, "Node pool name does not match request path"],
    ["PUT", "/v1/node/pool/default", { Name: "default" }, 400, 'modifying node pool "default" is not allowed'],
    ["PUT", "/v1/node/pools", { Name: "x", NodeIdentityTTL: "soon" }, 400, 'time: invalid duration "soon"'],
    ["DELETE", "/v1/node/pool/none", undefined, 500, "node pool none not found"],
    ["GET", "/v1/node/pool/default/jobs?prefix=a", undefined, 400, "prefix argument not allowed"],
  ])("%s %s with %j is refused", async (method, path, body, status, text) => {
    const reply = await new AgentPlay().call(method, path, body);
    expect([reply.status, reply.text]).toEqual([status, text]);
  });
});

describe("the metadata of a client over HTTP", () => {
  test("is set and read", async () => {
    const play = new AgentPlay({ nodes: [{ name: "client-1", meta: { rack: "r1" } }] });
    const [node] = (await play.get("/v1/nodes")).list;
    const body = { NodeID: node?.ID, Meta: { colour: "blue", rack: null } };
    const expected = { Meta: { colour: "blue" }, Dynamic: { colour: "blue", rack: null }, Static: { rack: "r1" } };
    expect((await play.call("POST", "/v1/client/metadata", body)).json).toEqual(expected);
    expect((await play.get(`/v1/client/metadata?node_id=${node?.ID}`)).json).toEqual(expected);
  });

  test.each([
    ["PUT", "/v1/client/metadata", {}, 405, "Invalid method"],
    ["GET", "/v1/client/metadata?node_id=none", undefined, 404, "Unknown node none"],
    ["GET", "/v1/client/metadata", undefined, 400, "No local Node and node_id not provided"],
  ])("%s %s with %j is refused", async (method, path, body, status, text) => {
    const reply = await new AgentPlay().call(method, path, body);
    expect([reply.status, reply.text]).toEqual([status, text]);
  });
});

describe("what a simulated cluster has none of", () => {
  test("the license is no answer at all", async () => {
    const reply = await new AgentPlay().get("/v1/operator/license");
    expect([reply.status, reply.text]).toEqual([204, ""]);
  });

  test.each(["/v1/quotas", "/v1/quota/x", "/v1/sentinel/policies", "/v1/recommendations"])("%s", async (path) => {
    const reply = await new AgentPlay().get(path);
    expect([reply.status, reply.text]).toEqual([501, "Nomad Enterprise only endpoint"]);
  });

  test("variables", async () => {
    const play = new AgentPlay();
    expect((await play.get("/v1/var/app/config")).text).toBe("variable not found");
    expect((await play.put("/v1/var/app/config", { Items: {} })).status).toBe(501);
  });
});
