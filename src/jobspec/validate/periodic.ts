import type { Periodic } from "../../model/job.js";
import { cronProblem } from "./cron.js";
import { quoted, when } from "./problems.js";

/** Errors of a periodic block that is enabled. Spec 05 §14. */
export function periodicProblems(periodic: Periodic): readonly string[] {
  const { spec, specs, specType, timeZone } = periodic;
  const all = spec === "" ? specs : [spec, ...specs];
  return [
    ...when(spec !== "" && specs.length > 0, "Only cron or crons may be used"),
    ...when(all.length === 0, "Must specify a spec"),
    ...when(!isTimeZone(timeZone), `Invalid time zone ${quoted(timeZone)}: unknown time zone ${timeZone}`),
    ...specProblems(specType, all),
  ];
}

function specProblems(specType: string, specs: readonly string[]): readonly string[] {
  if (specType !== "cron") return [`Unknown periodic specification type "${specType}"`];
  return specs.flatMap((spec) => {
    const problem = cronProblem(spec);
    return problem === undefined ? [] : [`Invalid cron spec ${quoted(spec)}: ${problem}`];
  });
}

/** Whether Go's time zone database would know the name. */
function isTimeZone(name: string): boolean {
  if (name === "" || name === "UTC" || name === "Local") return true;
  if (!/^[A-Z][A-Za-z0-9_+\-/]*$/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
