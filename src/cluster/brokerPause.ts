import { frozen } from "../model/frozen.js";
import type { SchedulerConfiguration } from "../model/schedulerConfiguration.js";
import { emptyTable } from "../model/table.js";
import { blockEvaluation } from "./blocked.js";
import { enqueueEvaluation } from "./broker.js";
import type { Transaction } from "./transaction.js";

/**
 * What a new scheduler configuration does to the leader's memory: pausing the broker forgets who waits for what, unpausing
 * reads it again from the stored evaluations, by ID. Spec 03 §2.3 "Pausing".
 */
export function heedBrokerPause(tx: Transaction, before: SchedulerConfiguration): void {
  const paused = tx.world.schedulerConfiguration.pauseEvalBroker;
  if (paused === before.pauseEvalBroker) return;
  if (paused) forgetWaiting(tx);
  else readAgain(tx);
}

function forgetWaiting(tx: Transaction): void {
  for (const timer of tx.world.broker.delayed.valuesArray()) tx.cancelTimer(timer);
  tx.world.broker = frozen({
    ready: { service: [], batch: [], system: [], sysbatch: [] },
    slots: emptyTable(),
    waiting: emptyTable(),
    delayed: emptyTable(),
    requeued: emptyTable(),
  });
  tx.world.deliveries = emptyTable();
  tx.world.blocked = frozen({ tracked: emptyTable(), byJob: emptyTable(), byNode: emptyTable(), unblocked: {} });
}

function readAgain(tx: Transaction): void {
  for (const evaluation of tx.world.evaluations.valuesArray()) {
    if (evaluation.status === "pending") enqueueEvaluation(tx, evaluation);
    if (evaluation.status === "blocked") blockEvaluation(tx, evaluation);
  }
}
