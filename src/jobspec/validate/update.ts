import { goDuration } from "../../model/time.js";
import type { UpdateBlock } from "../../model/update.js";
import { when } from "./problems.js";

const healthChecks = ["checks", "task_states", "manual"];

/** Errors of a group's update block, each independent of the others. Spec 05 §3.3. */
export function updateProblems(type: string, update: UpdateBlock | undefined): readonly string[] {
  if (update === undefined) return [];
  const { healthCheck, maxParallel, canary, autoPromote, staggerMs } = update;
  const { minHealthyTimeMs: minimum, healthyDeadlineMs: healthy, progressDeadlineMs: progress } = update;
  return [
    ...when(type !== "service" && type !== "system", `Job type "${type}" does not allow update block`),
    ...when(!healthChecks.includes(healthCheck), `Invalid health check given: "${healthCheck}"`),
    ...when(maxParallel < 0, `Max parallel can not be less than zero: ${maxParallel} < 0`),
    ...when(canary < 0, `Canary count can not be less than zero: ${canary} < 0`),
    ...when(canary === 0 && autoPromote, "Auto Promote requires a Canary count greater than zero"),
    ...when(minimum < 0, `Minimum healthy time may not be less than zero: ${goDuration(minimum)}`),
    ...when(healthy <= 0, `Healthy deadline must be greater than zero: ${goDuration(healthy)}`),
    ...when(progress < 0, `Progress deadline must be zero or greater: ${goDuration(progress)}`),
    ...when(
      minimum >= healthy,
      `Minimum healthy time must be less than healthy deadline: ${goDuration(minimum)} > ${goDuration(healthy)}`,
    ),
    ...when(
      progress !== 0 && healthy >= progress,
      `Healthy deadline must be less than progress deadline: ${goDuration(healthy)} > ${goDuration(progress)}`,
    ),
    ...when(staggerMs <= 0, `Stagger must be greater than zero: ${goDuration(staggerMs)}`),
  ];
}
