import type { Allocation } from "../../../src/model/allocation.js";
import { newEvaluation } from "../../../src/model/evaluation.js";
import { identifierState } from "../../../src/model/identifiers.js";
import type { Affinity, Constraint, Job } from "../../../src/model/job.js";
import { keyOfJob } from "../../../src/model/job.js";
import type { Node } from "../../../src/model/node.js";
import { emptyUsage, usageAfter } from "../../../src/model/nodeUsage.js";
import type { AllocatedResources } from "../../../src/model/resources.js";
import type { SchedulerConfiguration } from "../../../src/model/schedulerConfiguration.js";
import { defaultSchedulerConfiguration } from "../../../src/model/schedulerConfiguration.js";
import type { Snapshot } from "../../../src/model/snapshot.js";
import type { Table } from "../../../src/model/table.js";
import { emptyTable } from "../../../src/model/table.js";
import type { Task, TaskResources } from "../../../src/model/task.js";
import type { NetworkAsk, PortAsk, TaskGroup, VolumeRequest } from "../../../src/model/taskGroup.js";
import { plainResources } from "../../../src/scheduler/placement/allotment.js";
import { PlanDraft } from "../../../src/scheduler/planDraft.js";

/** Small worlds for tests of placement: every part has a plain default, a test names what matters to it. */

/** The node X of spec 03 §17: 4000 MHz, 8192 MB, nothing reserved. */
export function nodeOf(id: string, given: Partial<Node> = {}): Node {
  return {
    id,
    name: id,
    datacenter: "dc1",
    nodeClass: "",
    nodePool: "default",
    attributes: { "driver.mock_driver": "1" },
    meta: {},
    drivers: {},
    hostVolumes: {},
    hostNetworks: [{ mode: "host", device: "eth0", alias: "default", address: "10.0.0.1", reservedPorts: "" }],
    networks: [{ mode: "host", device: "eth0", cidr: "10.0.0.1/32", ip: "10.0.0.1", mbits: 1000 }],
    devices: [],
    resources: resourcesOfNode(4000, 8192),
    reserved: { cpu: 0, cores: [], memoryMb: 0, diskMb: 0, hostPorts: "" },
    computedClass: `v1:${id}`,
    httpAddress: "",
    status: "ready",
    statusUpdatedAt: 0,
    eligible: true,
    drain: undefined,
    lastDrain: undefined,
    events: [],
    createIndex: 1,
    modifyIndex: 1,
    ...given,
  };
}

export function resourcesOfNode(
  cpu: number,
  memoryMb: number,
  given: Partial<Node["resources"]> = {},
): Node["resources"] {
  return {
    cpu,
    memoryMb,
    cores: [],
    diskMb: 100_000,
    minDynamicPort: 0,
    maxDynamicPort: 0,
    maxAllocations: 0,
    ...given,
  };
}

export function reservedOfNode(cpu: number, memoryMb: number): Node["reserved"] {
  return { cpu, memoryMb, cores: [], diskMb: 0, hostPorts: "" };
}

/** The ask a of spec 03 §17: 500 MHz, 256 MB. */
export function taskOf(
  given: Partial<Omit<Task, "resources">> & { readonly resources?: Partial<TaskResources> } = {},
): Task {
  return {
    name: "web",
    driver: "mock_driver",
    user: "",
    config: undefined,
    env: {},
    meta: {},
    restart: { attempts: 0, intervalMs: 0, delayMs: 0, mode: "fail", renderTemplates: false },
    lifecycle: undefined,
    leader: false,
    killTimeoutMs: 5000,
    killSignal: "",
    shutdownDelayMs: 0,
    logs: { maxFiles: 10, maxFileSizeMb: 10, disabled: false },
    constraints: [],
    affinities: [],
    services: [],
    templates: [],
    artifacts: [],
    volumeMounts: [],
    vault: undefined,
    consul: undefined,
    csiPlugin: undefined,
    dispatchPayload: undefined,
    secrets: [],
    actions: [],
    identity: undefined,
    identities: [],
    scalingPolicies: [],
    kind: "",
    ...given,
    resources: {
      cpu: 500,
      cores: 0,
      memoryMb: 256,
      memoryMaxMb: 0,
      secretsMb: 0,
      diskMb: 0,
      iops: 0,
      networks: [],
      devices: [],
      numa: undefined,
      ...given.resources,
    },
  };
}

