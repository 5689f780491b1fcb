import type { Service } from "../../model/service.js";
import type { Task } from "../../model/task.js";
import type { NetworkAsk, TaskGroup } from "../../model/taskGroup.js";
import { checkProblem, knownUpdateRule, needsPort } from "./check.js";
import { headed, quoted, when } from "./problems.js";

const hostLabel = /^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;
const addressModes = ["auto", "host", "driver", "alloc"];

/** Errors of a group's services: their own, and what they may not have in common. Spec 05 §3.11. */
export function groupServiceProblems(group: TaskGroup): readonly string[] {
  const { services, tasks } = group;
  const taskNames = new Set(tasks.map((task) => task.name));
  const ofServices = services.flatMap((service, at) => [
    ...headed(`Service[${at}] ${service.name} validation failed`, serviceProblems(service)),
    ...service.checks.flatMap((check) =>
      when(
        check.taskName !== "" && check.taskName !== service.taskName && !taskNames.has(check.taskName),
        `Check ${check.name} invalid: refers to non-existent task ${check.taskName}`,
      ),
    ),
  ]);
  return [...ofServices, ...repeatedServices(group), ...mixedProviders(group)];
}

/** A script check runs in a task: in a group's service it has to say which. Spec 05 §3.11. */
export function groupCheckProblems(group: TaskGroup): readonly string[] {
  return group.services.flatMap((service) =>
    service.checks.flatMap((check) =>
      when(
        check.type.toLowerCase() === "script" && check.taskName === "",
        `Service [${group.name}]->${service.name} or Check ${check.name} must specify task parameter`,
      ),
    ),
  );
}

/** Errors of a task's services; the ports they name have to exist. Spec 05 §3.11. */
export function taskServiceProblems(task: Task, networks: readonly NetworkAsk[]): readonly string[] {
  const { services } = task;
  return [
    ...services.flatMap((service, at) => [
      ...headed(`service[${at}] ${quoted(service.name)} validation failed`, serviceProblems(service)),
      ...when(
        services.slice(0, at).some((earlier) => serviceKey(earlier) === serviceKey(service)),
        `service "${service.name}" is duplicate`,
      ),
      ...repeatedChecks(service),
    ]),
    ...unknownPorts(task, networks),
  ];
}

/** A Nomad service's identity needs a name of its own. Spec 05 §3.11. */
export function serviceIdentityProblems(group: TaskGroup): readonly string[] {
  const services = [...group.services, ...group.tasks.flatMap((task) => task.services)];
  return services.flatMap((service) =>
    when(
      service.identity !== undefined && service.identity.Name === "",
      `Service ${service.name} in task group ${group.name} has an identity with an empty name`,
    ),
  );
}

function serviceProblems(service: Service): readonly string[] {
  const { name, provider, onUpdate, addressMode, checks } = service;
  return [
    ...when(
      !hostLabel.test(name.replace(/\$\{[^}]*\}/g, "x")),
      `Service name must be valid per RFC 1123 and can contain only alphanumeric characters or dashes and must be no longer than 63 characters: ${quoted(name)}`,
    ),
    ...when(
      !addressModes.includes(addressMode),
      `Service address_mode must be "auto", "host", or "driver"; not "${addressMode}"`,
    ),
    ...when(
      !knownUpdateRule(onUpdate),
      `Service on_update must be "require_healthy", "ignore_warnings", or "ignore"; not "${onUpdate}"`,
    ),
    ...when(
      provider !== "consul" && provider !== "nomad",
      `Service provider must be "consul", or "nomad"; not "${provider}"`,
    ),
    ...checks.flatMap((check) => checkProblem(check, service) ?? []),
  ];
}

function repeatedServices(group: TaskGroup): readonly string[] {
  const keys = group.services.map((service) => `group->${serviceKey(service)}`);
  const ofTasks = group.tasks.flatMap((task) => task.services.map((service) => `${task.name}->${serviceKey(service)}`));
  const all = [...keys, ...ofTasks];
  const repeated = [...new Set(all.filter((key, at) => all.indexOf(key) !== at))];
  return when(repeated.length > 0, `Services are not unique: [${repeated.join(" ")}]`);
}

function serviceKey({ name, portLabel }: Service): string {
  return portLabel === "" ? name : `${name}:${portLabel}`;
}

function mixedProviders({ services, tasks }: TaskGroup): readonly string[] {
  const providers = new Set([...services, ...tasks.flatMap((task) => task.services)].map(({ provider }) => provider));
  return when(providers.size > 1, "Multiple service providers used: task group services must use the same provider");
}

function repeatedChecks(service: Service): readonly string[] {
  return service.checks.flatMap((check, at) => [
    ...when(
      service.checks.slice(0, at).some((earlier) => earlier.name === check.name),
      `check "${check.name}" is duplicate`,
    ),
    ...when(needsPort(check, service), `check "${check.name}" is missing a port`),
  ]);
}

function unknownPorts(task: Task, networks: readonly NetworkAsk[]): readonly string[] {
  const ports = [...networks, ...task.resources.networks].flatMap((network) => [
    ...network.reservedPorts,
    ...network.dynamicPorts,
  ]);
  const known = new Set(ports.map((port) => port.label));
  const users = new Map<string, Set<string>>();
  const note = (label: string, user: string, addressMode: string) => {
    if (label === "" || known.has(label) || (addressMode === "driver" && /^\d+$/.test(label))) return;
    users.set(label, (users.get(label) ?? new Set()).add(user));
  };
  for (const service of task.services) {
    note(service.portLabel, service.name, service.addressMode);
    for (const check of service.checks) note(check.portLabel, check.name, check.addressMode);
  }
  return [...users].map(
    ([label, names]) => `port label "${label}" referenced by services ${[...names].join(", ")} does not exist`,
  );
}
