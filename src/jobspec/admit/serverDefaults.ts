import type { Job } from "../../model/job.js";
import type { JsonObject } from "../../model/json.js";
import type { Task } from "../../model/task.js";
import type { NetworkAsk, PortAsk, ScalingPolicy, TaskGroup } from "../../model/taskGroup.js";
import { taskIdentity } from "./identities.js";
import { groupService, taskService } from "./services.js";

/** The priority of a job that asks for 0. */
const defaultPriority = 50;
const defaultKillTimeoutMs = 5000;

/**
 * The server's own defaults, the second of two passes: datacenters, node pool, names of services and checks, targets of
 * scaling policies, identities. A job that has them already stays as it is. Spec 05 §2, §5.
 */
export function withServerDefaults(job: Job): Job {
  return {
    ...job,
    namespace: job.namespace || "default",
    priority: job.priority === 0 ? defaultPriority : job.priority,
    datacenters: job.datacenters.length === 0 ? ["*"] : job.datacenters,
    nodePool: job.nodePool || "default",
    parameterized:
      job.parameterized === undefined
        ? undefined
        : { ...job.parameterized, payload: job.parameterized.payload || "optional" },
    taskGroups: job.taskGroups.map((group) => groupWithDefaults(group, job)),
  };
}

function groupWithDefaults(group: TaskGroup, job: Job): TaskGroup {
  return {
    ...group,
    scaling: group.scaling === undefined ? undefined : targeted(group.scaling, job, group),
    networks: group.networks.map(onHostNetworks),
    services: group.services.map((service) => groupService(service, job, group)),
    tasks: group.tasks.map((task) => taskWithDefaults(task, job, group)),
  };
}

/** A port that names no host network is on the one called `default`. */
function onHostNetworks(network: NetworkAsk): NetworkAsk {
  const placed = (port: PortAsk): PortAsk => ({ ...port, hostNetwork: port.hostNetwork || "default" });
  return {
    ...network,
    reservedPorts: network.reservedPorts.map(placed),
    dynamicPorts: network.dynamicPorts.map(placed),
  };
}

function targeted(scaling: ScalingPolicy, job: Job, group: TaskGroup): ScalingPolicy {
  return { ...scaling, target: { Namespace: job.namespace || "default", Job: job.id, Group: group.name } };
}

function taskWithDefaults(task: Task, job: Job, group: TaskGroup): Task {
  return {
    ...task,
    killTimeoutMs: task.killTimeoutMs === 0 ? defaultKillTimeoutMs : task.killTimeoutMs,
    resources: { ...task.resources, networks: task.resources.networks.map(onHostNetworks) },
    services: task.services.map((service) => taskService(service, job, group, task)),
    scalingPolicies: task.scalingPolicies.map((policy) => targetedTask(policy, job, group, task)),
    identity: taskIdentity(task.identity),
  };
}

function targetedTask(policy: JsonObject, job: Job, group: TaskGroup, task: Task): JsonObject {
  const target = { Namespace: job.namespace || "default", Job: job.id, Group: group.name, Task: task.name };
  return { ...policy, Target: target };
}
