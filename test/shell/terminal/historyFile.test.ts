import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { HistoryFile, historyLimit, historyPath } from "../../../src/shell/terminal/historyFile.js";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "coalmine-test-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test("lines come back, the newest first; nobody else can read them", () => {
  const path = join(folder, "state", "history");
  const file = new HistoryFile(path);
  expect(file.read()).toEqual([]);
  file.add("one");
  file.add("two");
  expect(new HistoryFile(path).read()).toEqual(["two", "one"]);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test("a file that has grown is cut to its newest lines", () => {
  const path = join(folder, "history");
  const lines = Array.from({ length: 2 * historyLimit + 1 }, (_, number) => `line ${number}`);
  writeFileSync(path, `${lines.join("\n")}\n`);
  const read = new HistoryFile(path).read();
  expect([read.length, read[0]]).toEqual([historyLimit, lines.at(-1)]);
  expect(readFileSync(path, "utf8").split("\n")).toHaveLength(historyLimit + 1);
});

test("a file that cannot be is no history, and no trouble", () => {
  writeFileSync(join(folder, "taken"), "");
  const file = new HistoryFile(join(folder, "taken", "history"));
  expect(() => file.add("one")).not.toThrow();
  expect(file.read()).toEqual([]);
});

test("where it is kept", () => {
  expect(historyPath({ XDG_STATE_HOME: "/state" })).toBe("/state/coalmine/history");
  expect(historyPath({ XDG_STATE_HOME: "" })).toBe(join(homedir(), ".local/state/coalmine/history"));
});
