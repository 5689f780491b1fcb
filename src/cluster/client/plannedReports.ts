import type { AllocationRunner } from "../../model/allocationRunner.js";
import { frozen } from "../../model/frozen.js";
import { withEntry } from "../../model/table.js";
import { reportInstant } from "../latency.js";
import type { Transaction } from "../transaction.js";

/**
 * With realistic latency a client sends its news at its next tick, or at every fifth when none of it is urgent; an earlier plan
 * stays. Spec 04 §15.1.
 */
export function planReport(tx: Transaction, runner: AllocationRunner): void {
  const { nodeId } = runner;
  if (tx.world.settings.latency !== "realistic") return;
  const due = reportInstant(nodeId, isUrgent(runner), tx.world.now);
  const planned = tx.world.plannedReports.get(nodeId);
  if (planned !== undefined && planned.due <= due) return;
  tx.cancelTimer(planned?.timer);
  const timer = tx.setTimer(due, "report", { kind: "report-allocations", nodeId });
  tx.world.plannedReports = withEntry(tx.world.plannedReports, nodeId, frozen({ due, timer }));
}

/** The planned time has come, or the report goes out anyway. */
export function dropPlannedReport(tx: Transaction, nodeId: string): void {
  const planned = tx.world.plannedReports.get(nodeId);
  if (planned === undefined) return;
  tx.cancelTimer(planned.timer);
  tx.world.plannedReports = tx.world.plannedReports.without(nodeId);
}

/** Another client status than the servers acknowledged, or a first report of a failure. */
function isUrgent({ acknowledged, clientStatus }: AllocationRunner): boolean {
  return acknowledged === undefined ? clientStatus === "failed" : acknowledged !== clientStatus;
}
