import { describe, expect, test } from "vitest";
import { callFunction, functionNamed } from "../../../../src/jobspec/hcl/functions/functions.js";
import { tuple } from "../../../../src/jobspec/hcl/values/value.js";
import { type Literal, num, value } from "../values/literal.js";
import { called } from "./called.js";

const long = "a".repeat(1 << 19);
const many = Array.from({ length: 1000 }, (_, at) => String(at));
const tooLong = "! the result would be longer than the 1048576 characters that Coalmine makes";
const tooMany = "! the result would have more than the 100000 elements that Coalmine makes";

describe("no call fills the memory or takes forever", () => {
  test.each<[string, readonly Literal[], string]>([
    ["format", ["%1000000000d", 1], tooLong],
    ["format", ["%1000000000s", "a"], tooLong],
    ["format", ["%.1000000000f", 1], tooLong],
    ["format", ["%[1]s%[1]s%[1]s", long], tooLong],
    ["formatlist", ["%s%s", many, long], tooLong],
    ["indent", [1_000_000_000, "a"], tooLong],
    ["indent", [1_000_000, "\n\n"], tooLong],
    ["replace", [long, "", long], tooLong],
    ["regex_replace", [long, "", "aaa"], tooLong],
    ["join", [long, many], tooLong],
    ["base64encode", [`${long}${long.slice(0, 300_000)}`], tooLong],
    ["urlencode", ["é".repeat(200_000)], tooLong],
    ["jsonencode", ["\u0001".repeat(200_000)], tooLong],
    ["yamlencode", ["\u0001".repeat(300_000)], tooLong],
    ["split", ["", long], tooMany],
    ["setproduct", [many, many], tooMany],
    ["setproduct", [many, many, many, many], tooMany],
    ["yamldecode", [`a0: &a0 [x]\n${alias(40)}`], tooMany],
    ["jsondecode", ["[".repeat(50_000)], "! exceeded max depth"],
    ["parseint", ["9".repeat(500_000), 10], "!number the number has more digits than Coalmine reads"],
    ["pow", [num("1e30000"), 2], "! value must be between"],
  ])("%s", (name, args, expected) => {
    expect(called(name, args).slice(0, expected.length)).toBe(expected);
  });

  test("not even what a regular expression can do", () => {
    expect(called("regex_replace", [`${"a".repeat(3000)}!`, "(a+)+$", "x"])).toContain("aaa");
    expect(called("regex_replace", [long, "(a{1,100}){1,10}b", "x"])).toBe(
      "! the regular expression takes more steps than Coalmine follows",
    );
    expect(called("regex_replace", ["a", "(a{30}){30}".repeat(300), "x"])).toBe(
      "! error parsing regexp: expression too large",
    );
  });
});

test("a value that holds itself over and over is no argument", () => {
  let doubled = value("a");
  for (let times = 0; times < 60; times++) doubled = tuple([doubled, doubled]);
  const outcome = callFunction(functionNamed("jsonencode") ?? expect.unreachable(), [doubled], { random: () => 0 });
  expect(outcome).toEqual({ ok: false, argument: 0, message: "the value is larger than Coalmine handles" });
});

test("many mistakes and signs are as quick as few", () => {
  expect(called("format", ["%%".repeat(300_000)])).toHaveLength(300_002);
  expect(called("csvdecode", [Array.from({ length: 50_000 }, (_, at) => at).join(",")])).toContain("list(");
  expect(called("regex_replace", ["a", "()".repeat(900), "x"])).toBe('"xax"');
  expect(called("regex_replace", ["a", "[[:".repeat(9000), "x"])).toContain("expression too large");
  expect(called("yamldecode", ["[".repeat(20_000)])).toMatch(/^! /);
});

/** Anchors of which each one doubles the one before. */
function alias(count: number): string {
  return Array.from({ length: count }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}]\n`).join("");
}
