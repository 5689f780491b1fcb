import { describe, expect, test } from "vitest";
import { errnoText, systemCall } from "../../src/terminal/errno.js";

const failed = (code: string) => Object.assign(new Error("Node's own text"), { code });

describe("errors of the operating system", () => {
  test.each([
    ["ENOENT", "no such file or directory"],
    ["EACCES", "permission denied"],
    ["ECONNREFUSED", "connection refused"],
    ["EWEIRD", undefined],
  ])("%s", (code, text) => {
    expect(errnoText(failed(code))).toBe(text);
  });

  test("name the call that failed", () => {
    const open = () => systemCall("open /x", () => raise(failed("EACCES")));
    expect(open).toThrow("open /x: permission denied");
  });

  test("others are thrown on as they are", () => {
    const bug = new TypeError("x is undefined");
    expect(() => systemCall("open /x", () => raise(bug))).toThrow(bug);
    expect(errnoText(bug)).toBeUndefined();
  });
});

function raise(error: Error): never {
  throw error;
}
