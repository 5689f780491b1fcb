import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/model/json.js";
import { parsed } from "./parsed.js";

/** A job whose environment holds one expression, with something to refer to. */
function file(expression: string): string {
  return `variable "s" {
  default = "abc"
}
variable "list" {
  type    = list(string)
  default = ["x", "y"]
}
locals {
  o = { a = "A", b = 3 }
  t = [1, "two", false]
}
job "j" {
  group "g" {
    task "t" {
      driver = "mock_driver"
      env {
        A = ${expression}
      }
    }
  }
}
`;
}

function evaluated(expression: string): string {
  const read = parsed(file(expression));
  if (!read.ok) throw new Error(read.message);
  const [group] = read.job.TaskGroups as readonly [{ readonly Tasks: readonly [{ readonly Env: JsonObject }] }];
  return String(group.Tasks[0].Env.A);
}

function complaint(expression: string): string {
  const read = parsed(file(expression));
  return read.ok ? "" : (read.message.split("\n")[0] ?? "");
}

describe("an expression of a job file", () => {
  it.each([
    ["1 + 2 * 3", "7"],
    ["(1 + 2) * 3", "9"],
    ["7 - 2 - 1", "4"],
    ["7 % 3 == 1 && !false", "true"],
    ["1 == 1.0", "true"],
    ['"1" == 1', "false"],
    ["1 / 0", "+Inf"],
    ["0.1 + 0.2", "0.3"],
    ['true ? "yes" : 2', "yes"],
    ["null == null", "true"],
    ["-var.list[0] == null ? 1 : 2", undefined],
    ["var.list[1]", "y"],
    ["local.t.1", "two"],
    ["local.o.a", "A"],
    ['local.o["b"]', "3"],
    ['join(",", [for i, v in var.list : "${i}${v}"])', "0x,1y"],
    ['join(",", keys({for v in var.list : upper(v) => v if v != "x"}))', "Y"],
    ['jsonencode({for v in ["a", "b", "a"] : v => 1...})', '{"a":[1,1],"b":[1]}'],
    ['join("", var.list[*])', "xy"],
    ["jsonencode([{ n = 1 }, { n = 2 }].*.n)", "[1,2]"],
    ['jsonencode("one"[*])', '["one"]'],
    ["max([1, 5, 3]...)", "5"],
    ['try(local.none, "else")', "else"],
    ["can(local.none)", "false"],
    ['"%{ if var.s == "abc" }yes%{ else }no%{ endif }!"', "yes!"],
    ['"%{ for v in var.list ~} <${v}> %{ endfor }"', "<x> <y> "],
    ['"a ${~ var.s ~} b"', "aabcb"],
    ['"$${kept} %%{kept}"', "${kept} %{kept}"],
    ["<<EOT\n one\n  two\nEOT\n", " one\n  two\n"],
    ["<<-EOT\n    one\n      ${var.s}\n    EOT\n", "one\n  abc\n"],
  ])("%s", (expression, expected) => {
    if (expected === undefined) expect(complaint(expression)).not.toBe("");
    else expect(evaluated(expression)).toBe(expected);
  });

  it.each([
    ["foo", "${foo}"],
    ['"${attr.kernel.name}"', "${attr.kernel.name}"],
    ['"a-${ meta.rack }-b"', "a-${ meta.rack }-b"],
    ['env["X"].y', '${env["X"].y}'],
    ['"${upper(attr.x)}"', "${ATTR.X}"],
  ])("leaves %s to the scheduler and the client", (expression, expected) => {
    expect(evaluated(expression)).toBe(expected);
  });

  it.each([
    ["var.none", 'input.hcl:17,16-21: Unsupported attribute; This object does not have an attribute named "none".'],
    [
      "local.t[3]",
      "input.hcl:17,20-23: Invalid index; The given key does not identify an element in this collection value: the given index is greater than or equal to the length of the collection.",
    ],
    [
      "1 + true",
      "input.hcl:17,17-21: Invalid operand; Unsuitable value for right operand: number required, but have bool.",
    ],
    [
      'true ? [1] : "a"',
      "input.hcl:17,20-29: Inconsistent conditional result types; The true and false result expressions must have consistent types. The 'true' value is tuple, but the 'false' value is string.",
    ],
    [
      "shout(1)",
      'input.hcl:17,13-18: Call to unknown function; There is no function named "shout". Did you mean "sort"?',
    ],
    [
      "upper()",
      'input.hcl:17,19-20: Not enough function arguments; Function "upper" expects 1 argument(s). Missing value for "str".',
    ],
    [
      "[for x in 5 : x]",
      "input.hcl:17,23-24: Iteration over non-iterable value; A value of type number cannot be used as the collection in a 'for' expression.",
    ],
    [
      "{ a.b = 1 }",
      "input.hcl:17,15-18: Ambiguous attribute key; If this expression is intended to be a reference, wrap it in parentheses. If it's instead intended as a literal name containing periods, wrap it in quotes to create a string literal.",
    ],
  ])("says what is wrong with %s", (expression, expected) => {
    expect(complaint(expression)).toBe(expected);
  });

  it("says of a failed expression that its value is not known", () => {
    const read = parsed(file("var.none"));
    expect(read.ok ? [] : read.message.split("\n")).toHaveLength(2);
  });
});
