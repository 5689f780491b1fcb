import type { Allocation, AllocationHealth, DesiredTransition, RescheduleTracker } from "../../model/allocation.js";
import { groupOf } from "../../model/allocation.js";
import type { AllocatedNetwork, AllocatedResources } from "../../model/resources.js";
import { comparableResources } from "../../model/resources.js";
import type { TaskEvent, TaskState } from "../../model/taskState.js";
import type {
  AllocationListStub,
  ApiAllocatedResources,
  ApiAllocation,
  ApiAllocationHealth,
  ApiDesiredTransition,
  ApiNetworkResource,
  ApiRescheduleTracker,
  ApiTaskEvent,
  ApiTaskState,
} from "../objects/allocation.js";
import type { ApiResources } from "../objects/job.js";
import { toNanoseconds, toTimestamp } from "../objects/nanoseconds.js";
import { jobObject } from "./jobs.js";
import { metricsObject } from "./metrics.js";
import { withoutEmpty } from "./withoutEmpty.js";

/** A row of an allocation list. Spec 07 §17.2. */
export function allocationStub(allocation: Allocation): AllocationListStub {
  return {
    ID: allocation.id,
    EvalID: allocation.evaluationId,
    Name: allocation.name,
    Namespace: allocation.namespace,
    NodeID: allocation.nodeId,
    NodeName: allocation.nodeName,
    JobID: allocation.jobId,
    JobType: allocation.job.type,
    JobVersion: allocation.job.version,
    TaskGroup: allocation.taskGroup,
    DesiredStatus: allocation.desiredStatus,
    DesiredDescription: allocation.desiredDescription,
    ClientStatus: allocation.clientStatus,
    ClientDescription: allocation.clientDescription,
    DesiredTransition: transitionObject(allocation.desiredTransition),
    TaskStates: taskStates(allocation),
    DeploymentStatus: healthObject(allocation.deploymentStatus),
    FollowupEvalID: allocation.followupEvaluationId ?? "",
    NextAllocation: allocation.nextAllocation ?? "",
    RescheduleTracker: trackerObject(allocation.rescheduleTracker),
    PreemptedAllocations: allocation.preemptedAllocations.length === 0 ? null : allocation.preemptedAllocations,
    PreemptedByAllocation: allocation.preemptedByAllocation ?? "",
    CreateIndex: allocation.createIndex,
    ModifyIndex: allocation.modifyIndex,
    CreateTime: toNanoseconds(allocation.createTime),
    ModifyTime: toNanoseconds(allocation.modifyTime),
  };
}

/** `/v1/allocation/:id`, with the job version that it runs. */
export function allocationObject(allocation: Allocation): ApiAllocation {
  const transition = transitionObject(allocation.desiredTransition);
  const states = taskStates(allocation);
  const health = healthObject(allocation.deploymentStatus);
  const tracker = trackerObject(allocation.rescheduleTracker);
  const { Resources, SharedResources, TaskResources } = legacyResources(allocation);
  return withoutEmpty<ApiAllocation>({
    ID: allocation.id,
    Namespace: allocation.namespace,
    EvalID: allocation.evaluationId,
    Name: allocation.name,
    NodeID: allocation.nodeId,
    NodeName: allocation.nodeName,
    JobID: allocation.jobId,
    Job: jobObject(allocation.job),
    TaskGroup: allocation.taskGroup,
    Resources,
    SharedResources,
    TaskResources,
    AllocatedResources: resourcesObject(allocation.resources),
    Metrics: allocation.metrics === undefined ? null : metricsObject(allocation.metrics),
    DesiredStatus: allocation.desiredStatus,
    DesiredDescription: allocation.desiredDescription,
    DesiredTransition: Object.keys(allocation.desiredTransition).length === 0 ? null : transition,
    ClientStatus: allocation.clientStatus,
    ClientDescription: allocation.clientDescription,
    TaskStates: states,
    AllocStates: allocation.clientStatusHistory.map((entry) => ({
      Field: "ClientStatus",
      Value: entry.value,
      Time: toTimestamp(entry.time),
    })),
    PreviousAllocation: allocation.previousAllocation ?? "",
    NextAllocation: allocation.nextAllocation ?? "",
    DeploymentID: allocation.deploymentId ?? "",
    DeploymentStatus: health,
    RescheduleTracker: tracker,
    FollowupEvalID: allocation.followupEvaluationId ?? "",
    PreemptedAllocations: allocation.preemptedAllocations,
    PreemptedByAllocation: allocation.preemptedByAllocation ?? "",
    CreateIndex: allocation.createIndex,
    ModifyIndex: allocation.modifyIndex,
    AllocModifyIndex: allocation.allocModifyIndex,
    CreateTime: toNanoseconds(allocation.createTime),
    ModifyTime: toNanoseconds(allocation.modifyTime),
  });
}

function transitionObject(transition: DesiredTransition): ApiDesiredTransition {
  return {
    Migrate: transition.migrate ?? null,
    Reschedule: transition.reschedule ?? null,
    ForceReschedule: transition.forceReschedule ?? null,
    NoShutdownDelay: transition.noShutdownDelay ?? null,
    MigrateDisablePlacement: transition.migrateDisablePlacement ?? null,
  };
}

function healthObject(health: AllocationHealth | undefined): ApiAllocationHealth | null {
  if (health === undefined) return null;
  return {
    Healthy: health.healthy ?? null,
    Timestamp: toTimestamp(health.timestamp),
    Canary: health.canary,
    ModifyIndex: health.modifyIndex,
  };
}

