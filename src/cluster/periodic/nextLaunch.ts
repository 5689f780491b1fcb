import type { Periodic } from "../../model/job.js";
import type { Instant } from "../../model/time.js";
import { CronCalendar } from "./cronCalendar.js";
import { TimeZone } from "./timeZone.js";

const dayMs = 86_400_000;

/** Clocks change twice a year: an expression that names no moment for so many changes names none. */
const maxSteps = 1_000;

/**
 * When a periodic block launches next: the first moment strictly after `after` that one of its cron expressions names on
 * the clocks of its time zone; undefined when there is none. A time that the clocks skip is skipped, one that they repeat
 * comes twice. Spec 05 §14.
 */
export function nextLaunch(periodic: Periodic, after: Instant): Instant | undefined {
  const zone = new TimeZone(periodic.timeZone);
  const specs = periodic.spec === "" ? periodic.specs : [periodic.spec, ...periodic.specs];
  const launches = specs.map((spec) => nextOnClocks(new CronCalendar(spec), zone, after));
  const coming = launches.filter((launch) => launch !== undefined);
  return coming.length === 0 ? undefined : Math.min(...coming);
}

/**
 * Walks from one change of the clocks to the next, so that between two steps a clock shows instants in their order. Days
 * on which nothing is named are passed at once.
 */
function nextOnClocks(calendar: CronCalendar, zone: TimeZone, after: Instant): Instant | undefined {
  let from = after + 1;
  for (let step = 0; step < maxSteps; step++) {
    const offset = zone.offsetAt(from);
    const shown = calendar.after(from - 1 + offset);
    const named = shown === undefined ? undefined : shown - offset;
    const horizon = Math.min(named ?? Number.POSITIVE_INFINITY, from + dayMs);
    const change = zone.changeBetween(from, horizon);
    if (change !== undefined) {
      from = change;
      continue;
    }
    if (named === undefined || named <= horizon) return named;
    from = Math.max(horizon, named - dayMs);
  }
  return undefined;
}
