import { describe, expect, test } from "vitest";
import { as, num } from "../values/literal.js";
import { called, type Row } from "./called.js";

describe("format and formatlist", () => {
  test.each<Row>([
    ["format", ["%s-%03d-%v-%q", "a", 7, true, "q"], '"a-007-true-\\"q\\""'],
    ["format", ["%[2]s-%[1]s", "a", "b"], '"b-a"'],
    ["format", ["%v %#v", [1, "a"], { a: true }], '"[1,\\"a\\"] {\\"a\\":true}"'],
    ["format", ["%v %v %v %v", 1234567, num("1e20"), num("0.00001"), null], '"1.234567e+06 1e+20 1e-05 null"'],
    ["format", ["%d|%5d|%-5d|%05d|%+d|% d", 42, 42, 42, 42, 42, 42], '"42|   42|42   |00042|+42| 42"'],
    ["format", ["%b %o %x %X %#x", 10, 10, 255, 255, 255], '"1010 12 ff FF 0xff"'],
    [
      "format",
      [
        "%f %.2f %8.3f %e %E %g %G",
        num("3.14159"),
        num("3.14159"),
        num("3.14159"),
        num("31415.9"),
        num("31415.9"),
        num("1e30"),
        num("1e30"),
      ],
      '"3.141590 3.14    3.142 3.141590e+04 3.141590E+04 1e+30 1E+30"',
    ],
    ["format", ["%5s|%-5s|%.2s|%05s|%5q", "é", "é", "héllo", "a", "a"], '"    é|é    |hé|0000a|  \\"a\\""'],
    ["format", ["%t %t %%", true, "false"], '"true false %"'],
    ["format", ["%5v|%-5v|", "a", true], '"    a|true |"'],
    ["format", ["%d", num("1.5")], '! unsupported value for "%d" at 0: an integer is required'],
    ["format", ["%d", "x"], '! unsupported value for "%d" at 0: a number is required'],
    ["format", ["%z", 1], "! unsupported format verb 'z' in \"%z\" at offset 0"],
    ["format", ["%s", null], '! unsupported value for "%s" at 0: null value cannot be formatted'],
    ["format", ["%s %s", "a"], '! not enough arguments for "%s" at 3: need index 2 but have 1 total'],
    ["format", ["%s", "a", "b"], "!args too many arguments; only 1 used by format string"],
    ["format", ["plain", "a"], "!args too many arguments; no verbs in format string"],
    ["format", ["é%", 1], "! invalid format string starting at offset 3"],
    ["format", ["é%!", 1], "! unrecognized format character '!' at offset 3"],
    ["format", ["%s", ["a"]], '! unsupported value for "%s" at 0: string required, but have tuple'],
    ["format", ["%[0]s", "a"], "! unrecognized format character '0' at offset 2"],
    ["format", ["%10.3x", 5], '"       005"'],
    ["format", ["%0-8d|%0-8g|", 5, 5], '"5       |00000005|"'],
    ["format", ["%t", "maybe"], '! unsupported value for "%t" at 0: a bool is required'],
    ["format", [null], "!format argument must not be null"],
    ["formatlist", ["%s!", ["a", "b"]], 'list(string)["a!","b!"]'],
    ["formatlist", ["%s-%s", ["a", "b"], "c"], 'list(string)["a-c","b-c"]'],
    [
      "formatlist",
      ["%s%s", ["a"], ["b", "c"]],
      "!args argument 2 has length 2, which is inconsistent with argument 1 of length 1",
    ],
    ["formatlist", ["%s", []], "list(string)[]"],
    ["formatlist", ["%s"], '! not enough arguments for "%s" at 0: need index 1 but have 0 total'],
    ["formatlist", ["x"], 'list(string)["x"]'],
    [
      "formatlist",
      ["%d", ["1", "x"]],
      '! error on format iteration 1: unsupported value for "%d" at 0: a number is required',
    ],
    ["formatlist", ["%s", "a"], 'list(string)["a"]'],
    ["formatlist", ["%s", as("set(string)", ["b", "a"])], 'list(string)["a","b"]'],
  ])("%s(%j) is %s", (name, args, result) => {
    expect(called(name, args)).toBe(result);
  });
});
