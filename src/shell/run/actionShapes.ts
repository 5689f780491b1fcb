import type { Action, NamespaceRequest, NodePoolRequest, OutsideAction } from "../../model/action.js";
import type { JobSource } from "../../model/jobSubmission.js";
import type { JsonValue } from "../../model/json.js";
import type { NamespaceCapabilities } from "../../model/namespace.js";
import type { NodeDescription } from "../../model/nodeDescription.js";
import type { SchedulerConfiguration } from "../../model/schedulerConfiguration.js";
import type { Members, Shape } from "./shape.js";
import {
  anything,
  flag,
  integer,
  listOf,
  Misfit,
  mapOf,
  number,
  object,
  oneOf,
  optional,
  orNull,
  record,
  text,
  wholeRecord,
} from "./shape.js";

type Kind = OutsideAction["kind"];
type MembersOf<Of extends Kind> = Members<Omit<Extract<OutsideAction, { readonly kind: Of }>, "kind">>;

export const nodeDescription: Shape<NodeDescription> = record<NodeDescription>({
  name: text,
  idPrefix: optional(text),
  datacenter: optional(text),
  nodeClass: optional(text),
  nodePool: optional(text),
  meta: optional(mapOf(text)),
  attributes: optional(mapOf(text)),
  lacks: optional(listOf(text)),
  drivers: optional(listOf(text)),
  addresses: optional(listOf(text)),
  cpu: optional(number),
  memoryMb: optional(number),
  diskMb: optional(number),
});

const schedulerConfiguration = record<SchedulerConfiguration>({
  algorithm: oneOf("binpack", "spread"),
  preemption: record<SchedulerConfiguration["preemption"]>({
    system: flag,
    sysbatch: flag,
    batch: flag,
    service: flag,
  }),
  memoryOversubscription: flag,
  rejectJobRegistration: flag,
  pauseEvalBroker: flag,
  nodeLimitForFeasibilityChecks: integer,
  createIndex: integer,
  modifyIndex: integer,
});

const capabilities = wholeRecord<NamespaceCapabilities>({
  enabledTaskDrivers: optional(listOf(text)),
  disabledTaskDrivers: optional(listOf(text)),
  enabledNetworkModes: optional(listOf(text)),
  disabledNetworkModes: optional(listOf(text)),
});

const jobSource = wholeRecord<JobSource>({
  source: text,
  format: text,
  variableFlags: optional(mapOf(text)),
  variables: text,
});

const job = { namespace: text, jobId: text } as const;

/** The members of every outside action: what a saved run may hold. */
const actionMembers: { readonly [Of in Kind]: MembersOf<Of> } = {
  "register-job": {
    job: anything,
    namespace: optional(text),
    region: optional(text),
    enforceIndex: optional(integer),
    evalPriority: optional(integer),
    preserveCounts: optional(flag),
    preserveResources: optional(flag),
    submission: optional(jobSource),
  },
  "deregister-job": { ...job, purge: flag, evalPriority: optional(integer), noShutdownDelay: optional(flag) },
  "revert-job": { ...job, version: integer, enforcePriorVersion: optional(integer) },
  "scale-job": {
    ...job,
    group: text,
    count: optional(integer),
    message: text,
    error: optional(flag),
    enforceIndex: optional(integer),
  },
  "evaluate-job": { ...job, forceReschedule: flag },
  "mark-job-stable": { ...job, version: integer, stable: flag },
  "tag-job-version": {
    ...job,
    name: text,
    version: integer,
    latest: optional(flag),
    description: optional(text),
  },
  "untag-job-version": { ...job, name: text },
  "promote-deployment": { deploymentId: text, groups: (value, path) => (value === "all" ? value : texts(value, path)) },
  "fail-deployment": { deploymentId: text },
  "pause-deployment": { deploymentId: text, pause: flag },
  "unblock-deployment": { deploymentId: text },
  "set-allocation-health": { deploymentId: text, healthy: texts, unhealthy: texts },
  "stop-allocation": { allocationId: text, noShutdownDelay: flag, reschedule: flag },
  "dispatch-job": {
    ...job,
    payload: optional(text),
    meta: optional(mapOf(text)),
    idPrefixTemplate: optional(text),
    priority: optional(integer),
    idempotencyToken: optional(text),
  },
  "force-periodic-job": job,
  "delete-evaluations": { evaluationIds: texts },
  "collect-garbage": {},
  "restart-allocation": { allocationId: text, task: optional(text), allTasks: flag },
  "signal-allocation": { allocationId: text, task: optional(text), signal: text },
  "configure-scheduler": { configuration: schedulerConfiguration },
  "apply-namespace": {
    namespace: record<NamespaceRequest>({
      name: text,
      description: optional(text),
      quota: optional(text),
      meta: optional(mapOf(text)),
      capabilities: optional(capabilities),
    }),
  },
  "delete-namespace": { name: text },
  "apply-node-pool": {
    nodePool: record<NodePoolRequest>({
      name: text,
      description: optional(text),
      meta: optional(mapOf(text)),
      identityTtlMs: optional(number),
    }),
  },
  "delete-node-pool": { name: text },
  "set-node-metadata": { nodeId: text, meta: mapOf(orNull(text)) },
  "register-node": { node: nodeDescription },
  "drain-node": {
    nodeId: text,
    drain: optional(record({ deadlineMs: number, ignoreSystemJobs: flag })),
    markEligible: flag,
    meta: optional(mapOf(text)),
  },
  "set-node-eligibility": { nodeId: text, eligibility: text },
  "evaluate-node": { nodeId: text },
  "purge-node": { nodeId: text },
  "cut-off-node": { nodeId: text, tasksDie: flag },
  "reconnect-node": { nodeId: text },
  "fail-tasks": { allocationId: text, task: optional(text), exitCode: integer },
  "pin-identifiers": { pins: mapOf(listOf(text)) },
  "pass-time": { until: integer },
};

function texts(value: JsonValue | undefined, path: string): readonly string[] {
  return listOf(text)(value, path);
}

/** Whether an action came from outside: what the cluster does by itself belongs to no run. */
export function isOutsideAction(action: Action): action is OutsideAction {
  return Object.hasOwn(actionMembers, action.kind);
}

/** An action of a saved run. */
export const outsideAction: Shape<OutsideAction> = (value, path) => {
  const { kind, ...members } = object(value, path);
  if (typeof kind !== "string" || !Object.hasOwn(actionMembers, kind)) {
    throw new Misfit(`${path}.kind`, "the kind of an action that comes from outside has to stand here");
  }
  const shape = record<object>(actionMembers[kind as Kind]);
  return { kind, ...shape(members, path) } as OutsideAction;
};
