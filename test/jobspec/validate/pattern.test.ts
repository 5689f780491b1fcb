import { describe, expect, test } from "vitest";
import { patternProblem } from "../../../src/jobspec/validate/pattern.js";

describe("patterns that compile", () => {
  const patterns = [
    "",
    "^linux$",
    "(?i)a|b",
    "[a-z]+\\d{2,3}?",
    "a**?".slice(0, 2),
    "(?P<n>x)(?:y)",
    "[]a]",
    "[[:alpha:]]",
    "{",
    "x{,2}",
    "\\Qa*\\E",
  ];
  test.each(patterns)("%s", (pattern) => {
    expect(patternProblem(pattern)).toBeUndefined();
  });
});

describe("patterns that do not", () => {
  const cases: [string, string][] = [
    ["[", "missing closing ]: `[`"],
    ["a[b", "missing closing ]: `[b`"],
    ["(a", "missing closing ): `(a`"],
    ["a)", "unexpected ): `a)`"],
    ["*a", "missing argument to repetition operator: `*`"],
    ["a|+", "missing argument to repetition operator: `+`"],
    ["(?)*", "missing argument to repetition operator: `*`"],
    ["a**", "invalid nested repetition operator: `**`"],
    ["a\\", "trailing backslash at end of expression: ``"],
    ["\\y", "invalid escape sequence: `\\y`"],
    ["[z-a]", "invalid character class range: `z-a`"],
    ["a{1001}", "invalid repeat count: `{1001}`"],
    ["a{3,2}", "invalid repeat count: `{3,2}`"],
    ["(?=a)", "invalid or unsupported Perl syntax: `(?=`"],
    ["(?<=a)", "invalid or unsupported Perl syntax: `(?<=`"],
  ];
  test.each(cases)("%s", (pattern, problem) => {
    expect(patternProblem(pattern)).toBe(`error parsing regexp: ${problem}`);
  });
});
