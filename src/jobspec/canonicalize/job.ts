import type { SubmittedJob } from "../schema/job.js";
import { canonicalGroup } from "./group.js";
import { canonicalUpdate, inheritedUpdate } from "./update.js";

/**
 * The defaults that the HTTP agent fills in before the server sees a job: the first of two passes, which does nearly
 * everything but lists, names of services and the node pool. Spec 05 §2, §3.
 */
export function canonicalJob(submitted: SubmittedJob): SubmittedJob {
  const id = submitted.id ?? "";
  const type = submitted.type ?? "service";
  const job = { ...submitted, id, type, name: submitted.name ?? id };
  const update = inheritedUpdate(type, submitted.update);
  return {
    ...job,
    region: submitted.region ?? "global",
    namespace: submitted.namespace ?? "default",
    priority: submitted.priority ?? 50,
    update: update === undefined ? undefined : canonicalUpdate(update),
    periodic: submitted.periodic === undefined ? undefined : canonicalPeriodic(submitted.periodic),
    taskGroups: submitted.taskGroups?.map((group) => canonicalGroup(group, { ...job, update })) ?? [],
  };
}

function canonicalPeriodic(periodic: NonNullable<SubmittedJob["periodic"]>): NonNullable<SubmittedJob["periodic"]> {
  return { ...periodic, timeZone: periodic.timeZone || "UTC" };
}