export function groupOf(given: Partial<TaskGroup> = {}): TaskGroup {
  return {
    name: "web",
    count: 1,
    update: undefined,
    migrate: undefined,
    restart: { attempts: 0, intervalMs: 0, delayMs: 0, mode: "fail", renderTemplates: false },
    reschedule: undefined,
    disconnect: undefined,
    constraints: [],
    affinities: [],
    spreads: [],
    scaling: undefined,
    ephemeralDisk: { sticky: false, sizeMb: 100, migrate: false },
    networks: [],
    services: [],
    volumes: {},
    meta: {},
    shutdownDelayMs: undefined,
    maxRunDurationMs: undefined,
    consul: undefined,
    tasks: [taskOf()],
    ...given,
  };
}

export function jobOf(given: Partial<Job> = {}): Job {
  const id = given.id ?? "job";
  return {
    id,
    name: id,
    namespace: "default",
    region: "global",
    type: "service",
    priority: 50,
    allAtOnce: false,
    datacenters: ["*"],
    nodePool: "default",
    constraints: [],
    affinities: [],
    spreads: [],
    taskGroups: [groupOf()],
    update: { staggerMs: 0, maxParallel: 0 },
    periodic: undefined,
    parameterized: undefined,
    meta: {},
    ui: undefined,
    parentId: "",
    dispatched: false,
    dispatchIdempotencyToken: "",
    payload: undefined,
    consulNamespace: "",
    vaultNamespace: "",
    nomadTokenId: "",
    stop: false,
    status: "running",
    stable: false,
    version: 0,
    versionTag: undefined,
    submitTime: 0,
    createIndex: 1,
    modifyIndex: 1,
    jobModifyIndex: 1,
    ...given,
  };
}

/** A job of one group with one task of this size, which has allocations already: what others have to live with. */
export function fillerOf(id: string, priority: number, cpu: number, memoryMb: number, diskMb = 100): Job {
  const tasks = [taskOf({ resources: { cpu, memoryMb } })];
  const ephemeralDisk = { sticky: false, sizeMb: diskMb, migrate: false };
  return jobOf({ id, priority, taskGroups: [groupOf({ tasks, ephemeralDisk })] });
}

export function allocationOf(id: string, nodeId: string, job: Job, given: Partial<Allocation> = {}): Allocation {
  const group = job.taskGroups.find(({ name }) => name === given.taskGroup) ?? job.taskGroups[0] ?? groupOf();
  return {
    id,
    namespace: job.namespace,
    evaluationId: "evaluation",
    name: `${job.id}.${group.name}[0]`,
    nodeId,
    nodeName: nodeId,
    jobId: job.id,
    job,
    taskGroup: group.name,
    resources: plainResources(group, false),
    metrics: undefined,
    desiredStatus: "run",
    desiredDescription: "",
    desiredTransition: {},
    clientStatus: "running",
    clientDescription: "",
    taskStates: {},
    clientStatusHistory: [],
    previousAllocation: undefined,
    nextAllocation: undefined,
    deploymentId: undefined,
    deploymentStatus: undefined,
    rescheduleTracker: undefined,
    followupEvaluationId: undefined,
    preemptedAllocations: [],
    preemptedByAllocation: undefined,
    createIndex: 1,
    modifyIndex: 1,
    allocModifyIndex: 1,
    createTime: 0,
    modifyTime: 0,
    ...given,
  };
}

