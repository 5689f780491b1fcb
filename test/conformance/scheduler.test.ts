import { describe, expect, it } from "vitest";
import type { CaseReport } from "./area.js";
import { runSchedulerCases } from "./scheduler/area.js";

/** Every recorded decision of Nomad's schedulers, one test a family. */
describe("the recorded decisions of the schedulers", () => {
  const reports = runSchedulerCases({ folder: undefined, only: undefined });
  const families = [...new Set(reports.map((report) => report.family))];

  it("are all there", () => {
    expect(reports).toHaveLength(1206);
    expect(families).toHaveLength(19);
  });

  it.each(families)("agree in the family %s", (family) => {
    const failing = reports.filter((report) => report.family === family && report.differences.length > 0);
    expect(failing.map(inWords)).toEqual([]);
  });
});

function inWords({ name, differences }: CaseReport): string {
  return `${name}: ${differences.slice(0, 2).join("; ")}`;
}
