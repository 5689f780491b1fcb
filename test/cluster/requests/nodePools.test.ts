import { describe, expect, test } from "vitest";
import type { NodePoolRequest } from "../../../src/model/action.js";
import { job } from "../builders/jobs.js";
import { Play } from "../builders/play.js";

const applied = (nodePool: NodePoolRequest) => ({ kind: "apply-node-pool", nodePool }) as const;
const deleted = (name: string) => ({ kind: "delete-node-pool", name }) as const;
const oneInGpu = [{ name: "client-1" }, { name: "client-2", nodePool: "gpu" }];

describe("node pools", () => {
  test("two are built in, and a node brings the one that it names", () => {
    const { world } = new Play({ nodes: oneInGpu });
    expect(world.nodePools.valuesArray().map(({ name, description }) => [name, description])).toEqual([
      ["all", "Node pool with all nodes in the cluster."],
      ["default", "Default node pool."],
      ["gpu", ""],
    ]);
    expect(world.nodePools.get("gpu")).toMatchObject({ isApplied: false, identityTtlMs: 24 * 3_600_000 });
  });

  test("one that a node brought is replaced whole when it is applied", () => {
    const play = new Play({ nodes: oneInGpu });
    const before = play.world.nodePools.get("gpu");
    const { index } = play.does(applied({ name: "gpu", description: "machines with GPUs" }));
    expect(play.world.nodePools.get("gpu")).toMatchObject({
      description: "machines with GPUs",
      isApplied: true,
      createIndex: before?.createIndex,
      modifyIndex: index,
    });
  });

  test.each([
    ["all", '400 modifying node pool "all" is not allowed'],
    ["default", '400 modifying node pool "default" is not allowed'],
    [
      "no spaces please",
      '400 invalid node pool "no spaces please": 1 error occurred:\n' +
        '\t* invalid name "no spaces please", must match regex ^[a-zA-Z0-9-_]{1,128}$\n\n',
    ],
  ])("%s cannot be applied", (name, said) => {
    expect(new Play().refuses(applied({ name }))).toBe(said);
  });

  test("it goes when no job asks for it and no node is in it", () => {
    const play = new Play({ nodes: oneInGpu });
    play.does({ kind: "register-job", job: job(0, { NodePool: "gpu" }) });
    expect(play.refuses(deleted("gpu"))).toBe(
      '500 2 errors occurred:\n\t* node pool "gpu" has non-terminal jobs in regions: [global]\n' +
        '\t* node pool "gpu" has nodes in regions: [global]\n\n',
    );
    play.does(applied({ name: "spare" }));
    play.does(deleted("spare"));
    expect(play.world.nodePools.has("spare")).toBe(false);
  });

  test.each([
    ["none", "500 node pool none not found"],
    ["all", '500 deleting node pool "all" is not allowed'],
  ])("%s cannot be deleted", (name, said) => {
    expect(new Play({ nodes: 0 }).refuses(deleted(name))).toBe(said);
  });
});
