import { describe, expect, test } from "vitest";
import { createProgram } from "../src/program.js";

/** What `coalmine COMMAND --help` prints. */
function helpOf(name?: string): string {
  const program = createProgram();
  const command = name === undefined ? program : program.commands.find((candidate) => candidate.name() === name);
  let printed = "";
  command?.configureOutput({
    writeOut: (text) => {
      printed += text;
    },
  });
  command?.outputHelp();
  return printed;
}

describe("the help of coalmine", () => {
  test("names every command and says how to go on", () => {
    for (const { name } of createProgram().commands.map((command) => ({ name: command.name() }))) {
      expect(helpOf()).toMatch(new RegExp(`^ {2}${name} `, "m"));
    }
    expect(helpOf()).toContain("`coalmine COMMAND --help` says more about a command.");
  });

  test.each([undefined, "replay", "agent", "nomad"])("says what the exit codes mean: %s", (name) => {
    expect(helpOf(name)).toMatch(/\nExit codes:\n {2}0 +\S/);
  });
});
