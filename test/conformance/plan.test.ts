import { beforeAll, describe, expect, it } from "vitest";
import type { CaseReport } from "./area.js";
import { runPlanCases } from "./plan/area.js";
import { familyOf, readPlanCases } from "./plan/recording.js";

/** Every recorded plan, one test a family. */
describe("the recorded plans", () => {
  const cases = readPlanCases();
  const families = [...new Set(cases.map(familyOf))];
  let reports: readonly CaseReport[] = [];

  beforeAll(async () => {
    reports = await runPlanCases({ folder: undefined, only: undefined });
  }, 120_000);

  it("are all there", () => {
    expect(reports).toHaveLength(173);
  });

  it.each(families)("agree in the family %s", (family) => {
    const failing = reports.filter((report) => report.family === family && report.differences.length > 0);
    expect(failing.map(({ name, differences }) => `${name}: ${differences.slice(0, 2).join("; ")}`)).toEqual([]);
  });
});
