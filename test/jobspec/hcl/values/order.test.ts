import { describe, expect, test } from "vitest";
import { fromDouble, zero } from "../../../../src/jobspec/hcl/values/number.js";
import { isEqual } from "../../../../src/jobspec/hcl/values/order.js";
import { number, unknown } from "../../../../src/jobspec/hcl/values/value.js";
import { as, type Literal, num, shown, value } from "./literal.js";

describe("the order of a set", () => {
  test.each<[string, Literal, string]>([
    ["string", ["b", "B", "é", "a", "😀", "\ufb01", "b"], '["B","a","b","é","\ufb01","😀"]'],
    ["number", [10, 9, num("0.5"), -1, num("10.0")], "[-1,0.5,9,10]"],
    ["bool", [true, false, true], "[false,true]"],
    ["string", [null, "a", null], '["a",null:string]'],
    ["list(string)", [["b"], ["a"], ["a", "c"]], '[list(string)["a","c"],list(string)["a"],list(string)["b"]]'],
    ["object({a=number})", [{ a: 2 }, { a: 10 }, { a: 2 }], '[{"a":10},{"a":2}]'],
  ])("of %s from %j", (type, elements, expected) => {
    expect(shown(value(as(`set(${type})`, elements)))).toBe(`set(${type})${expected}`);
  });
});

describe("equality", () => {
  test.each<[Literal, Literal, boolean]>([
    [1, num("1.0"), true],
    [1, "1", false],
    [0, num("-0"), true],
    ["a", "a", true],
    [null, null, true],
    [null, "a", false],
    [as("string", null), null, true],
    [["a", 1], ["a", 1], true],
    [["a"], ["a", 1], false],
    [["a"], as("list(string)", ["a"]), false],
    [{ a: 1, b: [2] }, { b: [2], a: 1 }, true],
    [{ a: 1 }, { a: 2 }, false],
    [{ a: 1 }, as("map(number)", { a: 1 }), false],
    [as("set(string)", ["b", "a"]), as("set(string)", ["a", "b"]), true],
  ])("%j == %j is %s", (left, right, expected) => {
    expect(isEqual(value(left), value(right))).toBe(expected);
  });

  test("of fractions is that of what they print", () => {
    const tenth = number(fromDouble(0.1) ?? zero);
    expect(isEqual(tenth, value(num("0.1")))).toBe(true);
    expect(isEqual(tenth, value(num("0.1000000000000000055511151231257827")))).toBe(false);
  });

  test("with an unknown value is open", () => {
    expect(isEqual(unknown, value("a"))).toBeUndefined();
    expect(isEqual({ kind: "tuple", elements: [unknown] }, value(["a"]))).toBeUndefined();
  });
});
