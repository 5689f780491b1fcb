import { describe, expect, test } from "vitest";
import { CompiledConstraint, operatorHolds } from "../../../../src/scheduler/placement/feasibility/constraints.js";
import { constraint, nodeOf } from "../worldOf.js";

describe("operators", () => {
  test.each<[string | undefined, string, string | undefined, boolean]>([
    ["a", "=", "a", true],
    ["a", "==", "a", true],
    ["a", "is", "b", false],
    [undefined, "=", undefined, false],
    [undefined, "!=", "foo", true],
    ["foo", "!=", "foo", false],
    ["foo", "not", "bar", true],
    [undefined, "!=", undefined, false],
    [undefined, "!=", "", false],
    ["10", "<", "9", false],
    ["10", "<", "9a", true],
    ["1", ">", "foo", false],
    ["9", "<", "10", true],
    ["9", "<=", "9", true],
    ["1.5", "<", "1.25e1", true],
    ["10", ">", "9.5", true],
    ["-1", ">=", "-2", true],
    ["9223372036854775807", ">", "9223372036854775806", true],
    ["abc", "<", "abd", true],
    [undefined, "<", "1", false],
    ["x", "is_set", undefined, true],
    [undefined, "is_set", "x", false],
    [undefined, "is_not_set", "", true],
    ["", "is_not_set", "", false],
    ["a, b,c", "set_contains", "c,a", true],
    ["a,b", "set_contains_all", "a,d", false],
    ["a,b", "set_contains_any", "d, b", true],
    ["a,b", "set_contains_any", "d", false],
    [undefined, "set_contains", "a", false],
    ["linux-5", "regexp", "[0-9]$", true],
    ["linux", "regexp", "(", false],
    ["1.4.0", "version", ">= 1.0, < 1.5", true],
    ["a", "distinct_hosts", "", true],
    ["a", "distinct_property", "", true],
    ["a", "~", "a", false],
  ])("%j %s %j is %s", (left, operand, right, expected) => {
    expect(operatorHolds(operand, left, right)).toBe(expected);
  });
});

describe("targets", () => {
  const node = nodeOf("id-1", {
    name: "client-1",
    datacenter: "dc2",
    attributes: { arch: "amd64", "unique.hostname": "h" },
    meta: { rack: "r1", "a}-x": "odd" },
  });
  test.each([
    [`\${node.unique.id}`, "id-1"],
    [`\${node.unique.name}`, "client-1"],
    [`\${node.datacenter}`, "dc2"],
    [`\${node.class}`, ""],
    [`\${node.pool}`, "default"],
    [`\${attr.arch}`, "amd64"],
    [`\${attr.unique.hostname}`, "h"],
    [`\${meta.rack}`, "r1"],
    [`\${meta.a}-x`, "odd"],
    ["literal", "literal"],
  ])("%s is found as %j", (target, value) => {
    expect(new CompiledConstraint(constraint(target, "=", value)).holds(node)).toBe(true);
    expect(new CompiledConstraint(constraint(value, "=", target)).holds(node)).toBe(true);
  });

  test.each([`\${attr.missing}`, `\${meta.constructor}`, `\${env.HOME}`, `\${node.unknown}`])(
    "%s is not found",
    (target) => {
      expect(new CompiledConstraint(constraint(target, "is_not_set", "")).holds(node)).toBe(true);
    },
  );
});

test("the reason names both sides; an empty right side leaves a trailing space", () => {
  expect(new CompiledConstraint(constraint(`\${attr.x}`, "is_set", "")).text).toBe(`\${attr.x} is_set `);
});

test("answers are remembered by value, not by node", () => {
  const compiled = new CompiledConstraint(constraint(`\${meta.rack}`, "regexp", "^r[12]$"));
  const racks = ["r1", "r2", "r3", "r1"].map((rack) => compiled.holds(nodeOf(rack, { meta: { rack } })));
  expect(racks).toEqual([true, true, false, true]);
  expect(compiled.holds(nodeOf("none"))).toBe(false);
});
