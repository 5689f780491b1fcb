import type { OutsideAction } from "../../model/action.js";
import type { TaskRunner } from "../../model/allocationRunner.js";
import { frozen } from "../../model/frozen.js";
import type { Result } from "../../model/step.js";
import { done, refused } from "../../model/step.js";
import { withEntry } from "../../model/table.js";
import type { Transaction } from "../transaction.js";
import { wakeRunner } from "../wakeups.js";

/**
 * A fault: running tasks of an allocation end now with an exit code; what follows is the restart policy's affair.
 *
 *     { "kind": "fail-tasks", "allocationId": "091377e5-…", "task": "redis", "exitCode": 1 }
 */
export function failTasks(tx: Transaction, action: OutsideAction & { readonly kind: "fail-tasks" }): Result {
  const allocation = tx.world.allocations.get(action.allocationId);
  if (allocation === undefined) return refused(404, "alloc not found");
  const runner = tx.world.runners.get(action.allocationId);
  const running = Object.entries(runner?.tasks ?? {}).filter(
    ([name, task]) => task.state.state === "running" && (action.task === undefined || action.task === name),
  );
  if (runner === undefined || running.length === 0) {
    const what = action.task === undefined ? "no running task" : `no running task "${action.task}"`;
    return refused(500, `allocation "${action.allocationId}" has ${what}`);
  }
  const injectedExit = { code: action.exitCode, signal: 0, message: "" };
  const tasks: Record<string, TaskRunner> = { ...runner.tasks };
  for (const [name, task] of running) tasks[name] = { ...task, exitAt: tx.world.now, injectedExit };
  tx.world.runners = withEntry(tx.world.runners, runner.allocationId, frozen({ ...runner, tasks }));
  wakeRunner(tx, runner.allocationId);
  tx.emit("fault injected", {
    namespace: allocation.namespace,
    jobId: allocation.jobId,
    taskGroup: allocation.taskGroup,
    allocationId: allocation.id,
    why: `${running.map(([name]) => name).join(", ")} of ${allocation.name} exits with code ${action.exitCode}.`,
  });
  return { ...done, index: tx.world.index };
}