function trackerObject(tracker: RescheduleTracker | undefined): ApiRescheduleTracker | null {
  if (tracker === undefined) return null;
  return {
    Events:
      tracker.events.length === 0
        ? null
        : tracker.events.map((event) => ({
            RescheduleTime: toNanoseconds(event.rescheduleTime),
            PrevAllocID: event.previousAllocationId,
            PrevNodeID: event.previousNodeId,
            Delay: toNanoseconds(event.delayMs),
          })),
    LastReschedule: tracker.lastReschedule,
  };
}

function taskStates(allocation: Allocation): Readonly<Record<string, ApiTaskState>> | null {
  const entries = Object.entries(allocation.taskStates);
  return entries.length === 0
    ? null
    : Object.fromEntries(entries.map(([name, state]) => [name, taskStateObject(state)]));
}

function taskStateObject(state: TaskState): ApiTaskState {
  return {
    State: state.state,
    Failed: state.failed,
    Restarts: state.restarts,
    LastRestart: toTimestamp(state.lastRestart),
    StartedAt: toTimestamp(state.startedAt),
    FinishedAt: toTimestamp(state.finishedAt),
    Events: state.events.map(taskEventObject),
  };
}

function taskEventObject(event: TaskEvent): ApiTaskEvent {
  return {
    Type: event.type,
    Time: toNanoseconds(event.time),
    Message: event.details.message ?? "",
    DisplayMessage: event.displayMessage,
    Details: event.details,
  };
}

function resourcesObject(resources: AllocatedResources): ApiAllocatedResources {
  const tasks = Object.entries(resources.tasks).map(([name, task]) => [
    name,
    {
      Cpu: { CpuShares: task.cpuShares, ReservedCores: task.reservedCores.length === 0 ? null : task.reservedCores },
      Memory: { MemoryMB: task.memoryMb, MemoryMaxMB: task.memoryMaxMb },
      Networks: task.networks.length === 0 ? null : task.networks.map(networkObject),
    },
  ]);
  const lifecycles = Object.entries(resources.taskLifecycles).map(([name, lifecycle]) => [
    name,
    lifecycle === undefined ? null : { Hook: lifecycle.hook, Sidecar: lifecycle.sidecar },
  ]);
  const { shared } = resources;
  return {
    Tasks: Object.fromEntries(tasks),
    TaskLifecycles: Object.fromEntries(lifecycles),
    Shared: {
      Networks: shared.networks.length === 0 ? null : shared.networks.map(networkObject),
      DiskMB: shared.diskMb,
      Ports:
        shared.ports.length === 0
          ? null
          : shared.ports.map((port) => ({
              Label: port.label,
              Value: port.value,
              ...(port.to === 0 ? {} : { To: port.to }),
              HostIP: port.hostIp,
            })),
    },
  };
}

function networkObject(network: AllocatedNetwork): ApiNetworkResource {
  const ports = (list: AllocatedNetwork["reservedPorts"]) =>
    list.map((port) => ({
      Label: port.label,
      ...(port.value === 0 ? {} : { Value: port.value }),
      ...(port.to === 0 ? {} : { To: port.to }),
      HostNetwork: port.hostNetwork,
    }));
  return withoutEmpty<ApiNetworkResource>({
    Mode: network.mode,
    Device: network.device,
    IP: network.ip,
    MBits: network.mbits,
    Hostname: network.hostname,
    ReservedPorts: ports(network.reservedPorts),
    DynamicPorts: ports(network.dynamicPorts),
  });
}

/** Members of an older form that the command line still reads. Spec 07 §17.2. */
function legacyResources(
  allocation: Allocation,
): Pick<ApiAllocation, "Resources" | "SharedResources" | "TaskResources"> {
  const { resources } = allocation;
  const tasks = Object.entries(resources.tasks).map(([name, task]) => [
    name,
    legacy({
      CPU: task.cpuShares,
      Cores: task.reservedCores.length,
      MemoryMB: task.memoryMb,
      MemoryMaxMB: task.memoryMaxMb,
      DiskMB: 0,
      Networks: task.networks.length === 0 ? null : task.networks.map((network) => ({ ...networkObject(network) })),
    }),
  ]);
  const sum = comparableResources(resources);
  const networks = resources.shared.networks.map((network) => ({ ...networkObject(network) }));
  const group = groupOf(allocation);
  return {
    Resources: legacy({
      CPU: sum.cpu,
      Cores: sum.cores.length,
      MemoryMB: sum.memoryMb,
      MemoryMaxMB: 0,
      DiskMB: group?.ephemeralDisk.sizeMb ?? sum.diskMb,
      Networks: networks.length === 0 ? null : networks,
    }),
    SharedResources: legacy({
      CPU: 0,
      Cores: 0,
      MemoryMB: 0,
      MemoryMaxMB: 0,
      DiskMB: resources.shared.diskMb,
      Networks: networks.length === 0 ? null : networks,
    }) as NonNullable<ApiAllocation["SharedResources"]>,
    TaskResources: Object.fromEntries(tasks) as Readonly<Record<string, ApiResources>>,
  };
}

function legacy(given: Record<string, unknown>): ApiResources {
  return { IOPS: 0, Devices: null, NUMA: null, SecretsMB: 0, ...given } as unknown as ApiResources;
}
