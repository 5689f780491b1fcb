import { describe, expect, test } from "vitest";
import { compileGoRegexp } from "../../../src/model/goRegexp/goRegexp.js";

function matches(pattern: string, text: string): boolean {
  const compiled = compileGoRegexp(pattern);
  if (!compiled.ok) throw new Error(compiled.problem);
  return compiled.regexp.test(text);
}

function replaced(text: string, pattern: string, template: string): string {
  const compiled = compileGoRegexp(pattern);
  if (!compiled.ok) throw new Error(compiled.problem);
  return [...compiled.regexp.replaceAll(text, template)].join("");
}

function problem(pattern: string): string | undefined {
  const compiled = compileGoRegexp(pattern);
  return compiled.ok ? undefined : compiled.problem;
}

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
    ["(?i)[^\\W]", "k", true],
    ["(?i)\\x{212a}", "k", true],
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
    ["$x{0,1}?", "a", true],
    ["/usr/(bin|lib)", "/usr/lib", true],
  ])("%s on %j is %s", (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });
});

describe("replacing", () => {
  test.each<[string, string, string, string]>([
    ["a1b22", "[0-9]+", "#", "a#b#"],
    ["aAb", "(?P<n>[aA])", "<$1 ${n} $n $$ $2>", "<a a a $ ><A A A $ >b"],
    ["abc", "", "-", "-a-b-c-"],
    ["aab", "a*", "x", "xbx"],
    ["éa", "é", "$1x", "a"],
    ["éa", "é", "${1}x", "xa"],
    ["b2", "(?:|b)*", "<$0>", "<>b<>2<>"],
    ["abab", "(a|ab)(c|bcd|b)?", "[$1,$2]", "[a,b][a,b]"],
    ["K1\n\nAbK", "$\\x41{0,1}?", "[$1]", "K1\n\nAbK[]"],
  ])("%j: %s by %s", (text, pattern, template, expected) => {
    expect(replaced(text, pattern, template)).toBe(expected);
  });
});

describe("patterns that do not compile", () => {
  test.each<[string, string]>([
    ["[", "missing closing ]: `[`"],
    ["a[b", "missing closing ]: `[b`"],
    ["(a", "missing closing ): `(a`"],
    ["a)", "unexpected ): `a)`"],
    ["*a", "missing argument to repetition operator: `*`"],
    ["a|+?", "missing argument to repetition operator: `+?`"],
    ["(?)*", "missing argument to repetition operator: `*`"],
    ["a**", "invalid nested repetition operator: `**`"],
    ["a{2}{3}", "invalid nested repetition operator: `{2}{3}`"],
    ["a\\", "trailing backslash at end of expression: ``"],
    ["\\y", "invalid escape sequence: `\\y`"],
    ["\\Z", "invalid escape sequence: `\\Z`"],
    ["\\1", "invalid escape sequence: `\\1`"],
    ["\\x{110000}", "invalid escape sequence: `\\x{110000`"],
    ["[z-a]", "invalid character class range: `z-a`"],
    ["[[:none:]]", "invalid character class range: `[:none:]`"],
    ["\\p{Nope}", "invalid character class range: `\\p{Nope}`"],
    ["a{1001}", "invalid repeat count: `{1001}`"],
    ["a{3,2}", "invalid repeat count: `{3,2}`"],
    ["(a{100}){100}", "invalid repeat count: `{100}`"],
    ["(?=a)", "invalid or unsupported Perl syntax: `(?=`"],
    ["(?z)a", "invalid or unsupported Perl syntax: `(?z`"],
    ["(?<=a)", "invalid named capture: `(?<=a)`"],
    ["(?P<n", "invalid named capture: `(?P<n`"],
  ])("%s", (pattern, expected) => {
    expect(problem(pattern)).toBe(`error parsing regexp: ${expected}`);
  });
});

test("no pattern makes the time explode", () => {
  const text = "a".repeat(2000);
  expect(matches("^(a+)+$", `${text}!`)).toBe(false);
  expect(matches("^(a|aa|a?)*b", text)).toBe(false);
});