export interface WorldParts {
  readonly nodes: readonly Node[];
  readonly allocations?: readonly Allocation[];
  readonly configuration?: Partial<SchedulerConfiguration>;
}

export function snapshotOf({ nodes, allocations = [], configuration = {} }: WorldParts): Snapshot {
  let byJob = emptyTable<Table<Allocation>>();
  let usage: Snapshot["nodeUsage"] = emptyTable();
  for (const allocation of allocations) {
    const key = keyOfJob(allocation.job);
    byJob = byJob.with(key, (byJob.get(key) ?? emptyTable<Allocation>()).with(allocation.id, allocation), true);
    const { nodeId } = allocation;
    usage = usage.with(nodeId, usageAfter(usage.get(nodeId) ?? emptyUsage, undefined, allocation), true);
  }
  return {
    now: 0,
    index: 100,
    identifiers: identifierState(1),
    schedulerConfiguration: { ...defaultSchedulerConfiguration, ...configuration },
    nodes: tableOf(nodes),
    jobs: emptyTable(),
    jobVersions: emptyTable(),
    summaries: emptyTable(),
    jobActivity: emptyTable(),
    allocations: tableOf(allocations),
    allocationsByJob: byJob,
    nodeUsage: usage,
    allocationsByNode: emptyTable(),
    allocationsByDeployment: emptyTable(),
    allocationsByEvaluation: emptyTable(),
    deployments: emptyTable(),
    deploymentsByJob: emptyTable(),
    evaluations: emptyTable(),
    evaluationsByJob: emptyTable(),
  };
}

function tableOf<Value extends { readonly id: string }>(values: readonly Value[]): Table<Value> {
  return values.reduce((table, value) => table.with(value.id, value), emptyTable<Value>());
}

export function planOf(job: Job): PlanDraft {
  const evaluation = newEvaluation({
    id: "c0a1e5b4-0000-4000-8000-0123456789ab",
    namespace: job.namespace,
    priority: job.priority,
    type: job.type,
    triggeredBy: "job-register",
    jobId: job.id,
  });
  return new PlanDraft(evaluation, job, 100);
}

export function constraint(leftTarget: string, operand: string, rightTarget: string): Constraint {
  return { leftTarget, operand, rightTarget };
}

export function affinity(leftTarget: string, rightTarget: string, weight: number): Affinity {
  return { leftTarget, operand: "=", rightTarget, weight };
}

export function port(label: string, given: Partial<PortAsk> = {}): PortAsk {
  return { label, value: 0, to: 0, hostNetwork: "default", ignoreCollision: false, ...given };
}

export function network(given: Partial<NetworkAsk> = {}): NetworkAsk {
  return {
    mode: "host",
    hostname: "",
    mbits: 0,
    dns: undefined,
    cni: undefined,
    reservedPorts: [],
    dynamicPorts: [],
    ...given,
  };
}

export function hostVolume(source: string, given: Partial<VolumeRequest> = {}): VolumeRequest {
  return {
    name: source,
    type: "host",
    source,
    readOnly: false,
    sticky: false,
    perAlloc: false,
    accessMode: "",
    attachmentMode: "",
    mountOptions: undefined,
    ...given,
  };
}

/** An allocation that holds a static port on an address. */
export function withStaticPort(allocation: Allocation, value: number, hostIp = "10.0.0.1"): Allocation {
  const held = { label: "fixed", value, to: 0, ignoreCollision: false };
  const resources: AllocatedResources = {
    ...allocation.resources,
    shared: {
      ...allocation.resources.shared,
      ports: [{ ...held, hostIp }],
      networks: [
        {
          mode: "host",
          device: "",
          ip: hostIp,
          mbits: 0,
          hostname: "",
          reservedPorts: [{ ...held, hostNetwork: "default" }],
          dynamicPorts: [],
        },
      ],
    },
  };
  return { ...allocation, resources };
}
