import { describe, expect, test } from "vitest";
import { formatBytes, formatFigure, formatMebibytes, formatScore, ordinal } from "../../../src/cli/text/numbers.js";

describe("numbers", () => {
  test.each([
    [0, "0 B"],
    [9, "9 B"],
    [10, "10 B"],
    [1023, "1023 B"],
    [1024, "1.0 KiB"],
    [5 * 1024 ** 4, "5.0 TiB"],
  ])("%d bytes are %s", (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  test.each([
    [256, "256 MiB"],
    [2048, "2.0 GiB"],
    [10_240, "10 GiB"],
    [1331, "1.3 GiB"],
    [258_019, "252 GiB"],
  ])("%d MiB are %s", (mebibytes, text) => {
    expect(formatMebibytes(mebibytes)).toBe(text);
  });

  test.each([
    [0.77, "0.77"],
    [0, "0"],
    [1, "1"],
    [1 / 3, "0.333"],
    [1234, "1.23e+03"],
    [-0.4623, "-0.462"],
    [0.00001234, "1.23e-05"],
    [0.0257, "0.0257"],
    [100, "100"],
  ])("the score %d is %s", (score, text) => {
    expect(formatScore(score)).toBe(text);
  });

  test.each([
    [51.020408, "51.02"],
    [0, "0.00"],
    [1234567.891, "1,234,567.89"],
    [5.999999999994543, "6.00"],
  ])("the figure %d is %s", (figure, text) => {
    expect(formatFigure(figure)).toBe(text);
  });

  test("places", () => {
    expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 101, 111, 112].map(ordinal).join(" ")).toBe(
      "1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 101st 111th 112th",
    );
  });
});
