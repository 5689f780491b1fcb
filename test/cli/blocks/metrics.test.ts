import { describe, expect, test } from "vitest";
import type { ApiMetrics } from "../../../src/api/objects/metrics.js";
import { placementMetrics } from "../../../src/cli/blocks/metrics.js";
import { styleNamed } from "../../../src/cli/styles/styles.js";

const onLinux = `\${attr.kernel.name} = linux`;

const nothing: ApiMetrics = {
  NodesEvaluated: 1,
  NodesFiltered: 0,
  NodesInPool: 1,
  NodePool: "default",
  NodesAvailable: null,
  ClassFiltered: null,
  ConstraintFiltered: null,
  NodesExhausted: 0,
  ClassExhausted: null,
  DimensionExhausted: null,
  QuotaExhausted: null,
  ResourcesExhausted: null,
  Scores: null,
  ScoreMetaData: null,
  AllocationTime: 0,
  CoalescedFailures: 0,
};

const everything: ApiMetrics = {
  ...nothing,
  NodesEvaluated: 0,
  NodesAvailable: { dc2: 0, dc1: 0, dc3: 2 },
  ClassFiltered: { foo: 1 },
  ConstraintFiltered: { "missing drivers": 1, [onLinux]: 2 },
  NodesExhausted: 3,
  ClassExhausted: { large: 1 },
  DimensionExhausted: { memory: 1, cpu: 2 },
  QuotaExhausted: ["b", "a"],
};

const current = { style: styleNamed("current"), pins: {}, indent: "  ", withScores: false };

describe("placement metrics", () => {
  test("every kind of line, in its place", () => {
    expect(placementMetrics(everything, current).split("\n")).toEqual([
      "  * No nodes were eligible for evaluation",
      '  * No nodes are available in datacenter "dc1"',
      '  * No nodes are available in datacenter "dc2"',
      '  * Class "foo": 1 nodes excluded by filter',
      `  * Constraint "${onLinux}": 2 nodes excluded by filter`,
      '  * [red]Constraint "missing drivers": 1 nodes excluded by filter[reset]',
      "  * Resources exhausted on 3 nodes",
      '  * Class "large" exhausted on 1 nodes',
      '  * Dimension "cpu" exhausted on 2 nodes',
      '  * Dimension "memory" exhausted on 1 nodes',
      '  * Quota limit hit "b"',
      '  * Quota limit hit "a"',
    ]);
  });

  test("the words of 2017", () => {
    const text = placementMetrics(everything, { ...current, style: styleNamed("docs-2017") });
    expect(text).toContain(`  * Class "foo" filtered 1 nodes\n  * Constraint "${onLinux}" filtered 2 nodes\n`);
    expect(text).not.toContain("Quota");
    expect(text).not.toContain("[red]");
  });

  test("the pin goes through each list by itself", () => {
    const lines = placementMetrics(everything, { ...current, pins: { metrics: ["memory", "dc2"] } }).split("\n");
    expect(lines.filter((line) => /Dimension|datacenter/.test(line)).map((line) => line.split('"')[1])).toEqual([
      "dc2",
      "dc1",
      "memory",
      "cpu",
    ]);
  });

  test("scores of three nodes that have no name in common", () => {
    const ScoreMetaData = [
      { NodeID: "node-1", Scores: { "score-1": 1, "score-2": 2 }, NormScore: 1 },
      { NodeID: "node-2", Scores: { "score-1": 1, "score-3": 3 }, NormScore: 2 },
      { NodeID: "node-3", Scores: { "score-4": 4 }, NormScore: 3 },
    ];
    expect(placementMetrics({ ...nothing, ScoreMetaData }, { ...current, withScores: true }).split("\n")).toEqual([
      "Node    score-1  score-2  score-3  score-4  final score",
      "node-1  1        2        0        0        1",
      "node-2  1        0        3        0        2",
      "node-3  0        0        0        4        3",
    ]);
  });

  test("scores of old allocations", () => {
    expect(placementMetrics({ ...nothing, Scores: { "node-1.binpack": 1.5 } }, { ...current, withScores: true })).toBe(
      '  * Score "node-1.binpack" = 1.500000',
    );
  });
});
