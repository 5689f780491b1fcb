import { describe, expect, test } from "vitest";
import { run } from "../run.js";

const id = "11111111-0000-4000-8000-000000000000";
const node = { ID: id, CreateIndex: 1, ModifyIndex: 7, DrainStrategy: null, LastDrain: { Meta: { who: "me" } } };
const answers = {
  "GET /v1/nodes": [{ ID: id, CreateIndex: 1 }],
  [`GET /v1/node/${id}`]: node,
  [`PUT /v1/node/${id}/drain`]: { Index: 8 },
  [`PUT /v1/node/${id}/eligibility`]: { Index: 8 },
  "POST /v1/client/metadata": {},
};

describe("node drain", () => {
  test.each([
    [["-deadline", "90s"], { Deadline: 90_000_000_000, IgnoreSystemJobs: false }],
    [[], { Deadline: 3_600_000_000_000, IgnoreSystemJobs: false }],
    [["-force"], { Deadline: -1_000_000_000, IgnoreSystemJobs: false }],
    [["-no-deadline", "-ignore-system"], { Deadline: 0, IgnoreSystemJobs: true }],
  ])("-enable %j", async (flags, DrainSpec) => {
    const { bodies, stdout } = await run(["node", "drain", "-enable", "-detach", ...flags, id], { answers });
    expect(bodies).toEqual([{ NodeID: id, DrainSpec, MarkEligible: true, Meta: {} }]);
    expect(stdout).toBe(`Node "${id}" drain strategy set\n`);
  });

  test("-m is the message among the metadata", async () => {
    const flags = ["-enable", "-detach", "-meta", "a=b=c", "-meta", "d=", "-m", "why"];
    const { bodies } = await run(["node", "drain", ...flags, id], { answers });
    expect(bodies).toMatchObject([{ Meta: { a: "b=c", d: "", message: "why" } }]);
  });

  test("the end keeps the metadata of the drain", async () => {
    const { bodies } = await run(["node", "drain", "-disable", "-keep-ineligible", id], { answers });
    expect(bodies).toEqual([{ NodeID: id, DrainSpec: null, MarkEligible: false, Meta: { who: "me" } }]);
  });

  test("a prefix is asked about, and a y goes on", async () => {
    const input = ["y"];
    const { stdout, bodies } = await run(["node", "drain", "-disable", "11111111"], { answers, input });
    expect(stdout).toBe(
      `Are you sure you want to disable drain mode for node "${id}"? [y/N] Node "${id}" drain strategy unset\n`,
    );
    expect(bodies).toHaveLength(1);
  });

  test("-self drains the agent's own node without a question", async () => {
    const self = { "GET /v1/agent/self": { stats: { client: { node_id: id } } } };
    const { stdout } = await run(["node", "drain", "-enable", "-detach", "-self"], {
      answers: { ...answers, ...self },
    });
    expect(stdout).toBe(`Node "${id}" drain strategy set\n`);
  });

  test.each([
    [["-enable", "-meta", "x", id], "Error parsing meta value: x\n"],
    [["-enable", "-deadline", "0s", id], "A positive drain duration must be given\n"],
  ])("%j is refused", async (flags, said) => {
    const { exit, stderr } = await run(["node", "drain", ...flags], { answers });
    expect({ exit, stderr }).toEqual({ exit: 1, stderr: said });
  });

  test("several nodes of one prefix", async () => {
    const several = { "GET /v1/nodes": [node, { ...node, ID: id.replace("0000", "1111") }] };
    const { stderr } = await run(["node", "drain", "-enable", "11111111"], { answers: several });
    expect(stderr).toContain(`Prefix matched multiple nodes\n\nID                                    DC`);
  });
});

describe("node meta", () => {
  test("apply sends what is set and what is taken away", async () => {
    const { exit, stdout, bodies } = await run(["node", "meta", "apply", "-node-id", id, "-unset", "c,d", "a=b"], {
      answers,
    });
    expect({ exit, stdout }).toEqual({ exit: 0, stdout: "" });
    expect(bodies).toEqual([{ NodeID: id, Meta: { a: "b", c: null, d: null } }]);
  });

  test("without a node it is the agent's own", async () => {
    const { requests, bodies } = await run(["node", "meta", "apply", "a=b"], { answers });
    expect(requests).toEqual(["POST /v1/client/metadata"]);
    expect(bodies).toEqual([{ NodeID: "", Meta: { a: "b" } }]);
  });

  test("one character is no node", async () => {
    const { stderr } = await run(["node", "meta", "read", "-node-id", "a"], { answers });
    expect(stderr).toBe("Node ID must contain at least two characters.\n");
  });
});
