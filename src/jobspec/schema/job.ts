import type { Job, JobStatus, JobType, Parameterized, Periodic, VersionTag } from "../../model/job.js";
import type { JsonObject } from "../../model/json.js";
import type { MigrateBlock, ReschedulePolicy } from "../../model/taskGroup.js";
import type { UpdateBlock } from "../../model/update.js";
import { block, rawBlock } from "./block.js";
import { affinitySchema, constraintSchema, spreadSchema } from "./constraint.js";
import {
  boolean,
  field,
  integer,
  list,
  living,
  nested,
  optional,
  present,
  raw,
  rawList,
  text,
  textMap,
  texts,
} from "./field.js";
import { bytesKind, instantKind, type Kind, presentTextsKind, textKind } from "./kind.js";
import { migrateSchema, rescheduleSchema, updateSchema } from "./policies.js";
import type { Submitted } from "./submitted.js";
import { type GroupForm, groupSchema } from "./taskGroup.js";

/** A job as a client may send it: with the blocks that its groups inherit. */
export interface JobForm extends Omit<Job, "taskGroups" | "update"> {
  readonly taskGroups: readonly GroupForm[];
  readonly update: UpdateBlock;
  readonly reschedule: ReschedulePolicy | undefined;
  readonly migrate: MigrateBlock | undefined;
  /** Enterprise: refused where it names a region. */
  readonly multiregion: JsonObject | undefined;
  readonly statusDescription: string;
}

/** A job before any default was filled in. */
export type SubmittedJob = Submitted<JobForm>;

export const periodicSchema = block<Periodic>("PeriodicConfig", {
  enabled: boolean("Enabled", true),
  spec: text("Spec"),
  specs: field("Specs", presentTextsKind, []),
  specType: text("SpecType", "cron"),
  prohibitOverlap: boolean("ProhibitOverlap"),
  timeZone: text("TimeZone", "UTC"),
});

export const parameterizedSchema = block<Parameterized>("ParameterizedJobConfig", {
  payload: text("Payload"),
  metaRequired: texts("MetaRequired"),
  metaOptional: texts("MetaOptional"),
});

const versionTagSchema = block<VersionTag>("JobVersionTag", {
  name: text("Name"),
  description: text("Description"),
  taggedTime: field("TaggedTime", instantKind, 0),
});

export const linkSchema = rawBlock("JobUILink", [text("Label"), text("Url")]);
export const uiSchema = rawBlock("JobUIConfig", [text("Description"), rawList("Links", linkSchema)]);
const strategySchema = rawBlock("MultiregionStrategy", [integer("MaxParallel"), text("OnFailure")]);
const regionSchema = rawBlock("MultiregionRegion", [
  text("Name"),
  integer("Count"),
  texts("Datacenters"),
  text("NodePool"),
  textMap("Meta"),
]);
const multiregionSchema = rawBlock("Multiregion", [raw("Strategy", strategySchema), rawList("Regions", regionSchema)]);

/** What a stored job has where its own update block is not kept. */
export const noUpdate: UpdateBlock = {
  staggerMs: 0,
  maxParallel: 0,
  healthCheck: "",
  minHealthyTimeMs: 0,
  healthyDeadlineMs: 0,
  progressDeadlineMs: 0,
  autoRevert: false,
  autoPromote: false,
  canary: 0,
};

const index = (json: string) => living("unsettable", integer(json, 0, "uint64"));

/** A job. Spec 05 §3.1. */
export const jobSchema = block<JobForm>("Job", {
  id: text("ID"),
  name: text("Name"),
  namespace: text("Namespace"),
  region: text("Region"),
  type: field<JobType>("Type", textKind as Kind<JobType>, "service"),
  priority: integer("Priority", 50),
  allAtOnce: boolean("AllAtOnce"),
  datacenters: texts("Datacenters"),
  nodePool: text("NodePool"),
  constraints: list("Constraints", constraintSchema),
  affinities: list("Affinities", affinitySchema),
  spreads: list("Spreads", spreadSchema),
  taskGroups: list("TaskGroups", groupSchema),
  update: present("Update", updateSchema, noUpdate),
  reschedule: living("submission", nested("Reschedule", rescheduleSchema)),
  migrate: living("submission", nested("Migrate", migrateSchema)),
  multiregion: living("ignored", raw("Multiregion", multiregionSchema)),
  periodic: nested("Periodic", periodicSchema),
  parameterized: nested("ParameterizedJob", parameterizedSchema),
  meta: textMap("Meta"),
  ui: raw("UI", uiSchema),
  parentId: living("unsettable", text("ParentID")),
  dispatched: living("unsettable", boolean("Dispatched")),
  dispatchIdempotencyToken: living("unsettable", text("DispatchIdempotencyToken")),
  payload: optional("Payload", bytesKind),
  consulNamespace: living("unsettable", text("ConsulNamespace")),
  vaultNamespace: text("VaultNamespace"),
  nomadTokenId: living("unsettable", text("NomadTokenID")),
  stop: boolean("Stop"),
  status: living("unsettable", field<JobStatus>("Status", textKind as Kind<JobStatus>, "pending")),
  statusDescription: living("ignored", text("StatusDescription")),
  stable: living("unsettable", boolean("Stable")),
  version: integer("Version", 0, "uint64"),
  versionTag: nested("VersionTag", versionTagSchema),
  submitTime: living("unsettable", field("SubmitTime", instantKind, 0)),
  createIndex: index("CreateIndex"),
  modifyIndex: index("ModifyIndex"),
  jobModifyIndex: index("JobModifyIndex"),
});
