import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CommandLineError, splitCommandLine } from "../../src/session/commandLine.js";

describe("the words of a command line", () => {
  const cases: readonly [string, readonly string[]][] = [
    ["", []],
    ["  \t ", []],
    ["nomad status", ["nomad", "status"]],
    ["  nomad\t status  ", ["nomad", "status"]],
    ["nomad job promote -group=cache example", ["nomad", "job", "promote", "-group=cache", "example"]],
    ["a 'b c' d", ["a", "b c", "d"]],
    ['a "b c" d', ["a", "b c", "d"]],
    ["a'b'\"c\"d", ["abcd"]],
    ["''", [""]],
    ['a ""', ["a", ""]],
    ["a\\ b", ["a b"]],
    ["'a\\b'", ["a\\b"]],
    ['"a\\"b\\\\c\\d"', ['a"b\\c\\d']],
    ['"|" ">" "a;b"', ["|", ">", "a;b"]],
    ["\\|", ["|"]],
    ["$HOME ~ *.md {a,b} #x", ["$HOME", "~", "*.md", "{a,b}", "#x"]],
    ["ÄÖ ü", ["ÄÖ", "ü"]],
  ];

  test.each(cases)("%s", (line, words) => {
    expect(splitCommandLine(line)).toEqual(words);
  });

  const wrong: readonly [string, string][] = [
    ["nomad status | less", '"|" is for a shell; here a line is one command.'],
    ["nomad status > file", '">" is for a shell; here a line is one command.'],
    ["nomad status < file", '"<" is for a shell; here a line is one command.'],
    ["sleep 5s & nomad", '"&" is for a shell; here a line is one command.'],
    ["a; b", '";" is for a shell; here a line is one command.'],
    ["`a`", '"`" is for a shell; here a line is one command.'],
    ["a 'b", "A single quote is not closed."],
    ['a "b\\"', "A double quote is not closed."],
    ["a \\", "The line ends with a backslash."],
  ];

  test.each(wrong)("refused: %s", (line, message) => {
    expect(() => splitCommandLine(line)).toThrow(new CommandLineError(message));
  });

  test("any words come back when they are quoted", () => {
    const quoted = (word: string) => `'${word.replaceAll("'", "'\\''")}'`;
    fc.assert(
      fc.property(fc.array(fc.string()), (words) => {
        expect(splitCommandLine(words.map(quoted).join(" "))).toEqual(words);
      }),
    );
  });
});
