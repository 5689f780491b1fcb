import { describe, expect, test } from "vitest";
import {
  duration,
  FlagError,
  integer,
  list,
  parseDuration,
  parseFlags,
  text,
  toggle,
  truth,
} from "../../src/cli/flags.js";

const table = {
  detach: toggle("…"),
  strict: toggle("…", true),
  group: list("…"),
  address: text("…"),
  priority: integer("…"),
  wait: duration("…", 2_000),
};

function complaint(...argv: readonly string[]): string {
  try {
    parseFlags(argv, table);
  } catch (error) {
    if (error instanceof FlagError) return error.message;
  }
  return "none";
}

describe("flags", () => {
  test("a truth value has to be said, and is undefined without its flag", () => {
    const truths = { pause: truth("…"), reject: truth("…") };
    expect(parseFlags(["-pause", "0"], truths).flags).toEqual({ pause: false, reject: undefined });
    expect(() => parseFlags(["-pause"], truths)).toThrow("flag needs an argument: -pause");
    expect(() => parseFlags(["-pause=maybe"], truths)).toThrow(
      'invalid value "maybe" for flag -pause: strconv.ParseBool: parsing "maybe": invalid syntax',
    );
  });

  test("one dash or two, with and without equals sign", () => {
    const { flags, positionals } = parseFlags(
      ["--detach", "-strict=false", "-group", "a", "--group=b", "-address=", "-priority=7", "-wait", "1m30s", "x"],
      table,
    );
    expect(flags).toEqual({ detach: true, strict: false, group: ["a", "b"], address: "", priority: 7, wait: 90_000 });
    expect(positionals).toEqual(["x"]);
  });

  test("nothing after the first positional argument is a flag", () => {
    const { flags, positionals, given } = parseFlags(["-group", "a", "example", "-detach"], table);
    expect(flags.detach).toBe(false);
    expect(positionals).toEqual(["example", "-detach"]);
    expect([...given]).toEqual(["group"]);
  });

  test("two dashes end the flags, one dash is an argument", () => {
    expect(parseFlags(["-detach", "--", "-x"], table).positionals).toEqual(["-x"]);
    expect(parseFlags(["-"], table).positionals).toEqual(["-"]);
  });

  test.each([
    [["-x"], "flag provided but not defined: -x"],
    [["-address"], "flag needs an argument: -address"],
    [["-detach=x"], 'invalid boolean value "x" for -detach: parse error'],
    [["-wait", "x"], 'invalid value "x" for flag -wait: parse error'],
    [["-priority=high"], 'invalid value "high" for flag -priority: parse error'],
    [["-=x"], "bad flag syntax: -=x"],
    [["---x"], "bad flag syntax: ---x"],
  ])("%j", (argv, message) => {
    expect(complaint(...argv)).toBe(message);
  });

  test.each([
    ["1h30m", 5_400_000],
    ["1.5s", 1_500],
    [".5s", 500],
    ["-2ms", -2],
    ["0", 0],
    ["5", undefined],
    ["1x", undefined],
    ["", undefined],
  ])("the duration %j is %j ms", (raw, milliseconds) => {
    expect(parseDuration(raw)).toBe(milliseconds);
  });
});
