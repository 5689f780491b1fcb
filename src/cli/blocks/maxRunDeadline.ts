import type { ApiJob } from "../../api/objects/job.js";

/**
 * By when an allocation of a job must have ended, in nanoseconds since the epoch: only batch groups have such a limit.
 * Spec 06 §4.3.
 */
export function maxRunDeadline(
  job: ApiJob,
): (allocation: { readonly TaskGroup: string; readonly CreateTime?: bigint }) => bigint | undefined {
  const isBatch = job.Type === "batch" || job.Type === "sysbatch";
  const limits = new Map((job.TaskGroups ?? []).map(({ Name, MaxRunDuration }) => [Name, MaxRunDuration]));
  return ({ TaskGroup, CreateTime }) => {
    const limit = limits.get(TaskGroup);
    if (!isBatch || !limit || limit <= 0n || !CreateTime) return undefined;
    return CreateTime + limit;
  };
}
