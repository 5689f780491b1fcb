import { describe, expect, test } from "vitest";
import type { Type } from "../../../../src/jobspec/hcl/values/type.js";
import { unify } from "../../../../src/jobspec/hcl/values/unify.js";
import { typeOf } from "../../../../src/jobspec/hcl/values/value.js";
import { as, type Literal, typeText, value } from "./literal.js";

function common(types: readonly Type[]): string {
  const type = unify(types);
  return type === undefined ? "none" : typeText(type);
}

describe("the most general type", () => {
  test.each<[readonly Literal[], string]>([
    [[1, 2], "number"],
    [[1, "a"], "string"],
    [[true, 1], "none"],
    [[["a"], [1]], "tuple([string])"],
    [[[1], ["a", "b"]], "list(string)"],
    [
      [
        [1, "a"],
        [2, 3],
      ],
      "tuple([number,string])",
    ],
    [[{ a: 1 }, { a: "x" }], "object({a=string})"],
    [[{ a: 1 }, { b: "x" }], "map(string)"],
    [[{ a: 1 }, { b: ["x"] }], "none"],
    [[{}, { a: 1 }], "map(number)"],
    [[[], ["a"]], "list(string)"],
    [[["a"], "a"], "none"],
    [[{ a: 1 }, ["a"]], "none"],
    [[as("list(string)", ["a"]), ["b"]], "list(string)"],
    [[as("list(string)", ["a"]), as("set(string)", ["a"])], "list(string)"],
    [[as("map(number)", { a: 1 }), { b: "x" }], "map(string)"],
    [[as("set(number)", [1]), as("set(string)", ["a"])], "set(string)"],
    [[as("set(string)", ["a"]), [1]], "set(string)"],
    [[{ a: { b: 1 } }, { a: { b: "x" } }], "object({a=object({b=string})})"],
    [[[{ a: 1 }], [{ b: 2 }]], "tuple([map(number)])"],
  ])("of %j is %s", (literals, expected) => {
    expect(common(literals.map((literal) => typeOf(value(literal))))).toBe(expected);
  });

  test("is open where nothing more is known", () => {
    expect(common(["dynamic", "string"])).toBe("string");
    expect(common(["dynamic", { kind: "list", of: "string" }])).toBe("any");
    expect(common([])).toBe("none");
  });
});
