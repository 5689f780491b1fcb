import { expect, test } from "vitest";
import { LimitedOptions } from "../../../src/scheduler/placement/limit.js";
import { NodeView } from "../../../src/scheduler/placement/nodeView.js";
import { nodeOf } from "./worldOf.js";

function returned(scores: readonly number[], limit: number): readonly number[] {
  const views = scores.map((score, i) => {
    const view = new NodeView(nodeOf(`${i}`));
    view.finalScore = score;
    return view;
  });
  const options = new LimitedOptions(() => views.shift());
  options.begin(limit);
  const all: number[] = [];
  for (let option = options.next(); option !== undefined; option = options.next()) all.push(option.finalScore);
  return all;
}

test.each<[readonly number[], number, readonly number[]]>([
  [[-1, 5, -2, 2], 2, [5, 2]],
  [[1, 2, 3], 2, [1, 2]],
  [[-1, -2], 2, [-1, -2]],
  [[0, 1], 1, [1]],
  [[-1, -2, -3, -4], 1, [-4]],
  [[-1, -2, -3, -4, 5], 2, [-4, 5]],
  [[-1, -2, -3], 5, [-1, -2, -3]],
  [[], 2, []],
  [[3], 2, [3]],
])("%j with limit %i: %j", (scores, limit, expected) => {
  expect(returned(scores, limit)).toEqual(expected);
});
