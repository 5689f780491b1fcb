import { describe, expect, test } from "vitest";
import { GoRandom } from "../../../src/scheduler/placement/goRandom.js";
import { shuffledNodes } from "../../../src/scheduler/placement/shuffle.js";
import { nodeOf } from "./worldOf.js";

const evaluationA = "c0a1e5b4-0000-4000-8000-0123456789ab";
const evaluationB = "11111111-2222-4333-8444-5555deadbeef";

describe("the shuffle is Nomad's, bit for bit", () => {
  test.each([
    [evaluationA, 100, "1 0 4 2 3"],
    [evaluationA, 101, "1 0 4 2 3"],
    [evaluationA, 103, "1 0 4 2 3"],
    [evaluationA, 104, "0 1 2 4 3"],
    [evaluationA, 100, "5 0 7 6 4 2 3 1"],
    [evaluationA, 1000, "2 5 4 3 6 7 0 1"],
    [evaluationA, 5000, "10 8 11 3 7 5 1 2 0 9 4 6"],
    [evaluationB, 7, "5 4 0 2 1 3"],
    [evaluationB, 42, "5 0 3 4 2 1"],
    [evaluationB, 42, "0 2 1"],
  ])("%s at index %i: %s", (evaluationId, index, expected) => {
    const count = expected.split(" ").length;
    const nodes = Array.from({ length: count }, (_, i) => nodeOf(`${i}`));
    const shuffled = shuffledNodes(nodes, evaluationId, index);
    expect(shuffled.map((node) => node.id).join(" ")).toBe(expected);
  });

  test("only the last eight characters of the evaluation's ID count, and the given nodes stay in order", () => {
    const nodes = ["a", "b", "c", "d", "e"].map((id) => nodeOf(id));
    expect(shuffledNodes(nodes, "456789ab", 100)).toEqual(shuffledNodes(nodes, evaluationA, 100));
    expect(nodes.map((node) => node.id).join("")).toBe("abcde");
  });
});

describe("Go's generator with seed 1", () => {
  test("63-bit numbers", () => {
    const random = new GoRandom(0, 1);
    expect([random.next63(), random.next63(), random.next63()]).toEqual([
      5577006791947779410n,
      8674665223082153551n,
      6129484611666145821n,
    ]);
  });

  test("draws below ten", () => {
    const random = new GoRandom(0, 1);
    expect(Array.from({ length: 10 }, () => random.below(10)).join(" ")).toBe("1 7 7 9 1 8 5 0 6 0");
  });
});
