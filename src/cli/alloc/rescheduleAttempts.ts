import type { ApiAllocation } from "../../api/objects/allocation.js";

/** `1/2`: how often an allocation was rescheduled within its policy's interval; undefined where nothing is counted. Spec 06 §6.7. */
export function rescheduleAttempts({
  Job,
  TaskGroup,
  RescheduleTracker,
  ModifyTime,
}: ApiAllocation): string | undefined {
  const events = RescheduleTracker?.Events ?? [];
  const policy = Job?.TaskGroups.find(({ Name }) => Name === TaskGroup)?.ReschedulePolicy;
  if (events.length === 0 || !policy || policy.Attempts <= 0) return undefined;
  const since = (ModifyTime ?? 0n) - BigInt(policy.Interval);
  return `${events.filter(({ RescheduleTime }) => RescheduleTime > since).length}/${policy.Attempts}`;
}
