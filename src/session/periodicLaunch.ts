import type { ApiPeriodic } from "../api/objects/job.js";
import { nextLaunch } from "../cluster/periodic/nextLaunch.js";

/**
 * The first launch of a periodic job after an instant, as the command line reckons it by itself. Spec 05 §14, 06 §6.3 step 7.
 *
 * @param after Nanoseconds since the epoch, as the answer.
 */
export function nextPeriodicLaunch(periodic: ApiPeriodic, after: bigint): bigint | undefined {
  const { Spec, Specs, TimeZone } = periodic;
  const calendar = {
    enabled: true,
    spec: Spec ?? "",
    specs: Specs ?? [],
    specType: "cron",
    prohibitOverlap: false,
    timeZone: TimeZone ?? "",
  };
  const launch = nextLaunch(calendar, Number(after / 1_000_000n));
  return launch === undefined ? undefined : BigInt(launch) * 1_000_000n;
}
