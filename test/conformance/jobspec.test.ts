import { describe, expect, it } from "vitest";
import type { CaseReport } from "./area.js";
import { runJobspecCases } from "./jobspec/area.js";

/** Every recorded job file, one test a family. */
describe("the recorded job files", async () => {
  const reports = await runJobspecCases({ folder: undefined, only: undefined });
  const families = [...new Set(reports.map((report) => report.family))];

  it("are all there", () => {
    expect(reports).toHaveLength(455);
  });

  it.each(families)("are parsed, validated and registered as recorded in the family %s", (family) => {
    const failing = reports.filter((report) => report.family === family && report.differences.length > 0);
    expect(failing.map(inWords)).toEqual([]);
  });
});

function inWords({ name, differences }: CaseReport): string {
  return `${name}: ${differences.slice(0, 2).join("; ")}`;
}
