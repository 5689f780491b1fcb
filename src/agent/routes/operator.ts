import { ApiError } from "../../api/nomadApi.js";
import type { SchedulerConfiguration } from "../../model/schedulerConfiguration.js";
import { answerRead } from "../blockingQuery.js";
import type { Call, Reply, Route } from "../call.js";
import { byMethod, readMembers } from "../call.js";

/** The scheduler's configuration and the collector. Spec 07 §8.2, §13. */
export const operatorRoutes: readonly Route[] = [
  {
    path: "/v1/operator/scheduler/configuration",
    handle: byMethod({ GET: readConfiguration, write: writeConfiguration }),
  },
  { path: "/v1/system/gc", handle: collectGarbage },
  { path: "/v1/system/reconcile/summaries", handle: reconcileSummaries },
];

function readConfiguration(call: Call): Promise<Reply> {
  return answerRead(call, { object: true, tables: ["schedulerConfiguration"] }, async () => {
    const { value, index } = await call.agent.api.readSchedulerConfiguration();
    return { value: { ...value, Index: index }, index };
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
  return { kind: "write", value: { Updated: true, Index: index }, index };
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
