import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { machineFiles } from "../../../src/shell/terminal/machineFiles.js";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "coalmine-test-"));
  mkdirSync(join(folder, "jobs"));
  writeFileSync(join(folder, "a.txt"), "hello\n");
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test("are seen from the working folder, or by their whole path", async () => {
  const files = machineFiles(folder);
  expect(await files.read("a.txt")).toBe("hello\n");
  expect(await files.read(join(folder, "a.txt"))).toBe("hello\n");
  expect([...files.list(".")].sort()).toEqual(["a.txt", "jobs/"]);
  expect(files.list("nowhere")).toEqual([]);
});

test("are written as a whole, and nothing else is left", async () => {
  const files = machineFiles(folder);
  await files.write("a.txt", "new\n");
  expect(readFileSync(join(folder, "a.txt"), "utf8")).toBe("new\n");
  await expect(files.write("nowhere/a.txt", "")).rejects.toThrow("open nowhere/a.txt: no such file or directory");
  await expect(files.write("jobs", "")).rejects.toThrow("open jobs: is a directory");
  expect(readdirSync(folder).sort()).toEqual(["a.txt", "jobs"]);
});

test.each([
  ["none.txt", "open none.txt: no such file or directory"],
  ["jobs", "open jobs: is a directory"],
  ["a.txt/b", "open a.txt/b: not a directory"],
])("%s cannot be read: %s", async (path, text) => {
  await expect(machineFiles(folder).read(path)).rejects.toThrow(text);
});
