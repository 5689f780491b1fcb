import type { JsonObject } from "../../model/json.js";
import type { DeviceAsk, Lifecycle, Task, TaskResources } from "../../model/task.js";
import { block } from "./block.js";
import { affinitySchema, constraintSchema } from "./constraint.js";
import {
  boolean,
  duration,
  integer,
  list,
  living,
  nested,
  opaque,
  present,
  raw,
  rawList,
  text,
  textMap,
} from "./field.js";
import { identitySchema } from "./identity.js";
import { type NetworkForm, networkSchema } from "./network.js";
import { restartSchema } from "./policies.js";
import { taskScalingSchema } from "./scaling.js";
import { type ServiceForm, serviceSchema } from "./service.js";
import * as files from "./taskFiles.js";

export interface ResourcesForm extends Omit<TaskResources, "networks"> {
  readonly networks: readonly NetworkForm[];
}

/** A task as a client may send it. */
export interface TaskForm extends Omit<Task, "services" | "resources"> {
  readonly services: readonly ServiceForm[];
  readonly resources: ResourcesForm;
  /** Enterprise: refused. */
  readonly schedule: JsonObject | undefined;
}

export const deviceSchema = block<DeviceAsk>("RequestedDevice", {
  name: text("Name"),
  count: integer("Count", 1, "uint64"),
  constraints: list("Constraints", constraintSchema),
  affinities: list("Affinities", affinitySchema),
});

/** What a task asks for. Spec 05 §3.10. */
export const resourcesSchema = block<ResourcesForm>("Resources", {
  cpu: integer("CPU", 100),
  cores: integer("Cores"),
  memoryMb: integer("MemoryMB", 300),
  memoryMaxMb: integer("MemoryMaxMB"),
  secretsMb: integer("SecretsMB"),
  diskMb: living("unsettable", integer("DiskMB")),
  iops: living("unsettable", integer("IOPS")),
  networks: list("Networks", networkSchema),
  devices: list("Devices", deviceSchema),
  numa: raw("NUMA", files.numaSchema),
});

export const logsSchema = block<Task["logs"]>("LogConfig", {
  maxFiles: integer("MaxFiles", 10),
  maxFileSizeMb: integer("MaxFileSizeMB", 10),
  disabled: boolean("Disabled"),
});

const lifecycleSchema = block<Lifecycle>("TaskLifecycle", { hook: text("Hook"), sidecar: boolean("Sidecar") });

const defaultResources = resourcesOfSilence();
const defaultLogs: Task["logs"] = { maxFiles: 10, maxFileSizeMb: 10, disabled: false };
const noRestart: Task["restart"] = { attempts: 0, intervalMs: 0, delayMs: 0, mode: "", renderTemplates: false };

/** A task of a group. Spec 05 §3.10. */
export const taskSchema = block<TaskForm>("Task", {
  name: text("Name"),
  driver: text("Driver"),
  user: text("User"),
  config: opaque("Config"),
  env: textMap("Env"),
  meta: textMap("Meta"),
  resources: present("Resources", resourcesSchema, defaultResources),
  restart: present("RestartPolicy", restartSchema, noRestart),
  lifecycle: nested("Lifecycle", lifecycleSchema),
  leader: boolean("Leader"),
  killTimeoutMs: duration("KillTimeout", 5000),
  killSignal: text("KillSignal"),
  shutdownDelayMs: duration("ShutdownDelay"),
  logs: present("LogConfig", logsSchema, defaultLogs),
  constraints: list("Constraints", constraintSchema),
  affinities: list("Affinities", affinitySchema),
  services: list("Services", serviceSchema),
  templates: rawList("Templates", files.templateSchema),
  artifacts: rawList("Artifacts", files.artifactSchema),
  volumeMounts: rawList("VolumeMounts", files.volumeMountSchema),
  vault: raw("Vault", files.vaultSchema),
  consul: raw("Consul", files.consulSchema),
  csiPlugin: raw("CSIPluginConfig", files.csiPluginSchema),
  dispatchPayload: raw("DispatchPayload", files.dispatchPayloadSchema),
  secrets: rawList("Secrets", files.secretSchema),
  actions: rawList("Actions", files.actionSchema),
  identity: raw("Identity", identitySchema),
  identities: rawList("Identities", identitySchema),
  scalingPolicies: rawList("ScalingPolicies", taskScalingSchema),
  kind: text("Kind"),
  schedule: living("ignored", raw("Schedule", files.scheduleSchema)),
});

function resourcesOfSilence(): ResourcesForm {
  return {
    cpu: 100,
    cores: 0,
    memoryMb: 300,
    memoryMaxMb: 0,
    secretsMb: 0,
    diskMb: 0,
    iops: 0,
    networks: [],
    devices: [],
    numa: undefined,
  };
}
