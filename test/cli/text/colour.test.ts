import { describe, expect, test } from "vitest";
import { colourise, colourSwitches } from "../../../src/cli/text/colour.js";

describe("colour markup", () => {
  test("known names become escapes, with one reset at the end", () => {
    expect(colourise("\n[bold]Summary[reset]", true)).toBe("\n\u001b[1mSummary\u001b[0m\u001b[0m");
    expect(colourise("[_red_]x", true)).toBe("\u001b[41mx\u001b[0m");
  });

  test("known names vanish when colour is off", () => {
    expect(colourise("job x[red] [bold]y", false)).toBe("job x y");
  });

  test("other names stay", () => {
    expect(colourise("example.cache[0] [Bold] [none]", true)).toBe("example.cache[0] [Bold] [none]");
  });
});

describe("whether there is colour", () => {
  test.each([
    ["a terminal", [], {}, true, { markup: true, messages: true }],
    ["a pipe", [], {}, false, { markup: false, messages: false }],
    ["off and forced: off wins", ["-no-color", "-force-color"], {}, true, { markup: false, messages: false }],
    [
      "off by variable, forced by flag",
      ["-force-color"],
      { NOMAD_CLI_NO_COLOR: "1" },
      true,
      { markup: false, messages: false },
    ],
    ["forced into a pipe: titles only", ["--force-color"], {}, false, { markup: true, messages: false }],
    ["forced by variable", [], { NOMAD_CLI_FORCE_COLOR: "1" }, false, { markup: true, messages: false }],
    ["NO_COLOR keeps titles", [], { NO_COLOR: "1" }, true, { markup: true, messages: false }],
    ["a dumb terminal keeps titles", [], { TERM: "dumb" }, true, { markup: true, messages: false }],
    ["behind positional arguments", ["job", "status", "x", "-no-color"], {}, true, { markup: false, messages: false }],
  ])("%s", (_case, argv, environment, isTty, switches) => {
    expect(colourSwitches(argv, environment, isTty)).toEqual(switches);
  });
});
