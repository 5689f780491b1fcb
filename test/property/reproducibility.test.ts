import fc from "fast-check";
import { expect, test } from "vitest";
import { perform } from "../../src/cluster/perform.js";
import type { Action } from "../../src/model/action.js";
import type { World } from "../../src/model/world.js";
import type { WorldSpec } from "../builders/worlds.js";
import { worldOf } from "../builders/worlds.js";
import { command, commandInAnyOrder, opening, worldSpec } from "./commands/arbitrary.js";
import type { Doing } from "./commands/command.js";
import { effort, noTimeLimit } from "./effort.js";
import type { Order } from "./run.js";
import { Run, sameWorld } from "./run.js";

function played(spec: WorldSpec, order: Order, todo: readonly Doing[]): Run {
  const run = new Run(worldOf(spec), order);
  const notebook = { files: new Map() };
  for (const doing of todo) doing.run(notebook, run);
  return run;
}

function replayed(spec: WorldSpec, actions: readonly Action[]): World {
  return actions.reduce((world, action) => perform(world, action).world, worldOf(spec));
}

const orders: readonly (readonly [Order, fc.Arbitrary<Doing>])[] = [
  ["canonical", command],
  ["any", commandInAnyOrder],
];

test.each(orders)(
  "a run is its list of actions: the same seed and actions lead to the same World (%s order)",
  { timeout: noTimeLimit },
  (order, doing) => {
    const todo = fc.array(doing, { maxLength: 40, size: "max" });
    fc.assert(
      fc.property(worldSpec("instant"), opening, todo, (spec, first, rest) => {
        const run = played(spec, order, [first, ...rest]);
        expect(sameWorld(replayed(spec, run.actions), run.world)).toBe(true);
      }),
      effort(40),
    );
  },
);

test("another seed draws other IDs", () => {
  const first = fc.sample(opening, { numRuns: 1, seed: 1 });
  const [one, other] = [1, 2].map((seed) =>
    played({ seed, latency: "instant", nodes: [{ name: "client-1" }] }, "canonical", first),
  );
  if (one === undefined || other === undefined) throw new Error("two runs were expected");
  expect(one.world.evaluations.size).toBeGreaterThan(0);
  expect(sameWorld(one.world, other.world)).toBe(false);
});
