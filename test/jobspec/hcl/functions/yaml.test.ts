import { describe, expect, test } from "vitest";
import { called, type Row } from "./called.js";

describe("yamlencode", () => {
  test.each<Row>([
    ["yamlencode", [{ a: [1, "x"], b: { c: true } }], '"\\"a\\":\\n- 1\\n- \\"x\\"\\n\\"b\\":\\n  \\"c\\": true\\n"'],
    ["yamlencode", ["abc"], '"\\"abc\\"\\n"'],
    ["yamlencode", [1], '"1\\n...\\n"'],
    ["yamlencode", [null], '"null\\n...\\n"'],
    ["yamlencode", [[]], '"[]\\n"'],
    ["yamlencode", [{}], '"{}\\n"'],
    ["yamlencode", [[1, [2, [3]], [], {}]], '"- 1\\n- - 2\\n  - - 3\\n- []\\n- {}\\n"'],
    ["yamlencode", [[{ a: 1, b: [1] }, [{ x: null }]]], '"- \\"a\\": 1\\n  \\"b\\":\\n  - 1\\n- - \\"x\\": null\\n"'],
    ["yamlencode", ["a\nb"], '"|-\\n  a\\n  b\\n"'],
    ["yamlencode", ["a\nb\n"], '"|\\n  a\\n  b\\n"'],
    ["yamlencode", ["a\n\n"], '"|+\\n  a\\n\\n"'],
    ["yamlencode", [" a\nb"], '"|2-\\n   a\\n  b\\n"'],
    ["yamlencode", ["a \nb"], '"\\"a \\\\nb\\"\\n"'],
    ["yamlencode", ['tab\té\u0001😀"\\'], '"\\"tab\\\\té\\\\x01\\\\U0001F600\\\\\\"\\\\\\\\\\"\\n"'],
    ["yamlencode", [{ "k\nl": 1, "": 2 }], '"\\"\\": 2\\n? |-\\n  k\\n  l\\n: 1\\n"'],
    [
      "yamlencode",
      ["word word word word word word word word word word word word word word word word word word word word end"],
      '"\\"word word word word word word word word word word word word word word word word word\\n  word word word end\\"\\n"',
    ],
  ])("%s(%j) is %s", (name, args, result) => {
    expect(called(name, args)).toBe(result);
  });
});

describe("yamldecode", () => {
  test.each<Row>([
    ["yamldecode", ["a: [1, 2]"], '{"a":[1,2]}'],
    ["yamldecode", ["a: &x 1\nb: *x"], '{"a":1,"b":1}'],
    ["yamldecode", ["x: &d {a: 1}\ny:\n  <<: *d\n  b: 2"], '{"true":{"a":1,"b":2},"x":{"a":1}}'],
    [
      "yamldecode",
      ["- yes\n- 'yes'\n- 0x1f\n- 0o17\n- 1_000\n- .5\n- .inf\n- ~\n- 2001-01-01\n- !!str 1\n- a b"],
      '[true,"yes",31,15,"1_000",0.5,+Inf,null:any,"2001-01-01T00:00:00Z","1","a b"]',
    ],
    ["yamldecode", ["1: 2\ntrue: x"], '{"1":2,"true":"x"}'],
    ["yamldecode", ["a: |\n l1\n l2\nb: >\n f1\n f2\n"], '{"a":"l1\\nl2\\n","b":"f1 f2\\n"}'],
    ["yamldecode", ["--- |-\n yes"], '"true"'],
    ["yamldecode", [""], "! on line 1, column 1: missing start of document"],
    ["yamldecode", ["a: ["], "! on line 1, column 1: did not find expected node content"],
    ["yamldecode", ["a: [1"], "! on line 1, column 1: did not find expected ',' or ']'"],
    ["yamldecode", ["a: {b"], "! on line 1, column 1: did not find expected ',' or '}'"],
    ["yamldecode", ["a: b: c"], "! mapping values are not allowed in this context"],
    ["yamldecode", ["a: 'x"], "! found unexpected end of stream"],
    ["yamldecode", ['a: "\\q"'], "! found unknown escape character"],
    ["yamldecode", ["- a\nb"], "! on line 3, column 1: could not find expected ':'"],
    ["yamldecode", ["a:\n  b: 1\n c: 2"], "! on line 2, column 2: did not find expected key"],
    ["yamldecode", ["a:\n  - b\n  c: d"], "! on line 2, column 3: did not find expected '-' indicator"],
    ["yamldecode", ["a: *x"], '! reference to undefined anchor "x"'],
    ["yamldecode", ["a: &x [*x]"], '! cannot refer to anchor "x" from inside its own definition'],
    ["yamldecode", ["a: @x"], "! found character that cannot start any token"],
    ["yamldecode", ["a:\n\t- b"], "! on line 2, column 1: found character that cannot start any token"],
    ["yamldecode", ["a: !foo 1"], '! unsupported tag "!foo"'],
    ["yamldecode", ["a: !!int x"], '! cannot parse "x" as tag:yaml.org,2002:int'],
    ["yamldecode", ["a: .nan"], "! floating point NaN is not supported"],
    ["yamldecode", ["---\na\n---\nb"], "! on line 2, column 1: unexpected extra content after value"],
    ["yamldecode", ["? [a]\n: b"], "! only strings are allowed as mapping keys"],
    ["yamldecode", ["null: 1"], "! mapping key cannot be null"],
    ["yamldecode", ["<<: 1"], "! cannot merge number into mapping"],
    ["yamldecode", ["a: - b"], "! block sequence entries are not allowed in this context"],
    ["yamldecode", ["]"], "! did not find expected node content"],
    ["yamldecode", ["a: \u0001"], "! control characters are not allowed"],
  ])("%s(%j) is %s", (name, args, result) => {
    expect(called(name, args)).toBe(result);
  });
});
