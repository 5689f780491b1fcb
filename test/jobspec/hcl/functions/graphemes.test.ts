import { expect, test } from "vitest";
import { graphemesOf } from "../../../../src/jobspec/hcl/functions/graphemes.js";

test("characters are what a reader sees", () => {
  expect(graphemesOf("ae\u0301\r\n👨‍👩‍👧🇩🇪")).toEqual(["a", "e\u0301", "\r\n", "👨‍👩‍👧", "🇩🇪"]);
  expect(graphemesOf("")).toEqual([]);
});

test("and they do not depend on how long the text is", () => {
  for (const before of ["", "x", "xy", "😀"]) {
    const characters = Array.from({ length: 400 }, (_, at) => ["👨‍👩‍👧", "🇩🇪", "e\u0301"][at % 3] ?? "");
    expect(graphemesOf(before + characters.join(""))).toEqual([...before, ...characters]);
  }
  expect(graphemesOf(`a${"\u0301".repeat(3000)}b`)).toEqual([`a${"\u0301".repeat(3000)}`, "b"]);
});
