import { describe, expect, test } from "vitest";
import { JsonSyntaxError, parseFirstJson, parseJson, writeJson } from "../../src/api/json.js";

describe("lossless JSON", () => {
  test("integers beyond 2^53 keep their digits, other numbers are numbers", () => {
    expect(parseJson('{"a": 1795398427588242694, "b": 9007199254740991, "c": -1.5e3, "d": 1.0}')).toEqual({
      a: 1795398427588242694n,
      b: 9007199254740991,
      c: -1500,
      d: 1,
    });
  });

  test("strings, lists and words", () => {
    expect(parseJson(' [ "a\\n\\u00e9\\"" , true , false , null , [] , {} ] ')).toEqual([
      'a\né"',
      true,
      false,
      null,
      [],
      {},
    ]);
  });

  test("a member called __proto__ is a member", () => {
    expect(Object.keys(parseJson('{"__proto__": 1}') as object)).toEqual(["__proto__"]);
  });

  test.each([
    ["", "unexpected EOF", 0],
    ['{"a": ', "unexpected EOF", 6],
    ['{"a"', "unexpected EOF", 4],
    [' "a', "unexpected EOF", 1],
    ['["\\x"]', "invalid character in string literal", 1],
    ["[1, x]", "invalid character 'x' looking for beginning of value", 4],
    ["{a: 1}", "invalid character 'a' looking for beginning of object key string", 1],
    ["[1 2]", "invalid character '2' after array element", 3],
    ["{} x", "invalid character 'x' after top-level value", 3],
  ])("%j is refused, with the place", (text, message, offset) => {
    expect(() => parseJson(text)).toThrow(expect.objectContaining({ message, offset }));
  });
});

describe("writing JSON", () => {
  test("keeps every digit, the order of members, and leaves undefined ones out", () => {
    const value = { b: 18446744073709551615n, a: [1, null, "<&>"], none: undefined, empty: {}, list: [] };
    expect(writeJson(value)).toBe('{"b":18446744073709551615,"a":[1,null,"<&>"],"empty":{},"list":[]}');
  });

  test("indents each level", () => {
    expect(writeJson({ a: [1n], b: {} }, "    ")).toBe('{\n    "a": [\n        1\n    ],\n    "b": {}\n}');
  });
});

test("of a request only the first value is read", () => {
  expect(parseFirstJson(' {"a": 1} {x')).toEqual({ a: 1 });
  expect(() => parseFirstJson("{x")).toThrow(JsonSyntaxError);
});
