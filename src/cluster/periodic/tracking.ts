import { frozen } from "../../model/frozen.js";
import type { Job, Periodic } from "../../model/job.js";
import { keyOfJob } from "../../model/job.js";
import { withEntry } from "../../model/table.js";
import type { Instant } from "../../model/time.js";
import type { Transaction } from "../transaction.js";
import { nextLaunch } from "./nextLaunch.js";

/**
 * Keeps track of a job that was written: an active periodic job is launched at its next time from now, any other is not
 * tracked. Spec 05 §14.
 */
export function trackPeriodicJob(tx: Transaction, job: Job): void {
  const periodic = activePeriodic(job);
  if (periodic === undefined) untrackPeriodicJob(tx, keyOfJob(job));
  else scheduleLaunch(tx, job, nextLaunch(periodic, tx.world.now));
}

/** Its launches end: it was stopped, disabled or purged. */
export function untrackPeriodicJob(tx: Transaction, key: string): void {
  const launch = tx.world.periodicLaunches.get(key);
  if (launch === undefined) return;
  tx.cancelTimer(launch.timer);
  tx.world.periodicLaunches = tx.world.periodicLaunches.without(key);
}

/** The periodic block of an active periodic job: enabled, not stopped, and no template for dispatches. Spec 05 §14. */
function activePeriodic(job: Job): Periodic | undefined {
  const dispatchTemplate = job.parameterized !== undefined && !job.dispatched;
  return job.periodic?.enabled === true && !job.stop && !dispatchTemplate ? job.periodic : undefined;
}

function scheduleLaunch(tx: Transaction, job: Job, next: Instant | undefined): void {
  const key = keyOfJob(job);
  tx.cancelTimer(tx.world.periodicLaunches.get(key)?.timer);
  const action = { kind: "launch-periodic-job", namespace: job.namespace, jobId: job.id } as const;
  const timer = next === undefined ? undefined : tx.setTimer(next, "evaluation", action);
  tx.world.periodicLaunches = withEntry(tx.world.periodicLaunches, key, frozen({ next, timer }));
}
