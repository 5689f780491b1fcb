import type { Job } from "../../model/job.js";
import type { Service, ServiceCheck } from "../../model/service.js";
import type { Task } from "../../model/task.js";
import type { TaskGroup } from "../../model/taskGroup.js";
import { quoted } from "../validate/problems.js";
import { serviceIdentity } from "./identities.js";

/** The server's defaults of a group's service: its checks run in the task that it names, if any. Spec 05 §3.11. */
export function groupService(service: Service, job: Job, group: TaskGroup): Service {
  return named(service, job, group.name, "group", (check) => check.taskName || service.taskName);
}

/** The server's defaults of a task's service: it and its checks belong to the task. Spec 05 §3.11. */
export function taskService(service: Service, job: Job, group: TaskGroup, task: Task): Service {
  return named({ ...service, taskName: task.name }, job, group.name, task.name, () => task.name);
}

function named(
  service: Service,
  job: Job,
  group: string,
  task: string,
  taskOf: (check: ServiceCheck) => string,
): Service {
  const name = interpolated(service.name, job.name, group, task);
  const stored: Service = {
    ...service,
    name,
    namespace: service.provider === "nomad" ? job.namespace || "default" : service.namespace || "default",
    checks: service.checks.map((check) => ({
      ...check,
      name: check.name || `service: ${quoted(name)} check`,
      taskName: taskOf(check),
    })),
  };
  return { ...stored, identity: serviceIdentity(stored) };
}

function interpolated(name: string, job: string, group: string, task: string): string {
  const values: Readonly<Record<string, string>> = {
    JOB: job,
    TASKGROUP: group,
    TASK: task,
    BASE: `${job}-${group}-${task}`,
  };
  return name.replace(/\$\{(JOB|TASKGROUP|TASK|BASE)\}/g, (whole, key: string) => values[key] ?? whole);
}
