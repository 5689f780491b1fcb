import { nextLaunch } from "../cluster/periodic/nextLaunch.js";
import type { ApiPeriodic } from "./objects/job.js";
import { toNanoseconds } from "./objects/nanoseconds.js";

/**
 * When a periodic job launches next after an instant, both in nanoseconds since the epoch; undefined for one that is switched
 * off, or never. The block may be one that a user wrote, without defaults. Spec 05 §14.
 */
export function nextPeriodicLaunch(periodic: Partial<ApiPeriodic>, after: bigint): bigint | undefined {
  if (periodic.Enabled === false) return undefined;
  const block = {
    enabled: true,
    spec: periodic.Spec ?? "",
    specs: periodic.Specs ?? [],
    specType: "cron",
    prohibitOverlap: false,
    timeZone: periodic.TimeZone || "UTC",
  };
  // Launches are on whole seconds, so what is left of a millisecond does not matter.
  const launch = nextLaunch(block, Number(after / 1_000_000n));
  return launch === undefined ? undefined : toNanoseconds(launch);
}
