import { describe, expect, test } from "vitest";
import { called, type Row } from "./called.js";

describe("digests", () => {
  test.each<Row>([
    ["md5", ["a"], '"0cc175b9c0f1b6a831c399e269772661"'],
    ["sha1", ["a"], '"86f7e437faa5a7fce15d1ddcb9eaeaea377667b8"'],
    ["sha256", ["é"], '"4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"'],
    [
      "sha512",
      ["a"],
      '"1f40fc92da241694750979ee6cf582f2d5d7d28e18335de05abc54d0560e0f5302860c652bf08d560252aa5e74210546f369fbbbce8c12cfc7957b2652fe9a75"',
    ],
    ["md5", [1], '"c4ca4238a0b923820dcc509a6f75849b"'],
  ])("%s(%j) is %s", (name, args, result) => {
    expect(called(name, args)).toBe(result);
  });
});
