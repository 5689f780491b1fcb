import type { DisconnectBlock, MigrateBlock, RestartPolicy } from "../../model/taskGroup.js";
import { goDuration } from "../../model/time.js";
import { when } from "./problems.js";

const minimumRestartIntervalMs = 5000;
const reconcileOptions = ["best_score", "longest_running", "keep_original", "keep_replacement"];

/** Errors of a migrate block, which only services may have. Spec 05 §3.4. */
export function migrateProblems(type: string, migrate: MigrateBlock | undefined): readonly string[] {
  if (migrate === undefined) return [];
  if (type !== "service") return [`Job type "${type}" does not allow migrate block`];
  const { maxParallel, healthCheck, minHealthyTimeMs: minimum, healthyDeadlineMs: deadline } = migrate;
  const unknown = healthCheck !== "checks" && healthCheck !== "task_states";
  return [
    ...when(maxParallel < 0, `MaxParallel must be >= 0 but found ${maxParallel}`),
    ...when(healthCheck === "" && maxParallel > 0, "Missing HealthCheck"),
    ...when(healthCheck !== "" && unknown, `Invalid HealthCheck: "${healthCheck}"`),
    ...when(minimum < 0, `MinHealthyTime is ${goDuration(minimum)} and must be >= 0`),
    ...when(deadline < 0, `HealthyDeadline is ${goDuration(deadline)} and must be >= 0`),
    ...when(minimum > deadline, "MinHealthyTime must be less than HealthyDeadline"),
  ];
}

/** Errors of a group's restart policy; a task's own is not looked at. Spec 05 §3.5. */
export function restartProblems(policy: RestartPolicy): readonly string[] {
  const { mode, attempts, intervalMs, delayMs } = policy;
  return [
    ...when(mode !== "fail" && mode !== "delay", `Unsupported restart mode: "${mode}"`),
    ...when(attempts === 0 && mode !== "fail", `Restart policy "${mode}" with ${attempts} attempts is ambiguous`),
    ...when(intervalMs < minimumRestartIntervalMs, `Interval can not be less than 5s (got ${goDuration(intervalMs)})`),
    ...when(
      attempts * delayMs > intervalMs,
      `Nomad can't restart the TaskGroup ${attempts} times in an interval of ${goDuration(intervalMs)} with a delay of ${goDuration(delayMs)}`,
    ),
  ];
}

/** Errors of a disconnect block. Spec 05 §3.7. */
export function disconnectProblems(type: string, disconnect: DisconnectBlock | undefined): readonly string[] {
  if (disconnect === undefined) return [];
  const { lostAfterMs, stopOnClientAfterMs, reconcile } = disconnect;
  const stops = stopOnClientAfterMs !== undefined;
  return [
    ...when((stopOnClientAfterMs ?? 0) < 0, "stop_after cannot be a negative duration"),
    ...when(
      stops && type !== "service" && type !== "batch",
      "stop_after can only be used with service or batch job types",
    ),
    ...when(lostAfterMs < 0, "lost_after cannot be a negative duration"),
    ...when(stops && lostAfterMs !== 0, "Disconnect cannot be configured with both lost_after and stop_after"),
    ...when(!reconcileOptions.includes(reconcile), `reconcile option is invalid: ${reconcile}`),
  ];
}
