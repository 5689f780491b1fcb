import { describe, expect, test } from "vitest";
import { formatHistory, formatKeyValues, formatList, formatSpacedList } from "../../../src/cli/text/columns.js";

describe("aligned columns", () => {
  test("key and value", () => {
    expect(formatKeyValues(["alpha|beta", "charlie|delta", "echo|"])).toBe(
      "alpha   = beta\ncharlie = delta\necho    = <none>",
    );
  });

  test("a list", () => {
    expect(formatList(["alpha|beta||delta"])).toBe("alpha  beta  <none>  delta");
  });

  test("lines of different length, white space and wide runes", () => {
    expect(formatList(["Größe| b ", "x", "longer|cc|d"])).toBe("Größe   b\nx\nlonger  cc  d");
    expect(formatList(["😀😀|a", "xyz|b"])).toBe("😀😀   a\nxyz  b");
  });

  test("a blank cell at the end keeps the glue before it, and nothing after", () => {
    expect(formatSpacedList(["CPU|Addresses", "500 MHz|"])).toBe("CPU      Addresses\n500 MHz  ");
  });

  test("history keeps the white space of its values", () => {
    expect(formatHistory(["Diff|\n  text", "Tag Name| x"])).toBe("Diff     = \n  text\nTag Name =  x");
  });

  test("no lines, and one empty line", () => {
    expect(formatList([])).toBe("");
    expect(formatList([""])).toBe("<none>");
  });
});
