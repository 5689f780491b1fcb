import { ApiError } from "../../api/nomadApi.js";
import type { SchedulerConfiguration } from "../../model/schedulerConfiguration.js";
import { answerRead } from "../blockingQuery.js";
import type { Call, Reply, Route } from "../call.js";
import { byMethod, readMembers } from "../call.js";

/** The scheduler's configuration, namespaces and the collector. Spec 07 §8.2, §13. */
export const operatorRoutes: readonly Route[] = [
  {
    path: "/v1/operator/scheduler/configuration",
    handle: byMethod({ GET: readConfiguration, write: writeConfiguration }),
  },
  { path: "/v1/operator/license", handle: byMethod({ GET: () => ({ kind: "empty" }), write: enterpriseOnly }) },
  { path: "/v1/namespaces", handle: byMethod({ GET: listNamespaces }) },
  { path: "/v1/namespace/*", handle: byMethod({ GET: readNamespace }) },
  { path: "/v1/system/gc", handle: collectGarbage },
  { path: "/v1/system/reconcile/summaries", handle: reconcileSummaries },
];

function configurationObject(configuration: SchedulerConfiguration) {
  const { preemption } = configuration;
  return {
    SchedulerAlgorithm: configuration.algorithm,
    PreemptionConfig: {
      SystemSchedulerEnabled: preemption.system,
      SysBatchSchedulerEnabled: preemption.sysbatch,
      BatchSchedulerEnabled: preemption.batch,
      ServiceSchedulerEnabled: preemption.service,
    },
    MemoryOversubscriptionEnabled: configuration.memoryOversubscription,
    RejectJobRegistration: configuration.rejectJobRegistration,
    PauseEvalBroker: configuration.pauseEvalBroker,
    NodeLimitForFeasibilityChecks: configuration.nodeLimitForFeasibilityChecks,
    CreateIndex: configuration.createIndex,
    ModifyIndex: configuration.modifyIndex,
  };
}

function readConfiguration(call: Call): Promise<Reply> {
  return answerRead(call, { object: true, tables: ["schedulerConfiguration"] }, async () => {
    const { schedulerConfiguration } = call.agent.world;
    const index = schedulerConfiguration.modifyIndex;
    const meta = { Index: index, LastContact: 0, KnownLeader: true, NextToken: "" };
    return { value: { SchedulerConfig: configurationObject(schedulerConfiguration), ...meta }, index };
  });
}

/** Replaces the whole configuration: what the body leaves out becomes zero. `cas` compares its index first. */
function writeConfiguration(call: Call): Reply {
  const configuration = readConfigurationBody(call);
  const cas = call.parameters.get("cas");
  if (cas !== null && !/^\d+$/.test(cas)) {
    throw new ApiError(400, `Error parsing cas value: strconv.ParseUint: parsing "${cas}": invalid syntax`);
  }
  const present = call.agent.world.schedulerConfiguration.modifyIndex;
  if (cas !== null && Number(cas) !== present) {
    return { kind: "write", value: { Updated: false, Index: present }, index: present };
  }
  const index = call.agent.perform({ kind: "configure-scheduler", configuration }).index ?? 0;
  return { kind: "write", value: { Updated: cas !== null, Index: index }, index };
}

function readConfigurationBody(call: Call): SchedulerConfiguration {
  const members = readMembers(call);
  const algorithm = members.text("SchedulerAlgorithm") ?? "";
  if (algorithm !== "" && algorithm !== "binpack" && algorithm !== "spread") {
    throw new ApiError(400, `invalid scheduler algorithm: ${algorithm}`);
  }
  const preemption = members.object("PreemptionConfig");
  return {
    algorithm: algorithm === "" ? "binpack" : algorithm,
    preemption: {
      system: preemption?.flag("SystemSchedulerEnabled") ?? false,
      sysbatch: preemption?.flag("SysBatchSchedulerEnabled") ?? false,
      batch: preemption?.flag("BatchSchedulerEnabled") ?? false,
      service: preemption?.flag("ServiceSchedulerEnabled") ?? false,
    },
    memoryOversubscription: members.flag("MemoryOversubscriptionEnabled") ?? false,
    rejectJobRegistration: members.flag("RejectJobRegistration") ?? false,
    pauseEvalBroker: members.flag("PauseEvalBroker") ?? false,
    nodeLimitForFeasibilityChecks: members.integer("NodeLimitForFeasibilityChecks") ?? 0,
    createIndex: 0,
    modifyIndex: 0,
  };
}

function enterpriseOnly(): never {
  throw new ApiError(501, "Nomad Enterprise only endpoint");
}

function namespaceObject(name: string) {
  return {
    Name: name,
    Description: name === "default" ? "Default shared namespace" : "",
    Quota: "",
    Capabilities: null,
    NodePoolConfiguration: null,
    VaultConfiguration: null,
    ConsulConfiguration: null,
    Meta: null,
    Hash: null,
    CreateIndex: 1,
    ModifyIndex: 1,
  };
}

function listNamespaces(call: Call): Reply {
  const names = call.agent.world.namespaces.filter((name) => name.startsWith(call.query.prefix ?? ""));
  return { kind: "read", value: names.map(namespaceObject), index: 1 };
}

function readNamespace(call: Call): Reply {
  if (!call.agent.world.namespaces.includes(call.rest)) throw new ApiError(404, "Namespace not found");
  return { kind: "read", value: namespaceObject(call.rest), index: 1 };
}

/** `PUT` only. */
function collectGarbage(call: Call): Reply {
  if (call.method !== "PUT") throw new ApiError(405, "Invalid method");
  call.agent.perform({ kind: "collect-garbage" });
  return { kind: "empty" };
}

/** Summaries are always right here: there is nothing to reconcile. */
function reconcileSummaries(call: Call): Reply {
  if (call.method !== "PUT") throw new ApiError(405, "Invalid method");
  return { kind: "empty" };
}
