import type { ApiAllocation } from "../../api/objects/allocation.js";
import type { ApiTask } from "../../api/objects/job.js";

/** Tasks in the order in which they are shown: by name, those with a lifecycle first, sidecars after the others. Spec 06 §6.7. */
export function tasksInOrder(allocation: ApiAllocation): readonly string[] {
  const rank = (task: string) => {
    const lifecycle = taskOf(allocation, task)?.Lifecycle;
    if (!lifecycle) return 2;
    return lifecycle.Sidecar ? 1 : 0;
  };
  return Object.keys(allocation.TaskStates ?? {})
    .sort()
    .sort((left, right) => rank(left) - rank(right));
}

/** `prestart sidecar`, or nothing for a main task. */
export function lifecycleOf(allocation: ApiAllocation, task: string): string {
  const lifecycle = taskOf(allocation, task)?.Lifecycle;
  if (!lifecycle) return "";
  return lifecycle.Sidecar ? `${lifecycle.Hook} sidecar` : lifecycle.Hook;
}

function taskOf({ Job, TaskGroup }: ApiAllocation, name: string): ApiTask | undefined {
  return Job?.TaskGroups.find((group) => group.Name === TaskGroup)?.Tasks.find((task) => task.Name === name);
}
