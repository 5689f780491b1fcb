import type { MigrateBlock, ReschedulePolicy, RestartPolicy } from "../../model/taskGroup.js";
import type { Submitted } from "../schema/submitted.js";
import { merged } from "./merged.js";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

const defaultMigrate: MigrateBlock = {
  maxParallel: 1,
  healthCheck: "checks",
  minHealthyTimeMs: 10_000,
  healthyDeadlineMs: 300_000,
};

const serviceRestart: RestartPolicy = {
  attempts: 2,
  intervalMs: 30 * minuteMs,
  delayMs: 15_000,
  mode: "fail",
  renderTemplates: false,
};
const batchRestart: RestartPolicy = { ...serviceRestart, attempts: 3, intervalMs: dayMs };

const serviceReschedule: ReschedulePolicy = {
  attempts: 0,
  intervalMs: 0,
  delayMs: 30_000,
  delayFunction: "exponential",
  maxDelayMs: 60 * minuteMs,
  unlimited: true,
};
const batchReschedule: ReschedulePolicy = {
  attempts: 1,
  intervalMs: dayMs,
  delayMs: 5_000,
  delayFunction: "constant",
  maxDelayMs: 0,
  unlimited: false,
};
const noReschedule: ReschedulePolicy = {
  ...batchReschedule,
  attempts: 0,
  intervalMs: 0,
  delayMs: 0,
  delayFunction: "",
};

/** The migrate block of a group; one of a job that is not a service stays, to be refused. Spec 05 §3.4. */
export function groupMigrate(
  type: string,
  job: Submitted<MigrateBlock> | undefined,
  group: Submitted<MigrateBlock> | undefined,
): MigrateBlock | undefined {
  if (type !== "service" && job === undefined && group === undefined) return undefined;
  return merged(defaultMigrate, job, group);
}

/** The restart policy of a group: its own members over the defaults of the job's type; an unknown type counts as batch. Spec 05 §3.5. */
export function groupRestart(type: string, group: Submitted<RestartPolicy> | undefined): RestartPolicy {
  return merged(type === "service" || type === "system" ? serviceRestart : batchRestart, group);
}

/** The reschedule policy of a group; one of a system job stays, to be refused. Spec 05 §3.6. */
export function groupReschedule(
  type: string,
  job: Submitted<ReschedulePolicy> | undefined,
  group: Submitted<ReschedulePolicy> | undefined,
): ReschedulePolicy | undefined {
  if (type === "service") return merged(serviceReschedule, job, group);
  if (type === "batch") return merged(batchReschedule, job, group);
  const isSystem = type === "system" || type === "sysbatch";
  return isSystem && job === undefined && group === undefined ? undefined : merged(noReschedule, job, group);
}
