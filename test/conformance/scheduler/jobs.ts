import type { Affinity, Constraint, Job, JobType, Spread } from "../../../src/model/job.js";
import type { JsonObject } from "../../../src/model/json.js";
import type { Task } from "../../../src/model/task.js";
import type { NetworkAsk, PortAsk, RestartPolicy, TaskGroup } from "../../../src/model/taskGroup.js";
import type { Json } from "../json.js";
import {
  flag,
  milliseconds,
  number,
  object,
  objects,
  optionalObject,
  optionalText,
  text,
  textMap,
  texts,
} from "../json.js";

/** A job version from its recorded JSON; what was left out there does not change a decision (FORMAT.md). */
export function readJob(json: Json): Job {
  const id = text(json, "ID");
  const update = object(json, "Update");
  return {
    id,
    name: id,
    namespace: "default",
    region: "global",
    type: text(json, "Type") as JobType,
    priority: number(json, "Priority"),
    allAtOnce: flag(json, "AllAtOnce"),
    datacenters: texts(json, "Datacenters"),
    nodePool: text(json, "NodePool"),
    constraints: readConstraints(json),
    affinities: readAffinities(json),
    spreads: readSpreads(json),
    taskGroups: objects(json, "TaskGroups").map(readTaskGroup),
    update: { staggerMs: milliseconds(update, "Stagger"), maxParallel: number(update, "MaxParallel") },
    periodic: undefined,
    parameterized: undefined,
    meta: textMap(json, "Meta"),
    ui: undefined,
    parentId: "",
    dispatched: false,
    dispatchIdempotencyToken: "",
    payload: undefined,
    consulNamespace: "",
    vaultNamespace: "",
    nomadTokenId: "",
    stop: flag(json, "Stop"),
    status: "running",
    stable: flag(json, "Stable"),
    version: number(json, "Version"),
    versionTag: undefined,
    submitTime: 0,
    createIndex: number(json, "CreateIndex"),
    modifyIndex: number(json, "JobModifyIndex"),
    jobModifyIndex: number(json, "JobModifyIndex"),
  };
}

function readTaskGroup(json: Json): TaskGroup {
  const disk = object(json, "EphemeralDisk");
  return {
    name: text(json, "Name"),
    count: number(json, "Count"),
    update: readUpdate(optionalObject(json, "Update")),
    migrate: undefined,
    restart: noRestarts,
    reschedule: readReschedule(optionalObject(json, "ReschedulePolicy")),
    disconnect: readDisconnect(optionalObject(json, "Disconnect")),
    constraints: readConstraints(json),
    affinities: readAffinities(json),
    spreads: readSpreads(json),
    scaling: undefined,
    ephemeralDisk: { sticky: flag(disk, "Sticky"), sizeMb: number(disk, "SizeMB"), migrate: flag(disk, "Migrate") },
    networks: objects(json, "Networks").map(readNetwork),
    services: [],
    volumes: {},
    meta: textMap(json, "Meta"),
    shutdownDelayMs: undefined,
    maxRunDurationMs: undefined,
    consul: undefined,
    tasks: objects(json, "Tasks").map(readTask),
  };
}

const noRestarts: RestartPolicy = { attempts: 0, intervalMs: 0, delayMs: 0, mode: "fail", renderTemplates: false };

function readUpdate(json: Json | undefined): TaskGroup["update"] {
  if (json === undefined) return undefined;
  return {
    staggerMs: milliseconds(json, "Stagger"),
    maxParallel: number(json, "MaxParallel"),
    healthCheck: text(json, "HealthCheck"),
    minHealthyTimeMs: milliseconds(json, "MinHealthyTime"),
    healthyDeadlineMs: milliseconds(json, "HealthyDeadline"),
    progressDeadlineMs: milliseconds(json, "ProgressDeadline"),
    autoRevert: flag(json, "AutoRevert"),
    autoPromote: flag(json, "AutoPromote"),
    canary: number(json, "Canary"),
  };
}

function readReschedule(json: Json | undefined): TaskGroup["reschedule"] {
  if (json === undefined) return undefined;
  return {
    attempts: number(json, "Attempts"),
    intervalMs: milliseconds(json, "Interval"),
    delayMs: milliseconds(json, "Delay"),
    delayFunction: text(json, "DelayFunction"),
    maxDelayMs: milliseconds(json, "MaxDelay"),
    unlimited: flag(json, "Unlimited"),
  };
}

function readDisconnect(json: Json | undefined): TaskGroup["disconnect"] {
  if (json === undefined) return undefined;
  return {
    lostAfterMs: milliseconds(json, "LostAfter"),
    stopOnClientAfterMs: "StopOnClientAfter" in json ? milliseconds(json, "StopOnClientAfter") : undefined,
    replace: json.Replace !== false,
    reconcile: text(json, "Reconcile"),
  };
}

function readTask(json: Json): Task {
  const resources = object(json, "Resources");
  return {
    name: text(json, "Name"),
    driver: text(json, "Driver"),
    user: text(json, "User"),
    config: optionalObject(json, "Config") as JsonObject | undefined,
    env: textMap(json, "Env"),
    meta: textMap(json, "Meta"),
    resources: {
      cpu: number(resources, "CPU"),
      cores: number(resources, "Cores"),
      memoryMb: number(resources, "MemoryMB"),
      memoryMaxMb: number(resources, "MemoryMaxMB"),
      secretsMb: 0,
      diskMb: 0,
      iops: 0,
      networks: [],
      devices: [],
      numa: undefined,
    },
    restart: noRestarts,
    lifecycle: undefined,
    leader: flag(json, "Leader"),
    killTimeoutMs: milliseconds(json, "KillTimeout"),
    killSignal: "",
    shutdownDelayMs: 0,
    logs: { maxFiles: 10, maxFileSizeMb: 10, disabled: false },
    constraints: readConstraints(json),
    affinities: readAffinities(json),
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
    kind: optionalText(json, "Kind") ?? "",
  };
}

function readConstraints(json: Json): readonly Constraint[] {
  return objects(json, "Constraints").map(readConstraint);
}

function readConstraint(json: Json): Constraint {
  return {
    leftTarget: text(json, "LTarget"),
    rightTarget: text(json, "RTarget"),
    operand: text(json, "Operand"),
  };
}

function readAffinities(json: Json): readonly Affinity[] {
  return objects(json, "Affinities").map((each) => ({ ...readConstraint(each), weight: number(each, "Weight") }));
}

function readSpreads(json: Json): readonly Spread[] {
  return objects(json, "Spreads").map((each) => ({
    attribute: text(each, "Attribute"),
    weight: number(each, "Weight"),
    targets: objects(each, "SpreadTarget").map((target) => ({
      value: text(target, "Value"),
      percent: number(target, "Percent"),
    })),
  }));
}

function readNetwork(json: Json): NetworkAsk {
  return {
    mode: text(json, "Mode"),
    hostname: text(json, "Hostname"),
    mbits: number(json, "MBits"),
    dns: undefined,
    cni: undefined,
    reservedPorts: objects(json, "ReservedPorts").map(readPort),
    dynamicPorts: objects(json, "DynamicPorts").map(readPort),
  };
}

function readPort(json: Json): PortAsk {
  return {
    label: text(json, "Label"),
    value: number(json, "Value"),
    to: number(json, "To"),
    hostNetwork: text(json, "HostNetwork"),
    ignoreCollision: flag(json, "IgnoreCollision"),
  };
}
