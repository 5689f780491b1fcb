import { describe, expect, test } from "vitest";
import { as, num } from "../values/literal.js";
import { called, type Row } from "./called.js";

describe("functions of sets", () => {
  test.each<Row>([
    ["setunion", [["a"], ["b", "a"]], 'set(string)["a","b"]'],
    ["setunion", [["1"], [1, 2]], 'set(string)["1","2"]'],
    ["setunion", [[]], "set(any)[]"],
    ["setunion", [["a"], []], 'set(string)["a"]'],
    ["setunion", [["a"], [["b"]]], "! given sets must all have compatible element types"],
    [
      "setintersection",
      [
        ["a", "b"],
        ["b", "c"],
      ],
      'set(string)["b"]',
    ],
    ["setintersection", [["a"], ["b"]], "set(string)[]"],
    ["setintersection", [[num("1.0"), 2], [1]], "set(number)[1]"],
    [
      "setproduct",
      [
        ["a", "b"],
        [1, 2],
      ],
      'list(tuple([string,number]))[["a",1],["a",2],["b",1],["b",2]]',
    ],
    ["setproduct", [as("set(string)", ["b", "a"]), [1]], 'set(tuple([string,number]))[["a",1],["b",1]]'],
    ["setproduct", [["a"], []], "list(tuple([string,any]))[]"],
    ["setproduct", [["a"]], "! at least two arguments are required"],
    ["setproduct", [["a"], "b"], "!sets a set or a list is required"],
    ["setproduct", [[1, "a"], [true]], 'list(tuple([string,bool]))[["1",true],["a",true]]'],
    ["setproduct", [[1, ["a"]], [true]], "!sets all elements must be of the same type"],
  ])("%s(%j) is %s", (name, args, result) => {
    expect(called(name, args)).toBe(result);
  });
});
