import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { functionFiles } from "../../src/terminal/functionFiles.js";

const directory = mkdtempSync(join(tmpdir(), "coalmine-functions-"));
mkdirSync(join(directory, "data", "deep"), { recursive: true });
writeFileSync(join(directory, "data", "a.txt"), "content of a\n");
writeFileSync(join(directory, "data", "deep", "b.txt"), "");
symlinkSync(directory, join(directory, "data", "round"));
afterAll(() => rmSync(directory, { recursive: true }));

describe("what functions of job files may look at", () => {
  const files = functionFiles(directory);

  test("is read from the working directory", () => {
    expect(files.read("data/a.txt")).toBe("content of a\n");
    expect(files.read(join(directory, "data/a.txt"))).toBe("content of a\n");
    expect(() => files.read("none.txt")).toThrow("open none.txt: no such file or directory");
    expect([files.exists("data/a.txt"), files.exists("data/b.txt")]).toEqual([true, false]);
    expect([files.workingDirectory, files.home]).toEqual([directory, homedir()]);
  });

  test("is listed to its end, and links lead nowhere", () => {
    expect(files.list()).toEqual(["data/a.txt", "data/deep/b.txt", "data/round"]);
    expect(functionFiles(join(directory, "none")).list()).toEqual([]);
  });
});
