import { describe, expect, test } from "vitest";
import { JsonSyntaxError, parseJson } from "../../src/api/json.js";

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
    ["", "unexpected EOF"],
    ['{"a": ', "unexpected EOF"],
    ['{"a"', "unexpected EOF"],
    ['"a', "unexpected EOF"],
    ["[1, x]", "invalid character 'x' looking for beginning of value"],
    ["{a: 1}", "invalid character 'a' looking for beginning of object key string"],
    ["[1 2]", "invalid character '2' after array element"],
    ["{} x", "invalid character 'x' after top-level value"],
  ])("%j is refused", (text, message) => {
    expect(() => parseJson(text)).toThrow(new JsonSyntaxError(message));
  });
});
