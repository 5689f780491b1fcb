import type {
  Allocation,
  ClientStatus,
  DesiredStatus,
  DesiredTransition,
  RescheduleTracker,
} from "../../../src/model/allocation.js";
import type { Job } from "../../../src/model/job.js";
import { findTaskGroup } from "../../../src/model/job.js";
import type { AllocationMetrics } from "../../../src/model/metrics.js";
import { emptyMetrics } from "../../../src/model/metrics.js";
import type { AllocatedResources } from "../../../src/model/resources.js";
import type { TaskState } from "../../../src/model/taskState.js";
import type { Json } from "../json.js";
import {
  flag,
  instant,
  mapObject,
  milliseconds,
  number,
  numberMap,
  object,
  objects,
  optionalFlag,
  optionalObject,
  optionalText,
  text,
  texts,
} from "../json.js";

/** An allocation from its recorded JSON. `job` is the version that it embeds. */
export function readAllocation(json: Json, job: Job, evaluationId: (recorded: string) => string): Allocation {
  const followup = optionalText(json, "FollowupEvalID");
  const modifyTime = milliseconds(json, "ModifyTime");
  return {
    id: text(json, "ID"),
    namespace: "default",
    evaluationId: "",
    name: text(json, "Name"),
    nodeId: text(json, "NodeID"),
    nodeName: "",
    jobId: job.id,
    job,
    taskGroup: text(json, "TaskGroup"),
    resources: readResources(json, job),
    metrics: readMetrics(optionalObject(json, "Metrics")),
    desiredStatus: text(json, "DesiredStatus") as DesiredStatus,
    desiredDescription: text(json, "DesiredDescription"),
    desiredTransition: readTransition(object(json, "DesiredTransition")),
    clientStatus: text(json, "ClientStatus") as ClientStatus,
    clientDescription: text(json, "ClientDescription"),
    taskStates: mapObject(object(json, "TaskStates"), readTaskState),
    clientStatusHistory: objects(json, "AllocStates").map((entry) => ({
      value: text(entry, "Value") as ClientStatus,
      time: instant(entry, "Time") ?? 0,
    })),
    previousAllocation: optionalText(json, "PreviousAllocation"),
    nextAllocation: optionalText(json, "NextAllocation"),
    deploymentId: optionalText(json, "DeploymentID"),
    deploymentStatus: readHealth(optionalObject(json, "DeploymentStatus")),
    rescheduleTracker: readTracker(optionalObject(json, "RescheduleTracker")),
    followupEvaluationId: followup === undefined ? undefined : evaluationId(followup),
    preemptedAllocations: texts(json, "PreemptedAllocations"),
    preemptedByAllocation: optionalText(json, "PreemptedByAllocation"),
    createIndex: number(json, "CreateIndex"),
    modifyIndex: 0,
    allocModifyIndex: 0,
    createTime: modifyTime,
    modifyTime,
  };
}

function readTransition(json: Json): DesiredTransition {
  const transition: { -readonly [Key in keyof DesiredTransition]: boolean } = {};
  const migrate = optionalFlag(json, "Migrate");
  const reschedule = optionalFlag(json, "Reschedule");
  const forceReschedule = optionalFlag(json, "ForceReschedule");
  const migrateDisablePlacement = optionalFlag(json, "MigrateDisablePlacement");
  if (migrate !== undefined) transition.migrate = migrate;
  if (reschedule !== undefined) transition.reschedule = reschedule;
  if (forceReschedule !== undefined) transition.forceReschedule = forceReschedule;
  if (migrateDisablePlacement !== undefined) transition.migrateDisablePlacement = migrateDisablePlacement;
  return transition;
}

function readTaskState(json: Json): TaskState {
  return {
    state: text(json, "State") as TaskState["state"],
    failed: flag(json, "Failed"),
    restarts: number(json, "Restarts"),
    lastRestart: instant(json, "LastRestart"),
    startedAt: instant(json, "StartedAt"),
    finishedAt: instant(json, "FinishedAt"),
    events: [],
  };
}

function readHealth(json: Json | undefined): Allocation["deploymentStatus"] {
  if (json === undefined) return undefined;
  return {
    healthy: optionalFlag(json, "Healthy"),
    timestamp: instant(json, "Timestamp"),
    canary: flag(json, "Canary"),
    modifyIndex: number(json, "ModifyIndex"),
  };
}

function readTracker(json: Json | undefined): RescheduleTracker | undefined {
  if (json === undefined) return undefined;
  return {
    events: objects(json, "Events").map((event) => ({
      rescheduleTime: milliseconds(event, "RescheduleTime"),
      previousAllocationId: text(event, "PrevAllocID"),
      previousNodeId: text(event, "PrevNodeID"),
      delayMs: milliseconds(event, "Delay"),
    })),
    lastReschedule: text(json, "LastReschedule") as RescheduleTracker["lastReschedule"],
  };
}

function readMetrics(json: Json | undefined): AllocationMetrics | undefined {
  if (json === undefined) return undefined;
  return {
    ...emptyMetrics,
    scoreMetadata: objects(json, "ScoreMetaData").map((score) => ({
      nodeId: text(score, "NodeID"),
      scores: numberMap(score, "Scores"),
      normScore: number(score, "NormScore"),
    })),
  };
}

/** What is recorded where ports matter; else what the group asks for at the allocation's version (FORMAT.md). */
function readResources(json: Json, job: Job): AllocatedResources {
  const recorded = optionalObject(json, "AllocatedResources");
  const group = findTaskGroup(job, text(json, "TaskGroup"));
  const taskLifecycles = Object.fromEntries((group?.tasks ?? []).map((task) => [task.name, task.lifecycle]));
  if (recorded === undefined) {
    const tasks = Object.fromEntries(
      (group?.tasks ?? []).map((task) => [task.name, taskResources(task.resources.cpu, task.resources.memoryMb)]),
    );
    return { tasks, taskLifecycles, shared: { diskMb: group?.ephemeralDisk.sizeMb ?? 0, networks: [], ports: [] } };
  }
  const shared = object(recorded, "Shared");
  return {
    tasks: mapObject(object(recorded, "Tasks"), (task) =>
      taskResources(number(object(task, "Cpu"), "CpuShares"), number(object(task, "Memory"), "MemoryMB")),
    ),
    taskLifecycles,
    shared: {
      diskMb: number(shared, "DiskMB"),
      networks: objects(shared, "Networks").map((network) => ({
        mode: text(network, "Mode"),
        device: "",
        ip: text(network, "IP"),
        mbits: 0,
        hostname: "",
        reservedPorts: objects(network, "ReservedPorts").map(readNetworkPort),
        dynamicPorts: objects(network, "DynamicPorts").map(readNetworkPort),
      })),
      ports: objects(shared, "Ports").map((port) => ({
        label: text(port, "Label"),
        value: number(port, "Value"),
        to: number(port, "To"),
        hostIp: text(port, "HostIP"),
        ignoreCollision: false,
      })),
    },
  };
}

function taskResources(cpuShares: number, memoryMb: number): AllocatedResources["tasks"][string] {
  return { cpuShares, reservedCores: [], memoryMb, memoryMaxMb: 0, networks: [], devices: [] };
}

function readNetworkPort(json: Json): AllocatedResources["shared"]["networks"][number]["reservedPorts"][number] {
  return {
    label: text(json, "Label"),
    value: number(json, "Value"),
    to: number(json, "To"),
    hostNetwork: text(json, "HostNetwork"),
    ignoreCollision: false,
  };
}
