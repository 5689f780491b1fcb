import { describe, expect, test } from "vitest";
import { formatGoJson } from "../../../src/cli/text/goJson.js";
import { formatJson } from "../../../src/cli/text/json.js";
import { quote } from "../../../src/cli/text/quote.js";

describe("-json", () => {
  test("members in byte order, four spaces, every digit, nothing escaped for HTML", () => {
    const value = { b: 1795398427588242694n, Z: "<&>", a: [{}, [], null, true] };
    expect(formatJson(value)).toBe(
      '{\n    "Z": "<&>",\n    "a": [\n        {},\n        [],\n        null,\n        true\n    ],\n    "b": 1795398427588242694\n}',
    );
  });

  test("what the client adds, drops and takes for floats", () => {
    const type = {
      added: { New: null, Score: 0 },
      dropped: ["Old"],
      members: { Score: { isFloat: true }, Free: { isFree: true } },
    };
    expect(formatJson({ Old: 1, Score: 1, Free: { n: [2] }, Count: 3 }, type)).toBe(
      '{\n    "Count": 3,\n    "Free": {\n        "n": [\n            2.0\n        ]\n    },\n    "New": null,\n    "Score": 1.0\n}',
    );
  });
});

describe("Go's own encoder", () => {
  test("keeps the order and escapes for HTML", () => {
    expect(formatGoJson({ Job: { Name: "a<b>&c", Count: 2, None: [] } })).toBe(
      '{\n    "Job": {\n        "Name": "a\\u003cb\\u003e\\u0026c",\n        "Count": 2,\n        "None": []\n    }\n}',
    );
  });
});

describe("quoted text", () => {
  test.each([
    ["plain", '"plain"'],
    ['say "x"\\', '"say \\"x\\"\\\\"'],
    ["a\nb\tc", '"a\\nb\\tc"'],
    ["größe", '"größe"'],
    ["\u0001\u200b", '"\\x01\\u200b"'],
  ])("%j", (text, quoted) => {
    expect(quote(text)).toBe(quoted);
  });
});
