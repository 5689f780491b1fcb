import type { ClientStatus } from "../../model/allocation.js";
import type { TaskRunner } from "../../model/allocationRunner.js";

/** The status of an allocation as its client tells it, from the states of its tasks; first match. Spec 04 §8.1. */
export function clientStatusOf(tasks: Readonly<Record<string, TaskRunner>>): {
  readonly status: ClientStatus;
  readonly description: string;
} {
  const states = Object.values(tasks).map((task) => task.state);
  if (states.some((task) => task.state === "dead" && task.failed))
    return { status: "failed", description: "Failed tasks" };
  if (states.some((task) => task.state === "running")) return { status: "running", description: "Tasks are running" };
  if (states.some((task) => task.state === "pending"))
    return { status: "pending", description: "No tasks have started" };
  return { status: "complete", description: "All tasks have completed" };
}
