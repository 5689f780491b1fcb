import { describe, expect, test } from "vitest";
import { selectFromGroup } from "../../../src/cluster/nodes/drainSelection.js";
import type { Allocation } from "../../../src/model/allocation.js";
import type { TaskGroup } from "../../../src/model/taskGroup.js";
import { found } from "../builders/play.js";
import { migrateOneByOne, NodePlay, plainJob } from "./nodePlay.js";

/** One allocation and the group that it is of, from which the cases below are made. */
function sample(): { readonly allocation: Allocation; readonly group: TaskGroup } {
  const play = new NodePlay({ nodes: 1 });
  play.register(plainJob({}, { Count: 1, Migrate: migrateOneByOne }));
  play.at(20);
  const allocation = found(play.allocations()[0], "allocation");
  return { allocation, group: found(allocation.job.taskGroups[0], "group") };
}

const { allocation: base, group } = sample();

/** What a letter of a case stands for: D on the draining node, F on a free one. */
const kinds: Readonly<Record<string, Partial<Allocation>>> = {
  D: { nodeId: "draining" },
  F: { nodeId: "free" },
  /** Marked already. */
  m: { nodeId: "draining", desiredTransition: { migrate: true } },
  /** Without health so far. */
  d: { nodeId: "draining", deploymentStatus: undefined },
  f: { nodeId: "free", deploymentStatus: undefined },
  /** Unhealthy. */
  U: { nodeId: "free", deploymentStatus: { healthy: false, timestamp: 0, canary: false, modifyIndex: 0 } },
  /** Ended. */
  C: { nodeId: "draining", clientStatus: "complete" },
  /** A canary on a free node. */
  K: { nodeId: "free", deploymentStatus: { healthy: true, timestamp: 0, canary: true, modifyIndex: 0 } },
};

function allocationsOf(letters: string): readonly Allocation[] {
  return [...letters].map((letter, i) => ({
    ...base,
    id: String(i).padStart(2, "0"),
    modifyIndex: 100,
    ...kinds[letter],
  }));
}

function select(
  letters: string,
  given: { count?: number; maxParallel?: number; batch?: boolean; lookedAtIndex?: number },
) {
  const { count = 10, maxParallel = 1, batch = false, lookedAtIndex = 0 } = given;
  const migrate = batch || group.migrate === undefined ? undefined : { ...group.migrate, maxParallel };
  const { drain, migrated, done } = selectFromGroup({ ...group, count, migrate }, allocationsOf(letters), {
    batch,
    draining: (nodeId) => nodeId === "draining",
    lookedAtIndex,
  });
  return { drain: drain.length, migrated: migrated.length, done };
}

describe("how many allocations of a group leave now (spec 04 §4.4)", () => {
  test.each([
    ["all on the draining node", "DDDDDDDDDD", { maxParallel: 1 }, { drain: 1, migrated: 0, done: false }],
    ["two at once", "DDDDDDDDDD", { maxParallel: 2 }, { drain: 2, migrated: 0, done: false }],
    ["all at once", "DDDDDDDDDD", { maxParallel: 10 }, { drain: 10, migrated: 0, done: false }],
    ["one is marked already", "mDDDDDDDDD", { maxParallel: 1 }, { drain: 0, migrated: 0, done: false }],
    ["four are marked", "mmmmDDDDDD", { maxParallel: 5 }, { drain: 1, migrated: 0, done: false }],
    [
      "one without health, one ended, some elsewhere",
      "fFFFFCDDDD",
      { maxParallel: 3 },
      { drain: 1, migrated: 1, done: false },
    ],
    ["one on the draining node only", "DFFFFFFFFF", { maxParallel: 1 }, { drain: 1, migrated: 0, done: false }],
    ["all ended", "CCCCCCCCCC", { maxParallel: 1 }, { drain: 0, migrated: 10, done: true }],
    ["all ended, and known", "CCCCCCCCCC", { lookedAtIndex: 100 }, { drain: 0, migrated: 0, done: true }],
    ["an unhealthy replacement counts", "UDD", { count: 3, maxParallel: 1 }, { drain: 1, migrated: 0, done: false }],
    [
      "one without health does not, but can leave",
      "dDD",
      { count: 3, maxParallel: 2 },
      { drain: 1, migrated: 0, done: false },
    ],
    ["canaries raise the number", "KDDD", { count: 3, maxParallel: 1 }, { drain: 2, migrated: 0, done: false }],
    ["max_parallel 0", "DDD", { count: 3, maxParallel: 0 }, { drain: 0, migrated: 0, done: false }],
    ["max_parallel above count", "DDD", { count: 3, maxParallel: 5 }, { drain: 3, migrated: 0, done: false }],
    ["batch is waited for", "DDC", { count: 3, batch: true }, { drain: 0, migrated: 1, done: false }],
  ])("%s", (_case, letters, given, expected) => {
    expect(select(letters, given)).toEqual(expected);
  });
});
