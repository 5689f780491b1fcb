import { describe, expect, it } from "vitest";
import { area } from "./cli/area.js";
import { comparable } from "./cli/comparison.js";
import { type RecordedCase, readRecordedCases } from "./cli/recordedCase.js";
import { differencesOf } from "./cli/replay.js";

/** Recordings whose text is not made here, with the reason. */
const leftOut: Readonly<Record<string, string>> = {
  "node-pool-nodes-quiet": "prints the prose of Nomad's help, which is not copied (docs/known-differences.md)",
};

describe("the recordings of the real command line", async () => {
  const reports = await area.run({ folder: undefined, only: undefined });
  const families = [...new Set(reports.map(({ family }) => family))];

  it("are all there", () => {
    expect(reports).toHaveLength(987);
  });

  it.each(families)("agree in the family %s", (family) => {
    const failing = reports.filter((report) => report.family === family && report.differences.length > 0);
    expect(failing.filter(({ name }) => !Object.hasOwn(leftOut, name))).toEqual([]);
  });
});

describe("a replayed command line", () => {
  const recorded = caseNamed("job-promote-group-detach");
  const replay = (change: Partial<RecordedCase>) => differencesOf({ ...recorded, ...change });

  it("agrees with its recording", async () => {
    expect(await replay({})).toEqual([]);
  });

  it("differs by its text", async () => {
    expect(await replay({ stdout: "Evaluation ID: none\n" })).toEqual([
      expect.stringMatching(/^stdout:\n {4}@@ .* @@\n {4}-Evaluation ID: none\n {4}\+Evaluation ID: [-0-9a-f]{36}$/),
    ]);
    expect(await replay({ stderr: "Oh\n" })).toHaveLength(1);
  });

  it("differs by its exit code", async () => {
    expect(await replay({ exit: 3 })).toEqual(["exit code: recorded 3, now 0"]);
  });

  it("differs by what it asks", async () => {
    const [first, ...others] = recorded.exchanges;
    const more = first === undefined ? [] : [first, { ...first, path: "/v1/other" }, ...others];
    expect(await replay({ exchanges: more })).toEqual([
      'was not asked for: ["GET","/v1/other",[["per_page","20"],["prefix","paint"]]]',
    ]);
  });
});

describe("lines that Nomad leaves to chance", () => {
  it("are compared as a set, neighbours of one kind only", () => {
    const one = '  * Class "a": 1\nx\n  * Class "c": 1\n  * Class "b": 1\n';
    const other = '  * Class "a": 1\nx\n  * Class "b": 1\n  * Class "c": 1\n';
    expect(comparable(one, "exact")).toBe(comparable(other, "exact"));
    expect(comparable('x\n  * Class "a": 1\n', "exact")).not.toBe(comparable('  * Class "a": 1\nx\n', "exact"));
  });

  it("are keys of JSON objects as well", () => {
    expect(comparable('{"b": 1, "a": 2.5}', "json")).toBe('{\n    "a": 2.5,\n    "b": 1\n}\n');
  });
});

function caseNamed(name: string): RecordedCase {
  const found = readRecordedCases().find((recorded) => recorded.name === name);
  if (found === undefined) throw new Error(`there is no recording ${name}`);
  return found;
}
