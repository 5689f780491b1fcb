import { describe, expect, test } from "vitest";
import { as, num } from "../values/literal.js";
import { called, type Row } from "./called.js";

describe("encoding", () => {
  test.each<Row>([
    ["base64encode", ["hello"], '"aGVsbG8="'],
    ["base64encode", ["é"], '"w6k="'],
    ["base64decode", ["aGVsbG8="], '"hello"'],
    ["base64decode", ["aGVs\nbG8="], '"hello"'],
    ["base64decode", ["aGVsbG8"], "! failed to decode base64 data 'aGVsbG8'"],
    ["base64decode", ["/w=="], "! the result of decoding the the provided string is not valid UTF-8"],
    ["base64decode", ["!"], "! failed to decode base64 data '!'"],
    ["urlencode", ["a b&c"], '"a+b%26c"'],
    ["urlencode", ["a/b?c=d&e=ü ~*()'!"], '"a%2Fb%3Fc%3Dd%26e%3D%C3%BC+~%2A%28%29%27%21"'],
    [
      "jsonencode",
      [{ b: [1, true, null], a: "<x>&\u2028" }],
      '"{\\"a\\":\\"\\\\u003cx\\\\u003e\\\\u0026\\\\u2028\\",\\"b\\":[1,true,null]}"',
    ],
    ["jsonencode", [num("123456789012345678901234567890")], '"123456789012345678901234567890"'],
    ["jsonencode", [as("set(string)", ["b", "a"])], '"[\\"a\\",\\"b\\"]"'],
    ["jsonencode", [null], '"null"'],
    ["jsonencode", ['tab\t\u0001"'], '"\\"tab\\\\t\\\\u0001\\\\\\"\\""'],
    ["jsondecode", ['[1, {"a": [true, null]}]'], '[1,{"a":[true,null:any]}]'],
    ["jsondecode", ['{"b":1.50,"a":"\\u00e9"}'], '{"a":"é","b":1.5}'],
    ["jsondecode", ["{"], "! EOF"],
    ["jsondecode", ["[1,]"], "! invalid character ']' looking for beginning of value"],
    ["jsondecode", ['{"a":1,"a":"x"}'], '! duplicate "a" property in JSON object'],
  ])("%s(%j) is %s", (name, args, result) => {
    expect(called(name, args)).toBe(result);
  });
});
