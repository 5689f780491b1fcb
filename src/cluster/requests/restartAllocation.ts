import type { OutsideAction } from "../../model/action.js";
import { terminal } from "../../model/allocation.js";
import type { AllocationRunner, TaskRunner } from "../../model/allocationRunner.js";
import type { Result } from "../../model/step.js";
import { refused } from "../../model/step.js";
import type { Task } from "../../model/task.js";
import type { TaskGroup } from "../../model/taskGroup.js";
import { behaviourOf } from "../client/behaviour.js";
import { stageOf } from "../client/lifecycle.js";
import { restartTask } from "../client/taskRunner.js";
import type { Transaction } from "../transaction.js";
import { findOnClient, putTasks, runningTasks } from "./clientLookup.js";

type RestartAllocation = OutsideAction & { readonly kind: "restart-allocation" };

/**
 * `PUT /v1/client/allocation/:id/restart`: one task, all that run, or all that the group has are started anew. That counts
 * as no attempt of the restart policy. Spec 04 §10 step 2, 07 §15.
 *
 *     { "kind": "restart-allocation", "allocationId": "091377e5-…", "task": "redis", "allTasks": false }
 */
export function restartAllocation(tx: Transaction, action: RestartAllocation): Result {
  const found = findOnClient(tx, action.allocationId);
  if (!found.ok) return found;
  const { allocation, group, runner } = found;
  const task = action.task ?? "";
  if (task !== "" && action.allTasks) return refused(500, "task name cannot be set when restarting all tasks");
  if (runner === undefined || (task === "" && terminal(allocation))) {
    return refused(500, task === "" ? "restart of an alloc that should not run" : "Task not running");
  }
  if (task !== "" && runner.tasks[task] === undefined) {
    return refused(500, `Could not find task runner for task: ${task}`);
  }
  const chosen = action.allTasks ? restartable(group, runner) : runningTasks(group, runner, task);
  if (chosen.length === 0) return refused(500, "Task not running");
  const reason = reasonOf(task, action.allTasks);
  const restarted: Record<string, TaskRunner> = {};
  for (const each of chosen) {
    const current = runner.tasks[each.name];
    if (current === undefined) continue;
    restarted[each.name] = restartTask(current, behaviourOf(allocation.job, group, each), reason, tx.world.now);
  }
  // Everything begins anew, so the order of the lifecycle hooks does as well.
  putTasks(tx, runner, restarted, action.allTasks ? { coordinator: "init" } : {});
  tx.emit("task event", {
    namespace: allocation.namespace,
    jobId: allocation.jobId,
    taskGroup: allocation.taskGroup,
    allocationId: allocation.id,
    why: `${reason}: ${chosen.map(({ name }) => name).join(", ")} of ${allocation.name}.`,
  });
  return { ok: true, index: 0 };
}

/** All tasks that have run or run, but those for the end. One that still waits for its first start, or its next, goes on to wait. */
function restartable({ tasks }: TaskGroup, runner: AllocationRunner): readonly Task[] {
  if (runner.kill !== undefined) return [];
  return tasks.filter((task) => stageOf(task) !== "poststop" && runner.tasks[task.name]?.state.state !== "pending");
}

function reasonOf(task: string, allTasks: boolean): string {
  if (task !== "") return "User requested task to restart";
  return allTasks ? "User requested all tasks to restart" : "User requested running tasks to restart";
}
