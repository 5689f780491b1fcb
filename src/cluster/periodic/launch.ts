import { terminal } from "../../model/allocation.js";
import { evaluationTerminal } from "../../model/evaluation.js";
import type { Job } from "../../model/job.js";
import { jobKey, keyOfJob } from "../../model/job.js";
import { entriesWithPrefix } from "../../model/table.js";
import type { Instant } from "../../model/time.js";
import type { World } from "../../model/world.js";
import type { DerivedJob } from "../derivedJob.js";
import { deriveJob } from "../derivedJob.js";
import type { Transaction } from "../transaction.js";
import { trackPeriodicJob } from "./tracking.js";

/**
 * The time of a tracked periodic job has come: its next launch is set, and a child is launched unless an earlier one is
 * still going on and must not be overlapped. Spec 05 §14.
 */
export function launchDueJob(tx: Transaction, namespace: string, jobId: string): void {
  const key = jobKey(namespace, jobId);
  const job = tx.world.jobs.get(key);
  const launch = tx.world.periodicLaunches.get(key);
  if (job === undefined || launch?.next === undefined) return;
  trackPeriodicJob(tx, job);
  const running = job.periodic?.prohibitOverlap === true ? unfinishedLaunch(tx.world, job) : undefined;
  if (running === undefined) {
    launchChild(tx, job, launch.next);
    return;
  }
  tx.emit("periodic launch skipped", {
    namespace,
    jobId,
    why: `prohibit_overlap: "${running.id}" is still going on, so this launch is left out.`,
  });
}

/**
 * Launches a child of a periodic job. Its ID carries the second of the launch: two launches in one second are versions of
 * one child. Spec 05 §14.
 */
export function launchChild(tx: Transaction, job: Job, at: Instant): DerivedJob {
  const id = `${childPrefix(job)}${Math.floor(at / 1000)}`;
  const child = deriveJob(tx, job, id, { periodic: undefined }, "periodic-job", "A periodic job was launched.");
  const why = `A launch of "${job.id}": "${id}" runs its version ${job.version}.`;
  tx.emit("periodic job launched", { namespace: job.namespace, jobId: id, why });
  return child;
}

function childPrefix(job: Job): string {
  return `${job.id}/periodic-`;
}

/** A child with an evaluation that is open, or with an allocation of one that is not over. Spec 05 §14. */
function unfinishedLaunch(world: World, job: Job): Job | undefined {
  const children = entriesWithPrefix(world.jobs, jobKey(job.namespace, childPrefix(job)));
  return children.find(([, child]) => child.parentId === job.id && goesOn(world, child))?.[1];
}

function goesOn(world: World, child: Job): boolean {
  const evaluations = world.evaluationsByJob.get(keyOfJob(child))?.keysArray() ?? [];
  return evaluations.some((id) => {
    const evaluation = world.evaluations.get(id);
    if (evaluation !== undefined && !evaluationTerminal(evaluation)) return true;
    const allocations = world.allocationsByEvaluation.get(id)?.keysArray() ?? [];
    return allocations.some((each) => {
      const allocation = world.allocations.get(each);
      return allocation !== undefined && !terminal(allocation);
    });
  });
}
