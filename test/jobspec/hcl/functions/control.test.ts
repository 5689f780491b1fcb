import { describe, expect, test } from "vitest";
import { called, type Row } from "./called.js";

describe("coalesce", () => {
  test.each<Row>([
    ["coalesce", ["", "b"], '""'],
    ["coalesce", [null, 1, "b"], '"1"'],
    ["coalesce", [null], "! no non-null arguments"],
    ["coalesce", [], "! all arguments must have the same type"],
    ["coalesce", ["a", ["b"]], "! all arguments must have the same type"],
    ["coalesce", [null, ["b"]], '["b"]'],
  ])("%s(%j) is %s", (name, args, result) => {
    expect(called(name, args)).toBe(result);
  });
});
