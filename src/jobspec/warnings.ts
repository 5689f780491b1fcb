import type { Job } from "../model/job.js";
import type { JsonObject } from "../model/json.js";
import type { Service } from "../model/service.js";
import type { Task } from "../model/task.js";
import type { TaskGroup } from "../model/taskGroup.js";
import { headed, listed, when } from "./validate/problems.js";

/**
 * What Nomad remarks on a job that it accepts: groups in order, then shutdown delays, automatic promotion, cron, memory.
 * Empty without a remark. Spec 05 §4.
 */
export function warningText(job: Job, memoryOversubscription: boolean): string {
  const warnings = [
    ...job.taskGroups.flatMap((group) => headed(`Group "${group.name}" has warnings`, groupWarnings(group))),
    ...job.taskGroups.flatMap(shutdownDelayWarnings),
    ...when(promotesOnlySome(job), "auto_promote must be true for all groups to enable automatic promotion"),
    ...when(
      (job.periodic?.spec ?? "") !== "",
      "cron is deprecated and may be removed in a future release. Use crons instead",
    ),
    ...(memoryOversubscription ? [] : job.taskGroups.flatMap(memoryWarnings)),
  ].map((warning) => `* ${warning.trim()}`);
  if (warnings.length === 0) return "";
  return `${warnings.length === 1 ? "1 warning" : `${warnings.length} warnings`}:\n\n${warnings.join("\n")}`;
}

function groupWarnings(group: TaskGroup): readonly string[] {
  const { update, count, networks, services, tasks } = group;
  const parallel = update?.maxParallel ?? 0;
  return [
    ...when(
      count > 1 && parallel > count,
      `Update max parallel count is greater than task group count (${parallel} > ${count}). A destructive change would result in the simultaneous replacement of all allocations.`,
    ),
    ...when(
      (networks[0]?.mbits ?? 0) > 0,
      "mbits has been deprecated as of Nomad 0.12.0. Please remove mbits from the network block",
    ),
    ...services.flatMap(serviceIdentityWarnings),
    ...tasks.flatMap((task) => headed(`Task "${task.name}" has warnings`, taskWarnings(task))),
  ];
}

function serviceIdentityWarnings(service: Service): readonly string[] {
  if (service.identity === undefined || service.provider !== "consul") return [];
  return identityWarnings(service.identity).map((warning) => `Service "${service.name}": ${warning}`);
}

function taskWarnings({ resources, identities }: Task): readonly string[] {
  return [
    ...when(
      resources.networks.length > 0,
      "task network resources have been deprecated as of Nomad 0.12.0. Please configure networking via group network block.",
    ),
    ...identities.flatMap((identity) =>
      listed(identityWarnings(identity).map((warning) => `Identity[${String(identity.Name)}] ${warning}`)),
    ),
  ];
}

function identityWarnings(identity: JsonObject): readonly string[] {
  const audiences = Array.isArray(identity.Audience) ? identity.Audience.length : 0;
  return [
    ...when(audiences === 0, "identities without an audience are insecure"),
    ...when(audiences > 1, "while multiple audiences is allowed, it is more secure to use 1 audience per identity"),
    ...when(identity.TTL === 0, "identities without an expiration are insecure"),
  ];
}

function shutdownDelayWarnings(group: TaskGroup): readonly string[] {
  const delayed = group.tasks.filter((task) => task.shutdownDelayMs > 0).map((task) => task.name);
  const named = new Set(group.services.map((service) => service.taskName).filter((name) => name !== ""));
  const anyDelay = (group.shutdownDelayMs ?? 0) > 0 || delayed.length > 0;
  return [
    ...[...named].flatMap((name) =>
      when(
        !delayed.includes(name) && group.tasks.some((task) => task.name === name),
        `group "${group.name}" references task "${name}" in a service definition, but the task has no shutdown_delay set`,
      ),
    ),
    ...group.tasks.flatMap((task) =>
      when(
        task.services.length > 0 && task.shutdownDelayMs === 0,
        `task "${task.name}" in group "${group.name}" defines services, but has no shutdown_delay set`,
      ),
    ),
    ...when(
      group.services.some((service) => service.taskName === "") && !anyDelay,
      `group "${group.name}" defines services, but neither the group nor any of its tasks have shutdown_delay set`,
    ),
  ];
}

function promotesOnlySome(job: Job): boolean {
  const withCanaries = job.taskGroups.filter((group) => (group.update?.canary ?? 0) > 0);
  return (
    job.taskGroups.some((group) => group.update?.autoPromote === true) &&
    withCanaries.some((group) => group.update?.autoPromote === false)
  );
}

function memoryWarnings(group: TaskGroup): readonly string[] {
  return group.tasks.flatMap((task) =>
    when(
      task.resources.memoryMaxMb !== 0,
      `Memory oversubscription is not enabled; Task "${group.name}.${task.name}" memory_max value will be ignored. Update the Scheduler Configuration to allow oversubscription.`,
    ),
  );
}
