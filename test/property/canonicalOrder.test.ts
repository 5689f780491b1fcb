import fc from "fast-check";
import { test } from "vitest";
import { worldOf } from "../builders/worlds.js";
import { command, opening, worldSpec } from "./commands/arbitrary.js";
import type { Notebook } from "./commands/command.js";
import { effort, maxCommands, noTimeLimit } from "./effort.js";
import { Run } from "./run.js";

test("whatever operators and tasks do, every action keeps every invariant", { timeout: noTimeLimit }, () => {
  const commands = fc.commands([command], { maxCommands, size: "max" });
  fc.assert(
    fc.property(worldSpec, opening, commands, (spec, first, todo) => {
      const run = new Run(worldOf(spec), "canonical");
      const notebook: Notebook = { files: new Map() };
      first.run(notebook, run);
      fc.modelRun(() => ({ model: notebook, real: run }), todo);
    }),
    effort(300),
  );
});
