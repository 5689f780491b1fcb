import type { EphemeralDisk, TaskGroup, VolumeRequest } from "../../model/taskGroup.js";
import type { Milliseconds } from "../../model/time.js";
import { block, rawBlock } from "./block.js";
import { affinitySchema, constraintSchema, spreadSchema } from "./constraint.js";
import {
  boolean,
  integer,
  labelled,
  list,
  living,
  nested,
  optional,
  present,
  raw,
  text,
  textMap,
  texts,
} from "./field.js";
import { durationKind } from "./kind.js";
import { type NetworkForm, networkSchema } from "./network.js";
import { disconnectSchema, migrateSchema, rescheduleSchema, restartSchema, updateSchema } from "./policies.js";
import { scalingSchema } from "./scaling.js";
import { type ServiceForm, serviceSchema } from "./service.js";
import { type TaskForm, taskSchema } from "./task.js";
import { consulSchema } from "./taskFiles.js";

/** A task group as a client may send it: three deprecated members are read and forgotten (spec 05 §3.2). */
export interface GroupForm extends Omit<TaskGroup, "tasks" | "services" | "networks"> {
  readonly tasks: readonly TaskForm[];
  readonly services: readonly ServiceForm[];
  readonly networks: readonly NetworkForm[];
  readonly stopAfterClientDisconnectMs: Milliseconds | undefined;
  readonly maxClientDisconnectMs: Milliseconds | undefined;
  readonly preventRescheduleOnLost: boolean;
}

export const diskSchema = block<EphemeralDisk>("EphemeralDisk", {
  sticky: boolean("Sticky"),
  sizeMb: integer("SizeMB", 300),
  migrate: boolean("Migrate"),
});

export const mountOptionsSchema = rawBlock("CSIMountOptions", [text("FSType"), texts("MountFlags")]);

export const volumeSchema = block<VolumeRequest>("VolumeRequest", {
  name: text("Name"),
  type: text("Type"),
  source: text("Source"),
  readOnly: boolean("ReadOnly"),
  sticky: boolean("Sticky"),
  perAlloc: boolean("PerAlloc"),
  accessMode: text("AccessMode"),
  attachmentMode: text("AttachmentMode"),
  mountOptions: raw("MountOptions", mountOptionsSchema),
});

const defaultDisk: EphemeralDisk = { sticky: false, sizeMb: 300, migrate: false };
const noRestart = { attempts: 0, intervalMs: 0, delayMs: 0, mode: "", renderTemplates: false };

/** A task group of a job. Spec 05 §3.2. */
export const groupSchema = block<GroupForm>("TaskGroup", {
  name: text("Name"),
  count: integer("Count", 1),
  update: nested("Update", updateSchema),
  migrate: nested("Migrate", migrateSchema),
  restart: present("RestartPolicy", restartSchema, noRestart),
  reschedule: nested("ReschedulePolicy", rescheduleSchema),
  disconnect: nested("Disconnect", disconnectSchema),
  constraints: list("Constraints", constraintSchema),
  affinities: list("Affinities", affinitySchema),
  spreads: list("Spreads", spreadSchema),
  scaling: nested("Scaling", scalingSchema),
  ephemeralDisk: present("EphemeralDisk", diskSchema, defaultDisk),
  networks: list("Networks", networkSchema),
  services: list("Services", serviceSchema),
  volumes: labelled("Volumes", volumeSchema),
  meta: textMap("Meta"),
  shutdownDelayMs: optional("ShutdownDelay", durationKind),
  maxRunDurationMs: optional("MaxRunDuration", durationKind),
  stopAfterClientDisconnectMs: living("ignored", optional("StopAfterClientDisconnect", durationKind)),
  maxClientDisconnectMs: living("ignored", optional("MaxClientDisconnect", durationKind)),
  preventRescheduleOnLost: living("ignored", boolean("PreventRescheduleOnLost")),
  consul: raw("Consul", consulSchema),
  tasks: list("Tasks", taskSchema),
});
