import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.js";
import { below, groupErrors, interpolated, jobErrors, taskErrors } from "../submission.js";

const attribute = interpolated("attr.x");

function constraintErrors(LTarget: string, Operand: string, RTarget: string): readonly string[] {
  const errors = groupErrors({ Constraints: [{ LTarget, Operand, RTarget }] });
  return below("Constraint 1 validation failed: ", errors);
}

describe("the right side of a constraint", () => {
  const cases: [string, string, readonly string[]][] = [
    ["", "x", ["Missing constraint operand", 'Unknown constraint type ""']],
    ["=", "", ['Operator "=" requires an RTarget']],
    ["not", "", ['Operator "not" requires an RTarget']],
    [">=", "1", []],
    ["set_contains", "", ["Set contains constraint requires an RTarget"]],
    ["set_contains_any", "a,b", []],
    ["regexp", "[", ["Regular expression failed to compile: error parsing regexp: missing closing ]: `[`"]],
    ["version", "x.y", ["Version constraint is invalid: malformed constraint: x.y"]],
    ["version", "~> 1.2, != 1.2.5-beta", []],
    ["version", ">= 1, foo", ["Version constraint is invalid: malformed constraint:  foo"]],
    ["semver", "~> 1.0", ["Semver constraint is invalid: malformed constraint: ~> 1.0"]],
    ["semver", ">= 1.7.0-a", []],
    ["semver", "1.2beta", ["Semver constraint is invalid: malformed constraint: 1.2beta"]],
    ["version", "1.2beta", []],
    ["distinct_property", "", []],
    ["distinct_property", "2", []],
    ["distinct_property", "0", ["Distinct Property must have an allowed count of 1 or greater: 0 < 1"]],
    [
      "distinct_property",
      "many",
      ['Failed to convert RTarget "many" to uint64: strconv.ParseUint: parsing "many": invalid syntax'],
    ],
    [
      "distinct_property",
      "18446744073709551616",
      [
        'Failed to convert RTarget "18446744073709551616" to uint64: strconv.ParseUint: parsing "18446744073709551616": value out of range',
      ],
    ],
    ["is_set", "", []],
    ["is_not_set", "x", ['Operator "is_not_set" does not support an RTarget']],
    ["like", "x", ['Unknown constraint type "like"']],
  ];
  test.each(cases)("%s %s", (operand, right, errors) => {
    expect(constraintErrors(attribute, operand, right)).toEqual(errors);
  });
});

describe("the left side of a constraint", () => {
  const cases: [string, readonly string[]][] = [
    ["", ["no attribute provided but is required by operator"]],
    ["literal", []],
    ["$node.class", ['attribute "$node.class" is missing an opening brace']],
    ["${node.class", ['attribute "${node.class" is missing a closing brace']],
    [interpolated("node.id"), [`unsupported attribute "${interpolated("node.id")}"`]],
    [interpolated("node.class"), []],
    [interpolated("node.unique.id"), []],
    [interpolated("device.attr.memory"), []],
    [interpolated("meta.rack"), []],
  ];
  test.each(cases)("%s", (target, errors) => {
    expect(constraintErrors(target, "=", "x")).toEqual(errors);
  });
  test("is not needed for distinct hosts", () => {
    expect(constraintErrors("", "distinct_hosts", "true")).toEqual([]);
  });
});

test("some operators are not for tasks", () => {
  const Constraints = [
    { LTarget: "", Operand: "distinct_hosts", RTarget: "true" },
    { LTarget: attribute, Operand: "distinct_property", RTarget: "" },
  ];
  expect(taskErrors({ Constraints })).toEqual([
    "Constraint 1 has disallowed Operand at task level: distinct_hosts",
    "Constraint 2 has disallowed Operand at task level: distinct_property",
  ]);
});

describe("affinities", () => {
  const affinity = { LTarget: attribute, Operand: "=", RTarget: "x" };
  const cases: [JsonObject, readonly string[]][] = [
    [{}, []],
    [{ Weight: -100 }, []],
    [{ Weight: 0 }, ["Affinity weight cannot be zero"]],
    [{ Weight: 101 }, ["Affinity weight must be within the range [-100,100]"]],
    [{ Operand: "" }, ["Missing affinity operand", 'Unknown affinity operator ""']],
    [{ Operand: "is_set" }, ['Unknown affinity operator "is_set"']],
    [{ LTarget: "" }, ["No LTarget provided but is required"]],
    [{ RTarget: "" }, ['Operator "=" requires an RTarget']],
    [{ Operand: "set_contains_all", RTarget: "" }, ["Set contains operators require an RTarget"]],
    [{ Operand: "version", RTarget: "one" }, ["Version affinity is invalid: malformed constraint: one"]],
    [{ Operand: "semver", RTarget: "one" }, ["Semver affinity is invalid: malformed constraint: one"]],
  ];
  test.each(cases)("%o", (changes, errors) => {
    const found = groupErrors({ Affinities: [{ ...affinity, ...changes }] });
    expect(below("Affinity 1 validation failed: ", found)).toEqual(errors);
  });
});

describe("spreads", () => {
  const twice = [
    { Value: "a", Percent: 101 },
    { Value: "a", Percent: 10 },
  ];
  const cases: [JsonObject, readonly string[]][] = [
    [
      {
        SpreadTarget: [
          { Value: "a", Percent: 60 },
          { Value: "b", Percent: 40 },
        ],
      },
      [],
    ],
    [{ Attribute: "" }, ["Missing spread attribute"]],
    [{ Weight: 101 }, ["Spread block must have a positive weight from 0 to 100"]],
    [{ Weight: -1 }, ["Spread block must have a positive weight from 0 to 100"]],
    [
      { SpreadTarget: twice },
      [
        'Spread target percentage for value "a" must be between 0 and 100',
        'Spread target value "a" already defined',
        "Sum of spread target percentages must not be greater than 100%; got 111%",
      ],
    ],
  ];
  test.each(cases)("%o", (changes, errors) => {
    const found = jobErrors({ Spreads: [{ Attribute: attribute, ...changes }] });
    expect(below("Spread 1 validation failed: ", found)).toEqual(errors);
  });
});

test("system jobs take neither affinities nor spreads", () => {
  const blocks = { Affinities: [{}], Spreads: [{}] };
  const errors = ["System jobs may not have an affinity block", "System jobs may not have a spread block"];
  expect(jobErrors({ Type: "system", ...blocks })).toEqual(errors);
  expect(groupErrors(blocks, { Type: "system" })).toEqual(errors);
});
