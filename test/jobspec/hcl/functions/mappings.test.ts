import { describe, expect, test } from "vitest";
import { as } from "../values/literal.js";
import { called, type Row } from "./called.js";

describe("functions of maps and objects", () => {
  test.each<Row>([
    ["keys", [{ z: 1, a: 2 }], '["a","z"]'],
    ["keys", [{ "9": 5, "10": 4, b: 1, A: 2, a: 3 }], '["10","9","A","a","b"]'],
    ["keys", [as("map(string)", { b: "x", a: "y" })], 'list(string)["a","b"]'],
    ["keys", [{}], "[]"],
    ["keys", [["a"]], "!inputMap must have map or object type"],
    ["values", [{ z: 1, a: "x" }], '["x",1]'],
    ["values", [as("map(string)", { b: "x", a: "y" })], 'list(string)["y","x"]'],
    ["values", ["a"], "! values() requires a map as the first argument"],
    ["lookup", [{ a: "x" }, "a", "dflt"], '"x"'],
    ["lookup", [{ a: "x" }, "b", "dflt"], '"dflt"'],
    ["lookup", [as("map(string)", { a: "x" }), "b", 5], '"5"'],
    [
      "lookup",
      [as("map(number)", { a: 1 }), "b", "z"],
      "!default the default value must have the same type as the map elements",
    ],
    ["lookup", [["a"], "a", "b"], "!inputMap lookup() requires a map as the first argument"],
    ["lookup", [{ a: 1 }, "b", null], "!default argument must not be null"],
    ["merge", [{ a: 1 }, { b: 2 }, { a: 3 }], '{"a":3,"b":2}'],
    ["merge", [], "{}"],
    ["merge", [{ a: 1 }, null], '{"a":1}'],
    ["merge", [as("map(string)", { a: "x" }), as("map(string)", { b: "y" })], 'map(string){"a":"x","b":"y"}'],
    ["merge", [as("map(string)", { a: "x" }), { b: 1 }], '{"a":"x","b":1}'],
    ["merge", [["a"]], '! arguments must be maps or objects, got "tuple"'],
    [
      "zipmap",
      [
        ["a", "b"],
        [1, 2],
      ],
      '{"a":1,"b":2}',
    ],
    ["zipmap", [["a", "b"], as("list(string)", ["x", "y"])], 'map(string){"a":"x","b":"y"}'],
    ["zipmap", [["a"], [1, 2]], "! number of keys (1) does not match number of values (2)"],
    ["zipmap", [[null], [1]], "! keys list has null value at index 0"],
    ["zipmap", [[], as("list(string)", [])], "map(string){}"],
    ["zipmap", [["a"], "x"], "! values argument must be a list or tuple value"],
  ])("%s(%j) is %s", (name, args, result) => {
    expect(called(name, args)).toBe(result);
  });
});
