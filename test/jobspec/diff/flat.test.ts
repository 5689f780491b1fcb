import { describe, expect, it } from "vitest";
import { flatOpaque } from "../../../src/jobspec/diff/flat.js";

describe("numbers of opaque blocks are floats in their shortest form", () => {
  it.each([
    [6379, "6379"],
    [999_999, "999999"],
    [1_000_000, "1e+06"],
    [1_500_000, "1.5e+06"],
    [123_456_789, "1.23456789e+08"],
    [1e100, "1e+100"],
    [0.5, "0.5"],
    [0.0001, "0.0001"],
    [0.00001, "1e-05"],
    [0, "0"],
    [-2.25, "-2.25"],
    [-1_500_000, "-1.5e+06"],
  ])("%f is %s", (value, text) => {
    expect(flatOpaque({ value }).get("value")).toBe(text);
  });
});

it("an opaque block is flattened all the way down", () => {
  const flat = flatOpaque({ a: { b: [1, { c: "x" }] }, none: null, list: [], yes: true });
  expect(Object.fromEntries(flat)).toEqual({ "a[b][0]": "1", "a[b][1][c]": "x", none: "nil", yes: "true" });
});
