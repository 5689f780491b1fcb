import type { OutsideAction } from "../../model/action.js";
import type { TaskRunner } from "../../model/allocationRunner.js";
import { multiErrorText } from "../../model/multiError.js";
import type { Result } from "../../model/step.js";
import { refused } from "../../model/step.js";
import type { Task } from "../../model/task.js";
import { signalTask } from "../client/taskRunner.js";
import type { Transaction } from "../transaction.js";
import { findOnClient, putTasks, runningTasks } from "./clientLookup.js";

type SignalAllocation = OutsideAction & { readonly kind: "signal-allocation" };

/**
 * `PUT /v1/client/allocation/:id/signal`: one running task, or all, are sent a signal. A task of `mock_driver` outlives each;
 * a process of another driver cannot outlive SIGKILL. Spec 04 §8.3, 07 §15.
 *
 *     { "kind": "signal-allocation", "allocationId": "091377e5-…", "task": "redis", "signal": "SIGHUP" }
 */
export function signalAllocation(tx: Transaction, action: SignalAllocation): Result {
  const found = findOnClient(tx, action.allocationId);
  if (!found.ok) return found;
  const { allocation, group, runner } = found;
  const task = action.task ?? "";
  if (task !== "" && !group.tasks.some(({ name }) => name === task)) return refused(500, "Task not found");
  const chosen = runner === undefined ? [] : runningTasks(group, runner, task);
  if (runner === undefined || chosen.length === 0) return refused(500, notRunning(task === "" ? group.tasks : []));
  const signaled: Record<string, TaskRunner> = {};
  for (const each of chosen) {
    const current = runner.tasks[each.name];
    if (current !== undefined) signaled[each.name] = signalTask(current, killedBy(each, action.signal), tx.world.now);
  }
  putTasks(tx, runner, signaled);
  tx.emit("task event", {
    namespace: allocation.namespace,
    jobId: allocation.jobId,
    taskGroup: allocation.taskGroup,
    allocationId: allocation.id,
    why: `An operator sent ${action.signal} to ${chosen.map(({ name }) => name).join(", ")} of ${allocation.name}.`,
  });
  return { ok: true, index: 0 };
}

/** One task is named by the request itself, several by the answer. */
function notRunning(tasks: readonly Task[]): string {
  if (tasks.length === 0) return "Task not running";
  return multiErrorText(tasks.map(({ name }) => `Failed to signal task: ${name}, err: Task not running`));
}

function killedBy(task: Task, signal: string): boolean {
  return task.driver !== "mock_driver" && (signal === "" || signal === "SIGKILL");
}
