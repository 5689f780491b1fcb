import type { Constraint, Job } from "../../model/job.js";
import type { Service } from "../../model/service.js";
import type { Task } from "../../model/task.js";
import type { TaskGroup } from "../../model/taskGroup.js";

const cniPlugins = ["bridge", "firewall", "host-local", "loopback", "portmap"];

/**
 * The constraints that a job's own features demand of a node, appended to its groups (those of a task's Consul services to
 * the task) unless the user has set them. Spec 05 §5.
 */
export function withImpliedConstraints(job: Job): Job {
  return { ...job, taskGroups: job.taskGroups.map(constrainedGroup) };
}

function constrainedGroup(group: TaskGroup): TaskGroup {
  const constraints = [...group.constraints];
  const services = [...group.services, ...group.tasks.flatMap((task) => task.services)];
  if (group.tasks.some((task) => task.vault !== undefined)) {
    addUnlessTargeted(constraints, semver(attribute("attr.vault.version"), ">= 0.6.1"));
  }
  const signals = signalsOf(group.tasks);
  if (signals.length > 0) {
    addUnlessPresent(constraints, {
      leftTarget: attribute("attr.os.signals"),
      rightTarget: signals.join(","),
      operand: "set_contains",
    });
  }
  const native = services.filter((service) => service.provider === "nomad");
  if (native.length > 0) {
    const discovery = { leftTarget: attribute("attr.nomad.service_discovery"), rightTarget: "true", operand: "=" };
    addUnlessPresent(constraints, discovery);
  }
  if (native.some((service) => service.checks.length > 0)) {
    addUnlessPresent(constraints, semver(attribute("attr.nomad.version"), ">= 1.4.0"));
  }
  if (group.services.some(isConsulService)) addUnlessTargeted(constraints, consulVersion);
  if (group.networks.some((network) => network.mode === "bridge")) {
    for (const plugin of cniPlugins) {
      addUnlessTargeted(constraints, semver(attribute(`attr.plugins.cni.version.${plugin}`), ">= 0.4.0"));
    }
  }
  // Nomad appends this one without looking: a stored job that is admitted again gets it again.
  if (hasExtraIdentity(group.tasks, services)) constraints.push(semver(attribute("attr.nomad.version"), ">= 1.7.0-a"));
  return { ...group, constraints, tasks: group.tasks.map(constrainedTask) };
}

function constrainedTask(task: Task): Task {
  if (!task.services.some(isConsulService)) return task;
  const constraints = [...task.constraints];
  addUnlessTargeted(constraints, consulVersion);
  return { ...task, constraints };
}

const consulVersion = semver(attribute("attr.consul.version"), ">= 1.8.0");

function attribute(name: string): string {
  return `\${${name}}`;
}

function semver(leftTarget: string, rightTarget: string): Constraint {
  return { leftTarget, rightTarget, operand: "semver" };
}

function isConsulService(service: Service): boolean {
  return service.provider === "consul";
}

function hasExtraIdentity(tasks: readonly Task[], services: readonly Service[]): boolean {
  return tasks.some((task) => task.identities.length > 0) || services.some(({ identity }) => identity !== undefined);
}

/** The signals that the group's tasks send or receive, sorted. */
function signalsOf(tasks: readonly Task[]): readonly string[] {
  const signals = tasks.flatMap((task) => {
    const reacting = [...task.templates, ...(task.vault === undefined ? [] : [task.vault])];
    const changes = reacting
      .filter((block) => block.ChangeMode === "signal")
      .map((block) => String(block.ChangeSignal));
    return [task.killSignal, ...changes];
  });
  return [...new Set(signals.filter((signal) => signal !== ""))].sort();
}

/** A user's own constraint on the same attribute wins. */
function addUnlessTargeted(constraints: Constraint[], implied: Constraint): void {
  if (!constraints.some(({ leftTarget }) => leftTarget === implied.leftTarget)) constraints.push(implied);
}

function addUnlessPresent(constraints: Constraint[], implied: Constraint): void {
  const same = ({ leftTarget, rightTarget, operand }: Constraint) =>
    leftTarget === implied.leftTarget && rightTarget === implied.rightTarget && operand === implied.operand;
  if (!constraints.some(same)) constraints.push(implied);
}
