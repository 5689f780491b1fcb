import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { machineFiles } from "../../src/terminal/machineFiles.js";

const directory = mkdtempSync(join(tmpdir(), "coalmine-files-"));
mkdirSync(join(directory, "folder"));
writeFileSync(join(directory, "web.nomad.hcl"), 'job "wäb" {}\n');
afterAll(() => rmSync(directory, { recursive: true }));

describe("the files of the machine", () => {
  const files = machineFiles(directory);

  test("are seen from the working directory", async () => {
    expect(await files.read("web.nomad.hcl")).toBe('job "wäb" {}\n');
    expect(await files.read("folder/../web.nomad.hcl")).toBe('job "wäb" {}\n');
    expect(await files.read(join(directory, "web.nomad.hcl"))).toBe('job "wäb" {}\n');
  });

  test("are written as a whole, where that can be, and nothing else is left", async () => {
    await files.write("folder/new.txt", "text");
    await files.write("folder/new.txt", "another text");
    expect(await files.read("folder/new.txt")).toBe("another text");
    await expect(files.write("gone/new.txt", "text")).rejects.toThrow("open gone/new.txt: no such file or directory");
    await expect(files.write("folder", "text")).rejects.toThrow("open folder: is a directory");
    expect(files.list("folder")).toEqual(["new.txt"]);
  });

  test("are listed, folders with a slash", () => {
    expect([...files.list(".")].sort()).toEqual(["folder/", "web.nomad.hcl"]);
    expect(files.list("gone")).toEqual([]);
  });

  test.each([
    ["gone.nomad.hcl", "stat DIR/gone.nomad.hcl: no such file or directory"],
    ["web.nomad.hcl/x", "stat DIR/web.nomad.hcl/x: not a directory"],
    ["folder", "read DIR/folder: is a directory"],
  ])("%s cannot be read", async (path, text) => {
    await expect(files.read(path)).rejects.toThrow(text.replace("DIR", directory));
  });
});
