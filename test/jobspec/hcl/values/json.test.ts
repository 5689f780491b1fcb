import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonText, valueOfJson } from "../../../../src/jobspec/hcl/values/json.js";
import { parseNumber } from "../../../../src/jobspec/hcl/values/numberText.js";
import { number, unknown } from "../../../../src/jobspec/hcl/values/value.js";
import { shown, value } from "./literal.js";

function decoded(source: string): string {
  const result = valueOfJson(source);
  return result.ok ? shown(result.value) : `! ${result.message}`;
}

describe("reading JSON", () => {
  test.each([
    ['{"b":[1.50,-0,1e5],"a":"\\u00e9\\ud83d\\ude00\\n"}', '{"a":"é😀\\n","b":[1.5,-0,100000]}'],
    ['{"a":1,"a":2}', '{"a":2}'],
    ["null", "null:any"],
    ['"\\ud800"', '"\ufffd"'],
    ["1 ]", "1"],
    ["", "! EOF"],
    ["{", "! EOF"],
    ['{"a":1,"a":"x"}', '! duplicate "a" property in JSON object'],
    ["1 2", "! extraneous data after JSON object"],
    ["01", "! extraneous data after JSON object"],
    ["tru", "! unexpected EOF"],
    ["trux", "! invalid character 'x' in literal true (expecting 'e')"],
    ["[1,]", "! invalid character ']' looking for beginning of value"],
    ["[1 2]", "! invalid character '2' after array element"],
    ['{"a" 1}', "! invalid character '1' after object key"],
    ['{"a":1 "b"}', "! invalid character '\"' after object key:value pair"],
    ['{"a":1,}', "! invalid character '}' looking for beginning of object key string"],
    ["{a:1}", "! invalid character 'a'"],
    ["-", "! unexpected EOF"],
    ["-x", "! invalid character 'x' in numeric literal"],
    ["1.x", "! invalid character 'x' after decimal point in numeric literal"],
    ["1ex", "! invalid character 'x' in exponent of numeric literal"],
    ['"\\x"', "! invalid character 'x' in string escape code"],
    ['"\\u12"', "! invalid character '\"' in \\u hexadecimal character escape"],
    ['"a\nb"', "! invalid character '\\n' in string literal"],
    ["é", "! invalid character 'Ã' looking for beginning of value"],
  ])("%j is %s", (source, expected) => {
    expect(decoded(source)).toBe(expected);
  });

  test("stops at absurd nesting", () => {
    expect(decoded("[".repeat(100_000))).toBe("! exceeded max depth");
  });
});

describe("writing JSON", () => {
  test("has no infinity and nothing unknown", () => {
    const infinity = number(parseNumber("Inf") ?? { infinite: 1 });
    expect(jsonText(infinity)).toEqual({ ok: false, message: "cannot serialize infinity as JSON" });
    expect(jsonText(unknown)).toEqual({ ok: false, message: "value is not known" });
  });

  test("reads back as what was written", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 3 }), (source) => {
        const once = valueOfJson(source);
        const text = once.ok ? jsonText(once.value) : once;
        if (!once.ok || !text.ok) return;
        expect("text" in text ? valueOfJson(text.text) : undefined).toEqual(once);
      }),
    );
  });

  test("is that of a value", () => {
    expect(jsonText(value({ b: "<&>", a: [null, true] }))).toEqual({
      ok: true,
      text: '{"a":[null,true],"b":"\\u003c\\u0026\\u003e"}',
    });
  });
});
