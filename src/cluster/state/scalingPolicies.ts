import { frozen } from "../../model/frozen.js";
import type { Job } from "../../model/job.js";
import { findTaskGroup } from "../../model/job.js";
import { withEntry } from "../../model/table.js";
import type { ScalingPolicy } from "../../model/taskGroup.js";
import type { Transaction } from "../transaction.js";

/** The job with an ID for each policy: that of the stored job's policy for the same group, or a new one. Spec 05 §7.1 step 7. */
export function withPolicyIds(tx: Transaction, job: Job, stored: Job | undefined): Job {
  return withPolicies(job, (policy, group) => {
    const before = stored === undefined ? undefined : findTaskGroup(stored, group)?.scaling;
    const isSame = before !== undefined && before.id !== "" && before.type === policy.type;
    return { ...policy, id: isSame ? before.id : tx.identify((identifiers) => identifiers.scalingPolicy()) };
  });
}

/**
 * Replaces a job's policies by those of its new version. A new or changed one is stamped with the write's index, in the job
 * as well; an unchanged one keeps its indexes in the table, while the job keeps those that it came with: a quirk of Nomad,
 * which makes the first registration of an unchanged file a change. Spec 05 §7.3, §7.6, §13.1.
 */
export function writeScalingPolicies(tx: Transaction, job: Job, stored: Job | undefined, index: number): Job {
  for (const { name, scaling } of stored?.taskGroups ?? []) {
    if (scaling !== undefined && findTaskGroup(job, name)?.scaling?.id !== scaling.id) forget(tx, scaling);
  }
  return withPolicies(job, (policy) => {
    // A job that another one launched carries that one's policies along.
    if (policy.id === "" || policy.target.Job !== job.id) return policy;
    const before = tx.world.scalingPolicies.get(policy.id);
    if (before !== undefined && samePolicy(before, policy)) return policy;
    const stamped = frozen({ ...policy, createIndex: before?.createIndex ?? index, modifyIndex: index });
    tx.world.scalingPolicies = withEntry(tx.world.scalingPolicies, stamped.id, stamped);
    return stamped;
  });
}

/** A purged job's policies go with it. */
export function forgetScalingPolicies(tx: Transaction, job: Job): void {
  for (const { scaling } of job.taskGroups) if (scaling?.target.Job === job.id) forget(tx, scaling);
}

function forget(tx: Transaction, { id }: ScalingPolicy): void {
  tx.world.scalingPolicies = tx.world.scalingPolicies.without(id);
}

function withPolicies(job: Job, change: (policy: ScalingPolicy, group: string) => ScalingPolicy): Job {
  if (job.taskGroups.every(({ scaling }) => scaling === undefined)) return job;
  const taskGroups = job.taskGroups.map((group) =>
    group.scaling === undefined ? group : { ...group, scaling: change(group.scaling, group.name) },
  );
  return { ...job, taskGroups };
}

function samePolicy(a: ScalingPolicy, b: ScalingPolicy): boolean {
  const meaning = ({ createIndex: _created, modifyIndex: _modified, ...rest }: ScalingPolicy) => JSON.stringify(rest);
  return meaning(a) === meaning(b);
}
