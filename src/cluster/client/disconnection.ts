import type { Allocation } from "../../model/allocation.js";
import { groupOf } from "../../model/allocation.js";
import type { AllocationRunner, TaskRunner } from "../../model/allocationRunner.js";
import type { TaskGroup } from "../../model/taskGroup.js";
import type { TaskEvent } from "../../model/taskState.js";
import type { Instant } from "../../model/time.js";
import type { World } from "../../model/world.js";
import { beginKill } from "./killing.js";
import { taskEvent, withEvent } from "./taskEvents.js";

/**
 * When a client that has lost the servers gives an allocation up: `stop_on_client_after` after its last heartbeat.
 * Undefined while it hears them, or without that setting. Spec 04 §7.3.
 */
export function abandonedAt(world: World, allocation: Allocation): Instant | undefined {
  const lastHeartbeat = world.connections.get(allocation.nodeId)?.lastHeartbeat;
  const waitMs = groupOf(allocation)?.disconnect?.stopOnClientAfterMs ?? 0;
  return lastHeartbeat === undefined || waitMs <= 0 ? undefined : lastHeartbeat + waitMs;
}

/** Kills the allocation when the client has waited long enough for the servers. */
export function abandon(
  runner: AllocationRunner,
  group: TaskGroup,
  due: Instant | undefined,
  now: Instant,
): AllocationRunner {
  if (due === undefined || due > now || runner.kill !== undefined) return runner;
  const kill = beginKill(group, { reason: "", ownDoing: true, skipDelay: false }, now);
  return { ...runner, kill: { ...kill, abandoned: true } };
}

/**
 * What a client that is back does first when it sees that the servers wrote an allocation: if they held it for unknown, its
 * tasks hear of the reconnection; if they stopped what it had given up, its tasks are told to end once more.
 * Spec 04 §7.5 step 2; the second as recorded of Nomad 2.0.5.
 */
export function tellReturn(
  runner: AllocationRunner,
  allocation: Allocation,
  group: TaskGroup,
  now: Instant,
): AllocationRunner {
  let next = runner;
  if (allocation.clientStatus === "unknown")
    next = { ...next, tasks: told(next.tasks, () => taskEvent.reconnected(now)) };
  if (allocation.desiredStatus === "run" || next.kill?.abandoned !== true) return next;
  const timeouts = new Map(group.tasks.map((task) => [task.name, task.killTimeoutMs]));
  return { ...next, tasks: told(next.tasks, (name) => taskEvent.killing(now, timeouts.get(name) ?? 0, "")) };
}

function told(tasks: AllocationRunner["tasks"], event: (name: string) => TaskEvent): AllocationRunner["tasks"] {
  return Object.fromEntries(
    Object.entries(tasks).map(([name, task]): [string, TaskRunner] => [
      name,
      { ...task, state: withEvent(task.state, event(name)) },
    ]),
  );
}
