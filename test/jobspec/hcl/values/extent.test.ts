import { expect, test } from "vitest";
import { extentOf, isManageable } from "../../../../src/jobspec/hcl/values/extent.js";
import { tuple, type Value } from "../../../../src/jobspec/hcl/values/value.js";
import { value } from "./literal.js";

test("all parts of a value are counted", () => {
  expect(extentOf(value("a"))).toEqual({ parts: 1, depth: 1 });
  expect(extentOf(value([1, { a: [true], b: null }]))).toEqual({ parts: 6, depth: 4 });
});

test("what is shared is counted each time, and measured once", () => {
  let doubled: Value = value("a");
  for (let times = 0; times < 19; times++) doubled = tuple([doubled, doubled]);
  expect(extentOf(doubled).parts).toBe(2 ** 20 - 1);
  expect(isManageable(doubled)).toBe(false);
  for (let times = 0; times < 100; times++) doubled = tuple([doubled, doubled]);
  expect(isManageable(doubled)).toBe(false);
});

test("a value may not be too deep either", () => {
  let nested: Value = value("a");
  for (let times = 0; times < 1000; times++) nested = tuple([nested]);
  expect(isManageable(nested)).toBe(true);
  for (let times = 0; times < 100_000; times++) nested = tuple([nested]);
  expect(isManageable(nested)).toBe(false);
});
