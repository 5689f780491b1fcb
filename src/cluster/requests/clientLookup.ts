import type { Allocation } from "../../model/allocation.js";
import { groupOf } from "../../model/allocation.js";
import type { AllocationRunner, TaskRunner } from "../../model/allocationRunner.js";
import { frozen } from "../../model/frozen.js";
import type { Refusal } from "../../model/step.js";
import { refused } from "../../model/step.js";
import { withEntry } from "../../model/table.js";
import type { Task } from "../../model/task.js";
import type { TaskGroup } from "../../model/taskGroup.js";
import { connectionOf } from "../nodes/connections.js";
import type { Transaction } from "../transaction.js";
import { wakeRunner } from "../wakeups.js";

/** An allocation as the client that a request is handed to runs it. */
export interface OnClient {
  readonly ok: true;
  readonly allocation: Allocation;
  readonly group: TaskGroup;
  /** Undefined when it is over: no task of it is left that could be asked. */
  readonly runner: AllocationRunner | undefined;
}

/** Finds the client's side of an allocation. Spec 07 §15. */
export function findOnClient(tx: Transaction, allocationId: string): OnClient | Refusal {
  const allocation = tx.world.allocations.get(allocationId);
  const group = allocation === undefined ? undefined : groupOf(allocation);
  if (allocation === undefined || group === undefined) return refused(404, `Unknown allocation "${allocationId}"`);
  if (connectionOf(tx.world, allocation.nodeId).link !== "up") return refused(404, "No path to node");
  return { ok: true, allocation, group, runner: tx.world.runners.get(allocationId) };
}

/** The tasks of a group that run, all or the one of that name. */
export function runningTasks({ tasks }: TaskGroup, runner: AllocationRunner, name = ""): readonly Task[] {
  return tasks.filter(
    (task) => (name === "" || task.name === name) && runner.tasks[task.name]?.state.state === "running",
  );
}

/** Writes what a request did to the tasks of an allocation; the client goes on from there and reports. */
export function putTasks(
  tx: Transaction,
  runner: AllocationRunner,
  tasks: Readonly<Record<string, TaskRunner>>,
  changes: Partial<AllocationRunner> = {},
): void {
  const next: AllocationRunner = { ...runner, ...changes, tasks: { ...runner.tasks, ...tasks }, unsent: true };
  tx.world.runners = withEntry(tx.world.runners, runner.allocationId, frozen(next));
  wakeRunner(tx, runner.allocationId);
}
