import type { CaseReport } from "./area.js";

/** How many failing cases are shown without `--explain`, and how many differences of each. */
const shownCases = 12;
const shownDifferences = 3;

/**
 * Prints a table by family, the first differences in words, and as last line `N passed, N failed`.
 *
 * @returns Whether every case agreed and there was at least one.
 */
export function printReport(reports: readonly CaseReport[], explain: boolean, print: (text: string) => void): boolean {
  const failing = reports.filter((report) => report.differences.length > 0);
  const families = new Map<string, readonly CaseReport[]>();
  for (const report of reports) families.set(report.family, [...(families.get(report.family) ?? []), report]);
  const width = Math.max(6, ...[...families.keys()].map((family) => family.length));
  print(`${"family".padEnd(width)}  passed  failed\n`);
  for (const [family, cases] of families) {
    const failed = cases.filter((report) => report.differences.length > 0).length;
    const passed = `${cases.length - failed}`.padStart(6);
    print(`${family.padEnd(width)}  ${passed}  ${`${failed}`.padStart(6)}\n`);
  }
  for (const report of explain ? failing : failing.slice(0, shownCases)) {
    print(`\n${report.name}\n`);
    const shown = explain ? report.differences : report.differences.slice(0, shownDifferences);
    for (const difference of shown) print(`  ${difference}\n`);
    const rest = report.differences.length - shown.length;
    if (rest > 0) print(`  … and ${rest} more\n`);
  }
  print(`\n${reports.length - failing.length} passed, ${failing.length} failed\n`);
  return failing.length === 0 && reports.length > 0;
}
