import { describe, expect, it } from "vitest";
import { playTrace, readTrace, traceFiles } from "./traces/area.js";

/** Every recorded scenario of a whole cluster, one test each. */
describe("the recorded traces of a whole cluster", () => {
  const files = traceFiles();

  it("are all there", () => {
    expect(files).toHaveLength(105);
  });

  it.each(files.map((file) => [readTrace(file).Name, file]))("agree: %s", async (_name, file) => {
    const report = await playTrace(readTrace(file));
    expect(report.differences).toEqual([]);
  });
});
