import type { ServiceForm } from "../schema/service.js";
import type { Submitted } from "../schema/submitted.js";
import { merged } from "./merged.js";

export type SubmittedService = Submitted<ServiceForm>;
type SubmittedCheck = NonNullable<SubmittedService["checks"]>[number];

/**
 * The defaults of a service and of its checks, which inherit `on_update` and `check_restart` from it. Spec 05 §3.11.
 *
 * @param defaultName The job's name and the group's, and the task's in a service of a task.
 */
export function canonicalService(service: SubmittedService, defaultName: string): SubmittedService {
  const onUpdate = service.onUpdate || "require_healthy";
  return {
    ...service,
    name: service.name || defaultName,
    addressMode: service.addressMode || "auto",
    onUpdate,
    provider: service.provider || "consul",
    cluster: service.cluster || "default",
    checks: service.checks?.map((check) => ({
      ...check,
      successBeforePassing: notNegative(check.successBeforePassing),
      failuresBeforeCritical: notNegative(check.failuresBeforeCritical),
      failuresBeforeWarning: notNegative(check.failuresBeforeWarning),
      onUpdate: check.onUpdate || onUpdate,
      checkRestart: inheritedRestart(service.checkRestart, check.checkRestart),
    })),
  };
}

function notNegative(count: number | undefined): number | undefined {
  return count === undefined ? undefined : Math.max(0, count);
}

/** The service's block overlaid by the check's; a limit of 0 and an unset flag overlay nothing. */
function inheritedRestart(
  service: SubmittedCheck["checkRestart"],
  check: SubmittedCheck["checkRestart"],
): SubmittedCheck["checkRestart"] {
  if (service === undefined || check === undefined) return check ?? service;
  return merged(service, {
    limit: check.limit || undefined,
    graceMs: check.graceMs,
    ignoreWarnings: check.ignoreWarnings || undefined,
  });
}
