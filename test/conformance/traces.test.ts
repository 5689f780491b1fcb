import { describe, expect, it } from "vitest";
import { playTrace, readTrace, traceFiles } from "./traces/area.js";

/** Scenarios that need what is not there yet: a test of this kind fails as soon as its scenario agrees. */
const open: Readonly<Record<string, string>> = {
  "hcl-web": "job files in HCL are not parsed",
};

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

  for (const { Name } of traces) {
    const reason = open[Name];
    if (reason === undefined) it(`agree: ${Name}`, () => play(Name));
    else it.fails(`do not agree, since ${reason}: ${Name}`, () => play(Name));
  }
});
