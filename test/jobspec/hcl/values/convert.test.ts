import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { convert } from "../../../../src/jobspec/hcl/values/convert.js";
import { isSameType } from "../../../../src/jobspec/hcl/values/type.js";
import { typeOf, unknown } from "../../../../src/jobspec/hcl/values/value.js";
import { as, type Literal, num, shown, typeIn, value } from "./literal.js";

function converted(literal: Literal, type: string): string {
  const conversion = convert(value(literal), typeIn(type));
  return conversion.ok ? shown(conversion.value) : `! ${conversion.message}`;
}

describe("a value as one of another type", () => {
  test.each<[Literal, string, string]>([
    ["5", "number", "5"],
    [5, "string", '"5"'],
    [num("1.50"), "string", '"1.5"'],
    [true, "string", '"true"'],
    ["x", "number", "! a number is required"],
    ["", "number", "! a number is required"],
    ["true", "bool", "true"],
    ["1", "bool", "true"],
    ["0", "bool", "false"],
    ["TRUE", "bool", '! a bool is required; to convert from string, use lowercase "true"'],
    ["yes", "bool", "! a bool is required"],
    [1, "bool", "! bool required, but have number"],
    [true, "number", "! number required, but have bool"],
    ["Inf", "number", "+Inf"],
    [num("1e21"), "string", '"1000000000000000000000"'],
    [null, "string", "null:string"],
    [["a"], "string", "! string required, but have tuple"],
    [{ a: 1 }, "string", "! string required, but have object"],
    ["a", "list(string)", "! list of string required, but have string"],
    [5, "map(string)", "! map of string required, but have number"],
    [true, "object({a=string})", "! object required, but have bool"],
    [["a", 1], "list(string)", 'list(string)["a","1"]'],
    [["a", "1"], "list(number)", "! a number is required"],
    [[1, "x"], "set(string)", 'set(string)["1","x"]'],
    [["b", "a", "b"], "set(string)", 'set(string)["a","b"]'],
    [[3, "2", 1], "set(number)", "set(number)[1,2,3]"],
    [[], "list(string)", "list(string)[]"],
    [[], "set(any)", "set(any)[]"],
    [[1, "a"], "list(any)", 'list(string)["1","a"]'],
    [[1, true], "list(any)", "! all list elements must have the same type"],
    [[[1], ["a", "b"]], "list(any)", 'list(list(string))[list(string)["1"],list(string)["a","b"]]'],
    [["a", [1]], "list(string)", "! element 1: string required, but have tuple"],
    [[1, ["a"]], "list(any)", "! all list elements must have the same type"],
    [{ a: 1 }, "list(string)", "! list of string required"],
    [["a"], "map(string)", "! map of string required"],
    [[null, "a"], "list(string)", 'list(string)[null:string,"a"]'],
    [[null, ["a"]], "list(any)", "! all list elements must have the same type"],
    [{ a: 1, b: "x" }, "map(string)", 'map(string){"a":"1","b":"x"}'],
    [{ a: 1, b: "x" }, "map(number)", "! a number is required"],
    [{ a: 1, b: ["x"] }, "map(any)", "! all map elements must have the same type"],
    [{ b: 1, a: [1] }, "map(number)", '! element "a": number required, but have tuple'],
    [{}, "map(any)", "map(any){}"],
    [{ a: 1, b: 2 }, "object({a=string})", '{"a":"1"}'],
    [{ image: "a" }, "object({image=string,ports=list(number)})", '! attribute "ports" is required'],
    [{}, "object({a=string,b=string})", '! attributes "a" and "b" are required'],
    [{}, "object({a=string,b=string,c=any})", '! attributes "a", "b", and "c" are required'],
    [{ a: ["x"] }, "object({a=number})", '! attribute "a": number required, but have tuple'],
    [{ a: { b: "x" } }, "object({a=object({b=number})})", "! a number is required"],
    [{ a: [["x"]] }, "object({a=list(string)})", '! attribute "a": element 0: string required, but have tuple'],
    [as("map(string)", { a: "x", c: "y" }), "object({a=string})", '{"a":"x"}'],
    [as("map(string)", { a: "x" }), "object({b=string})", '! map has no element for required attribute "b"'],
    [as("map(string)", { a: "x" }), "map(number)", "! a number is required"],
    [as("map(string)", { a: "x" }), "list(string)", "! list of string required"],
    [
      as("map(list(string))", { a: ["x"] }),
      "map(string)",
      "! incorrect map element type: string required, but have list of string",
    ],
    [as("list(string)", ["a"]), "set(string)", 'set(string)["a"]'],
    [as("set(string)", ["2", "1"]), "list(number)", "list(number)[1,2]"],
    [
      as("list(list(string))", [["a"]]),
      "list(string)",
      "! incorrect list element type: string required, but have list of string",
    ],
    [as("list(string)", ["a"]), "map(string)", "! map of string required"],
    [as("list(string)", ["a"]), "tuple([string])", "! tuple required"],
    [["a", 1], "tuple([string,string])", '["a","1"]'],
    [["a"], "tuple([string,string])", "! tuple required"],
    [[1], "object({a=string})", "! object required, but have tuple"],
    [{ a: 1 }, "tuple([number])", "! tuple required"],
    [null, "list(string)", "null:list(string)"],
    [as("list(string)", null), "set(string)", "null:set(string)"],
    [as("list(string)", null), "string", "! string required, but have list of string"],
    [[{ a: 1 }, { a: "x" }], "list(object({a=string}))", 'list(object({a=string}))[{"a":"1"},{"a":"x"}]'],
    [[{ a: 1 }, { b: "x" }], "list(any)", 'list(map(string))[map(string){"a":"1"},map(string){"b":"x"}]'],
    [[{ a: 1 }, { a: "x" }], "list(any)", 'list(object({a=string}))[{"a":"1"},{"a":"x"}]'],
  ])("%j as %s is %s", (literal, type, expected) => {
    expect(converted(literal, type)).toBe(expected);
  });

  test("stays unknown and gets the type", () => {
    const conversion = convert(unknown, "string");
    expect(conversion).toEqual({ ok: true, value: { kind: "unknown", type: "string" } });
  });
});

describe("random values", () => {
  const literals = fc.letrec<{ literal: Literal }>((tie) => ({
    literal: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom<Literal>("", "a", "1", "true", "1.5"),
      fc.integer({ min: -3, max: 3 }),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie("literal"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom("a", "b", "c"), tie("literal"), { maxKeys: 3, noNullPrototype: true }),
    ),
  })).literal;
  const types = fc.constantFrom(
    ...["string", "number", "bool", "list(string)", "set(string)", "list(number)", "map(string)", "map(list(string))"],
    ...["object({a=string})", "tuple([string,number])", "list(object({a=string}))", "set(set(number))"],
  );

  test("have the type after a conversion, and then no other one changes them", () => {
    fc.assert(
      fc.property(literals, types, (literal, source) => {
        const type = typeIn(source);
        const once = convert(value(literal), type);
        if (!once.ok) return;
        expect(isSameType(typeOf(once.value), type)).toBe(true);
        expect(convert(once.value, type)).toEqual(once);
      }),
    );
  });
});
