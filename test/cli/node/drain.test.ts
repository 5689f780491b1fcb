import { describe, expect, test } from "vitest";
import type { ApiNode } from "../../../src/api/objects/node.js";
import { drainText } from "../../../src/cli/node/nodeAttributes.js";
import { styleNamed } from "../../../src/cli/styles/styles.js";

function text(strategy: Partial<NonNullable<ApiNode["DrainStrategy"]>> | null): string {
  const DrainStrategy = strategy && {
    Deadline: 0n,
    IgnoreSystemJobs: false,
    ForceDeadline: null,
    StartedAt: null,
    ...strategy,
  };
  return drainText({ Drain: strategy !== null, DrainStrategy } as ApiNode, styleNamed("current"));
}

describe("the drain of a node", () => {
  test.each([
    ["no drain", null, "false"],
    ["a forced one", { Deadline: -1_000_000_000n }, "true; force drain"],
    ["without end", { IgnoreSystemJobs: true }, "true; no deadline; ignoring system jobs"],
    [
      "until a time",
      { Deadline: 1n, ForceDeadline: "1970-01-01T00:00:01Z", IgnoreSystemJobs: true },
      "true; 1970-01-01T00:00:01Z deadline; ignoring system jobs",
    ],
  ])("%s", (_case, strategy, shown) => {
    expect(text(strategy)).toBe(shown);
  });
});
