import { describe, expect, test } from "vitest";
import { goRegexp } from "../../../../src/scheduler/placement/feasibility/goRegexp.js";

describe("Go's patterns on texts", () => {
  test.each<[string, string, boolean]>([
    ["^web-[0-9]+$", "web-12", true],
    ["^web-[0-9]+$", "web-", false],
    ["b", "abc", true],
    ["(?i)LINUX", "linux", true],
    ["a(?i)B", "ab", true],
    ["a(?i)B", "Ab", false],
    ["(?i:A)b", "ab", true],
    ["(?i:A)b", "aB", false],
    ["(?i)[A-C]x", "bX", true],
    ["(?i)[[:upper:]]$", "q", true],
    ["(?-i)A", "a", false],
    ["a.c", "a\nc", false],
    ["(?s)a.c", "a\nc", true],
    ["^b$", "a\nb\nc", false],
    ["(?m)^b$", "a\nb\nc", true],
    ["a$", "a\n", false],
    ["\\Aa\\z", "a", true],
    ["\\Qa.b*\\E$", "a.b*", true],
    ["\\Qa.b\\E", "axb", false],
    ["[[:digit:]]{2}", "a42", true],
    ["[[:^digit:]]", "42", false],
    ["[^[:space:]]+", " x", true],
    ["[[:alpha:]_-]+$", "ab_-", true],
    ["\\d\\w\\s", "1a\t", true],
    ["\\s", "\u00a0", false],
    ["[^\\W]", "-", false],
    ["[\\D]", "5", false],
    ["\\pL+", "é", true],
    ["\\p{Greek}", "α", true],
    ["\\P{Lu}", "A", false],
    ["\\x41\\x{42}", "AB", true],
    ["\\101", "A", true],
    ["(?P<name>a+)b", "aab", true],
    ["(?<name>a+)b", "aab", true],
    ["a+?b", "aab", true],
    ["x{2,3}", "axxb", true],
    ["x{,2}", "x{,2}", true],
    ["]", "]", true],
    ["}", "}", true],
    ["[]a]+$", "]a", true],
    ["[a-]", "-", true],
    ["\\bfoo\\b", "a foo b", true],
    ["(?U)a+", "aaa", true],
    ["^*a", "a", true],
    ["a||b", "", true],
    ["", "anything", true],
    ["/usr/(bin|lib)", "/usr/lib", true],
  ])("%s on %j is %s", (pattern, text, expected) => {
    expect(goRegexp(pattern)?.test(text)).toBe(expected);
  });
});

describe("patterns that Go refuses", () => {
  test.each([
    "(",
    ")",
    "[a",
    "*",
    "a**",
    "a{2}{3}",
    "(?=a)",
    "(?<!a)",
    "\\1",
    "\\Z",
    "a{1001}",
    "[z-a]",
    "(?z)a",
    "[[:none:]]",
    "\\p{Nope}",
  ])("%s", (pattern) => {
    expect(goRegexp(pattern)).toBeUndefined();
  });
});
