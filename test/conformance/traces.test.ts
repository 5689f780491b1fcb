import { describe, expect, it } from "vitest";
import { playTrace, readTrace, traceFiles } from "./traces/area.js";

/** Every recorded scenario of a whole cluster, one test each. */
describe("the recorded traces of a whole cluster", () => {
  const traces = traceFiles().map(readTrace);
  const play = async (name: string) => {
    const trace = traces.find((candidate) => candidate.Name === name);
    if (trace === undefined) throw new Error(`there is no trace ${name}`);
    expect((await playTrace(trace)).differences).toEqual([]);
  };

  it("are all there", () => {
    expect(traces).toHaveLength(105);
  });

  for (const { Name } of traces) it(`agree: ${Name}`, () => play(Name));
});
